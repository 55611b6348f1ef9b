"""A list waits for a look (danh sách chờ xem): nothing in it is the school's before the person says so.

What somebody typed and has not sent is no deed: it goes into no story and needs no right but to be theirs. It lies in
the database and not in the session, so that neither signing out nor a session that ended loses it.
"""

from typing import Any

from caitien.access.rights import ActingUser
from caitien.plans.models import HeldList

Kind = HeldList.Kind


def hold(acting: ActingUser, kind: Kind, content: dict[str, Any]) -> None:
    """Let this wait, in place of what waited of that kind (để chờ xem). Three statements."""
    HeldList.objects.update_or_create(school=acting.school, user=acting.user, kind=kind, defaults={"content": content})


def held(acting: ActingUser, kind: Kind) -> dict[str, Any] | None:
    """What waits for this person in this school (đang chờ xem), None where nothing does. One query."""
    found = HeldList.objects.filter(school=acting.school, user=acting.user, kind=kind)
    return found.values_list("content", flat=True).first()


def let_go(acting: ActingUser, kind: Kind) -> None:
    """Nothing of that kind waits any more (thôi). One statement."""
    HeldList.objects.filter(school=acting.school, user=acting.user, kind=kind).delete()
