"""Who may do what (quyền): one table, verb → roles, that everything asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from caitien.access.models import Membership, Role, School, User

EVERYONE: Final = frozenset(Role)
EDITORS: Final = frozenset({Role.CHAIR, Role.SECRETARY})

RIGHTS: Final[Mapping[str, frozenset[Role]]] = {
    "upload.look": EVERYONE,
    "upload.receive": EDITORS,
    "upload.correct": EDITORS,
    "upload.adopt": EDITORS,
    "plan.look": EVERYONE,
    "plan.export": EVERYONE,
    "finding.look": EVERYONE,
    "finding.mend": EDITORS,
    "finding.restore": EDITORS,
    "finding.dismiss": EDITORS,
    "finding.take_back": EDITORS,
    "plan.decide": EDITORS,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A person in a school (người đang làm việc ở trường nào, với vai trò gì)."""

    user: User
    school: School
    roles: frozenset[Role]

    def may(self, verb: str) -> bool:
        """Whether one of the roles gives the right. KeyError where the verb is not in the table: our own mistake."""
        return bool(self.roles & RIGHTS[verb])

    def role_for(self, verb: str) -> Role:
        """The first of the roles, in the order of :class:`Role`, that gives the right."""
        return next(role for role in Role if role in self.roles & RIGHTS[verb])


def standing_of(user: User, school: School | None = None) -> Standing | None:
    """Where a person stands (tư cách): in that school, else in the first of theirs; None if in none. One query."""
    held = Membership.objects.filter(user=user).select_related("school").order_by("school_id")
    found = list(held.filter(school=school) if school else held)
    if not found:
        return None
    home = found[0].school
    return Standing(user, home, frozenset(Role(entry.role) for entry in found if entry.school_id == home.pk))
