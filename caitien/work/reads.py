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
from caitien.work.models import Mention, Occurrence

PAGE: Final = 20  # occurrences shown at a time
LATE, THIS_MONTH, LATER, UNDATED, SETTLED_NOW = range(1, 6)  # the groups of one's work, in this order
_FAR: Final = dt.date(YEARS[-1], 12, 31)
_SETTLED: Final = [state.value for state in SETTLED]


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
    """One's own work (việc của tôi): a page of it, where the next begins, and how many stand in each group."""

    occurrences: Sequence[Occurrence]  # each with ``rank``
    next: After | None
    counts: Mapping[int, int]


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
    lies wholly in months to come is left out. Occurrences kept up first. Five queries, whatever the number: keys are
    put in order, and only the rows of the page are read whole.
    """
    mine = _ranked(_mine(acting), day)
    page = mine.order_by("rank", "day", "pk").values_list("rank", "day", "pk")
    if after:
        later_day = Q(rank=after.rank, day__gt=after.day)
        page = page.filter(Q(rank__gt=after.rank) | later_day | Q(rank=after.rank, day=after.day, pk__gt=after.key))
    keys = [After(*row) for row in page[: size + 1]]
    shown = keys[:size]
    rows = Occurrence.objects.select_related("task__goal", "plan").in_bulk([key.key for key in shown])
    counts = dict(mine.order_by().values_list("rank").annotate(lines=Count("*")))
    found = [_in_group(rows[key.key], key.rank) for key in shown]
    return MyTurns(found, shown[-1] if len(keys) > size else None, counts)


def _in_group(occurrence: Occurrence, rank: int) -> Occurrence:
    occurrence.rank = rank  # type: ignore[attr-defined]
    return occurrence


def _mine(acting: ActingUser) -> QuerySet[Occurrence]:
    """What is given to the person, of lines that stand: told without a look at the lines, whose rows are wide. Two
    queries of its own."""
    plans = list(live_plans(acting).values_list("pk", flat=True))
    units = list(UnitMember.objects.filter(user=acting.user).values_list("unit", flat=True))
    given = Assignment.with_removed.filter(Q(user=acting.user) | Q(unit__in=units)).values("task")
    taken_out = Task.with_removed.filter(plan__in=plans, removed_at__isnull=False).values("pk")
    occurrences = Occurrence.with_removed.filter(plan__in=plans, task__in=given)
    return occurrences.exclude(task__in=taken_out)


def _ranked(occurrences: QuerySet[Occurrence], today: dt.date) -> QuerySet[Any]:
    """The occurrences with their group (``rank``) and a day to stand in order by (``day``), those of no group left
    out."""
    first = today.replace(day=1)
    last = today.replace(day=monthrange(today.year, today.month)[1])
    settled = Q(state__in=_SETTLED)
    rank = Case(
        When(settled & Q(due__gte=first, due__lte=last), then=Value(SETTLED_NOW)),
        When(settled, then=Value(0)),
        When(Q(due__lt=today) & ~Q(state=WorkState.WAITING), then=Value(LATE)),
        When(due__lte=last, then=Value(THIS_MONTH)),
        When(due=None, then=Value(UNDATED)),
        When(Q(first=None) | Q(first__lte=last), then=Value(LATER)),
        default=Value(0),
        output_field=IntegerField(),
    )
    day = Coalesce(F("due"), Value(_FAR), output_field=DateField())
    return occurrences.annotate(rank=rank, day=day).filter(rank__gt=0)


def mentions_for(acting: ActingUser) -> QuerySet[Mention]:
    """The remarks that name the person and that they have not seen (được nhắc tên), newest first. One query."""
    found = Mention.objects.filter(school=acting.school, user=acting.user, seen_at=None)
    found = found.filter(comment__plan__in=plans_for(acting))
    return found.select_related("comment__by", "comment__task__goal").order_by("-comment__at", "-pk")
