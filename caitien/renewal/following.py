"""What is told of a line's year before follows it when lines become one (chuyện năm trước theo dòng): told to
:mod:`caitien.plans.table.followers`."""

from collections.abc import Sequence

from caitien.plans.models import Task
from caitien.renewal.models import Succession


class SuccessionsFollow:
    """Which line of last year a line goes on with (dòng nối tiếp)."""

    def follow(self, gone: Sequence[Task], stays: Task) -> None:
        """The line that stays goes on with it. Lines that become one share a goal, and a goal comes of one line of last
        year: there is one at most. Two statements."""
        if not stays.predecessors.exists():
            Succession.objects.filter(new_task__in=gone).update(new_task=stays)
