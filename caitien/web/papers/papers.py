"""Papers (giấy tờ): what goes to the authority? What is due, what is being made, what is out."""

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from caitien.domain.paper import Form
from caitien.domain.refused import Refused
from caitien.papers.drafting import begin_draft
from caitien.papers.due import due_papers, other_deadlines
from caitien.papers.reads import drafts_for, issues_for
from caitien.papers.span import calendar_for, span_of
from caitien.plans.models import Plan
from caitien.plans.reads import plans_for
from caitien.web.papers.forms import SpanForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import Listed, stretch
from caitien.web.requests.sent import key_in
from caitien.web.templatetags.spoken import school_year

ISSUES_A_PAGE: Final = 30
DRAFTS_SHOWN: Final = 50


@for_members("paper.look")
@require_GET
def papers(request: MemberRequest) -> HttpResponse:
    """The papers of a year (danh sách giấy tờ). Eleven queries at most."""
    return _render_page(request, request.GET.get("nam"))


@for_members("paper.compose")
@require_POST
def begin(request: MemberRequest) -> HttpResponse:
    """Begin a paper: of one tap, or of a form and span chosen."""
    plans = plans_for(request.acting).select_related("school")
    plan = get_object_or_404(plans, pk=key_in(request.POST, "plan"))
    form = SpanForm(calendar_for(plan), request.POST)
    if form.is_valid():
        made = begin_draft(request.user, plan, form=Form(form.cleaned_data["form"]), span=form.span_key())
        if not isinstance(made, Refused):
            return redirect("paper", made.pk)
        form.refuse(made)
    return _render_page(request, plan.school_year, form)


def _render_page(request: MemberRequest, year: str | None, form: SpanForm | None = None) -> HttpResponse:
    plans = list(plans_for(request.acting).select_related("school"))
    plan = next((plan for plan in plans if year in (None, plan.school_year)), None)
    if plan is None and year is not None:
        raise Http404(year)
    shown = _of_plan(request, plan) if plan else {}
    place = f"Năm học {school_year(plan.school_year)}" if plan else ""
    context = {"plans": plans, "plan": plan, "place": place, **shown, **({"form": form} if form else {})}
    return render(request, "papers/papers.html", context, status=422 if form else 200)


def _of_plan(request: MemberRequest, plan: Plan) -> dict[str, Any]:
    today, calendar = localdate(), calendar_for(plan)
    drafts = list(drafts_for(request.acting).filter(plan=plan)[:DRAFTS_SHOWN])
    issues = issues_for(request.acting).filter(plan=plan)
    due = due_papers(plan, calendar, drafts, list(issues[:DRAFTS_SHOWN]))
    return {
        "due": [(each, each.by is not None and each.by < today) for each in due],
        "main": next((each for each in due if each.asked_on(today)), None),
        "others": other_deadlines(calendar),
        "drafts": [(draft, _name(draft.span, calendar)) for draft in drafts],
        "page": stretch(issues, ["-date", "-pk"], ISSUES_A_PAGE, request.GET, Listed(reverse("papers"))),
        "form": SpanForm(calendar),
        "may_compose": request.acting.may("paper.compose"),
    }


def _name(key: str, calendar: Any) -> str:
    found = span_of(calendar, key)
    return found.name if found else key
