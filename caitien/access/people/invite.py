"""Inviting people (mời người): a link that opens the door once, for one person, for thirty days.

The secret in the link is shown to whoever makes it and never again: only its hash is kept.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import Body, Invitation, Membership, Role, School, User
from caitien.access.reads import waiting_in
from caitien.access.rights import SCHOOL, acting_user_of
from caitien.access.secret_links import fresh_secret, hash_of_secret
from caitien.domain.people.listed import LONGEST_NAME, by_given_name, is_email, proper_email, proper_name
from caitien.domain.refused import Refused, Stale
from caitien.domain.texts.folding import identity

LIFE: Final = timedelta(days=30)

NO_NAME: Final = Refused(f"Xin ghi họ và tên người được mời, không quá {LONGEST_NAME} chữ cái.")
BAD_EMAIL: Final = Refused("Thư điện tử chưa đúng dạng ten@noi-gui.vn; xin kiểm tra lại, hoặc để trống.")
NO_ROLE: Final = Refused("Xin chọn ít nhất một vai trò.")
CHAIR_BY_CHAIR: Final = Refused("Trường đã có hiệu trưởng: chỉ hiệu trưởng mời được thêm người vai trò đó.")


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation and the secret of its link (lời mời và đường dẫn), which is shown this once."""

    invitation: Invitation
    secret: str

    @property
    def mark(self) -> str:
        """What is kept of the secret, and known of it once the link was opened."""
        return hash_of_secret(self.secret)


@action("people.invite")
def invite(
    actor: User,
    school: School,
    *,
    name: str,
    roles: Collection[str],
    email: str = "",
    unit: int | None = None,
    head: bool = False,
) -> Done[Invited] | Refused:
    """Invite one person into the school (mời một người); or why not. ``unit`` is the key of one of its units."""
    name, email = proper_name(name), proper_email(email)
    place = school.units.filter(pk=unit).first() if unit else None
    hindrance = _unfit(name, email) or _unfit_roles(actor, school, roles) or _there_already(school, name, email)
    if hindrance:
        return hindrance
    made = sealed(
        Invitation(school=school, name=name, email=email, unit=place, head=bool(place and head)), actor, roles
    )
    made.invitation.save()
    return Done(made, made.invitation, {}, told(made.invitation))


@action("officer.invite")
def invite_officer(actor: User, body: Body, *, name: str, email: str = "") -> Done[Invited] | Refused:
    """Invite an officer of a body above the schools (mời cán bộ cơ quan cấp trên); or why not."""
    name, email = proper_name(name), proper_email(email)
    if hindrance := _unfit(name, email):
        return hindrance
    made = sealed(Invitation(body=body, name=name, email=email), actor, [Role.OFFICER])
    made.invitation.save()
    return Done(made, made.invitation, {}, told(made.invitation))


@action("people.invite")
def new_link(actor: User, invitation: Invitation) -> Done[Invited] | Refused:
    """Make another link for an invitation that waits (đường dẫn mới): the old one opens nothing from now on.

    Stale where it was taken or withdrawn by now.
    """
    if invitation.school is None:
        return Stale()
    if not may_give(actor, invitation.school, invitation.roles):
        return CHAIR_BY_CHAIR
    return _relink(actor, invitation)


@action("officer.invite")
def new_officer_link(actor: User, invitation: Invitation) -> Done[Invited] | Refused:
    """As :func:`new_link`, for an officer."""
    return _relink(actor, invitation) if invitation.body_id else Stale()


@action("people.invite")
def withdraw(_actor: User, invitation: Invitation) -> Done[Invitation] | Refused:
    """Take an invitation back (rút lời mời); Stale where it was taken or withdrawn by now."""
    return _withdraw(invitation) if invitation.school_id else Stale()


@action("officer.invite")
def withdraw_officer(_actor: User, invitation: Invitation) -> Done[Invitation] | Refused:
    """As :func:`withdraw`, for an officer."""
    return _withdraw(invitation) if invitation.body_id else Stale()


def may_give(giver: User, school: School, roles: Iterable[str]) -> bool:
    """Whether a person may bring in others in these roles (được mời vào vai trò): what :data:`RIGHTS` allows, and a
    chair by a chair alone, unless the school has none yet; the site's keeper into a school nobody signs in to.
    Three queries at most."""
    acting = acting_user_of(giver, school)
    if acting is None or not acting.may("people.invite"):
        return giver.is_superuser and not Membership.objects.filter(school=school, user__is_active=True).exists()
    if Role.CHAIR not in roles or Role.CHAIR in acting.roles:
        return True
    return not Membership.objects.filter(school=school, role=Role.CHAIR, user__is_active=True).exists()


def sealed(invitation: Invitation, by: User, roles: Iterable[str]) -> Invited:
    """Give an invitation its roles and a fresh secret (đóng dấu lời mời); nothing is written."""
    secret, now = fresh_secret(), timezone.now()
    invitation.by, invitation.made_at, invitation.expires_at = by, now, now + LIFE
    invitation.roles, invitation.secret_hash = in_order(roles), hash_of_secret(secret)
    return Invited(invitation, secret)


def in_order(roles: Iterable[str]) -> list[str]:
    """Roles as they are kept and shown (thứ tự vai trò): the largest part first, each once."""
    wanted = set(roles)
    return [role.value for role in Role if role.value in wanted]


def told(invitation: Invitation) -> dict[str, Any]:
    """What the audit trail is told of an invitation (lời ghi nhật ký): never its secret."""
    unit = str(invitation.unit) if invitation.unit else ""
    said = {"name": invitation.name, "email": invitation.email, "roles": invitation.roles, "unit": unit}
    return {key: value for key, value in said.items() if value}


def _unfit(name: str, email: str) -> Refused | None:
    if not name or len(name) > LONGEST_NAME:
        return NO_NAME
    return BAD_EMAIL if email and not is_email(email) else None


def _unfit_roles(actor: User, school: School, roles: Collection[str]) -> Refused | None:
    if not roles or not set(roles) <= SCHOOL:
        return NO_ROLE
    return None if may_give(actor, school, roles) else CHAIR_BY_CHAIR


def _there_already(school: School, name: str, email: str) -> Refused | None:
    """Why a person cannot be invited once more: they are in the school, or an invitation waits for them. Else None."""
    if email and (person := school.people.filter(Q(email__iexact=email) | Q(email_wanted=email)).first()):
        return Refused(f"{person} đã là người của trường, với thư điện tử {email}.")
    waiting = waiting_in(school)
    same = waiting.filter(email=email) if email else waiting.filter(folded=by_given_name(name), email="")
    if any(email or identity(each.name) == identity(name) for each in same):
        return Refused(f"{name} đã có lời mời đang chờ; nếu mất đường dẫn, xin bấm “Đường dẫn mới” ở lời mời đó.")
    return None


def _relink(actor: User, invitation: Invitation) -> Done[Invited] | Refused:
    if not _waits(invitation):
        return Stale()
    before = {"expires": invitation.expires_at.isoformat()}
    made = sealed(invitation, actor, invitation.roles)
    invitation.save()
    return Done(made, invitation, before, {**told(invitation), "expires": invitation.expires_at.isoformat()})


def _withdraw(invitation: Invitation) -> Done[Invitation] | Refused:
    if not _waits(invitation):
        return Stale()
    invitation.withdrawn_at = timezone.now()
    invitation.save()
    return Done(invitation, invitation, told(invitation), {"withdrawn": True})


def _waits(invitation: Invitation) -> bool:
    return invitation.taken_at is None and invitation.withdrawn_at is None
