"""The first page (trang đầu): what now? For each role what waits for them, the most pressing first."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from caitien.access.models import User
from caitien.access.rights import ActingUser
from caitien.access.schools.open_school import is_empty_site
from caitien.nudges.holding import held_for
from caitien.papers.due import Due, due_papers
from caitien.papers.handing import handed_in
from caitien.papers.reads import drafts_for, issues_for
from caitien.papers.span import calendar_for, span_of
from caitien.plans.models import Plan
from caitien.plans.reads import plans_for, uploads_for
from caitien.reviews.standing import monitoring_of
from caitien.web.requests.drop import DropForm
from caitien.web.requests.member import MemberRequest, acting_user_at, for_members
from caitien.work.counting.missing import Missing, line_name, missing_of, missing_tasks
from caitien.work.counting.overview import LateOccurrence, decisions_of, late_occurrences
from caitien.work.counting.tally import sums_of
from caitien.work.outside.awaiting import awaited_in
from caitien.work.reporting.comments import mentions_for

NOW_SHOWN: Final = 3  # things that need a person at once: more would be none
MISSING_SHOWN: Final = 5
ISSUES_SHOWN: Final = 50


def home(request: HttpRequest) -> HttpResponse:
    """Where a person is led first (trang đầu): a teacher to their work, others to today in their school, or to the
    schools or bodies in their care."""
    acting = acting_user_at(request) if isinstance(request.user, User) else None
    if acting and acting.at and acting.only_works:
        return redirect("mine")
    if acting is None or acting.at is not None:
        return today(request)
    if acting.offices:
        return redirect("desk")
    return redirect("begin" if is_empty_site() else "bodies")


@for_members("plan.look")
def today(request: MemberRequest) -> HttpResponse:
    """What needs the person now, how the year stands, and what to do next. Two dozen queries for who has every part of
    the page, however long the plan."""
    plans = list(plans_for(request.acting).select_related("school")[:5])
    may = request.acting.may
    context = {
        "plan": plans[0] if plans else None,
        "older": plans[1:],
        "mentions": mentions_for(request.acting, NOW_SHOWN) if may("work.look") else (),
        "waiting": uploads_for(request.acting).filter(adopted_at=None, put_aside_at=None).defer("paper")[:3]
        if may("upload.receive")
        else (),
        "may_receive": may("upload.receive"),
        "form": DropForm(),
        **(_year_of(request.acting, plans[0]) if plans else {}),
    }
    return render(request, "home.html", context)


def _year_of(acting: ActingUser, plan: Plan) -> dict[str, Any]:
    """How the year stands, and what of it waits for this person."""
    day = localdate()
    sums, awaited = sums_of(plan, day), awaited_in(plan)
    late = late_occurrences(plan, day) if acting.may("plan.approve") else []
    asking = _to_ask(acting, plan, late) if acting.may("work.remind") else {}
    return {
        "counts": sums.by_state,
        "late": sums.count(late=True),
        "awaited": awaited,
        "longest": (day - awaited[0].since).days if awaited else 0,
        "monitoring": monitoring_of(acting, plan, calendar_for(plan), day) if acting.may("verdict.look") else None,
        "overdue": _late_rows(late, asking.pop("late_asked", {})),
        **(_to_decide(plan) if acting.may("plan.approve") else {}),
        **asking,
        **(_to_write(acting, plan) if acting.may("paper.compose") else {}),
    }


def _to_decide(plan: Plan) -> dict[str, Any]:
    """What waits for the chair (cần quyết, chờ ký). Five queries."""
    calendar = calendar_for(plan)
    spans = [(draft, span_of(calendar, draft.span)) for draft in handed_in(plan)[:NOW_SHOWN]]
    signing = [(draft, span.name if span else draft.span) for draft, span in spans]
    return {"decides": True, "signing": signing, "decisions": decisions_of(plan)[:NOW_SHOWN]}


def _late_rows(
    late: list[LateOccurrence], asked: dict[int, Missing]
) -> list[tuple[LateOccurrence, str, Missing | None]]:
    """What is late, its name, and what may be asked about it: once, where several occurrences of a line are late."""
    left = dict(asked)
    return [(each, line_name(each.occurrence.task), left.pop(each.occurrence.task_id, None)) for each in late]


def _to_ask(acting: ActingUser, plan: Plan, late: list[LateOccurrence]) -> dict[str, Any]:
    """What nobody told yet, and whom to ask (còn thiếu); what was told and waits. Eight queries.

    Lines that stand on the page as the latest are asked about there (``late_asked``, by task) and not listed again.
    """
    day = localdate()
    found = missing_tasks(plan, day)
    untold = {each.occurrence.task_id: each.occurrence.task for each in late if each.occurrence.told_at is None}
    others = list(found.exclude(pk__in=untold)[:MISSING_SHOWN])
    asked = {each.task.pk: each for each in missing_of(plan, [*untold.values(), *others], day)}
    return {
        "asks": True,
        "late_asked": {key: asked[key] for key in untold},
        "missing": [(asked[task.pk], line_name(task)) for task in others],
        "missing_count": found.count(),
        "held": _held(acting),
    }


def _held(acting: ActingUser) -> int:
    """How many answers wait to be taken (lời báo chờ nhận). One query."""
    return held_for(acting).count() if acting.may("answer.take") else 0


def _to_write(acting: ActingUser, plan: Plan) -> dict[str, Any]:
    """The paper that is due next, with its day (giấy tờ sắp đến hạn). Three queries."""
    drafts = list(drafts_for(acting).filter(plan=plan)[:ISSUES_SHOWN])
    issues = list(issues_for(acting).filter(plan=plan)[:ISSUES_SHOWN])
    came_back = [draft for draft in drafts if draft.sent_back]
    return {"came_back": came_back, "due": _next_due(due_papers(plan, calendar_for(plan), drafts, issues))}


def _next_due(papers: list[Due]) -> Due | None:
    """The first paper that is not out: by its day, those without one last."""
    day = localdate()
    open_ones = [each for each in papers if each.issue is None]
    return min(open_ones, key=lambda each: each.by or each.about or day.replace(year=day.year + 2), default=None)
