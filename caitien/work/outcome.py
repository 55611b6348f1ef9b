"""What the official columns say of each task (kết quả của dòng), on a day or by now: for papers of any span."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from caitien.domain.paper import Status
from caitien.domain.tasks.work_state import OFFICIAL, WorkState, is_late, overall_state
from caitien.plans.models import Plan, Task
from caitien.plans.table.report_cells import column_words
from caitien.work.models import Occurrence, Update

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
class _OccurrenceThen:
    """An occurrence as it stood on the day that is asked about: its state, and when it was due."""

    due: dt.date | None
    state: WorkState
    begun: bool
    reason: str = ""


@dataclass(slots=True)
class _Course:
    """What is known of one task: its occurrences as they stand now, and its updates, the earliest first."""

    occurrences: list[Occurrence] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)


def outcomes_of(plan: Plan, *, until: dt.date | None = None) -> Mapping[int, Outcome]:
    """Key of a task → how it stood at the end of that day (kết quả các dòng đến ngày), of every line not withdrawn.

    None: by now; then state and words are those of the paper itself, corrections of its cells among them. Of an earlier
    day they are what the paper said after the last update by then; a task nobody reported on by then has the words of
    the paper. Late is told from that day. Three queries, linear.
    """
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
    for occurrence in Occurrence.objects.filter(plan=plan).order_by("number"):
        courses[occurrence.task_id].occurrences.append(occurrence)
    for update in Update.objects.filter(plan=plan).order_by("at", "pk"):
        courses[update.task_id].updates.append(update)
    return courses


def _by(updates: Sequence[Update], day: dt.date) -> int:
    """How many of the updates were told by the end of a day."""
    return sum(timezone.localdate(update.at) <= day for update in updates)


def _outcome(task: Task, course: _Course, cut: int, day: dt.date) -> Outcome:
    told, later = course.updates[:cut], course.updates[cut:]
    occurrences = [_then(occurrence, told, later) for occurrence in course.occurrences]
    state, begun = (
        overall_state([occurrence.state for occurrence in occurrences]),
        any(occurrence.begun for occurrence in occurrences),
    )
    return Outcome(
        state=state,
        begun=begun,
        status=OFFICIAL[state, begun],
        text=later[0].stood if later else column_words(task.plan, task),
        late=not task.plan.drawn_up
        and any(is_late(occurrence.state, occurrence.due, day) for occurrence in occurrences),
        reason=next((occurrence.reason for occurrence in occurrences if occurrence.state is state), ""),
    )


def _then(occurrence: Occurrence, told: Sequence[Update], later: Iterable[Update]) -> _OccurrenceThen:
    """An occurrence as it stood once the first updates were told, and before the later ones."""
    after = next((update for update in later if _of(update, occurrence)), None)
    if after is None:
        return _OccurrenceThen(occurrence.due, WorkState(occurrence.state), occurrence.begun, occurrence.reason)
    last = next((update for update in reversed(told) if _of(update, occurrence)), None)
    if last is None:
        was = WorkState(after.was)
        return _OccurrenceThen(occurrence.due, was, was in _BEGUN)
    return _OccurrenceThen(occurrence.due, WorkState(last.state), last.begun, last.reason)


def _of(update: Update, occurrence: Occurrence) -> bool:
    return update.occurrence_id == occurrence.pk if update.occurrence_id else update.occurrence_name == occurrence.name
