"""Links go over when lines become one (đường dẫn theo dòng): told to :mod:`caitien.plans.table.followers`."""

from collections.abc import Sequence

from django.utils import timezone

from caitien.nudges.models import AnswerLink
from caitien.plans.models import Task


class LinksFollow:
    """A link of a line that goes opens the one that stays; where the person has one for that already, it ends."""

    def follow(self, gone: Sequence[Task], stays: Task) -> None:
        """Two queries and one statement, however many links."""
        standing = AnswerLink.objects.filter(revoked_at=None)
        there = set(standing.filter(task=stays).values_list("user", "way"))
        links = list(AnswerLink.objects.filter(task__in=gone).order_by("-pk"))
        for link in links:
            mine = link.user_id, link.way
            if link.revoked_at is None and mine in there:
                link.revoked_at = timezone.now()
            elif link.revoked_at is None:
                there.add(mine)
            link.task = stays
        AnswerLink.objects.bulk_update(links, ["task", "revoked_at"])
