"""Where the year stands (tổng quan): what the chair sees on one screen, each figure with the rows behind it.

Counts come from the kept sums of a plan (:mod:`caitien.work.counting.tally`); the few rows shown beside them are the
first of their lists. The number of queries is the same whatever the plan.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Min, QuerySet

from caitien.access.models import AuditEntry
from caitien.domain.plan_state import PlanState
from caitien.domain.tasks.work_state import SETTLED, WorkState
from caitien.domain.texts.figures import share
from caitien.domain.times.school_calendar import SchoolCalendar
from caitien.plans.models import Adjustment, Assignment, Plan, Suggestion
from caitien.plans.story import story_of
from caitien.prepared import prepared
from caitien.work.models import Occurrence

SHOWN: Final = 3  # things to decide, late lines, bodies: the first of each; the rest is a link away
_WEEK: Final = dt.timedelta(days=7)
_QUIET: Final = [*(state.value for state in SETTLED), WorkState.WAITING.value]

DEEDS: Final = {  # verbs told together in "tuần này": a word for addresses → how many of what, the verbs
    "bao": ("lần báo tiến độ", ("task.report",)),
    "dieu-chinh": ("việc về điều chỉnh", ("adjustment.propose", "adjustment.decide", "adjustment.take_back")),
    "cho": ("ghi chép việc chờ", ("waiting.record",)),
    "loi": ("lời trao đổi, nhắc việc", ("comment.write", "work.remind")),
    "tep": ("tệp kèm", ("evidence.attach",)),
    "sua": ("lần sửa kế hoạch", ("plan.edit", "finding.mend", "suggestion.decide", "upload.adopt", "task.assign")),
}


@dataclass(frozen=True, slots=True)
class Week:
    """Which week of the school year it is (tuần thứ mấy): 0 before the first day; never more than there are."""

    number: int
    whole: int

    @property
    def percent(self) -> int:
        """How much of the year is gone."""
        return share(self.number, self.whole) or 0


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that waits for a decision (việc cần quyết): what, since when, and which page decides it."""

    text: str
    since: dt.datetime | None
    page: str  # name of an address that takes the key of the plan: "life", "adjustments", "consultations"


@dataclass(frozen=True, slots=True)
class LateOccurrence:
    """An occurrence that is overdue (lượt trễ), by how many days, and who leads it."""

    occurrence: Occurrence
    days: int
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """How many entries of one kind the story of the last seven days has (việc trong tuần)."""

    code: str
    words: str
    count: int


def week_of(calendar: SchoolCalendar, today: dt.date) -> Week:
    """The week of the school year (tuần của năm học), from the Monday of its first day. No query."""
    monday = calendar.first_day - dt.timedelta(days=calendar.first_day.weekday())
    whole = (calendar.last_day - monday).days // 7 + 1
    return Week(min(max((today - monday).days // 7 + 1, 0), whole), whole)


def decisions_of(plan: Plan) -> list[Decision]:
    """What waits for the chair (cần quyết), the oldest sort of thing first. Three queries."""
    found = []
    if plan.state == PlanState.SUBMITTED:
        found.append(Decision("Kế hoạch chờ phê duyệt", plan.submitted_at, "life"))
    rows = _proposed(plan)
    found += [Decision(_adjustment(row), row.proposed_at, "adjustments") for row in rows]
    open_now = plan.adjustments.filter(state=Adjustment.State.OPEN)
    rest = open_now.count() - len(rows) if len(rows) == SHOWN else 0
    if rest:
        found.append(Decision(f"Còn {rest} đề nghị điều chỉnh khác", None, "adjustments"))
    for number, since in _suggested(plan):
        found.append(Decision(f"{number} góp ý chưa xem", since, "consultations"))
    return found


@prepared
def _proposed(plan: Plan) -> QuerySet[Adjustment]:
    """The first adjustments of a plan that nobody decided."""
    found = Adjustment.objects.filter(plan=plan, state=Adjustment.State.OPEN)
    return found.select_related("task__goal").order_by("pk")[:SHOWN]


@prepared
def _suggested(plan: Plan) -> QuerySet[Any, tuple[int, dt.datetime | None]]:
    """How many suggestions to a plan nobody looked at, and since when there are any; no row where there is none."""
    found = Suggestion.objects.filter(consultation__plan=plan, state=Suggestion.State.OPEN).order_by()
    told = found.values("state").annotate(number=Count("pk"), since=Min("consultation__returned_at"))
    return told.values_list("number", "since")


def _adjustment(row: Adjustment) -> str:
    where = row.task.goal.criterion if row.task else row.values.get("criterion", "")
    return f"Đề nghị {row.get_kind_display().lower()} {where}".strip() + f": {row.reason.partition(chr(10))[0][:80]}"


def late_occurrences(plan: Plan, today: dt.date) -> list[LateOccurrence]:
    """What is overdue the longest, and whose (trễ lâu nhất). Two queries."""
    if plan.drawn_up:
        return []
    occurrences = _late(plan, today)
    who: dict[int, list[str]] = {}
    for part in _leads([occurrence.task_id for occurrence in occurrences]):
        who.setdefault(part.task_id, []).append(str(part.who))
    return [
        LateOccurrence(occurrence, (today - occurrence.due).days, tuple(who.get(occurrence.task_id, ())))
        for occurrence in occurrences
        if occurrence.due
    ]


@prepared
def _late(plan: Plan, today: dt.date) -> QuerySet[Occurrence]:
    found = Occurrence.objects.filter(plan=plan, task__withdrawn=False, due__lt=today).exclude(state__in=_QUIET)
    return found.select_related("task__goal").order_by("due", "pk")[:SHOWN]


@prepared
def _leads(tasks: Sequence[int]) -> QuerySet[Assignment]:
    leads = Assignment.objects.filter(task__in=tasks, part=Assignment.Part.LEAD)
    return leads.select_related("user", "unit", "outside").order_by("pk")


def week_behind(plan: Plan, now: dt.datetime) -> list[Deed]:
    """What was done to the plan in the last seven days (tuần qua có gì), by sort. One query."""
    entries = story_of(plan).filter(at__gte=now - _WEEK).order_by()
    counted = dict(entries.values_list("verb").annotate(Count("pk")))
    deeds = (Deed(code, words, sum(counted.get(verb, 0) for verb in verbs)) for code, (words, verbs) in DEEDS.items())
    return [deed for deed in deeds if deed.count]


def told_of(entries: QuerySet[AuditEntry], code: str, since: dt.date | None) -> QuerySet[AuditEntry]:
    """The entries of a story that are of one sort, or since a day (lọc câu chuyện). No query of its own."""
    if code in DEEDS:
        entries = entries.filter(verb__in=DEEDS[code][1])
    return entries.filter(at__date__gte=since) if since else entries


def years_of(plans: Sequence[Plan], plan: Plan, years: Sequence[str]) -> list[Plan]:
    """The plan and those of the years before it that are there (các năm liền trước), the latest first. No query."""
    by_year = {each.school_year: each for each in plans}
    return [plan, *(by_year[name] for name in years[1:] if name in by_year)]
