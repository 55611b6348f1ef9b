"""The occurrences of a plan (lịch việc): worked out from its lines' words and its calendar, kept until either changes.

Verbs keep them up in their own transaction and a look writes nothing: after each verb those of the school's plans that
are not what words and calendar say are worked out anew (:func:`refresh_after_verb`), those of lines that were edited at
once and alone (:class:`OccurrencesOfLines`). What changed by no verb, as by an upgrade, is the workers'
(``OCCURRENCES``).

What was told of an occurrence stays when occurrences are worked out anew, and where the paper's own state was changed
by another door they follow it: work and paper never disagree (:mod:`caitien.work.line_occurrences`).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from django.db import transaction
from django.db.models import F, FilteredRelation, Model, Q, QuerySet
from django.utils import timezone

from caitien.access.action import school_of
from caitien.domain.papers.cells import mark_of
from caitien.domain.times.school_calendar import SchoolCalendar, propose_year, school_year_at
from caitien.domain.times.timeframe import read_time
from caitien.jobs.chores import Chore, Schools, among
from caitien.plans.models import Plan, Task
from caitien.prepared import prepared
from caitien.work.line_occurrences import fitted_occurrences, is_asked, planned_occurrences
from caitien.work.models import Occurrence, Schedule, Timing, Waiting

READING: Final = 1  # goes up when times are read otherwise: then every plan is worked out anew
_DAYS: Final = ("first_day", "term_one_ends", "term_two_starts", "last_day")
_OCCURRENCE_COLUMNS: Final = ("number", "name", "first", "due", "state", "begun", "reason", "asked", "told_at")
_TOLD_FROM: Final = {"time", "state", "plan_row", "withdrawn"}  # columns of a task that its occurrences are of
_FOLLOWING: ContextVar[bool] = ContextVar("occurrences follow what is written", default=False)
_FAR: Final = 1000  # numbers step aside by so much while occurrences change places


def refresh_occurrences(plans: Iterable[Plan]) -> None:
    """See to it that the occurrences of plans are those of their words and calendars (cập nhật lịch việc).

    One query while nothing changed; else the plans that changed are worked out anew, each linear, in a dozen
    statements.
    """
    _refresh(_rows_of([plan.pk for plan in plans]))


def refresh_after_verb(about: Model) -> None:
    """After a verb: the occurrences of the plans of its school, whose words or calendar it may have changed (lịch việc
    sau mỗi việc ghi). As :func:`refresh_occurrences`; nothing within :func:`occurrences_follow`, which sees to it."""
    school = school_of(about)
    if school and not _FOLLOWING.get():
        _refresh(_rows_of_school(school.pk))


def _refresh(rows: Iterable[Mapping[str, Any]]) -> None:
    stale = [each.plan for each in map(_kept_schedule, rows) if not each.kept]
    if stale:
        with transaction.atomic():
            _lock(stale)
            for each in map(_kept_schedule, _rows_of(stale)):
                if not each.kept:  # another may have done it while this waited for the lock
                    _work_out(each)


@contextmanager
def occurrences_follow(key: int) -> Iterator[Plan]:
    """Write what changes no words and no days of the plan of that key, or writes its occurrences as well (lịch việc
    theo kế hoạch).

    The plan is locked and its occurrences are those of its words when the writing begins; when it ends they count as
    such. There is no other way to say so: what was stale before can not be taken for fresh after. Gives the locked
    plan, with its school. Two statements, three where the plan was not changed by way of the one that is given, one
    more where they seem to be stale, as where another wrote while this waited for the lock.
    """
    with transaction.atomic():
        found = _locked(key)
        if not found:
            raise Plan.DoesNotExist(key)
        plan = found[0]
        before, changed_at = _kept_schedule(vars(plan) | {"pk": plan.pk}), plan.changed_at
        if not before.kept:  # or so it seems: PostgreSQL read the mark beside the plan before it waited for the lock
            (row,) = _row_of(key)
            before = _kept_schedule(row)
        if not before.kept:
            _work_out(before)
        token = _FOLLOWING.set(True)
        try:
            yield plan
        finally:
            _FOLLOWING.reset(token)
        if plan.changed_at != changed_at:
            mark = _mark(plan.changed_at, before.calendar)
        else:
            (row,) = _row_of(key)
            mark = _kept_schedule(row).mark
        if mark != before.mark:
            Schedule.objects.filter(plan=key).update(mark=mark)


@prepared
def _locked(key: int) -> QuerySet[Plan]:
    """A plan, locked, with its school and what its occurrences are of."""
    return (
        _with_calendar(Plan.objects.select_related("school"))
        .select_for_update(of=("self",), no_key=True)
        .filter(pk=key)
    )


class OccurrencesOfLines:
    """Occurrences follow the words of lines (lịch việc theo dòng): told to :mod:`caitien.plans.table.changed`."""

    def changed(self, plan: Plan, tasks: Sequence[Task], was: dt.datetime, columns: frozenset[str]) -> None:
        """Work out those of the lines alone, where the plan's were those of its words by then; else the verb has all
        of them worked out when it ends. Two statements, and six more where times or states changed."""
        if _FOLLOWING.get():
            return
        (row,) = _row_of(plan.pk)
        found = _kept_schedule(row)
        if found.kept_mark != _mark(was, found.calendar):
            return
        if columns & _TOLD_FROM:
            _work_out(found, [task.pk for task in tasks])
        else:
            Schedule.objects.filter(plan=plan.pk).update(mark=found.mark)


def is_kept(plan: Plan) -> bool:
    """Whether the occurrences of a plan pass for those of its words and calendar (lịch việc còn đúng). One query."""
    return all(_kept_schedule(row).kept for row in _row_of(plan.pk))


def refresh_all(schools: Schools = None) -> None:
    """Work out the occurrences of those schools' plans that are not of their words and calendar (tính lại lịch việc),
    plan by plan. One query, and some for each such plan."""
    for key in [each.plan for each in map(_kept_schedule, _rows(among(schools))) if not each.kept]:
        _refresh(_row_of(key))


def mark_stale(plan: Plan) -> None:
    """Have the occurrences of a plan worked out anew when the verb ends (tính lại lịch việc). One statement."""
    Schedule.objects.filter(plan=plan.pk).update(mark="")


def calendar_for_times(plan: Plan) -> SchoolCalendar:
    """The calendar a plan's times are read by (lịch của kế hoạch): the school's own, else a likely one. One query."""
    (row,) = _row_of(plan.pk)
    return _kept_schedule(row).calendar


OCCURRENCES: Final = Chore("occurrences", do=refresh_all)


# --- when to work out anew --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Kept:
    """A plan, the calendar it goes by, and whether its occurrences are still those of both."""

    plan: int
    school: int
    calendar: SchoolCalendar
    mark: str
    kept_mark: str | None

    @property
    def kept(self) -> bool:
        return self.mark == self.kept_mark


def _rows(which: Q) -> QuerySet[Any, dict[str, Any]]:
    columns = ("pk", "school_id", "school_year", "date", "made_at", "changed_at", "kept_mark")
    found = _with_calendar(Plan.objects.filter(which)).order_by("pk")
    return found.values(*columns, *(f"kept_{name}" for name in _DAYS))


@prepared
def _row_of(plan: int) -> QuerySet[Any, dict[str, Any]]:
    return _rows(Q(pk=plan))


@prepared
def _rows_of(plans: Sequence[int]) -> QuerySet[Any, dict[str, Any]]:
    return _rows(Q(pk__in=plans))


@prepared
def _rows_of_school(school: int) -> QuerySet[Any, dict[str, Any]]:
    return _rows(Q(school=school))


def _with_calendar(plans: QuerySet[Plan]) -> QuerySet[Any]:
    """The plans with the days of their school's own calendar, where it has one, and the mark of their occurrences."""
    year = FilteredRelation("school__years", condition=Q(school__years__name=F("school_year")))
    days = {f"kept_{name}": F(f"kept_year__{name}") for name in _DAYS}
    return plans.annotate(kept_year=year).annotate(**days, kept_mark=F("schedule__mark"))


def _kept_schedule(row: Mapping[str, Any]) -> _Kept:
    calendar = _calendar(row, {name: row[f"kept_{name}"] for name in _DAYS})
    return _Kept(row["pk"], row["school_id"], calendar, _mark(row["changed_at"], calendar), row["kept_mark"])


def _mark(changed_at: dt.datetime, calendar: SchoolCalendar) -> str:
    """A mark of all that occurrences are worked out from."""
    return mark_of(repr((READING, changed_at, [getattr(calendar, name) for name in _DAYS])))


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


def _work_out(each: _Kept, lines: Sequence[int] | None = None) -> None:
    """Those of the whole plan, or of some lines."""
    tasks, there = _tasks(each.plan, lines), _occurrences(each.plan, lines)
    was = {occurrence.pk: _columns_of(occurrence) for occurrence in there}
    old = _by_task(there)
    timings = {timing.task_id: timing for timing in _timings(each.plan, lines)}
    waits = {task: ": ".join(filter(None, (whom, what))) for task, whom, what in _open_waits(each.plan)}
    times = {words: read_time(words, each.calendar) for words in {task.time for task in tasks}}
    wanted: list[Occurrence] = []
    for task in tasks:
        time, timing = times[task.time], timings.get(task.pk)
        planned = planned_occurrences(task, time, timing, each.calendar)
        wanted += fitted_occurrences(
            task, planned, old.get(task.pk, []), waits.get(task.pk, ""), asked=is_asked(task, time, timing)
        )
    for occurrence in wanted:
        occurrence.plan_id, occurrence.school_id = each.plan, each.school
    _save(was, wanted)
    kept = Schedule(plan_id=each.plan, school_id=each.school, mark=each.mark)
    Schedule.objects.bulk_create([kept], update_conflicts=True, unique_fields=["plan"], update_fields=["mark"])


def _by_task(occurrences: Iterable[Occurrence]) -> dict[int, list[Occurrence]]:
    found: dict[int, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        found[occurrence.task_id].append(occurrence)
    return found


@prepared
def _lock(plans: Sequence[int]) -> QuerySet[Any, Any]:
    return Plan.objects.select_for_update(no_key=True).filter(pk__in=plans).order_by("pk").values_list("pk")


@prepared
def _tasks(plan: int, lines: Sequence[int] | None) -> QuerySet[Task]:
    found = Task.objects.filter(plan=plan, withdrawn=False).only("pk", "time", "state", "plan_row")
    return found if lines is None else found.filter(pk__in=lines)


@prepared
def _occurrences(plan: int, lines: Sequence[int] | None) -> QuerySet[Occurrence]:
    found = Occurrence.objects.filter(plan=plan).order_by("number")
    return found if lines is None else found.filter(task__in=lines)


@prepared
def _timings(plan: int, lines: Sequence[int] | None) -> QuerySet[Timing]:
    found = Timing.objects.filter(task__plan=plan)
    return found if lines is None else found.filter(task__in=lines)


@prepared
def _open_waits(plan: int) -> QuerySet[Any, Any]:
    """Of each line that waits: whom for, what for; of a line that waits for several, what it has waited for longest
    comes last."""
    found = Waiting.objects.filter(plan=plan, until=None).order_by("-since", "-pk")
    return found.values_list("task", "whom", "what")


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
