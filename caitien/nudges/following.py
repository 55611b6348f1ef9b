"""Links, and what waits to be taken, go over when lines become one (đường dẫn, lời chờ nhận theo dòng): told to
:mod:`caitien.plans.table.followers`."""

from collections.abc import Sequence

from django.utils import timezone

from caitien.nudges.models import AnswerLink, HeldAnswer
from caitien.plans.models import Task


class LinksFollow:
    """A link of a line that goes opens the one that stays; where the person has one for that already, it ends."""

    def follow(self, gone: Sequence[Task], stays: Task) -> None:
        """Two queries and two statements, however many links."""
        HeldAnswer.with_removed.filter(task__in=gone).update(task=stays, plan=stays.plan_id)
        standing = AnswerLink.objects.filter(revoked_at=None)
        there: set[tuple[int | None, str]] = set(standing.filter(task=stays).values_list("user", "way"))
        links = list(AnswerLink.objects.filter(task__in=gone).order_by("-pk"))
        for link in links:
            mine = link.user_id, link.way
            if link.revoked_at is None and mine in there:
                link.revoked_at = timezone.now()
            elif link.revoked_at is None:
                there.add(mine)
            link.task = stays
        AnswerLink.objects.bulk_update(links, ["task", "revoked_at"])
