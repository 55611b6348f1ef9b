"""What a person was told (tin của tôi), and that they read it."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from caitien.access.models import School, User
from caitien.access.rights import ActingUser
from caitien.notices.models import Notice
from caitien.notices.telling import KEPT
from caitien.prepared import prepared


def notices_for(acting: ActingUser) -> QuerySet[Notice]:
    """What the person was told in this school in 90 days (tin), the newest first. No query of its own."""
    since = timezone.now() - KEPT
    return Notice.objects.filter(school=acting.school, user=acting.user, at__gte=since).order_by("-pk")


def unread_of(user: User, school: School) -> int:
    """How much of it they have not read (số tin chưa đọc), 100 at most. One query, by an index of what is unread."""
    return len(_unread(user, school, timezone.now() - KEPT))


@prepared
def _unread(user: User, school: School, since: dt.datetime) -> QuerySet[Any, int]:
    """Keys of what a person has not read: every page counts them."""
    unread = Notice.objects.filter(user=user, school=school, read_at=None, at__gte=since)
    return unread.values_list("pk", flat=True)[:100]


def read(acting: ActingUser, key: int | None = None) -> None:
    """The person has read one notice, or all of them (đã đọc). One statement.

    As with what names them: what somebody has read is no deed, goes into no story, and is nobody else's to know.
    """
    found = notices_for(acting).filter(read_at=None)
    (found if key is None else found.filter(pk=key)).order_by().update(read_at=timezone.now())
