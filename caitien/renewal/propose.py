"""Last year's plan proposes this year's (năm trước đề xuất năm nay): of each line what may become of it, and what only
a person can say. Nothing is written here.

=====================  ==========================  =================================================================
how it stood           comes back every year       proposed
=====================  ==========================  =================================================================
under way, not begun,  –                           carried, one year older, with its reasons
waiting, put off
not known              –                           carried; asked how it stood
done                   yes                         done again this year
done                   no                          left; asked where its time reaches into the new year
given up, withdrawn    –                           left, with the reason
=====================  ==========================  =================================================================
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Final

from django.db.models import Prefetch, Q

from caitien.access.models import Membership
from caitien.access.schools.describe import calendar_of
from caitien.domain.moved_criteria import Candidates, candidates
from caitien.domain.paper import Form
from caitien.domain.tasks.work_state import WorkState
from caitien.domain.times.school_calendar import SchoolCalendar, propose_year
from caitien.domain.times.timeframe import Habit, Timeframe, read_time
from caitien.plans.models import Answer, Assignment, Goal, Indicator, Measurement, Need, Plan, Task
from caitien.renewal.known import LineSituation, known_of
from caitien.renewal.models import Renewal, Succession


class Fate(StrEnum):
    """What is proposed for a line (đề nghị)."""

    CARRY = "carry"
    RENEW = "renew"
    LEAVE = "leave"


class Ask(StrEnum):
    """What only a person can say (điều phải hỏi)."""

    STATE = "state"
    SPAN = "span"
    CRITERION = "criterion"
    TIME = "time"
    PEOPLE = "people"
    FIGURE = "figure"


_UNFINISHED: Final = frozenset(WorkState) - {WorkState.DONE, WorkState.DROPPED}
FATES: Final[Mapping[tuple[WorkState, bool], Fate]] = {  # (how it stood, whether it comes back) → what is proposed
    **{(state, again): Fate.CARRY for state in _UNFINISHED for again in (False, True)},
    **{(WorkState.DROPPED, again): Fate.LEAVE for again in (False, True)},
    (WorkState.DONE, True): Fate.RENEW,
    (WorkState.DONE, False): Fate.LEAVE,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line was not finished in a year (lý do của một năm)."""

    year: str
    words: str


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator, and the last figure known of it (số đo gần nhất): proposed as the new baseline, to be confirmed."""

    indicator: Indicator
    value: Decimal | None
    day: date | None


@dataclass(frozen=True)
class ProposedLine:
    """A line of last year and what is proposed for it (một dòng đề nghị)."""

    task: Task
    known: LineSituation
    fate: Fate
    asks: tuple[Ask, ...]
    time: str  # proposed; "" where last year's days are over
    candidates: Candidates
    before: Succession | None  # how it came into last year's plan
    decided: Succession | None
    parts: tuple[Assignment, ...]  # of people still there
    gone: tuple[str, ...]  # of people who are not
    figures: tuple[Figure, ...]
    needs: tuple[Need, ...]
    year: str  # of the line
    no_cause: bool  # Biểu 2 wants to know why it was not finished, and nobody said: asked, but blank will do

    @property
    def carried(self) -> bool:
        """Whether it is proposed for the new plan."""
        return self.fate is not Fate.LEAVE

    @property
    def age(self) -> int:
        """How many times it would have been carried unfinished, this one counted (lần chuyển năm thứ mấy)."""
        unfinished = self.known.state in _UNFINISHED
        return (self.before.age if self.before else 0) + 1 if unfinished else 0

    @cached_property
    def reasons(self) -> list[Reason]:
        """Why it was not finished, year by year, oldest first."""
        earlier = [Reason(each["year"], each["words"]) for each in (self.before.reasons if self.before else ())]
        return [*earlier, *(Reason(self.year, words) for words in self.known.reasons)]


@dataclass(frozen=True)
class Proposals:
    """All rows of a renewal (các dòng đề nghị), in the order of last year's plan."""

    renewal: Renewal
    rows: Sequence[ProposedLine]

    @cached_property
    def others(self) -> int:
        """Lines of the new plan that came another way (dòng đã có): one carried may say the same. One query."""
        return self.renewal.plan.tasks.filter(predecessors=None).count()

    @cached_property
    def doubtful(self) -> list[ProposedLine]:
        """Undecided, and something is to be asked: those of which most is asked first."""
        return sorted((row for row in self._open if row.asks), key=lambda row: -len(row.asks))

    @cached_property
    def ready(self) -> list[ProposedLine]:
        """Undecided, and nothing is to be asked."""
        return [row for row in self._open if not row.asks]

    @cached_property
    def settled(self) -> list[ProposedLine]:
        """Decided."""
        return [row for row in self.rows if row.decided]

    @property
    def _open(self) -> Iterator[ProposedLine]:
        return (row for row in self.rows if not row.decided)

    def row(self, task: int) -> ProposedLine | None:
        """The row of a line of last year."""
        return next((row for row in self.rows if row.task.pk == task), None)


def proposals_of(renewal: Renewal) -> Proposals:
    """What is proposed for every line of last year's plan (các đề nghị). Fifteen queries, linear."""
    source = renewal.source
    assert source is not None  # noqa: S101 - a plan that moves as it stands has no rows of this kind
    tasks = list(source.tasks.select_related("goal").order_by("position"))
    around = _Around(renewal, source, known_of(source, tasks))
    return Proposals(renewal, [around.row(task) for task in tasks])


class _Around:
    """What stands around the lines of last year (bối cảnh), read once for all of them."""

    def __init__(self, renewal: Renewal, source: Plan, known: Mapping[int, LineSituation]) -> None:
        school = source.school
        self.renewal, self.source, self.known = renewal, source, known
        self.calendar = calendar_of(school, renewal.plan.school_year) or propose_year(renewal.plan.school_year)
        self.times: dict[str, Timeframe] = {}
        here = set(Membership.objects.filter(school=school).values_list("user", flat=True))
        self.parts, self.gone = _parts(source, here)
        self.figures = _figures(source)
        self.needs = _needs(source)
        self.causes = _causes(renewal)
        self.before = {row.new_task_id: row for row in source.successions.all()}
        self.decided = _decided(renewal.plan)

    def row(self, task: Task) -> ProposedLine:
        known = self.known[task.pk]
        when = self._when(task.time)
        fate = FATES[known.state, when.habit is not Habit.ONCE]
        found = candidates(self.renewal.framework_from, self.renewal.framework, task.goal.criterion)
        over = _is_over(when, self.calendar)
        gone, figures = tuple(self.gone.get(task.pk, ())), tuple(self.figures.get(task.goal_id, ()))
        reaches = known.state is WorkState.DONE and fate is Fate.LEAVE and _reaches(when, self.calendar)
        asks = {
            Ask.STATE: known.state is WorkState.UNSTATED,
            Ask.SPAN: reaches,
            **(_of_carried(found, over, gone, figures) if fate is not Fate.LEAVE else {}),
        }
        return ProposedLine(
            task=task,
            known=known,
            fate=fate,
            asks=tuple(ask for ask, wanted in asks.items() if wanted),
            time="" if over else task.time,
            candidates=found,
            before=self.before.get(task.pk),
            decided=self.decided.get(task.pk),
            parts=tuple(self.parts.get(task.pk, ())),
            gone=gone,
            figures=figures,
            needs=tuple(self.needs.get(task.goal_id, ())),
            year=self.source.school_year,
            no_cause=fate is Fate.CARRY and self._is_without_cause(task, known),
        )

    def _is_without_cause(self, task: Task, known: LineSituation) -> bool:
        """Whether Biểu 2 wants to know why it was not finished, and nobody said."""
        form, goal = self.renewal.plan.form, task.goal
        return form == Form.TT57 and not (goal.cause or self.causes.get(goal.criterion) or known.causes)

    def _when(self, text: str) -> Timeframe:
        if text not in self.times:
            self.times[text] = read_time(text, self.calendar)
        return self.times[text]


def _of_carried(found: Candidates, over: bool, gone: Sequence[str], figures: Sequence[Figure]) -> Mapping[Ask, bool]:
    """What is asked only of a line that goes on."""
    return {
        Ask.CRITERION: not found.sure,
        Ask.TIME: over,
        Ask.PEOPLE: bool(gone),
        Ask.FIGURE: any(each.day for each in figures),
    }


def _is_over(when: Timeframe, calendar: SchoolCalendar) -> bool:
    """Whether a day the words name lies before the new school year (ngày đã qua)."""
    return any(last < calendar.first_day for _, last in when.spans)


def _reaches(when: Timeframe, calendar: SchoolCalendar) -> bool:
    """Whether it was planned into the new school year as well (việc nhiều năm còn hạn)."""
    return when.several_years and any(last >= calendar.first_day for _, last in when.spans)


# --- what hangs on the lines of last year -----------------------------------------------------------------------------


def _parts(plan: Plan, here: set[int]) -> tuple[Mapping[int, list[Assignment]], Mapping[int, list[str]]]:
    """Who has a part in each line, and the names of those who are not in the school any more. One query."""
    there: dict[int, list[Assignment]] = defaultdict(list)
    gone: dict[int, list[str]] = defaultdict(list)
    rows = Assignment.objects.filter(task__plan=plan).select_related("user", "unit", "outside").order_by("part", "pk")
    for part in rows:
        if part.user_id is None or part.user_id in here:
            there[part.task_id].append(part)
        else:
            gone[part.task_id].append(str(part.who))
    return there, gone


def _figures(plan: Plan) -> Mapping[int, list[Figure]]:
    """The indicators of each goal, with the last figure known. Two queries."""
    measured = Prefetch("measurements", Measurement.objects.order_by("date", "pk"))
    found: dict[int, list[Figure]] = defaultdict(list)
    for each in Indicator.objects.filter(goal__plan=plan).order_by("pk").prefetch_related(measured):
        last = next(reversed(each.measurements.all()), None)
        value, day = (last.value, last.date) if last else (each.baseline, each.baseline_date)
        found[each.goal_id].append(Figure(each, value, day))
    return found


def _needs(plan: Plan) -> Mapping[int, list[Need]]:
    """What each goal answers. One query."""
    found: dict[int, list[Need]] = defaultdict(list)
    for answer in Answer.objects.filter(goal__plan=plan).select_related("need").order_by("need_id"):
        found[answer.goal_id].append(answer.need)
    return found


def _decided(plan: Plan) -> Mapping[int, Succession]:
    """What stands decided; a line that was carried and then taken out of the draft is open again. Two queries."""
    rows = plan.successions.select_related("new_task__goal", "by")
    stand = rows.filter(Q(choice=Succession.Choice.LEFT) | Q(new_task__isnull=False, new_task__removed_at=None))
    return {row.old_task_id: row for row in stand.prefetch_related("new_task__goal__renumberings")}


def _causes(renewal: Renewal) -> Mapping[str, str]:
    """Why last year's problems came about, by criterion, where the criteria stay the same. One query."""
    if renewal.renumbers or renewal.source is None:
        return {}
    return {criterion: texts["cause"] for criterion, texts in problems_before(renewal.source).items()}


def problems_before(plan: Plan) -> Mapping[str, Mapping[str, str]]:
    """Last year's problems by criterion (vấn đề năm trước), the first of each. One query."""
    rows = plan.goals.filter(kind=Goal.Kind.PROBLEM).exclude(criterion="").order_by("-position")
    return {row.criterion: {"limitation": row.limitation, "cause": row.cause} for row in rows}
