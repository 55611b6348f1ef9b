"""What a person may read of the year's work (đọc việc trong năm): scoped to the school, a page at a time, by key."""

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Case, Count, DateField, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from caitien.access.models import School, UnitMember, User
from caitien.access.rights import SCHOOL, ActingUser
from caitien.domain.plan_state import PlanState
from caitien.domain.tasks.work_state import SETTLED, WorkState
from caitien.domain.texts.typed import YEARS, read_day, read_key
from caitien.plans.models import Assignment, Plan, Task
from caitien.plans.reads import readable_at
from caitien.prepared import prepared
from caitien.work.counting.filters import drawn_up
from caitien.work.models import Occurrence, Update

PAGE: Final = 20  # occurrences shown at a time
LATE, THIS_MONTH, LATER, UNDATED, SETTLED_NOW = range(1, 6)  # the groups of one's work, in this order
_FAR: Final = dt.date(YEARS[-1], 12, 31)
_SETTLED: Final = [state.value for state in SETTLED]
_OPEN: Final = [state.value for state in WorkState if state not in SETTLED]
_OF_LINE: Final = (  # what a card says of a line and its goal, which have five times as many columns
    *("work", "planned", "time", "state", "state_text", "done", "ongoing", "not_started", "result_row"),
    *("plan_row", "plan", "goal__criterion", "goal__topic", "goal__target"),
)
_OF_REPORT: Final = (
    *("school", "plan", "task", "occurrence", "state", "text", "by", "at"),
    *("task__plan", "task__work", "task__goal__criterion"),
)
_OWN: Final = [field.attname for field in Occurrence._meta.concrete_fields]
_OF_PLAN: Final = ("school_year", "form", "version_number")  # what is said of a plan beside one's work


@dataclass(frozen=True, slots=True)
class After:
    """Where the last page ended (trang trước hết ở đâu): group, day, key."""

    rank: int
    day: dt.date
    key: int

    def __str__(self) -> str:
        return f"{self.rank}.{self.day.isoformat()}.{self.key}"


def after_of(text: str) -> After | None:
    """What an address says of where the last page ended; None where it says nothing that can be."""
    rank, _, rest = text.partition(".")
    day, _, key = rest.partition(".")
    group, last, number = read_key(rank), read_day(day), read_key(key)
    if group is None or last is None or number is None:
        return None
    return After(group, last, number)


@dataclass(frozen=True, slots=True)
class MyTurns:
    """One's own work (việc của tôi): a page of it, where the next begins, how much of all is overdue and how much else
    is due this month."""

    occurrences: Sequence[Occurrence]  # each with ``rank``
    next: After | None
    late: int
    this_month: int


def living(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Those of the plans people work by (kế hoạch đang làm): neither closed nor still being drawn up."""
    return plans.exclude(state=PlanState.CLOSED).exclude(drawn_up())


def occurrence_for(acting: ActingUser, key: int) -> Occurrence | None:
    """An occurrence of the school's plans (một lượt) with its task, goal and plan, None where there is none. One
    query."""
    return next(iter(_occurrence(key, acting.school, in_school=bool(acting.roles & SCHOOL))), None)


@prepared
def _occurrence(key: int, school: School, *, in_school: bool) -> QuerySet[Occurrence]:
    plans = Plan.objects.filter(readable_at(school, in_school=in_school))
    return Occurrence.objects.filter(pk=key, school=school, plan__in=plans).select_related("task__goal", "plan")


def my_occurrences(acting: ActingUser, day: dt.date, *, after: After | None = None, size: int = PAGE) -> MyTurns:
    """What is given to the person or a unit of theirs (việc của tôi) in the month of that day, overdue first.

    Then what is due this month, what runs on, what has no day; what was due this month and is settled comes last. What
    lies wholly in months to come is left out. Occurrences kept up first. Six queries at most, whatever the number: keys
    of what is open are put in order, of what is settled only where a page has room, and only the rows of the page are
    read whole.
    """
    plans = {plan.pk: plan for plan in _plans(acting.school, in_school=bool(acting.roles & SCHOOL))}
    mine = (acting.user, _units(acting.user), acting.school, list(plans))
    first, last = _month_of(day)
    behind = (after.rank, after.day, after.key) if after else (None, None, None)
    keys = [After(*row) for row in _open(*mine, day, last, *behind, most=size + 1)]
    late, this_month = _among(keys) if after is None and len(keys) <= size else _counted(mine, day, last)
    if len(keys) <= size:
        settled = _settled(*mine, first, last, *behind, most=size + 1)
        keys += [After(*row) for row in settled[: size + 1 - len(keys)]]
    shown = keys[:size]
    return MyTurns(_whole(shown, plans), shown[-1] if len(keys) > size else None, late, this_month)


@prepared
def _plans(school: School, *, in_school: bool) -> QuerySet[Plan]:
    return (
        living(Plan.objects.filter(readable_at(school, in_school=in_school))).order_by("-school_year").only(*_OF_PLAN)
    )


@prepared
def _units(user: User) -> QuerySet[Any, int]:
    """Keys of the units a person is of."""
    return UnitMember.objects.filter(user=user).values_list("unit", flat=True)


def _mine(user: User, units: Sequence[int], school: School, plans: Sequence[int]) -> QuerySet[Occurrence]:
    """What is given to the person, of lines that stand, told without a look at the lines, whose rows are wide.

    The open work of a school lies together in an index that holds all that is asked of it (``work_of_a_school``). The
    plan is named as a sum, since SQLite would else take the index of a plan, whose rows it must then open one by one.
    """
    given = Assignment.with_removed.filter(Q(user=user) | Q(unit__in=units)).values("task")
    taken_out = Task.with_removed.filter(plan__in=plans, removed_at__isnull=False).values("pk")
    occurrences = Occurrence.with_removed.alias(of_plan=F("plan") + 0)
    return occurrences.filter(school=school, of_plan__in=plans, task__in=given).exclude(task__in=taken_out)


def _month_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """Its first day and its last."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _late(today: dt.date) -> Q:
    return Q(due__lt=today) & ~Q(state=WorkState.WAITING)


@prepared
def _open(
    user: User,
    units: Sequence[int],
    school: School,
    plans: Sequence[int],
    today: dt.date,
    last: dt.date,  # of the month
    rank_before: int | None,
    day_before: dt.date | None,
    key_before: int | None,
    *,
    most: int,
) -> QuerySet[Any, tuple[int, dt.date, int]]:
    """Group, day and key of what is open, behind where the last page ended, what is of no group left out."""
    ranked = _ranked(_mine(user, units, school, plans).filter(state__in=_OPEN), today, last)
    return _keys(ranked, rank_before, day_before, key_before)[:most]


@prepared
def _settled(
    user: User,
    units: Sequence[int],
    school: School,
    plans: Sequence[int],
    first: dt.date,  # of the month
    last: dt.date,
    rank_before: int | None,
    day_before: dt.date | None,
    key_before: int | None,
    *,
    most: int,
) -> QuerySet[Any, tuple[int, dt.date, int]]:
    """The same of what was due in the month and is settled."""
    settled = _mine(user, units, school, plans).filter(state__in=_SETTLED, due__range=(first, last))
    ranked = settled.annotate(rank=Value(SETTLED_NOW), day=F("due"))
    return _keys(ranked, rank_before, day_before, key_before)[:most]


def _ranked(todo: QuerySet[Occurrence], today: dt.date, last: dt.date) -> QuerySet[Any]:
    """What is open with its group (``rank``) and a day to stand in order by (``day``), what is of no group left out."""
    rank = Case(
        When(_late(today), then=Value(LATE)),
        When(due__lte=last, then=Value(THIS_MONTH)),
        When(due=None, then=Value(UNDATED)),
        When(Q(first=None) | Q(first__lte=last), then=Value(LATER)),
        default=Value(0),
        output_field=IntegerField(),
    )
    day = Coalesce(F("due"), Value(_FAR), output_field=DateField())
    return todo.annotate(rank=rank, day=day).filter(rank__gt=0)


def _keys(ranked: QuerySet[Any], rank: int | None, day: dt.date | None, key: int | None) -> QuerySet[Any, Any]:
    """All of them in order, behind where the last page ended where one did. No query of its own."""
    page = ranked.order_by("rank", "day", "pk").values_list("rank", "day", "pk")
    if rank is None:
        return page
    return page.filter(Q(rank__gt=rank) | Q(rank=rank, day__gt=day) | Q(rank=rank, day=day, pk__gt=key))


def _among(keys: Sequence[After]) -> tuple[int, int]:
    """The same two numbers, where the keys are all there are. No query."""
    ranks = [key.rank for key in keys]
    return ranks.count(LATE), ranks.count(THIS_MONTH)


def _counted(mine: tuple[User, Sequence[int], School, Sequence[int]], today: dt.date, last: dt.date) -> tuple[int, int]:
    """How many are overdue, and how many else are due by the end of the month. One query."""
    late, by_now = next(iter(_due(*mine, today, last)), (0, 0))
    return late, by_now - late


@prepared
def _due(
    user: User, units: Sequence[int], school: School, plans: Sequence[int], today: dt.date, last: dt.date
) -> QuerySet[Any, tuple[int, int]]:
    """How many are overdue, and how many due by the end of the month; no row where none is."""
    todo = _mine(user, units, school, plans).filter(state__in=_OPEN, due__lte=last).order_by().values("school")
    counted = todo.annotate(late=Count("school", filter=_late(today)), by_now=Count("*"))
    return counted.values_list("late", "by_now")


def _whole(keys: Sequence[After], plans: Mapping[int, Plan]) -> list[Occurrence]:
    """The occurrences of a page, each with its ``rank``, its task, goal and plan. One query."""
    rows = {row.pk: row for row in _narrow([key.key for key in keys])}
    there = [key for key in keys if key.key in rows]  # without those taken out since the keys were read
    for key in there:
        rows[key.key].rank = key.rank  # type: ignore[attr-defined]
        rows[key.key].plan = plans[rows[key.key].plan_id]
    return [rows[key.key] for key in there]


@prepared
def _narrow(keys: Sequence[int]) -> QuerySet[Occurrence]:
    """Occurrences by their keys, with what a card says of line and goal."""
    narrow = Occurrence.objects.select_related("task__goal").only(*_OWN, *(f"task__{name}" for name in _OF_LINE))
    return narrow.filter(pk__in=keys)


def told_by(acting: ActingUser, most: int) -> list[Update]:
    """What the person told last in their school (lời đã báo), the last first, each with the name of its line and how
    many files. One query, by an index."""
    return _told_by(acting.user, acting.school, most=most)


@prepared
def _told_by(user: User, school: School, *, most: int) -> QuerySet[Update]:
    found = Update.objects.filter(by=user, school=school).select_related("task__goal")
    return found.only(*_OF_REPORT).annotate(files=Count("attachments")).order_by("-pk")[:most]
