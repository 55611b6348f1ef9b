"""What monitors said of a line follows it when lines become one (nhận định theo dòng): told to
:mod:`caitien.plans.table.followers`."""

from collections.abc import Sequence

from caitien.plans.models import Task
from caitien.reviews.models import AgendaItem, Reply, Ruling, SampleLine, StaffProposal, Verdict


class VerdictsFollow:
    """Lines of samples, with all that was said of them."""

    def follow(self, gone: Sequence[Task], stays: Task) -> None:
        """Of a review that looked at both, what was said goes over to the line that stays, and so do items of meetings
        and what staff proposed; nothing is lost. Four statements, and seven for each such line."""
        for named in (AgendaItem, StaffProposal):
            named.objects.filter(task__in=gone).update(task=stays)
        there = dict(SampleLine.objects.filter(task=stays).values_list("review", "pk"))
        for line in SampleLine.objects.filter(task__in=gone).order_by("pk"):
            same = there.setdefault(line.review_id, line.pk)
            if same == line.pk:
                SampleLine.objects.filter(pk=line.pk).update(task=stays)
                continue
            for kind in (Verdict, Reply, Ruling, AgendaItem):
                kind.objects.filter(line=line).update(line=same)
            _recuse_both(line, same)
            line.delete()


def _recuse_both(line: SampleLine, same: int) -> None:
    """Who had a part in the line that goes judges the one that stays as little."""
    stays = SampleLine.objects.get(pk=same)
    stays.recused = sorted({*stays.recused, *line.recused})
    stays.save(update_fields=["recused"])
