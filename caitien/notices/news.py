"""What one person is to be told (tin cho một người), and who has a role in the school of a deed."""

from collections.abc import Iterable
from dataclasses import dataclass

from caitien.access.models import Membership
from caitien.access.rights import ActingUser


@dataclass(frozen=True, slots=True)
class News:
    """What one person is to be told (tin cho một người), and the page it leads to."""

    user: int
    text: str
    page: str
    keys: tuple[int, ...] = ()


def with_roles(acting: ActingUser, roles: Iterable[str]) -> list[int]:
    """The people of the school with one of the roles (người có vai trò), by key. One query."""
    found = Membership.objects.filter(school=acting.at, role__in=list(roles))
    return list(found.values_list("user", flat=True).distinct().order_by())
