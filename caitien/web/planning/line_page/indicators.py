"""Indicators on the page of a line (chỉ số): set, changed, measured; figures typed as people here write them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from caitien.domain.refused import Refused
from caitien.plans.measures.indicators import (
    change_indicator,
    define_indicator,
    indicator_mark,
    measure,
)
from caitien.plans.models import Indicator, Task
from caitien.web.planning.forms import IndicatorForm, MeasureForm
from caitien.web.planning.line_page.line import line_at, show
from caitien.web.requests.member import MemberRequest, for_members


@for_members("indicator.define")
@require_POST
def define(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """Set an indicator of the line's goal."""
    found = line_at(request, pk, task)
    form = IndicatorForm(request.POST, auto_id="new-indicator_%s")
    if form.is_valid():
        done = define_indicator(request.user, found.goal, wanted=form.wanted())
        if not isinstance(done, Refused):
            return _back(request, found, f"Đã thêm chỉ số “{done.name}”.")
        form.refuse(done)
    return show(request, found, new_indicator=form)


@for_members("indicator.define", post="indicator.define")
@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, pk: int, task: int, key: int) -> HttpResponse:
    """Say otherwise what an indicator is; what was measured stays."""
    found = line_at(request, pk, task)
    indicator = _indicator(found, key)
    if request.method == "GET":
        return _render_page(request, found, indicator, _filled(indicator))
    form = IndicatorForm(request.POST)
    if form.is_valid():
        seen = request.POST.get("seen", "")
        done = change_indicator(request.user, indicator, wanted=form.wanted(), seen=seen)
        if not isinstance(done, Refused):
            return _back(request, found, "Đã sửa chỉ số.")
        form.refuse(done)
    return _render_page(request, found, _indicator(found, key), form)


@for_members("indicator.measure")
@require_POST
def write_down(request: MemberRequest, pk: int, task: int, key: int) -> HttpResponse:
    """Write down the figure of a day."""
    found = line_at(request, pk, task)
    form = MeasureForm(request.POST, auto_id=f"measure-{key}_%s")
    indicator = _indicator(found, key)
    if form.is_valid():
        said = form.cleaned_data
        figure = {"day": said["date"], "value": said["value"], "note": said["note"]}
        done = measure(request.user, indicator, today=localdate(), **figure)
        if not isinstance(done, Refused):
            return _back(request, found, f"Đã ghi số đo ngày {done.date:%d/%m/%Y}.")
        form.refuse(done)
    return show(request, found, measured=(key, form))


def _filled(indicator: Indicator) -> IndicatorForm:
    """The form of an indicator before anyone types."""
    return IndicatorForm(initial={name: getattr(indicator, name) for name in IndicatorForm.base_fields})


def _indicator(task: Task, key: int) -> Indicator:
    return get_object_or_404(task.goal.indicators.select_related("goal__plan"), pk=key)


def _render_page(request: MemberRequest, task: Task, indicator: Indicator, form: IndicatorForm) -> HttpResponse:
    context = {
        "plan": task.plan,
        "task": task,
        "goal": task.goal,
        "indicator": indicator,
        "mark": indicator_mark(indicator),
        "form": form,
    }
    return render(request, "planning/indicator.html", context, status=422 if form.is_bound else 200)


def _back(request: MemberRequest, task: Task, text: str) -> HttpResponse:
    messages.success(request, text)
    answer = redirect("line", task.plan_id, task.pk)
    answer["Location"] += "#chi-so"
    return answer
