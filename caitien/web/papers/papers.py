"""Papers (giấy tờ): what goes to the authority? What is due, what is being made, what is out."""

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from caitien.domain.field_names import FORM_NAMES
from caitien.domain.paper import Form
from caitien.domain.refused import Refused
from caitien.papers.drafting import NO_SPAN, begin_draft
from caitien.papers.due import due_papers
from caitien.papers.reads import drafts_for, issues_for
from caitien.papers.span import calendar_for, own_span, span_of, spans_of
from caitien.plans.models import Plan
from caitien.plans.reads import plans_for
from caitien.web.member import MemberRequest, for_members
from caitien.web.paging import Listed, stretch
from caitien.web.planning.life import day_of
from caitien.web.sent import key_in

ISSUES_A_PAGE: Final = 30
DRAFTS_SHOWN: Final = 50
OWN: Final = "tu-chon"


@for_members("paper.look")
@require_GET
def papers(request: MemberRequest) -> HttpResponse:
    """The papers of a year (danh sách giấy tờ). Eleven queries at most."""
    return _page(request, request.GET.get("nam"))


@for_members("paper.compose")
@require_POST
def begin(request: MemberRequest) -> HttpResponse:
    """Begin a paper: of one tap, or of a form and span chosen."""
    form = request.POST.get("form", "")
    plans = plans_for(request.acting).select_related("school")
    plan = plans.filter(pk=key_in(request.POST, "plan")).first()
    if plan is None or form not in FORM_NAMES:
        raise Http404(form)
    made = begin_draft(request.user, plan, form=Form(form), span=_span_sent(request))
    if isinstance(made, Refused):
        return _page(request, plan.school_year, NO_SPAN.reason)
    return redirect("paper", made.pk)


def _span_sent(request: MemberRequest) -> str:
    """The key of the span that was chosen; "" where it is none."""
    key = request.POST.get("span", "")
    if key != OWN:
        return key
    days = [day_of(request.POST.get(name, "")) for name in ("first", "last")]
    found = own_span(*map(str, days))
    return found.key if found else ""


def _page(request: MemberRequest, year: str | None, why: str = "") -> HttpResponse:
    plans = list(plans_for(request.acting).select_related("school"))
    plan = next((plan for plan in plans if year in (None, plan.school_year)), None)
    if plan is None and year is not None:
        raise Http404(year)
    shown = _of_plan(request, plan) if plan else {}
    context = {"plans": plans, "plan": plan, "why": why, "typed": request.POST, **shown}
    return render(request, "papers/papers.html", context, status=422 if why else 200)


def _of_plan(request: MemberRequest, plan: Plan) -> dict[str, Any]:
    today, calendar = localdate(), calendar_for(plan)
    drafts = list(drafts_for(request.acting).filter(plan=plan)[:DRAFTS_SHOWN])
    issues = issues_for(request.acting).filter(plan=plan)
    due = due_papers(plan, calendar, drafts, list(issues[:DRAFTS_SHOWN]))
    return {
        "due": [(each, each.asked_on(today), each.by is not None and each.by < today) for each in due],
        "drafts": [(draft, _name(draft.span, calendar)) for draft in drafts],
        "page": stretch(issues, ["-date", "-pk"], ISSUES_A_PAGE, request.GET, Listed(reverse("papers"))),
        "forms": FORM_NAMES.items(),
        "spans": spans_of(calendar),
        "own": OWN,
        "may_compose": request.acting.may("paper.compose"),
    }


def _name(key: str, calendar: Any) -> str:
    found = span_of(calendar, key)
    return found.name if found else key
