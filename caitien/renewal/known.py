"""What is known of the lines of a plan when its year ends (điều đã biết về các dòng): how each stands, and why."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from caitien.domain.paper import Status
from caitien.domain.states import status_of
from caitien.domain.tasks.work_state import FROM_PAPER, WorkState, overall_state
from caitien.domain.texts.folding import fold
from caitien.plans.models import Adjustment, Plan, Task
from caitien.work.models import Occurrence, Update, Waiting

_STATE_WORDS: Final = 4
_WHY: Final = re.compile(r"(?:đang |còn )?(?:chờ|đợi|do|vì|nguyên nhân|lý do|lí do|vướng|thiếu)\b")
_UNFINISHED_WORDS: Final = ("not_started", "ongoing", "adjusted")  # columns of the results that say why


@dataclass(frozen=True, slots=True)
class LineSituation:
    """How a line stood and what was said of it (tình hình của dòng): ``told`` is what its official column says.

    ``reasons`` tell why it was not finished, the words of the columns among them; ``causes`` are only those that people
    gave as a reason, or that open as one: what came of a line is no cause of its weakness.
    """

    state: WorkState
    reasons: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    told: str = ""


def known_of(plan: Plan, tasks: Sequence[Task]) -> Mapping[int, LineSituation]:
    """What is known of each of these lines of a plan (tình hình các dòng). Four queries, linear."""
    occurrences = _by_task(plan.occurrences.order_by("number"))
    said = _reasons(plan, occurrences)
    return {task.pk: _known(task, occurrences.get(task.pk, ()), said.get(task.pk, ())) for task in tasks}


def _known(task: Task, occurrences: Sequence[Occurrence], said: Iterable[str]) -> LineSituation:
    if task.withdrawn:
        return LineSituation(WorkState.DROPPED, _once(said), _once(said), task.adjusted)
    states = [WorkState(occurrence.state) for occurrence in occurrences]
    state = overall_state(states) if states else FROM_PAPER[Status(task.state)]
    if state is WorkState.DONE:
        return LineSituation(state, told=task.done)
    words = [getattr(task, name) for name in _UNFINISHED_WORDS]
    why = _once(said) or _once(words)  # once people gave a reason here, the columns only repeat it
    return LineSituation(
        state, why, _once(said) or tuple(filter(opens_with_why, why)), "\n".join(_once(words[:2])) or task.done
    )


def _reasons(plan: Plan, occurrences: Mapping[int, Sequence[Occurrence]]) -> Mapping[int, list[str]]:
    """Everything that was given as a reason, oldest first: updates, what the occurrences are in, waiting,
    withdrawal."""
    found: dict[int, list[str]] = defaultdict(list)
    waits = list(Waiting.objects.filter(plan=plan, until=None).order_by("since", "pk"))
    waiting = {each.task_id for each in waits}  # of these the waiting itself tells it best
    for update in Update.objects.filter(plan=plan).exclude(reason="").order_by("at", "pk"):
        found[update.task_id] += _unless_waiting(update, waiting)
    for occurrence in (occurrence for own in occurrences.values() for occurrence in own):
        found[occurrence.task_id] += _unless_waiting(occurrence, waiting)
    for each in waits:
        found[each.task_id].append(_waits(each))
    gone = plan.adjustments.filter(kind=Adjustment.Kind.WITHDRAW, state=Adjustment.State.APPROVED)
    for row in gone.order_by("pk"):
        found[row.task_id or 0].append(row.reason)
    return found


def _unless_waiting(told: Update | Occurrence, waiting: Collection[int]) -> list[str]:
    return [] if told.state == WorkState.WAITING and told.task_id in waiting else [told.reason]


def _waits(waiting: Waiting) -> str:
    what = f": {waiting.what}" if waiting.what else ""
    return f"Chờ {waiting.whom} từ {waiting.since:%d/%m/%Y}{what}"


def opens_with_why(text: str) -> bool:
    """Whether the words of a column are a reason by what they say first: "Chờ Sở duyệt vốn", "Do bão"."""
    return _WHY.match(text.lower()) is not None


def _by_task(occurrences: Iterable[Occurrence]) -> dict[int, list[Occurrence]]:
    found: dict[int, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        found[occurrence.task_id].append(occurrence)
    return found


def _once(words: Iterable[str]) -> tuple[str, ...]:
    """Each reason once, however it is typed; words that only repeat the state are none."""
    told = [text for text in words if text and not _only_state(text)]
    return tuple({fold(text): text for text in reversed(told)}.values())[::-1]


def _only_state(text: str) -> bool:
    """ "Đang thực hiện", "Chưa triển khai": says how it stands, not why."""
    return status_of(text) is not Status.UNSTATED and len(text.split()) <= _STATE_WORDS
