"""What of the work goes over when lines become one (việc theo dòng): told to :mod:`caitien.plans.table.followers`."""

from collections.abc import Sequence
from typing import Any, Final

from caitien.domain.tasks.work_state import WorkState, overall_state
from caitien.plans.models import Task
from caitien.work.models import Attachment, Comment, Occurrence, Timing, Update, Waiting

_WHOLLY: Final[Sequence[Any]] = (Update, Attachment, Comment)  # go over as they are


class WorkFollows:
    """Updates, files, remarks, waits with their letters, occurrences and a person's days."""

    def follow(self, gone: Sequence[Task], stays: Task) -> None:
        """Nothing people told is lost: an occurrence of the same days becomes one, another stays beside it until the
        days are worked out anew. Fifteen statements, and four for each open wait that meets another."""
        _let_occurrences_follow(gone, stays)
        for kind in _WHOLLY:
            kind.objects.filter(task__in=gone).update(task=stays)
        _let_waits_follow(gone, stays)
        days = Timing.objects.filter(task__in=gone, words=stays.time).order_by("-at").first()
        if days and not Timing.objects.filter(task=stays).exists():
            Timing.objects.filter(pk=days.pk).update(task=stays)


def _let_occurrences_follow(gone: Sequence[Task], stays: Task) -> None:
    """Those of the same name and days become one, with the updates of both; the others go over. What was told stands
    in the updates: an occurrence that has none left goes."""
    there = {_days(occurrence): occurrence for occurrence in stays.occurrences.order_by("-number")}
    number = max((occurrence.number for occurrence in there.values()), default=0)
    into: dict[int, Occurrence] = {}
    for occurrence in Occurrence.objects.filter(task__in=gone).order_by("task__position", "number"):
        same = there.setdefault(_days(occurrence), occurrence)
        if same is occurrence:
            number += 1
            occurrence.task, occurrence.number = stays, number
        else:
            into[occurrence.pk] = same
            _make_one(same, occurrence)
    Occurrence.objects.bulk_update(there.values(), ["task", "number", "state", "begun", "reason", "told_at"])
    updates = list(Update.objects.filter(occurrence__in=list(into)))
    for update in updates:
        update.occurrence = into[update.occurrence_id or 0]
    Update.objects.bulk_update(updates, ["occurrence"])
    Occurrence.objects.filter(pk__in=list(into)).delete()


def _days(occurrence: Occurrence) -> tuple[Any, ...]:
    return occurrence.name, occurrence.first, occurrence.due


def _make_one(there: Occurrence, other: Occurrence) -> None:
    """Give the first the state of both (:func:`overall_state`), the reasons told for that state, and the later day."""
    state = overall_state([WorkState(there.state), WorkState(other.state)])
    reasons = [each.reason for each in (there, other) if each.state == state and each.reason]
    there.reason = "\n".join(dict.fromkeys(reasons))
    there.state, there.begun = state.value, there.begun or other.begun
    there.told_at = max((each.told_at for each in (there, other) if each.told_at), default=None)


def _let_waits_follow(gone: Sequence[Task], stays: Task) -> None:
    """Move the waits to the line that stays. Two open waits for one body become one (:meth:`Waiting.take_in`): the
    other is kept, marked as joined into it."""
    there = {waiting.body_id: waiting for waiting in stays.waitings.filter(until=None, body__isnull=False)}
    for waiting in Waiting.objects.filter(task__in=gone, until=None, body__isnull=False).order_by("pk"):
        same = there.setdefault(waiting.body_id, waiting)
        if same is not waiting:
            same.take_in(waiting)
    Waiting.with_removed.filter(task__in=gone).update(task=stays)
