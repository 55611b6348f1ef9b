"""What of the plans goes over when lines become one (phân công, góp ý, điều chỉnh theo dòng)."""

from collections.abc import Sequence

from caitien.plans.models import Adjustment, Assignment, Suggestion, Task


class PartsFollow:
    """Who has a part, what was suggested, what was proposed (phân công, góp ý, đề nghị)."""

    def follow(self, gone: Sequence[Task], stays: Task) -> None:
        """Parts go over, each once and the larger. Six statements."""
        rows = {_whose(row): row for row in stays.assignments.all()}
        for row in Assignment.objects.filter(task__in=gone).order_by("pk"):
            there = rows.setdefault(_whose(row), row)
            there.task = stays
            if row.part == Assignment.Part.LEAD:
                there.part = Assignment.Part.LEAD
        Assignment.objects.bulk_update(rows.values(), ["task", "part"])
        Assignment.objects.filter(task__in=gone).delete()  # whose part the line has already
        Suggestion.objects.filter(task__in=gone).update(task=stays)
        Adjustment.objects.filter(task__in=gone).update(task=stays)


def _whose(row: Assignment) -> tuple[int | None, ...]:
    return row.user_id, row.unit_id, row.outside_id
