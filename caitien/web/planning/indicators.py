"""Indicators on the page of a line (chỉ số): set, changed, measured; figures typed as people here write them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from caitien.domain.cells import fit
from caitien.domain.figures import read_figure, say_figure
from caitien.domain.refused import Refused
from caitien.plans.measures.indicators import (
    Wanted,
    change_indicator,
    define_indicator,
    indicator_mark,
    measure,
)
from caitien.plans.models import Indicator, Measurement, Task
from caitien.web.member import MemberRequest, for_members
from caitien.web.planning.line import line_at, show

NO_FIGURE: Final = "“{}” chưa phải một số. Ghi như 1.234,5."
NO_VALUE: Final = Refused("Xin ghi con số đã đo và ngày đo. Chưa đo thì để trống, không cần ghi 0.")
Typed = Mapping[str, str]


@for_members("indicator.define")
@require_POST
def define(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """Set an indicator of the line's goal."""
    found = line_at(request, pk, task)
    wanted = _wanted(request.POST)
    done = define_indicator(request.user, found.goal, wanted=wanted) if isinstance(wanted, Wanted) else wanted
    if isinstance(done, Refused):
        return show(request, found, at="moi", why=done.reason, typed=request.POST)
    return _back(request, found, f"Đã thêm chỉ số “{done.name}”.")


@for_members("indicator.define", post="indicator.define")
@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, pk: int, task: int, key: int) -> HttpResponse:
    """Say otherwise what an indicator is; what was measured stays."""
    found = line_at(request, pk, task)
    indicator = _indicator(found, key)
    if request.method == "GET":
        return _page(request, found, indicator, _as_typed(indicator))
    done = _changed(request, indicator)
    if isinstance(done, Refused):
        return _page(request, found, _indicator(found, key), request.POST, done.reason)
    return _back(request, found, "Đã sửa chỉ số.")


@for_members("indicator.measure")
@require_POST
def write_down(request: MemberRequest, pk: int, task: int, key: int) -> HttpResponse:
    """Write down the figure of a day."""
    found = line_at(request, pk, task)
    done = _measured(request, _indicator(found, key))
    if isinstance(done, Refused):
        return show(request, found, at=key, why=done.reason, typed=request.POST)
    return _back(request, found, f"Đã ghi số đo ngày {done.date:%d/%m/%Y}.")


def _changed(request: MemberRequest, indicator: Indicator) -> Indicator | Refused:
    wanted = _wanted(request.POST)
    if isinstance(wanted, Refused):
        return wanted
    return change_indicator(request.user, indicator, wanted=wanted, seen=request.POST.get("seen", ""))


def _measured(request: MemberRequest, indicator: Indicator) -> Measurement | Refused:
    value, day = _figure(request.POST, "value"), _day(request.POST, "date")
    if isinstance(value, Refused) or isinstance(day, Refused):
        return value if isinstance(value, Refused) else cast(Refused, day)
    if value is None or day is None:
        return NO_VALUE
    note = request.POST.get("note", "")
    return measure(request.user, indicator, day=day, value=value, today=localdate(), note=note)


def _wanted(typed: Typed) -> Wanted | Refused:
    """What the form says of an indicator, or what in it cannot be read."""
    baseline, target, day = _figure(typed, "baseline"), _figure(typed, "target"), _day(typed, "baseline_date")
    for each in (baseline, target, day):
        if isinstance(each, Refused):
            return each
    return Wanted(
        name=typed.get("name", ""),
        unit=typed.get("unit", ""),
        baseline=cast(Decimal | None, baseline),
        baseline_date=cast(date | None, day),
        target=cast(Decimal | None, target),
    )


def _figure(typed: Typed, field: str) -> Decimal | Refused | None:
    """A figure of the form; None where the field is empty."""
    text = typed.get(field, "").strip()[:100]
    found = read_figure(text)
    return Refused(NO_FIGURE.format(text)) if text and found is None else found


def _day(typed: Typed, field: str) -> date | Refused | None:
    """A day of the form; None where the field is empty."""
    text = fit("report.date", typed.get(field, "")[:100])
    if isinstance(text, Refused):
        return Refused(text.reason)
    return date.fromisoformat(text) if text else None


def _as_typed(indicator: Indicator) -> Typed:
    """What a form shows of an indicator before anyone types."""
    figures = {"baseline": indicator.baseline, "target": indicator.target}
    day = indicator.baseline_date
    return {
        "name": indicator.name,
        "unit": indicator.unit,
        "baseline_date": f"{day:%d/%m/%Y}" if day else "",
        **{name: "" if figure is None else say_figure(figure) for name, figure in figures.items()},
    }


def _indicator(task: Task, key: int) -> Indicator:
    return get_object_or_404(task.goal.indicators.select_related("goal__plan"), pk=key)


def _page(request: MemberRequest, task: Task, indicator: Indicator, typed: Typed, why: str = "") -> HttpResponse:
    context = {
        "plan": task.plan,
        "task": task,
        "goal": task.goal,
        "indicator": indicator,
        "mark": indicator_mark(indicator),
        "typed": typed,
        "why": why,
    }
    return render(request, "planning/indicator.html", context, status=422 if why else 200)


def _back(request: MemberRequest, task: Task, text: str) -> HttpResponse:
    messages.success(request, text)
    answer = redirect("line", task.plan_id, task.pk)
    answer["Location"] += "#chi-so"
    return answer
