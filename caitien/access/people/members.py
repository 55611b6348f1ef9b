"""What people are in the school (vai trò của người trong trường): given and taken by its chair.

Nobody raises their own rights by these verbs: the one role that may use them has every right of a school already
(held by a test over the table of rights).
"""

from collections.abc import Collection
from typing import Final

from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import Membership, Role, School, UnitMember, User
from caitien.access.people.invite import NO_ROLE, in_order
from caitien.access.reads import waiting_in
from caitien.access.rights import RIGHTS, SCHOOL
from caitien.domain.refused import Refused, Stale

LAST_CHAIR: Final = Refused(
    "Trường cần còn ít nhất một hiệu trưởng. Hãy trao vai trò hiệu trưởng cho người khác trước."
)


@action("people.arrange")
def arrange_roles(
    _actor: User, school: School, *, person: int, roles: Collection[str], seen: Collection[str]
) -> Done[User] | Refused:
    """Let a person hold exactly these roles in the school (đổi vai trò); or why not.

    Stale where they hold others by now than the ``seen`` ones. A person without a role is out: :func:`take_out`.
    """
    held = roles_in(school, person)
    if not held or held != in_order(seen):
        return Stale()
    wanted = in_order(roles)
    if not wanted or not set(wanted) <= SCHOOL:
        return NO_ROLE
    if Role.CHAIR not in wanted and _is_last_chair(school, held):
        return LAST_CHAIR
    user = User.objects.get(pk=person)
    set_roles(school, user, wanted)
    return Done(user, school, _for_the_trail(user, held), _for_the_trail(user, wanted))


@action("people.arrange")
def take_out(_actor: User, school: School, *, person: int, seen: Collection[str]) -> Done[User] | Refused:
    """Take a person out of the school (đưa ra khỏi trường); or why not. Stale where they hold other roles by now.

    From the next page on they see nothing of it; their account, their other schools and all they did stay.
    """
    held = roles_in(school, person)
    if not held or held != in_order(seen):
        return Stale()
    if _is_last_chair(school, held):
        return LAST_CHAIR
    user = User.objects.get(pk=person)
    units = UnitMember.objects.filter(school=school, user=user)
    before = {**_for_the_trail(user, held), "units": [str(place.unit) for place in units.select_related("unit")]}
    units.delete()
    set_roles(school, user, [])
    return Done(user, school, before, {**_for_the_trail(user, []), "out": True})


def roles_in(school: School, person: int) -> list[str]:
    """The roles of a person in a school (vai trò), the largest part first. One query."""
    return in_order(Membership.objects.filter(school=school, user=person).values_list("role", flat=True))


def _is_last_chair(school: School, held: Collection[str]) -> bool:
    return Role.CHAIR in held and Membership.objects.filter(school=school, role=Role.CHAIR).count() == 1


def set_roles(school: School, user: User, roles: Collection[str]) -> None:
    """Give a person exactly these roles in a school (đặt vai trò), none where there are none; of one who may not invite
    any more the open invitations are withdrawn. For verbs only. Four statements at most."""
    mine = Membership.objects.filter(school=school, user=user)
    mine.exclude(role__in=roles).delete()
    rows = [Membership(school=school, user=user, role=role) for role in roles]
    Membership.objects.bulk_create(rows, ignore_conflicts=True)
    if not RIGHTS["people.invite"].roles & {Role(role) for role in roles}:
        waiting_in(school).filter(by=user).update(withdrawn_at=timezone.now())


def _for_the_trail(user: User, roles: Collection[str]) -> dict[str, object]:
    return {"person": user.pk, "name": str(user), "roles": list(roles)}
