"""What a person may read of the year's work (đọc việc trong năm): scoped to the school, a page at a time, by key."""

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Case, Count, DateField, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from caitien.access.models import UnitMember
from caitien.access.rights import ActingUser
from caitien.domain.plan_state import PlanState
from caitien.domain.tasks.work_state import SETTLED, WorkState
from caitien.domain.texts.typed import YEARS, read_day, read_key
from caitien.plans.models import Assignment, Plan, Task
from caitien.plans.reads import plans_for
from caitien.work.filters import drawn_up
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


def live_plans(acting: ActingUser) -> QuerySet[Plan]:
    """The plans people work by (kế hoạch đang làm): of the school, neither closed nor still being drawn up."""
    return plans_for(acting).exclude(state=PlanState.CLOSED).exclude(drawn_up())


def occurrences_for(acting: ActingUser) -> QuerySet[Occurrence]:
    """The occurrences of the school's plans (các lượt), each with its task, goal and plan."""
    found = Occurrence.objects.filter(school=acting.school, plan__in=plans_for(acting))
    return found.select_related("task__goal", "plan")


def my_occurrences(acting: ActingUser, day: dt.date, *, after: After | None = None, size: int = PAGE) -> MyTurns:
    """What is given to the person or a unit of theirs (việc của tôi) in the month of that day, overdue first.

    Then what is due this month, what runs on, what has no day; what was due this month and is settled comes last. What
    lies wholly in months to come is left out. Occurrences kept up first. Six queries at most, whatever the number: keys
    of what is open are put in order, of what is settled only where a page has room, and only the rows of the page are
    read whole.
    """
    month = _month_of(day)
    plans = {plan.pk: plan for plan in live_plans(acting).only(*_OF_PLAN)}
    mine = _mine(acting, list(plans))
    todo = mine.filter(state__in=_OPEN)
    keys = _keys(_ranked(todo, day, month), after, size + 1)
    late, this_month = _among(keys) if after is None and len(keys) <= size else _counted(todo, day, month)
    if len(keys) <= size:
        settled = mine.filter(state__in=_SETTLED, due__range=month)
        keys += _keys(settled.annotate(rank=Value(SETTLED_NOW), day=F("due")), after, size + 1 - len(keys))
    shown = keys[:size]
    return MyTurns(_whole(shown, plans), shown[-1] if len(keys) > size else None, late, this_month)


def _mine(acting: ActingUser, plans: Sequence[int]) -> QuerySet[Occurrence]:
    """What is given to the person, of lines that stand, told without a look at the lines, whose rows are wide. One
    query of its own.

    The open work of a school lies together in an index that holds all that is asked of it (``work_of_a_school``). The
    plan is named as a sum, since SQLite would else take the index of a plan, whose rows it must then open one by one.
    """
    units = list(UnitMember.objects.filter(user=acting.user).values_list("unit", flat=True))
    given = Assignment.with_removed.filter(Q(user=acting.user) | Q(unit__in=units)).values("task")
    taken_out = Task.with_removed.filter(plan__in=plans, removed_at__isnull=False).values("pk")
    occurrences = Occurrence.with_removed.alias(of_plan=F("plan") + 0)
    return occurrences.filter(school=acting.school, of_plan__in=plans, task__in=given).exclude(task__in=taken_out)


def _month_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """Its first day and its last."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _late(today: dt.date) -> Q:
    return Q(due__lt=today) & ~Q(state=WorkState.WAITING)


def _ranked(todo: QuerySet[Occurrence], today: dt.date, month: tuple[dt.date, dt.date]) -> QuerySet[Any]:
    """What is open with its group (``rank``) and a day to stand in order by (``day``), what is of no group left out."""
    _, last = month
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


def _keys(ranked: QuerySet[Any], after: After | None, most: int) -> list[After]:
    """The first of them, in order, behind where the last page ended. One query."""
    page = ranked.order_by("rank", "day", "pk").values_list("rank", "day", "pk")
    if after:
        later_day = Q(rank=after.rank, day__gt=after.day)
        page = page.filter(Q(rank__gt=after.rank) | later_day | Q(rank=after.rank, day=after.day, pk__gt=after.key))
    return [After(*row) for row in page[:most]]


def _among(keys: Sequence[After]) -> tuple[int, int]:
    """The same two numbers, where the keys are all there are. No query."""
    ranks = [key.rank for key in keys]
    return ranks.count(LATE), ranks.count(THIS_MONTH)


def _counted(todo: QuerySet[Occurrence], today: dt.date, month: tuple[dt.date, dt.date]) -> tuple[int, int]:
    """How many are overdue, and how many else are due by the end of the month. One query."""
    found = todo.filter(due__lte=month[1]).aggregate(late=Count("school", filter=_late(today)), by_now=Count("*"))
    return found["late"], found["by_now"] - found["late"]


def _whole(keys: Sequence[After], plans: Mapping[int, Plan]) -> list[Occurrence]:
    """The occurrences of a page, each with its ``rank``, its task, goal and plan. One query."""
    narrow = Occurrence.objects.select_related("task__goal").only(*_OWN, *(f"task__{name}" for name in _OF_LINE))
    rows = narrow.in_bulk([key.key for key in keys])
    for key in keys:
        rows[key.key].rank = key.rank  # type: ignore[attr-defined]
        rows[key.key].plan = plans[rows[key.key].plan_id]
    return [rows[key.key] for key in keys]


def told_by(acting: ActingUser) -> QuerySet[Update]:
    """What the person told in their school (lời đã báo), the last first, each with the name of its line and how many
    files. No query of its own; found by an index."""
    found = Update.objects.filter(by=acting.user, school=acting.school).select_related("task__goal")
    return found.only(*_OF_REPORT).annotate(files=Count("attachments")).order_by("-pk")
