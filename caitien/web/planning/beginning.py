"""A plan from nothing (lập kế hoạch): of which year, in which form?"""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from caitien.domain.paper import Form
from caitien.domain.times.school_calendar import say_year, school_year_at, years_around
from caitien.plans.begin import begin_plan
from caitien.plans.reads import plans_for
from caitien.web.planning.forms import FORMS, BeginForm
from caitien.web.requests.member import MemberRequest, for_members

THERE: Final = "Năm học {} đã có kế hoạch, đây là kế hoạch ấy."


@for_members("plan.begin")
@require_http_methods(["GET", "POST"])
def begin(request: MemberRequest) -> HttpResponse:
    """Choose year and form; then the empty table with its first line open. Five queries to look."""
    form = BeginForm(request.POST if request.method == "POST" else None, initial={"school_year": _proposed(request)})
    if not form.is_valid():
        return _form(request, form)
    year, chosen = form.cleaned_data["school_year"], Form(form.cleaned_data["form"])
    there = plans_for(request.acting).filter(school_year=year).exists()
    begin_plan(request.user, request.acting.school, school_year=year, form=chosen)
    if there:
        messages.info(request, THERE.format(say_year(year)))
    return redirect(reverse("plan", query={"nam": year}))


def _years() -> tuple[str, str]:
    """The year that is on, and the coming one."""
    _, now, coming = years_around(school_year_at(localdate()))
    return now, coming


def _proposed(request: MemberRequest) -> str:
    """The year that has no plan yet: the coming one is proposed where this one has a plan."""
    now, coming = _years()
    return coming if plans_for(request.acting).filter(school_year=now).exists() else now


def _form(request: MemberRequest, form: BeginForm) -> HttpResponse:
    """The form with what was typed, and the years that have a plan already."""
    taken = sorted(plans_for(request.acting).values_list("school_year", flat=True))
    choices = [(button, said) for button, (_, said) in zip(form["form"], FORMS.values(), strict=True)]
    context = {"form": form, "choices": choices, "years": _years(), "taken": taken}
    return render(request, "table/begin.html", context, status=422 if form.errors else 200)
