"""The occurrences a line should have (các lượt của dòng): worked out from its words, a person's days and what was told.

An occurrence is known again by its name, else by its days, and keeps what was told of it. No query in this module.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from caitien.domain.paper import Status
from caitien.domain.tasks.work_state import FROM_PAPER, OFFICIAL, WorkState, overall_state
from caitien.domain.times.occurrences import PlannedOccurrence, occurrences_of
from caitien.domain.times.school_calendar import SchoolCalendar
from caitien.domain.times.timeframe import Timeframe, read_time
from caitien.plans.models import Task
from caitien.work.models import Occurrence, Timing


def planned_occurrences(
    task: Task, time: Timeframe, timing: Timing | None, calendar: SchoolCalendar
) -> tuple[PlannedOccurrence, ...]:
    """The occurrences a line should have (các lượt): on a person's days while its words stay, else on those its words
    name."""
    if timing and timing.words == task.time:
        return (PlannedOccurrence("", timing.first, timing.due),)
    return occurrences_of(time, calendar)


def is_asked(task: Task, time: Timeframe, timing: Timing | None) -> bool:
    """Whether a person should say when (cần hỏi ngày): nobody did for these words, and they tell too little."""
    answered = timing is not None and timing.words == task.time
    return task.plan_row is not None and not answered and time.asked


def fitted_occurrences(
    task: Task, planned: Sequence[PlannedOccurrence], old: Sequence[Occurrence], waits: str, *, asked: bool
) -> list[Occurrence]:
    """The occurrences of one line, as planned: those known again keep what was told, new ones stand as the line did,
    and where the paper's own state says something else all follow it. ``waits``: for whom the line waits, "" for
    nobody; a line nobody told of that came with a waiting waits. Those of ``old`` are changed in place; nothing is
    saved."""
    left = list(old)
    known = [_known_again(each, left, alone=len(planned) == len(old) == 1) for each in planned]
    values = _new_values(task, old, waits)
    occurrences = [occurrence or Occurrence(task_id=task.pk, **values) for occurrence in known]
    if len(occurrences) == 1 and left:
        occurrences[0].told_at = occurrences[0].told_at or max(
            (occurrence.told_at for occurrence in left if occurrence.told_at), default=None
        )
    for number, (occurrence, each) in enumerate(zip(occurrences, planned, strict=True), start=1):
        occurrence.number, occurrence.name, occurrence.first, occurrence.due, occurrence.asked = (
            number,
            each.name,
            each.first,
            each.due,
            asked,
        )
    if official_of(occurrences) != task.state and not (waits and task.state == Status.UNSTATED):
        for occurrence in occurrences:
            _give(occurrence, _as_paper(task))
    return occurrences


def _known_again(planned: PlannedOccurrence, left: list[Occurrence], *, alone: bool) -> Occurrence | None:
    """The occurrence of that name, else of those days, taken from those that are left."""
    same_name = (occurrence for occurrence in left if planned.name and occurrence.name == planned.name)
    same_days = (
        occurrence for occurrence in left if (occurrence.first, occurrence.due) == (planned.first, planned.due)
    )
    found = next(same_name, None) or next(same_days, None) or (left[0] if alone and left else None)
    if found:
        left.remove(found)
    return found


def _new_values(task: Task, old: Sequence[Occurrence], waits: str) -> dict[str, Any]:
    """How an occurrence that is new stands: as its task did by its occurrences, while the paper says the same; else
    as the paper."""
    if not old and waits and task.state == Status.UNSTATED:
        return {"state": WorkState.WAITING.value, "begun": False, "reason": waits}
    if not old or official_of(old) != task.state:
        return _as_paper(task)
    whole = overall_state([WorkState(occurrence.state) for occurrence in old])
    reason = next((occurrence.reason for occurrence in old if occurrence.state == whole), "")
    return {"state": whole.value, "begun": any(occurrence.begun for occurrence in old), "reason": reason}


def _as_paper(task: Task) -> dict[str, Any]:
    status = Status(task.state)
    return {"state": FROM_PAPER[status].value, "begun": status in (Status.ONGOING, Status.DONE), "reason": ""}


def _give(occurrence: Occurrence, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(occurrence, name, value)


def official_of(occurrences: Sequence[Occurrence]) -> Status:
    """The official column of a task whose occurrences stand so (cột chính thức). Never of none. No query."""
    return OFFICIAL[
        overall_state([WorkState(occurrence.state) for occurrence in occurrences]),
        any(occurrence.begun for occurrence in occurrences),
    ]


def spans_named(task: Task, calendar: SchoolCalendar) -> Sequence[tuple[date, date]]:
    """First and last day of each time a line's words name (cả thời gian của dòng), also beyond this year. No query."""
    return read_time(task.time, calendar).spans
