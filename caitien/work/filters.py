"""Which lines of a plan a figure counts (lọc dòng kế hoạch): the same words for counting and for showing the rows.

How a line stands is told of its occurrences in the database, as ``overall_state`` and ``is_late`` of
:mod:`caitien.domain.tasks.work_state` tell it of values; ``tests/work/test_filters.py`` holds them together.
Occurrences are to be kept up first.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import BooleanField, Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When

from caitien.domain.paper import Form
from caitien.domain.tasks.work_state import SETTLED, WORK_STATE_NAMES, WorkState
from caitien.domain.texts.folding import clean
from caitien.domain.texts.typed import read_key
from caitien.plans.models import Assignment, Task
from caitien.work.models import Occurrence

_TURNS: Final = Occurrence.objects.filter(task=OuterRef("pk")).order_by()
_SETTLED: Final = [state.value for state in SETTLED]
_QUIET: Final = [*_SETTLED, WorkState.WAITING.value]  # nothing is late about these
_MONTH: Final = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
PARTIES: Final = ("user", "unit", "outside")  # who a line may be given to: columns of an Assignment
NOBODY: Final = "chua-giao"
LATE: Final = "tre"  # the same as words of "han", where one list asks for days
DUE: Final = "den"
SORTS: Final[Mapping[str, Q]] = {
    "ke-hoach": Q(plan_row__isnull=False, withdrawn=False),  # stands in the plan now
    "them": Q(plan_row__isnull=False, withdrawn=False, added=True),
    "rut": Q(withdrawn=True),
}


def drawn_up(path: str = "") -> Q:
    """That a plan is still being drawn up (:attr:`caitien.plans.models.Plan.drawn_up`); ``path`` leads to it."""
    return Q(**{f"{path}version_number": 0}) & ~Q(**{f"{path}form": Form.REPORT.value})


def _has(*states: WorkState) -> Exists:
    return Exists(_TURNS.filter(state__in=states))


def _only(*states: WorkState) -> Q:
    return Q(~Exists(_TURNS.exclude(state__in=states)))


_STATE: Final = Case(
    When(_has(WorkState.WAITING), then=Value(WorkState.WAITING.value)),
    When(_only(*SETTLED) & _has(WorkState.DONE), then=Value(WorkState.DONE.value)),
    When(_only(WorkState.DROPPED), then=Value(WorkState.DROPPED.value)),
    When(_only(*SETTLED), then=Value(WorkState.POSTPONED.value)),
    When(_has(WorkState.ONGOING, WorkState.DONE), then=Value(WorkState.ONGOING.value)),
    When(_only(WorkState.UNSTATED), then=Value(WorkState.UNSTATED.value)),
    default=Value(WorkState.NOT_STARTED.value),
    output_field=CharField(),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines are wanted (lọc): "" and False ask for nothing. Each is a word in an address."""

    state: str = ""  # of caitien.domain.tasks.work_state (tt)
    criterion: str = ""  # "3.2" (tc)
    late: bool = False  # overdue (tre)
    due: bool = False  # its day has come (den)
    month: str = ""  # "2026-11": due in that month (thang)
    who: str = ""  # "user 5", "unit 3", "outside 2" leads it, or NOBODY (ai)
    sort: str = ""  # of SORTS (loai)

    @property
    def when(self) -> str:
        """The day that is asked for, as one word of an address (han)."""
        return self.month or (LATE if self.late else DUE if self.due else "")

    @property
    def any(self) -> bool:
        """Whether anything is asked for."""
        return self != Wanted()


def wanted_of(said: Mapping[str, str]) -> Wanted:
    """What an address asks for (lọc theo địa chỉ); a word that means nothing asks for nothing."""
    state, when, who = said.get("tt", ""), said.get("han", ""), said.get("ai", "")
    month = said.get("thang", "") or when
    kind, _, key = who.partition(" ")
    known = who == NOBODY or (kind in PARTIES and read_key(key) is not None)
    return Wanted(
        state=state if state in WORK_STATE_NAMES else "",
        criterion=clean(said.get("tc", ""))[:20],
        late=LATE in said or when == LATE,
        due=DUE in said or when == DUE,
        month=month if _MONTH.fullmatch(month) else "",
        who=who if known else "",
        sort=said.get("loai", "") if said.get("loai", "") in SORTS else "",
    )


def saying_state(tasks: QuerySet[Any]) -> QuerySet[Any]:
    """The same tasks, each saying how it stands now (``stands``, of :mod:`caitien.domain.tasks.work_state`): what pages
    show, counts count and filters ask. A line without occurrences, as one that was withdrawn, stands as its paper says.
    No query of its own."""
    stands = Case(When(Exists(_TURNS), then=_STATE), default=F("state"), output_field=CharField(max_length=12))
    saying: QuerySet[Any] = tasks.annotate(stands=stands)
    return saying


def with_work_state(tasks: QuerySet[Task], today: dt.date) -> QuerySet[Any]:
    """The tasks with how their work stands (``work_state``), whether it is overdue (``late``) and whether a day of it
    has come (``is_due``): neither while the plan is being drawn up. Lines that were withdrawn have no work and are left
    out."""
    over = Exists(_TURNS.filter(due__lt=today).exclude(state__in=_QUIET))
    due = Exists(_TURNS.filter(due__lte=today))
    flag, by_now = BooleanField(), ~drawn_up("plan__")
    return tasks.filter(withdrawn=False).annotate(
        work_state=_STATE,
        late=Case(When(by_now & over, then=Value(value=True)), default=Value(value=False), output_field=flag),
        is_due=Case(When(by_now & due, then=Value(value=True)), default=Value(value=False), output_field=flag),
    )


def narrowed(tasks: QuerySet[Task], wanted: Wanted, today: dt.date) -> QuerySet[Any]:
    """The tasks that are wanted (lọc dòng). No query of its own."""
    found: QuerySet[Any] = tasks
    if wanted.sort:
        found = found.filter(SORTS[wanted.sort])
    if wanted.criterion:
        found = found.filter(goal__criterion=wanted.criterion)
    if asked := _asked(wanted):
        found = with_work_state(found, today).filter(**asked)
    if wanted.month:
        year, month = map(int, wanted.month.split("-"))
        due = _TURNS.filter(due__year=year, due__month=month)
        found = found.filter(Exists(due), withdrawn=False)
    return _of(found, wanted.who) if wanted.who else found


def _asked(wanted: Wanted) -> dict[str, Any]:
    """What is asked of how the work stands: columns of :func:`with_work_state`."""
    asked = {"work_state": wanted.state, "late": wanted.late, "is_due": wanted.due}
    return {name: value for name, value in asked.items() if value}


def _of(tasks: QuerySet[Any], who: str) -> QuerySet[Any]:
    leads = Assignment.objects.filter(task=OuterRef("pk"), part=Assignment.Part.LEAD)
    if who == NOBODY:
        return tasks.filter(~Exists(leads))
    kind, _, key = who.partition(" ")
    return tasks.filter(Exists(leads.filter(**{kind: int(key)})))
