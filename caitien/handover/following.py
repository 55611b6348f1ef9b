"""Where a line came from goes with it when lines become one (nguồn theo dòng): told to
:mod:`caitien.plans.table.followers`."""

from collections.abc import Sequence

from caitien.handover.models import CarriedLine
from caitien.plans.models import Task


class CarriedFollow:
    """The line that stays is from all the schools its lines were from."""

    def follow(self, gone: Sequence[Task], stays: Task) -> None:
        """One statement, however many lines."""
        CarriedLine.objects.filter(task__in=gone).update(task=stays)
