"""What of the work hangs on an outside body (việc đang chờ): told to :mod:`caitien.access.schools.dependents`."""

from caitien.access.models import OutsideBody, Unit
from caitien.work.counting.tally import forget_sums
from caitien.work.models import Waiting


class WaitingDependents:
    """The times in which a task waited for it (các lần chờ)."""

    def words(self, thing: Unit | OutsideBody) -> str:
        """How many. One query for an outside body, none for a unit: nobody waits for a unit of their own school."""
        count = thing.waitings.count() if isinstance(thing, OutsideBody) else 0
        return f"{count} lần chờ" if count else ""

    def move(self, old: Unit | OutsideBody, new: Unit | OutsideBody) -> None:
        """Let them wait for the other, also lines taken out; a task that waits for both now waits once, since the
        earlier day, with the letters of both, and the other wait is kept as part of it. Three queries, and four for
        each such task."""
        forget_sums(new.school_id)  # they tell whose the late lines are
        if not isinstance(old, OutsideBody) or not isinstance(new, OutsideBody):
            return
        waits = Waiting.with_removed.filter(until=None, joined_into=None)
        there = {waiting.task_id: waiting for waiting in waits.filter(body=new)}
        for waiting in waits.filter(body=old, task__in=there):
            there[waiting.task_id].take_in(waiting)
        Waiting.with_removed.filter(body=old).update(body=new)
