"""People who have no account (người chưa có tài khoản): entered by name, given work, and signing in nowhere.

They tell of their work by a link or on paper. Their row is an account that is shut: no password, not active.
"""

from secrets import token_hex
from typing import Final

from caitien.access.action import Done, action
from caitien.access.models import Membership, Role, School, UnitMember, User
from caitien.access.people.invite import NO_NAME
from caitien.domain.people.listed import LONGEST_NAME, proper_name
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import identity

SHUT: Final = "chua-co-"  # how the username of who signs in nowhere begins
NO_UNIT: Final = Refused("Tổ này không còn nữa. Xin tải lại trang.")
SAME_NAME: Final = "Trường đã có {}. Nếu là hai người trùng tên, xin ghi thêm chữ để phân biệt."


@action("people.enter")
def enter_person(_actor: User, school: School, *, name: str, unit: int | None = None) -> Done[User] | Refused:
    """Enter a person of the staff who needs no account (ghi tên người chưa có tài khoản), perhaps into a unit; or why
    not. Seven statements."""
    name = proper_name(name)
    place = school.units.filter(pk=unit).first() if unit else None
    if not name or len(name) > LONGEST_NAME:
        return NO_NAME
    if unit and place is None:
        return NO_UNIT
    known = next((one for one in school.people.all() if identity(one.name) == identity(name)), None)
    if known:
        return Refused(SAME_NAME.format(known))
    person = User(username=f"{SHUT}{token_hex(12)}", name=name, is_active=False)
    person.set_unusable_password()
    person.save()
    Membership.objects.create(user=person, school=school, role=Role.STAFF)
    if place:
        UnitMember.objects.create(school=school, unit=place, user=person)
    return Done(person, school, {}, {"entered": str(person), "unit": str(place or "")})
