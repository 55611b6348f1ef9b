"""What of the plans hangs on a unit or outside body (phân công): told to :mod:`caitien.access.schools.dependents`."""

from caitien.access.models import OutsideBody, Unit
from caitien.plans.models import Assignment, Consultation


class AssignmentDependents:
    """The tasks it has a part in (dòng được giao)."""

    def words(self, thing: Unit | OutsideBody) -> str:
        """How many lines of plans. One query."""
        count = thing.assignments.count()
        return f"{count} dòng kế hoạch" if count else ""

    def move(self, old: Unit | OutsideBody, new: Unit | OutsideBody) -> None:
        """Give its tasks to the other, also of lines taken out; where both have a part in one, the larger part stays.
        Four statements."""
        of = _FIELD[type(new)]
        ours, theirs = (Assignment.with_removed.filter(**{of: thing}) for thing in (old, new))
        theirs.filter(task__in=ours.filter(part=Assignment.Part.LEAD).values("task")).update(part=Assignment.Part.LEAD)
        ours.exclude(task__in=list(theirs.values_list("task", flat=True))).update(**{of: new})
        if isinstance(old, Unit):
            Consultation.objects.filter(unit=old).update(unit=new.pk)


_FIELD = {Unit: "unit", OutsideBody: "outside"}
