"""What monitors said of a line follows it when lines become one (nhận định theo dòng): told to
:mod:`caitien.plans.table.followers`."""

from collections.abc import Sequence

from caitien.plans.models import Task
from caitien.reviews.models import Reply, Ruling, SampleLine, Verdict


class VerdictsFollow:
    """Lines of samples, with all that was said of them."""

    def follow(self, gone: Sequence[Task], stays: Task) -> None:
        """Of a review that looked at both, what was said goes over to the line that stays; nothing is lost. Five
        statements, and four for each such line."""
        there = dict(SampleLine.objects.filter(task=stays).values_list("review", "pk"))
        for line in SampleLine.objects.filter(task__in=gone).order_by("pk"):
            same = there.setdefault(line.review_id, line.pk)
            if same == line.pk:
                SampleLine.objects.filter(pk=line.pk).update(task=stays)
                continue
            for kind in (Verdict, Reply, Ruling):
                kind.objects.filter(line=line).update(line=same)
            line.delete()
