"""The sums of a plan's work (con số của kế hoạch): what the overview shows, counted by the database and kept.

A look at a plan nothing was done to counts nothing, however long the plan is; after a change the first look counts anew
by grouped queries, linear in the plan, and keeps the sums under a mark of the day and of the last thing done.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec
from django.db.models import BooleanField, Case, CharField, Count, Model, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Concat, TruncMonth

from caitien.access.models import AuditEntry, OutsideBody, Unit, User
from caitien.domain.cells import mark_of
from caitien.domain.tasks.work_state import WORK_STATE_NAMES, WorkState
from caitien.plans.models import Assignment, Plan
from caitien.work.filters import NOBODY, PARTIES, drawn_up, with_work_state
from caitien.work.models import Occurrence, Tally
from caitien.work.schedule import refresh_occurrences

COUNTING: Final = 2  # goes up when something else is counted: then every plan is counted anew
_PARTY_MODELS: Final[Mapping[str, type[Model]]] = {"user": User, "unit": Unit, "outside": OutsideBody}
_QUIET: Final = [state.value for state in (WorkState.DONE, WorkState.POSTPONED, WorkState.DROPPED, WorkState.WAITING)]


class Group(msgspec.Struct, frozen=True):
    """Lines that stand alike (nhóm dòng): of one criterion, in one state, late or not."""

    criterion: str
    standard: int | None
    state: str  # caitien.domain.tasks.work_state
    late: bool
    due: bool
    planned: bool  # in the plan's table; else only in that of the results
    added: bool  # after the plan was approved
    count: int


class Month(msgspec.Struct, frozen=True):
    """Occurrences due in one month that stand alike (lượt đến hạn trong tháng)."""

    name: str  # "2026-11"
    state: str
    late: bool
    count: int


class Whose(msgspec.Struct, frozen=True):
    """Whose lines are overdue (việc trễ của ai): ``who`` as an address names them."""

    who: str  # "user 5", "unit 3", "outside 2", caitien.work.filters.NOBODY
    name: str  # when it was counted; :func:`named_now` tells what they are called by now
    count: int


class Sums(msgspec.Struct, frozen=True):
    """All that is counted of one plan (con số của một kế hoạch). As many groups as criteria times states, at most."""

    groups: tuple[Group, ...] = ()
    months: tuple[Month, ...] = ()
    whose: tuple[Whose, ...] = ()
    withdrawn: int = 0

    @property
    def whole(self) -> int:
        """The lines that are not withdrawn."""
        return sum(group.count for group in self.groups)

    def count(self, *states: WorkState, late: bool = False, due: bool = False) -> int:
        """How many lines stand in one of the states (any where none is given), only those late, or due."""
        return sum(
            group.count
            for group in self.groups
            if (not states or group.state in states) and (group.late or not late) and (group.due or not due)
        )

    @property
    def by_state(self) -> dict[str, int]:
        """State → how many lines, every state there."""
        found = Counter({group.state: 0 for group in self.groups})
        for group in self.groups:
            found[group.state] += group.count
        return {state: found[state] for state in WORK_STATE_NAMES}


def sums_of(plan: Plan, today: dt.date) -> Sums:
    """The sums of one plan. As :func:`all_sums`."""
    return all_sums([plan], today)[plan.pk]


def all_sums(plans: Sequence[Plan], today: dt.date) -> Mapping[int, Sums]:
    """Key of a plan → its sums (con số các kế hoạch). Two queries while nothing changed, the occurrences being kept
    up; six more for each plan that did, linear in it."""
    refresh_occurrences(plans)
    found = {}
    for row in _looked(plan.pk for plan in plans):
        mark = mark_of(repr((COUNTING, today, row["schedule__mark"], row["last"])))
        if row["tally__mark"] == mark:
            found[row["pk"]] = msgspec.convert(row["tally__sums"], Sums)
        else:
            found[row["pk"]] = _count_and_keep(row["pk"], row["school_id"], mark, today)
    return found


def _looked(keys: Iterable[int]) -> Iterable[Mapping[str, Any]]:
    """What is kept of each plan, and the number of the last thing done to it. One query."""
    entries = AuditEntry.objects.filter(
        school=OuterRef("school"), within=Concat(Value("plan "), OuterRef("key_text"))
    ).order_by("-number")
    plans = Plan.objects.filter(pk__in=list(keys)).annotate(key_text=_text("pk"))
    plans = plans.annotate(last=Subquery(entries.values("number")[:1]))
    return plans.values("pk", "school_id", "schedule__mark", "tally__mark", "tally__sums", "last")


def _text(name: str) -> Any:
    return Cast(name, CharField(max_length=20))


def _count_and_keep(plan: int, school: int, mark: str, today: dt.date) -> Sums:
    sums = count(Plan.objects.get(pk=plan), today)
    Tally.objects.update_or_create(
        plan_id=plan, defaults={"school_id": school, "mark": mark, "sums": msgspec.to_builtins(sums)}
    )
    return sums


def named_now(whose: Sequence[Whose]) -> list[Whose]:
    """The same by the names of today (tên hiện nay): units are merged and renamed. A query a kind, three at most."""
    keys: dict[str, list[int]] = defaultdict(list)
    for each in whose:
        kind, _, key = each.who.partition(" ")
        if kind in PARTIES:
            keys[kind].append(int(key))
    names = {
        f"{kind} {row.pk}": str(row)
        for kind, own in keys.items()
        for row in _PARTY_MODELS[kind].objects.filter(pk__in=own)  # type: ignore[attr-defined]
    }
    return [Whose(each.who, names.get(each.who, each.name), each.count) for each in whose]


def forget_sums(school: int) -> None:
    """Count the plans of a school anew at their next look (đếm lại): for what is done to units, not to a plan. One
    statement."""
    Tally.objects.filter(school=school).update(mark="")


# --- counting ---------------------------------------------------------------------------------------------------------


def count(plan: Plan, today: dt.date) -> Sums:
    """The sums of a plan, counted (đếm). Five grouped queries, linear in the plan."""
    return Sums(
        groups=tuple(_groups(plan, today)),
        months=tuple(_months(plan, today)),
        whose=tuple(_whose(plan, today)),
        withdrawn=plan.tasks.filter(withdrawn=True).count(),
    )


def _groups(plan: Plan, today: dt.date) -> Iterable[Group]:
    in_plan = Case(When(plan_row=None, then=Value(value=False)), default=Value(value=True), output_field=BooleanField())
    columns = ("goal__criterion", "goal__standard", "work_state", "late", "is_due", "in_plan", "added")
    rows = with_work_state(plan.tasks.all(), today).annotate(in_plan=in_plan).order_by()
    return (Group(*row) for row in rows.values_list(*columns).annotate(Count("pk")))


def _months(plan: Plan, today: dt.date) -> Iterable[Month]:
    over = Q(due__lt=today) & ~Q(state__in=_QUIET) & ~drawn_up("plan__")
    late = Case(When(over, then=Value(value=True)), default=Value(value=False), output_field=BooleanField())
    occurrences = Occurrence.objects.filter(plan=plan, task__withdrawn=False, due__isnull=False).order_by()
    rows = (
        occurrences.annotate(month=TruncMonth("due"), late=late)
        .values_list("month", "state", "late")
        .annotate(Count("pk"))
    )
    return (
        Month(f"{month:%Y-%m}", state, over, number) for month, state, over, number in rows.order_by("month", "state")
    )


def _whose(plan: Plan, today: dt.date) -> Iterable[Whose]:
    """Who leads what is late, the most first; then what nobody leads."""
    late = with_work_state(plan.tasks.all(), today).filter(late=True)
    leads = Assignment.objects.filter(task__in=late.values("pk"), part=Assignment.Part.LEAD).order_by()
    keys, names = [f"{party}_id" for party in PARTIES], [f"{party}__name" for party in PARTIES]
    rows = leads.values(*keys, *names).annotate(number=Count("task", distinct=True)).order_by("-number", *names)
    for row in rows:
        party = next(party for party in PARTIES if row[f"{party}_id"])
        yield Whose(f"{party} {row[f'{party}_id']}", row[f"{party}__name"], row["number"])
    nobody = late.exclude(pk__in=leads.values("task")).count()
    if nobody:
        yield Whose(NOBODY, "Chưa giao cho ai", nobody)
