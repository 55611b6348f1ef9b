"""The sums of a plan's work (con số của kế hoạch): what the overview shows, counted and kept.

A look at a plan nothing was done to counts nothing, however long the plan is. After a change the looks count anew, in
three plain queries, until the workers have kept the sums (``SUMS``) under a mark of the day and of the last thing done:
a look writes nothing, and is right on the first minute of a day.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from django.db import connection
from django.db.models import CharField, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from caitien.access.models import AuditEntry, OutsideBody, Unit, User
from caitien.domain.cells import mark_of
from caitien.domain.tasks.work_state import WORK_STATE_NAMES, WorkState, overall_state
from caitien.jobs.chores import Chore, Schools, among
from caitien.plans.models import Assignment, Plan, Task
from caitien.prepared import prepared
from caitien.work.filters import NOBODY, PARTIES
from caitien.work.models import Occurrence, Tally

COUNTING: Final = 3  # goes up when something else is counted: then every plan is counted anew
_PARTY_MODELS: Final[Mapping[str, type[Model]]] = {"user": User, "unit": Unit, "outside": OutsideBody}
_NO_WORK: Final = WorkState.DROPPED.value  # of a line without occurrences, as caitien.work.filters has it
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
    """Key of a plan → its sums (con số các kế hoạch). One query while what is kept is of now; three more where of some
    plans it is not, linear in those."""
    rows = {row["pk"]: row for row in _looked_at([plan.pk for plan in plans])}
    known = {key: _kept(row, today) or _COUNTED.of(key, _mark(row, today)) for key, row in rows.items()}
    found = {key: sums for key, sums in known.items() if sums is not None}
    counted = count_each([plan for plan in plans if plan.pk in rows and plan.pk not in found], today)
    for key, sums in counted.items():
        _COUNTED.keep(key, _mark(rows[key], today), sums)
    return found | counted


class _Counted:
    """What this process counted last, under the mark of all it follows from (con số vừa đếm): until the workers have
    kept it, the next look at the same plan counts nothing. Within a transaction nothing is kept: what it wrote may yet
    be taken back, and another write then bears the same number in the trail."""

    MOST: Final = 256  # plans

    def __init__(self) -> None:
        self._sums: dict[int, tuple[str, Sums]] = {}

    def of(self, plan: int, mark: str) -> Sums | None:
        """The sums of a plan under that mark, None where it has another by now."""
        found = self._sums.get(plan)
        return found[1] if found and found[0] == mark else None

    def keep(self, plan: int, mark: str, sums: Sums) -> None:
        """Keep them in place of those of another mark."""
        if connection.in_atomic_block:
            return
        if len(self._sums) >= self.MOST:
            self._sums.clear()
        self._sums[plan] = (mark, sums)


_COUNTED: Final = _Counted()


def kept_sums(plan: Plan, today: dt.date) -> Sums | None:
    """The sums kept of a plan (con số đã giữ), where they pass for those of now. One query."""
    (row,) = _looked_at([plan.pk])
    return _kept(row, today)


def keep_sums(schools: Schools = None, day: dt.date | None = None) -> None:
    """Count what is to be counted anew in those schools by that day, today where none is given, and keep it (đếm và
    giữ)."""
    today = day or timezone.localdate()
    for row in _looked(among(schools)):
        if _kept(row, today) is None:
            sums = count(Plan.objects.get(pk=row["pk"]), today)
            kept = {"school_id": row["school_id"], "mark": _mark(row, today), "sums": msgspec.to_builtins(sums)}
            Tally.objects.update_or_create(plan_id=row["pk"], defaults=kept)


SUMS: Final = Chore("sums", do=keep_sums)


def _kept(row: Mapping[str, Any], today: dt.date) -> Sums | None:
    """What is kept, where it is what would be counted now."""
    return msgspec.convert(row["tally__sums"], Sums) if row["tally__mark"] == _mark(row, today) else None


def _mark(row: Mapping[str, Any], today: dt.date) -> str:
    return mark_of(repr((COUNTING, today, row["schedule__mark"], row["changed_at"], row["last"])))


def _looked(which: Q) -> Iterable[Mapping[str, Any]]:
    """What is kept of each plan, and the number of the last thing done to it. One query."""
    return _looking().filter(which)


@prepared
def _looked_at(plans: Sequence[int]) -> QuerySet[Any, Mapping[str, Any]]:
    """The same of plans by their keys: every page with a figure asks it."""
    return _looking().filter(pk__in=plans)


def _looking() -> QuerySet[Any, Mapping[str, Any]]:
    """The same of every plan."""
    entries = AuditEntry.objects.filter(
        school=OuterRef("school"), within=Concat(Value("plan "), OuterRef("key_text"))
    ).order_by("-number")
    plans = Plan.objects.annotate(key_text=_text("pk"))
    plans = plans.annotate(last=Subquery(entries.values("number")[:1]))
    return plans.values("pk", "school_id", "changed_at", "schedule__mark", "tally__mark", "tally__sums", "last")


def _text(name: str) -> Any:
    return Cast(name, CharField(max_length=20))


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


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not withdrawn, and its occurrences (một dòng): each a state and a day it is due, or None."""

    key: int
    criterion: str
    standard: int | None
    planned: bool
    added: bool
    occurrences: list[tuple[str, dt.date | None]]

    @property
    def state(self) -> str:
        return (
            overall_state([WorkState(state) for state, _ in self.occurrences]).value if self.occurrences else _NO_WORK
        )

    def is_late(self, today: dt.date) -> bool:
        return any(_is_late(state, due, today) for state, due in self.occurrences)

    def is_due(self, today: dt.date) -> bool:
        return any(due is not None and due <= today for _, due in self.occurrences)


def _is_late(state: str, due: dt.date | None, today: dt.date) -> bool:
    return due is not None and due < today and state not in _QUIET


def count(plan: Plan, today: dt.date) -> Sums:
    """The sums of a plan, counted (đếm). As :func:`count_each`."""
    return count_each([plan], today)[plan.pk]


def count_each(plans: Sequence[Plan], today: dt.date) -> dict[int, Sums]:
    """Key of a plan → its sums, counted (đếm từng kế hoạch); as the database filters them
    (:mod:`caitien.work.filters`), which a test holds. Three queries of narrow rows for any number of plans, none for
    none; linear in their lines."""
    if not plans:
        return {}
    keys = [plan.pk for plan in plans]
    lines, withdrawn = _lines(keys)
    lived = {plan.pk for plan in plans if not plan.drawn_up}  # nothing of a plan that is being drawn up is late or due
    late = {key: {line.key for line in lines[key] if key in lived and line.is_late(today)} for key in keys}
    leads = _leads([key for key in keys if late[key]])
    return {
        key: Sums(
            groups=tuple(
                _groups(lines[key], late[key], {line.key for line in lines[key] if key in lived and line.is_due(today)})
            ),
            months=tuple(_months(lines[key], today, lived=key in lived)),
            whose=tuple(_whose(leads, late[key])),
            withdrawn=withdrawn[key],
        )
        for key in keys
    }


def _lines(plans: Sequence[int]) -> tuple[Mapping[int, list[_Line]], Mapping[int, int]]:
    """Of each plan the lines that are not withdrawn, in order; and how many are."""
    turns: dict[int, list[tuple[str, dt.date | None]]] = defaultdict(list)
    for key, state, due in _turns_in(plans):
        turns[key].append((state, due))
    lines: dict[int, list[_Line]] = defaultdict(list)
    gone: Counter[int] = Counter()
    for plan, key, criterion, standard, row, added, withdrawn in _lines_in(plans):
        if withdrawn:
            gone[plan] += 1
        else:
            lines[plan].append(_Line(key, criterion, standard, row is not None, added, turns[key]))
    return lines, gone


@prepared
def _turns_in(plans: Sequence[int]) -> QuerySet[Any, tuple[int, str, dt.date | None]]:
    """Line, state and day of each occurrence of those plans."""
    return Occurrence.objects.filter(plan__in=plans).order_by("task", "number").values_list("task", "state", "due")


@prepared
def _lines_in(plans: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    columns = ("plan", "pk", "goal__criterion", "goal__standard", "plan_row", "added", "withdrawn")
    return Task.objects.filter(plan__in=plans).order_by("position").values_list(*columns)


def _groups(lines: Iterable[_Line], late: Collection[int], due: Collection[int]) -> Iterable[Group]:
    alike = Counter(
        (line.criterion, line.standard, line.state, line.key in late, line.key in due, line.planned, line.added)
        for line in lines
    )
    return (Group(*key, times) for key, times in alike.items())


def _months(lines: Iterable[_Line], today: dt.date, *, lived: bool) -> Iterable[Month]:
    alike = Counter(
        (f"{due:%Y-%m}", state, lived and _is_late(state, due, today))
        for line in lines
        for state, due in line.occurrences
        if due
    )
    return (Month(*key, times) for key, times in sorted(alike.items()))


def _leads(plans: Sequence[int]) -> Mapping[int, list[tuple[str, str]]]:
    """Who leads each line of those plans: kind and key, name. One query where there are any."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    if not plans:
        return found
    for row in _leads_in(plans):
        party = next(party for party in PARTIES if row[f"{party}_id"])
        found[row["task_id"]].append((f"{party} {row[f'{party}_id']}", row[f"{party}__name"]))
    return found


@prepared
def _leads_in(plans: Sequence[int]) -> QuerySet[Any, Any]:
    keys, names = [f"{party}_id" for party in PARTIES], [f"{party}__name" for party in PARTIES]
    leads = Assignment.objects.filter(task__plan__in=plans, part=Assignment.Part.LEAD).order_by()
    found: QuerySet[Any, Any] = leads.values("task_id", *keys, *names)
    return found


def _whose(leads: Mapping[int, Sequence[tuple[str, str]]], late: Collection[int]) -> Iterable[Whose]:
    """Who leads what is late, the most first; then what nobody leads."""
    times = Counter(lead for key in late for lead in leads.get(key, ()))
    for (who, name), many in sorted(times.items(), key=lambda each: (-each[1], each[0][1], each[0][0])):
        yield Whose(who, name, many)
    if nobody := sum(not leads.get(key) for key in late):
        yield Whose(NOBODY, "Chưa giao cho ai", nobody)
