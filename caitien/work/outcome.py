"""What the official columns say of each task (kết quả của dòng), on a day or by now: for papers of any span."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from caitien.domain.paper import Status
from caitien.domain.work_state import OFFICIAL, WorkState, is_late, together
from caitien.plans.models import Plan, Task
from caitien.plans.report_cells import column_words
from caitien.work.models import Turn, Update
from caitien.work.schedule import keep_up

_BEGUN = (WorkState.ONGOING, WorkState.DONE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a task stands by a day (kết quả đến một ngày). ``text`` is what the official column of ``status`` says."""

    state: WorkState
    begun: bool
    status: Status
    text: str
    late: bool
    reason: str


@dataclass(slots=True)
class _Turn:
    """A turn on its way through time: how it stood, and when it was due."""

    due: dt.date | None
    state: WorkState
    begun: bool
    reason: str = ""


@dataclass(slots=True)
class _Course:
    """What is known of one task: its turns as they stand now, and its updates, the earliest first."""

    turns: list[Turn] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)


def outcomes_of(plan: Plan, *, until: dt.date | None = None) -> Mapping[int, Outcome]:
    """Key of a task → how it stood at the end of that day (kết quả các dòng đến ngày), of every line not withdrawn.

    None: by now; then state and words are those of the paper itself, corrections of its cells among them. Of an earlier
    day they are what the paper said after the last update by then; a task nobody reported on by then has the words of
    the paper. Late is told from that day. Four queries, the turns being kept up; linear.
    """
    keep_up([plan])
    day = until or timezone.localdate()
    courses = _courses(plan)
    found = {}
    for task in plan.tasks.filter(withdrawn=False).select_related("plan"):
        course = courses[task.pk]
        cut = len(course.updates) if until is None else _by(course.updates, until)
        found[task.pk] = _outcome(task, course, cut, day)
    return found


def _courses(plan: Plan) -> Mapping[int, _Course]:
    courses: dict[int, _Course] = defaultdict(_Course)
    for turn in Turn.objects.filter(plan=plan).order_by("number"):
        courses[turn.task_id].turns.append(turn)
    for update in Update.objects.filter(plan=plan).order_by("at", "pk"):
        courses[update.task_id].updates.append(update)
    return courses


def _by(updates: Sequence[Update], day: dt.date) -> int:
    """How many of the updates were told by the end of a day."""
    return sum(timezone.localdate(update.at) <= day for update in updates)


def _outcome(task: Task, course: _Course, cut: int, day: dt.date) -> Outcome:
    told, later = course.updates[:cut], course.updates[cut:]
    turns = [_then(turn, told, later) for turn in course.turns]
    state, begun = together([turn.state for turn in turns]), any(turn.begun for turn in turns)
    return Outcome(
        state=state,
        begun=begun,
        status=OFFICIAL[state, begun],
        text=later[0].stood if later else column_words(task.plan, task),
        late=any(is_late(turn.state, turn.due, day) for turn in turns),
        reason=next((turn.reason for turn in turns if turn.state is state), ""),
    )


def _then(turn: Turn, told: Sequence[Update], later: Iterable[Update]) -> _Turn:
    """A turn as it stood once the first updates were told, and before the later ones."""
    after = next((update for update in later if _of(update, turn)), None)
    if after is None:
        return _Turn(turn.due, WorkState(turn.state), turn.begun, turn.reason)
    last = next((update for update in reversed(told) if _of(update, turn)), None)
    if last is None:
        was = WorkState(after.was)
        return _Turn(turn.due, was, was in _BEGUN)
    return _Turn(turn.due, WorkState(last.state), last.begun, last.reason)


def _of(update: Update, turn: Turn) -> bool:
    return update.turn_id == turn.pk if update.turn_id else update.turn_name == turn.name
