"""What is known of the lines of a plan when its year ends (điều đã biết về các dòng): how each stands, and why."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from caitien.domain.folding import fold
from caitien.domain.paper import Status
from caitien.domain.states import status_of
from caitien.domain.work_state import FROM_PAPER, WorkState, together
from caitien.plans.models import Adjustment, Plan, Task
from caitien.work.models import Turn, Update, Waiting
from caitien.work.schedule import keep_up

_STATE_WORDS: Final = 4
_UNFINISHED_WORDS: Final = ("not_started", "ongoing", "adjusted")  # columns of the results that say why


@dataclass(frozen=True, slots=True)
class Known:
    """How a line stood and what was said of it (tình hình của dòng): ``told`` is what its official column says."""

    state: WorkState
    reasons: tuple[str, ...] = ()
    told: str = ""


def known_of(plan: Plan, tasks: Sequence[Task]) -> Mapping[int, Known]:
    """What is known of each of these lines of a plan (tình hình các dòng). Five queries while its turns are kept up,
    linear."""
    keep_up([plan])
    turns = _by_task(plan.turns.order_by("number"))
    said = _reasons(plan, turns)
    return {task.pk: _known(task, turns.get(task.pk, ()), said.get(task.pk, ())) for task in tasks}


def _known(task: Task, turns: Sequence[Turn], said: Iterable[str]) -> Known:
    if task.withdrawn:
        return Known(WorkState.DROPPED, _once(said), task.adjusted)
    states = [WorkState(turn.state) for turn in turns]
    state = together(states) if states else FROM_PAPER[Status(task.state)]
    if state is WorkState.DONE:
        return Known(state, told=task.done)
    words = [getattr(task, name) for name in _UNFINISHED_WORDS]
    why = _once(said) or _once(words)  # once people gave a reason here, the columns only repeat it
    return Known(state, why, "\n".join(_once(words[:2])) or task.done)


def _reasons(plan: Plan, turns: Mapping[int, Sequence[Turn]]) -> Mapping[int, list[str]]:
    """Everything that was given as a reason, oldest first: updates, what the turns are in, waiting, withdrawal."""
    found: dict[int, list[str]] = defaultdict(list)
    waits = list(Waiting.objects.filter(plan=plan, until=None).order_by("since", "pk"))
    waiting = {each.task_id for each in waits}  # of these the waiting itself tells it best
    for update in Update.objects.filter(plan=plan).exclude(reason="").order_by("at", "pk"):
        found[update.task_id] += _unless_waiting(update, waiting)
    for turn in (turn for own in turns.values() for turn in own):
        found[turn.task_id] += _unless_waiting(turn, waiting)
    for each in waits:
        found[each.task_id].append(_waits(each))
    gone = plan.adjustments.filter(kind=Adjustment.Kind.WITHDRAW, state=Adjustment.State.APPROVED)
    for row in gone.order_by("pk"):
        found[row.task_id or 0].append(row.reason)
    return found


def _unless_waiting(told: Update | Turn, waiting: Collection[int]) -> list[str]:
    return [] if told.state == WorkState.WAITING and told.task_id in waiting else [told.reason]


def _waits(waiting: Waiting) -> str:
    what = f": {waiting.what}" if waiting.what else ""
    return f"Chờ {waiting.whom} từ {waiting.since:%d/%m/%Y}{what}"


def _by_task(turns: Iterable[Turn]) -> dict[int, list[Turn]]:
    found: dict[int, list[Turn]] = defaultdict(list)
    for turn in turns:
        found[turn.task_id].append(turn)
    return found


def _once(words: Iterable[str]) -> tuple[str, ...]:
    """Each reason once, however it is typed; words that only repeat the state are none."""
    told = [text for text in words if text and not _only_state(text)]
    return tuple({fold(text): text for text in reversed(told)}.values())[::-1]


def _only_state(text: str) -> bool:
    """ "Đang thực hiện", "Chưa triển khai": says how it stands, not why."""
    return status_of(text) is not Status.UNSTATED and len(text.split()) <= _STATE_WORDS
