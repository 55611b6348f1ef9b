"""The sums of a plan's work (con số của kế hoạch): what the overview shows, counted and kept.

A look at a plan nothing was done to counts nothing, however long the plan is. After a change the looks count anew, in
three plain queries, until the workers have kept the sums (``SUMS``) under a mark of the day and of the last thing done:
a look writes nothing, and is right on the first minute of a day.
"""

import datetime as dt
import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from django.db import connection
from django.db.models import (
    Aggregate,
    BooleanField,
    CharField,
    ExpressionWrapper,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from caitien.access.models import AuditEntry, OutsideBody, Unit, User
from caitien.domain.papers.cells import mark_of
from caitien.domain.tasks.work_state import WORK_STATE_NAMES, WorkState, overall_state
from caitien.jobs.chores import Chore, Schools, among
from caitien.plans.models import Plan, Task
from caitien.prepared import prepared
from caitien.work.counting.filters import NOBODY, PARTIES, QUIET
from caitien.work.counting.leads import late_leads, one_part_of_each
from caitien.work.models import Tally

COUNTING: Final = 5  # goes up when something else is counted: then every plan is counted anew
_PARTY_MODELS: Final[Mapping[str, type[Model]]] = {"user": User, "unit": Unit, "outside": OutsideBody}
_NAMELESS: Final = "Chưa giao cho ai"
_NO_WORK: Final = WorkState.DROPPED.value  # of a line without occurrences, as caitien.work.counting.filters has it


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

    who: str  # "user 5", "unit 3", "outside 2", caitien.work.counting.filters.NOBODY
    count: int


class NamedParty(msgspec.Struct, frozen=True):
    """The same by its name of today (tên hiện nay)."""

    who: str
    name: str
    count: int


class Sums(msgspec.Struct, frozen=True):
    """All that is counted of one plan (con số của một kế hoạch). As many groups as criteria times states, at most."""

    groups: tuple[Group, ...] = ()
    months: tuple[Month, ...] = ()
    whose: tuple[Whose, ...] = ()
    withdrawn: int = 0
    leads: tuple[int, ...] = ()  # a part of each who leads a line: who it is is asked of it each time

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
    known = {key: _kept(row, today) or _COUNTED.of(key, _counted_under(row, today)) for key, row in rows.items()}
    found = {key: sums for key, sums in known.items() if sums is not None}
    counted = count_each([plan for plan in plans if plan.pk in rows and plan.pk not in found], today)
    for key, sums in counted.items():
        _COUNTED.keep(key, _counted_under(rows[key], today), sums)
    return found | counted


class _Counted:
    """What this process counted last, under the mark of all it follows from (con số vừa đếm): until the workers have
    kept it, the next look at the same plan counts nothing. Within a transaction nothing is kept: what it wrote may yet
    be taken back, and another write then bears the same number in the trail."""

    MOST: Final = 256  # plans

    def __init__(self) -> None:
        self._sums: dict[int, tuple[str, Sums]] = {}

    def of(self, plan: int, mark: str) -> Sums | None:
        """The sums of a plan under that mark, None where it has another by now, or none ("")."""
        found = self._sums.get(plan)
        return found[1] if mark and found and found[0] == mark else None

    def keep(self, plan: int, mark: str, sums: Sums) -> None:
        """Keep them in place of those of another mark."""
        if not mark or connection.in_atomic_block:
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


def _counted_under(row: Mapping[str, Any], today: dt.date) -> str:
    """The mark of what this process counts: with it what is kept, which :func:`forget_sums` changes. Of a plan nothing
    is kept of there is nothing to change: "", and it is counted each time until the workers have."""
    return f"{_mark(row, today)} {row['tally__mark']}" if row["tally__mark"] else ""


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


def named_now(whose: Sequence[Whose]) -> list[NamedParty]:
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
    named = (NamedParty(each.who, names.get(each.who, _NAMELESS), each.count) for each in whose)
    return sorted(named, key=lambda each: (each.who == NOBODY, -each.count, each.name, each.who))


def forget_sums(school: int) -> None:
    """Count the plans of a school anew at their next look (đếm lại), in whatever process: for what is done to units,
    not to a plan. One statement."""
    Tally.objects.filter(school=school).update(mark=secrets.token_hex(8))


# --- counting ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Alike:
    """Lines of a plan that are told apart by nothing that is counted (các dòng như nhau), and how many they are; of
    each occurrence the state and the day it is due, or None."""

    criterion: str
    standard: int | None
    planned: bool
    added: bool
    occurrences: tuple[tuple[str, dt.date | None], ...]
    count: int

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
    return due is not None and due < today and state not in QUIET


def count(plan: Plan, today: dt.date) -> Sums:
    """The sums of a plan, counted (đếm). As :func:`count_each`."""
    return count_each([plan], today)[plan.pk]


def count_each(plans: Sequence[Plan], today: dt.date) -> dict[int, Sums]:
    """Key of a plan → its sums, counted (đếm từng kế hoạch); as the database filters them
    (:mod:`caitien.work.counting.filters`), which a test holds. Three queries of narrow rows for any number of plans,
    none for none; linear in their lines."""
    if not plans:
        return {}
    lines, withdrawn = _lines([plan.pk for plan in plans])
    lived = {plan.pk for plan in plans if not plan.drawn_up}  # nothing of a plan that is being drawn up is late or due
    late = {key: sum(each.count for each in lines[key] if each.is_late(today)) for key in lived}
    leads, known = late_leads([key for key in lived if late[key]], today), one_part_of_each([plan.pk for plan in plans])
    return {
        plan.pk: Sums(
            groups=tuple(_groups(lines[plan.pk], today, lived=plan.pk in lived)),
            months=tuple(_months(lines[plan.pk], today, lived=plan.pk in lived)),
            whose=tuple(_whose(leads[plan.pk], late.get(plan.pk, 0))),
            withdrawn=withdrawn[plan.pk],
            leads=known[plan.pk],
        )
        for plan in plans
    }


def _lines(plans: Sequence[int]) -> tuple[Mapping[int, list[_Alike]], Mapping[int, int]]:
    """Of each plan the lines that are not withdrawn, in order; and how many are."""
    times = Counter(row[1:] for row in _lines_in(plans))
    lines: dict[int, list[_Alike]] = defaultdict(list)
    gone: Counter[int] = Counter()
    for (plan, criterion, standard, planned, added, withdrawn, turns), many in times.items():
        if withdrawn:
            gone[plan] += many
        else:
            lines[plan].append(_Alike(criterion, standard, planned, added, _turns_of(turns), many))
    return lines, gone


def _turns_of(words: str) -> tuple[tuple[str, dt.date | None], ...]:
    """States and days of words such as "ongoing 2026-10-31|done "; a line without occurrences has no state."""
    turns = (turn.split(" ") for turn in words.split("|"))
    return tuple((state, dt.date.fromisoformat(due) if due else None) for state, due in turns if state)


class _Joined(Aggregate):
    """The words of rows in one text, "|" between them, in any order (ghép chữ)."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, '|')"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """PostgreSQL has another name for it."""
        return self.as_sql(compiler, connection, function="STRING_AGG", **more)


@prepared
def _lines_in(plans: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    """Key, and what is counted, of each line of those plans: in a plain row, its occurrences as words, so that lines
    which stand alike are alike at a glance. Withdrawn ones too."""
    due = Coalesce(Cast("occurrences__due", CharField(max_length=10)), Value(""))
    turns = _Joined(Concat("occurrences__state", Value(" "), due, output_field=TextField()))
    in_table = ExpressionWrapper(Q(plan_row__isnull=False), BooleanField())
    columns = ("pk", "plan", "goal__criterion", "goal__standard", "in_table", "added", "withdrawn")
    found = Task.objects.filter(plan__in=plans).order_by("position").annotate(in_table=in_table)
    return found.values_list(*columns).annotate(turns=turns)  # grouped by these columns, not by all a line has


def _groups(lines: Iterable[_Alike], today: dt.date, *, lived: bool) -> Iterable[Group]:
    alike: Counter[tuple[str, int | None, str, bool, bool, bool, bool]] = Counter()
    for each in lines:
        late, due = lived and each.is_late(today), lived and each.is_due(today)
        alike[each.criterion, each.standard, each.state, late, due, each.planned, each.added] += each.count
    return (Group(*key, times) for key, times in alike.items())


def _months(lines: Iterable[_Alike], today: dt.date, *, lived: bool) -> Iterable[Month]:
    alike: Counter[tuple[str, str, bool]] = Counter()
    for each in lines:
        for state, due in each.occurrences:
            if due:
                alike[f"{due:%Y-%m}", state, lived and _is_late(state, due, today)] += each.count
    return (Month(*key, times) for key, times in sorted(alike.items()))


def _whose(leads: Sequence[tuple[int, str]], late: int) -> Iterable[Whose]:
    """Who leads what is late, the most first; then what nobody leads."""
    times = Counter(who for _, who in leads)
    for who, many in sorted(times.items(), key=lambda each: (-each[1], each[0])):
        yield Whose(who, many)
    if nobody := late - len({task for task, _ in leads}):
        yield Whose(NOBODY, nobody)
