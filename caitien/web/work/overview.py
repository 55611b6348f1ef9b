"""The overview (tổng quan): where does the year stand, and what needs a decision? One screen, one sheet of paper."""

import datetime as dt
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from caitien.access.rights import ActingUser
from caitien.domain.tasks.work_state import WorkState
from caitien.domain.times.school_calendar import years_back
from caitien.plans.models import Plan
from caitien.plans.reads import read_plans
from caitien.renewal.lineage import lineage_of
from caitien.reviews.standing import Monitoring, monitoring_of
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.work.timeline import KINDS, MOST_BARS, timeline_of
from caitien.work.counting.heat import Heirs, heat_of
from caitien.work.counting.improvement import YEARS, improvement_in
from caitien.work.counting.overview import decisions_of, late_occurrences, week_behind, week_of, years_of
from caitien.work.counting.tally import Sums, all_sums, named_now
from caitien.work.outside.awaiting import awaited_in, longest_waits
from caitien.work.schedule import calendar_for_times

COLUMNS: Final = (  # the three official columns, what waits apart, and what must not be overlooked
    ("Xong", WorkState.DONE),
    ("Đang làm", WorkState.ONGOING),
    ("Chưa làm", WorkState.NOT_STARTED),
    ("Chờ đơn vị khác", WorkState.WAITING),
)
RARE: Final = (("Chưa rõ", WorkState.UNSTATED), ("Hoãn", WorkState.POSTPONED), ("Bỏ", WorkState.DROPPED))
WHOSE_SHOWN: Final = 5


@for_members("overview.look")
@require_GET
def overview(request: MemberRequest) -> HttpResponse:
    """All of it, for the year the address names. Twenty-two queries while nothing changed, however long
    the plan; six more for who leads it."""
    plans = read_plans(request.acting)
    year = request.GET.get("nam")
    plan = next((plan for plan in plans if year in (None, plan.school_year)), None)
    if plan is None and year is not None:
        raise Http404(year)
    shown: dict[str, Any] = {"plans": plans, "plan": plan}
    if plan:
        shown |= {**_seen(plans, plan), "monitoring": _monitoring(request.acting, plan)}
    return render(request, "work/overview.html", shown)


def _monitoring(acting: ActingUser, plan: Plan) -> Monitoring | None:
    """The next review, open differences, what was recommended or proposed and waits: to who answers for it. Six
    queries."""
    if not acting.may("review.prepare"):
        return None
    return monitoring_of(acting, plan, calendar_for_times(plan), timezone.localdate())


def _heirs(plans: list[Plan]) -> Heirs:
    """Where the criteria of earlier sets went, as the school confirmed them. Two queries where sets differ."""
    newest, *earlier = plans
    if all(plan.framework == newest.framework for plan in earlier):
        return {}
    lineage = lineage_of(newest.school, newest.framework)
    return {key: tuple(heir.criterion for heir in heirs) for key, heirs in lineage.items()}


def _seen(plans: list[Plan], plan: Plan) -> dict[str, Any]:
    now = timezone.now()
    today, calendar = timezone.localdate(now), calendar_for_times(plan)
    several = years_of(plans, plan, years_back(plan.school_year, YEARS))
    sums = all_sums(several, today)
    own, awaited = sums[plan.pk], awaited_in(plan)
    waits = longest_waits(plan, most=MOST_BARS)
    return {
        "today": today,
        "week": week_of(calendar, today),
        "whole": own.whole,
        **_counts(own),
        "decisions": decisions_of(plan),
        "late": late_occurrences(plan, today),
        "whose": named_now(own.whose[:WHOSE_SHOWN]),
        "whose_more": len(own.whose[WHOSE_SHOWN:]),
        "awaited": [(each, (today - each.since).days) for each in awaited],
        "deeds": week_behind(plan, now),
        "since": today - dt.timedelta(days=7),
        "heat": heat_of(several, sums, _heirs(several)),
        "timeline": timeline_of(calendar, own.months, waits, sum(each.count for each in awaited) - len(waits), today),
        "kinds": KINDS,
        "improvement": improvement_in(plans, plan.school_year, sums),
    }


def _counts(sums: Sums) -> dict[str, Any]:
    return {
        "columns": [(name, state.value, sums.count(state), sums.count(state, late=True)) for name, state in COLUMNS],
        "rare": [(name, state.value, sums.count(state)) for name, state in RARE if sums.count(state)],
        "due": sums.count(due=True),
        "late_count": sums.count(late=True),
    }
