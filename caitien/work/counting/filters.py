"""Which lines of a plan a figure counts (lọc dòng kế hoạch): the same words for counting and for showing the rows.

How a line stands is told of its occurrences in the database, as ``overall_state`` and ``is_late`` of
:mod:`caitien.domain.tasks.work_state` tell it of values; ``tests/work/test_filters.py`` holds them together.
Occurrences are to be kept up first.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import BooleanField, Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When

from caitien.access.models import School
from caitien.domain.paper import Form
from caitien.domain.tasks.work_state import SETTLED, WORK_STATE_NAMES, WorkState, overall_state
from caitien.domain.texts.folding import clean
from caitien.domain.texts.typed import read_key
from caitien.plans.models import Assignment, Plan, Task
from caitien.prepared import prepared
from caitien.work.models import Occurrence

_TURNS: Final = Occurrence.with_removed.filter(task=OuterRef("pk")).order_by()  # all of a line stand, or none
_FEW: Final = 500  # lines that are asked about by their keys; of more, their plans are asked about
_SETTLED: Final = [state.value for state in SETTLED]
QUIET: Final = [*_SETTLED, WorkState.WAITING.value]  # nothing is late about these
_MONTH: Final = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_NEEDED: Final = {  # one of which a line has that stands so; of others an occurrence of their own
    WorkState.ONGOING: [WorkState.ONGOING.value, WorkState.DONE.value],
    WorkState.NOT_STARTED: [WorkState.NOT_STARTED.value, WorkState.UNSTATED.value],
}
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


def standing_in(tasks: QuerySet[Any], state: str, *, rare_in: School | None = None) -> QuerySet[Any]:
    """Those of the tasks that stand so now, as :func:`saying_state` says of each. No query of its own.

    Where many stand so, a page of them is soon full, whatever the database asks of each line. Where few do
    (``rare_in``: the school they are of), only lines that may are asked: found together by the state of an occurrence
    without which none stands so, or by what their paper says.
    """
    stands = Case(When(Exists(_TURNS), then=_STATE), default=F("state"), output_field=CharField(max_length=12))
    found: QuerySet[Any] = tasks.alias(stands=stands).filter(stands=state)
    return found.filter(pk__in=_likely(state, rare_in)) if rare_in else found


def _likely(state: str, school: School) -> QuerySet[Any]:
    """The keys of lines of the school that may stand so."""
    states = _NEEDED.get(WorkState(state), [state])
    working = Occurrence.with_removed.filter(school=school, state__in=states).values("task")
    plans = Plan.objects.filter(school=school).values("pk")
    said = Task.objects.filter(plan__in=plans, state=state).values("pk")
    return working.union(said, all=True)


def saying_state(tasks: Iterable[Any]) -> list[Any]:
    """The tasks of a page, each saying how it stands now (``stands``, of :mod:`caitien.domain.tasks.work_state`). A
    line without occurrences, as one that was withdrawn, stands as its paper says. One query besides that of the tasks:
    the database would ask of each line six times what is plain from its occurrences."""
    saying: list[Any] = list(tasks)
    states = _states_of(saying)
    for task in saying:
        own = states.get(task.pk)
        task.stands = overall_state(own).value if own else task.state
    return saying


def _states_of(tasks: list[Any]) -> Mapping[int, set[WorkState]]:
    """Key of a task → the states of its occurrences."""
    few = len(tasks) <= _FEW
    found = _states_of_tasks([task.pk for task in tasks]) if few else _states_in({task.plan_id for task in tasks})
    states: dict[int, set[WorkState]] = defaultdict(set)
    for key, state in found:
        states[key].add(WorkState(state))
    return states


@prepared
def _states_of_tasks(tasks: Collection[int]) -> QuerySet[Any, tuple[int, str]]:
    return Occurrence.with_removed.filter(task__in=tasks).values_list("task", "state")


@prepared
def _states_in(plans: Collection[int]) -> QuerySet[Any, tuple[int, str]]:
    return Occurrence.with_removed.filter(plan__in=plans).values_list("task", "state")


def with_work_state(tasks: QuerySet[Task], today: dt.date) -> QuerySet[Any]:
    """The tasks with how their work stands (``work_state``), whether it is overdue (``late``) and whether a day of it
    has come (``is_due``): neither while the plan is being drawn up. Lines that were withdrawn have no work and are left
    out."""
    over = Exists(_TURNS.filter(due__lt=today).exclude(state__in=QUIET))
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
