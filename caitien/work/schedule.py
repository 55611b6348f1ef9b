"""The occurrences of a plan (lịch việc): worked out from its lines' words and its calendar, kept until either changes.

What was told of an occurrence stays when occurrences are worked out anew: an occurrence is known again by its name,
else by its days. Work and paper never disagree: where the paper's own state was changed by another door, the
occurrences follow it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from django.db import transaction
from django.db.models import F, FilteredRelation, Q
from django.utils import timezone

from caitien.domain.cells import mark_of
from caitien.domain.paper import Status
from caitien.domain.tasks.work_state import FROM_PAPER, OFFICIAL, WorkState, overall_state
from caitien.domain.times.occurrences import PlannedOccurrence, occurrences_of
from caitien.domain.times.school_calendar import SchoolCalendar, propose_year, school_year_at
from caitien.domain.times.timeframe import Timeframe, read_time
from caitien.plans.models import Plan, Task
from caitien.work.models import Occurrence, Schedule, Timing, Waiting

READING: Final = 1  # goes up when times are read otherwise: then every plan is worked out anew
_DAYS: Final = ("first_day", "term_one_ends", "term_two_starts", "last_day")
_OCCURRENCE_COLUMNS: Final = ("number", "name", "first", "due", "state", "begun", "reason", "asked", "told_at")
_FAR: Final = 1000  # numbers step aside by so much while occurrences change places


def refresh_occurrences(plans: Iterable[Plan]) -> None:
    """See to it that the occurrences of plans are those of their words and calendars (cập nhật lịch việc).

    One query while nothing changed; else the plans that changed are worked out anew, each linear, in a dozen
    statements.
    """
    stale = [each.plan for each in _looked([plan.pk for plan in plans]) if not each.kept]
    if stale:
        with transaction.atomic():
            list(Plan.objects.select_for_update().filter(pk__in=stale).order_by("pk").values_list("pk"))
            for each in _looked(stale):
                if not each.kept:  # another may have done it while this waited for the lock
                    _work_out(each)


@contextmanager
def occurrences_follow(plan: Plan) -> Iterator[Plan]:
    """Write what changes no words and no days of a plan, or writes its occurrences as well (lịch việc theo kế hoạch).

    The plan is locked and its occurrences are those of its words when the writing begins; when it ends they count as
    such, so that the next look works nothing out. There is no other way to say so: what was stale before can not be
    taken for fresh after. Gives the locked plan. Four statements.
    """
    with transaction.atomic():
        locked = Plan.objects.select_for_update().get(pk=plan.pk)
        refresh_occurrences([locked])
        yield locked
        (found,) = _looked([plan.pk])
        if not found.kept:
            Schedule.objects.filter(plan=plan.pk).update(mark=found.mark)


def forget(plan: Plan) -> None:
    """The occurrences are to be worked out anew (tính lại lịch việc) at the next look. One statement."""
    Schedule.objects.filter(plan=plan.pk).update(mark="")


def calendar_for(plan: Plan) -> SchoolCalendar:
    """The calendar a plan's times are read by (lịch của kế hoạch): the school's own, else a likely one. One query."""
    (found,) = _looked([plan.pk])
    return found.calendar


# --- when to work out anew --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Kept:
    """A plan, the calendar it goes by, and whether its occurrences are still those of both."""

    plan: int
    school: int
    calendar: SchoolCalendar
    mark: str
    kept: bool


def _looked(plans: Sequence[int]) -> list[_Kept]:
    year = FilteredRelation("school__years", condition=Q(school__years__name=F("school_year")))
    columns = ("pk", "school_id", "school_year", "date", "made_at", "changed_at", "schedule__mark")
    found = Plan.objects.filter(pk__in=plans).annotate(kept_year=year).order_by("pk")
    return [_kept_schedule(row) for row in found.values(*columns, *(f"kept_year__{name}" for name in _DAYS))]


def _kept_schedule(row: Mapping[str, Any]) -> _Kept:
    days = {name: row[f"kept_year__{name}"] for name in _DAYS}
    calendar = _calendar(row, days)
    mark = mark_of(repr((READING, row["changed_at"], [getattr(calendar, name) for name in _DAYS])))
    return _Kept(row["pk"], row["school_id"], calendar, mark, row["schedule__mark"] == mark)


def _calendar(row: Mapping[str, Any], days: Mapping[str, date | None]) -> SchoolCalendar:
    if days["first_day"]:
        return SchoolCalendar(year=row["school_year"], **days)  # type: ignore[arg-type]
    return _likely(row["school_year"], row["date"], timezone.localdate(row["made_at"]))


@lru_cache(maxsize=64)
def _likely(year: str, dated: date | None, made: date) -> SchoolCalendar:
    """The draft of that year; where its text names none that is known, of the year the plan is dated or was made in."""
    for each in (year, *([school_year_at(dated)] if dated else [])):
        try:
            return propose_year(each)
        except ValueError:
            continue
    return propose_year(school_year_at(made))


# --- the occurrences of a plan ---------------------------------------------------------------------------------------


def _work_out(each: _Kept) -> None:
    tasks = list(Task.objects.filter(plan=each.plan, withdrawn=False).only("pk", "time", "state", "plan_row"))
    there = list(Occurrence.objects.filter(plan=each.plan).order_by("number"))
    was = {occurrence.pk: _columns_of(occurrence) for occurrence in there}
    old = _by_task(there)
    timings = {timing.task_id: timing for timing in Timing.objects.filter(task__plan=each.plan)}
    waits = _waits(each.plan)
    times = {words: read_time(words, each.calendar) for words in {task.time for task in tasks}}
    wanted: list[Occurrence] = []
    for task in tasks:
        time, timing = times[task.time], timings.get(task.pk)
        planned = planned_occurrences(task, time, timing, each.calendar)
        wanted += _fitted(
            task, planned, old.get(task.pk, []), waits.get(task.pk, ""), asked=is_asked(task, time, timing)
        )
    for occurrence in wanted:
        occurrence.plan_id, occurrence.school_id = each.plan, each.school
    _save(was, wanted)
    kept = Schedule(plan_id=each.plan, school_id=each.school, mark=each.mark)
    Schedule.objects.bulk_create([kept], update_conflicts=True, unique_fields=["plan"], update_fields=["mark"])


def planned_occurrences(
    task: Task, time: Timeframe, timing: Timing | None, calendar: SchoolCalendar
) -> tuple[PlannedOccurrence, ...]:
    """The turns a line should have (các lượt): a person's days while its words stay, else those of its words."""
    if timing and timing.words == task.time:
        return (PlannedOccurrence("", timing.first, timing.due),)
    return occurrences_of(time, calendar)


def is_asked(task: Task, time: Timeframe, timing: Timing | None) -> bool:
    """Whether a person should say when (cần hỏi ngày): nobody did for these words, and they tell too little."""
    answered = timing is not None and timing.words == task.time
    return task.plan_row is not None and not answered and time.asked


def _by_task(occurrences: Iterable[Occurrence]) -> dict[int, list[Occurrence]]:
    found: dict[int, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        found[occurrence.task_id].append(occurrence)
    return found


def _fitted(
    task: Task, planned: Sequence[PlannedOccurrence], old: Sequence[Occurrence], waits: str, *, asked: bool
) -> list[Occurrence]:
    """The occurrences of one task: those known again keep what was told, fresh ones stand as the task did; what nobody
    told of and came with a waiting (``waits`` for whom) waits."""
    left = list(old)
    known = [_known_again(each, left, alone=len(planned) == len(old) == 1) for each in planned]
    fresh = _fresh(task, old, waits)
    occurrences = [occurrence or Occurrence(task_id=task.pk, **fresh) for occurrence in known]
    if len(occurrences) == 1 and left:
        occurrences[0].told_at = occurrences[0].told_at or max(
            (occurrence.told_at for occurrence in left if occurrence.told_at), default=None
        )
    for number, (occurrence, each) in enumerate(zip(occurrences, planned, strict=True), start=1):
        occurrence.number, occurrence.name, occurrence.first, occurrence.due, occurrence.asked = (
            number,
            each.name,
            each.first,
            each.due,
            asked,
        )
    if official_of(occurrences) != task.state and not (waits and task.state == Status.UNSTATED):
        for occurrence in occurrences:
            _give(occurrence, _as_paper(task))
    return occurrences


def _known_again(planned: PlannedOccurrence, left: list[Occurrence], *, alone: bool) -> Occurrence | None:
    """The occurrence of that name, else of those days, taken from those that are left."""
    same_name = (occurrence for occurrence in left if planned.name and occurrence.name == planned.name)
    same_days = (
        occurrence for occurrence in left if (occurrence.first, occurrence.due) == (planned.first, planned.due)
    )
    found = next(same_name, None) or next(same_days, None) or (left[0] if alone and left else None)
    if found:
        left.remove(found)
    return found


def _fresh(task: Task, old: Sequence[Occurrence], waits: str) -> dict[str, Any]:
    """How an occurrence that is new stands: as its task did by its occurrences, while the paper says the same; else
    as the paper."""
    if not old and waits and task.state == Status.UNSTATED:
        return {"state": WorkState.WAITING.value, "begun": False, "reason": waits}
    if not old or official_of(old) != task.state:
        return _as_paper(task)
    whole = overall_state([WorkState(occurrence.state) for occurrence in old])
    reason = next((occurrence.reason for occurrence in old if occurrence.state == whole), "")
    return {"state": whole.value, "begun": any(occurrence.begun for occurrence in old), "reason": reason}


def _waits(plan: int) -> dict[int, str]:
    """Task → whom it waits for now. One query."""
    rows = Waiting.objects.filter(plan=plan, until=None).order_by("-since", "-pk").values_list("task", "whom", "what")
    return {task: ": ".join(filter(None, (whom, what))) for task, whom, what in rows}


def _as_paper(task: Task) -> dict[str, Any]:
    status = Status(task.state)
    return {"state": FROM_PAPER[status].value, "begun": status in (Status.ONGOING, Status.DONE), "reason": ""}


def _give(occurrence: Occurrence, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(occurrence, name, value)


def official_of(occurrences: Sequence[Occurrence]) -> Status:
    """The official column of a task whose occurrences stand so (cột chính thức). Never of none. No query."""
    return OFFICIAL[
        overall_state([WorkState(occurrence.state) for occurrence in occurrences]),
        any(occurrence.begun for occurrence in occurrences),
    ]


# --- into the database ------------------------------------------------------------------------------------------------


def _columns_of(occurrence: Occurrence) -> tuple[Any, ...]:
    return tuple(getattr(occurrence, name) for name in _OCCURRENCE_COLUMNS)


def _save(was: Mapping[int, tuple[Any, ...]], wanted: Sequence[Occurrence]) -> None:
    """Only what changed. Four statements and those of large batches; none where nothing did."""
    stay = {occurrence.pk for occurrence in wanted if occurrence.pk}
    if gone := was.keys() - stay:
        Occurrence.objects.filter(pk__in=gone).delete()
    changed = [occurrence for occurrence in wanted if occurrence.pk and _columns_of(occurrence) != was[occurrence.pk]]
    moved = [occurrence.pk for occurrence in changed if occurrence.number != was[occurrence.pk][0]]
    if moved:
        Occurrence.objects.filter(pk__in=moved).update(number=F("number") + _FAR)
    Occurrence.objects.bulk_update(changed, _OCCURRENCE_COLUMNS, batch_size=500)
    Occurrence.objects.bulk_create([occurrence for occurrence in wanted if not occurrence.pk])


def spans_of(task: Task, calendar: SchoolCalendar) -> Iterator[tuple[date, date]]:
    """All the days a line's words name (cả thời gian của dòng), also those beyond this year. No query."""
    yield from read_time(task.time, calendar).spans
