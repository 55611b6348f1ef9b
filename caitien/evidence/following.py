"""What proves a line goes over when lines become one (minh chứng theo dòng): told to
:mod:`caitien.plans.table.followers`."""

from collections.abc import Sequence

from caitien.evidence.models import Expectation, Use
from caitien.plans.models import Task


class EvidenceFollows:
    """Uses of items for lines (minh chứng của dòng)."""

    def follow(self, gone: Sequence[Task], stays: Task) -> None:
        """They show the line that stays; an item that showed several of them shows it once, for the reasons of all.
        Three statements, and one for each use that moves."""
        Expectation.objects.filter(task__in=gone).update(task=stays)
        there = {use.item_id: use for use in Use.objects.filter(task=stays)}
        for use in Use.objects.filter(task__in=gone).order_by("pk"):
            same = there.setdefault(use.item_id, use)
            if same is use:
                use.task = stays
                use.save(update_fields=["task"])
            else:
                same.why = "\n".join(dict.fromkeys(filter(None, [same.why, use.why])))
                same.save(update_fields=["why"])
                use.delete()
