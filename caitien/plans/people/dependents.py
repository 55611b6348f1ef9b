"""What of the plans hangs on a unit or an outside body (phân công): told to :mod:`caitien.access.dependents`."""

from caitien.access.models import OutsideBody, Unit
from caitien.plans.models import Assignment, Consultation


class AssignmentDependents:
    """The tasks it has a part in (dòng được giao)."""

    def words(self, thing: Unit | OutsideBody) -> str:
        """How many lines of plans. One query."""
        count = thing.assignments.count()
        return f"{count} dòng kế hoạch" if count else ""

    def move(self, old: Unit | OutsideBody, new: Unit | OutsideBody) -> None:
        """Give its tasks to the other; where both have a part in one, the larger part stays. Four statements."""
        both = new.assignments.filter(task__in=old.assignments.filter(part=Assignment.Part.LEAD).values("task"))
        both.update(part=Assignment.Part.LEAD)
        alone = old.assignments.exclude(task__in=list(new.assignments.values_list("task", flat=True)))
        alone.update(**{_FIELD[type(new)]: new})
        if isinstance(old, Unit):
            Consultation.objects.filter(unit=old).update(unit=new.pk)


_FIELD = {Unit: "unit", OutsideBody: "outside"}
