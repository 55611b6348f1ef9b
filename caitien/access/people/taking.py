"""Taking an invitation (nhận lời mời): once, by whoever holds the link; no verb, since they have no right here yet."""

from dataclasses import dataclass
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from caitien.access.models import Invitation, Membership, Role, School, UnitMember, User
from caitien.access.people.entering import SHUT
from caitien.access.people.invite import may_give, told
from caitien.access.rights import acting_user_of
from caitien.access.trail.entries import append
from caitien.domain.people.listed import proper_email
from caitien.domain.refused import Refused, Stale
from caitien.domain.texts.folding import identity

CLOSED: Final = Stale("Đường dẫn này không mở được nữa. Xin người đã mời gửi đường dẫn mới.")
OWN: Final = Refused("Lời mời này do chính thầy cô gửi. Hãy chuyển đường dẫn cho người được mời.")
NAME_TAKEN: Final = Refused("Tên đăng nhập này đã có người dùng; xin chọn tên khác.")


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What a person chose who has no account yet (tài khoản mới); the password passed the site's validators."""

    username: str
    password: str
    name: str


def invitation_with(mark: str) -> Invitation | None:
    """The invitation whose secret has this hash (lời mời của đường dẫn); None, without saying why, where it is
    unknown, used, withdrawn or expired, or where who sent it may not send it any more. Three queries."""
    found = _open(mark)
    return found if found and _still_given(found) else None


def take_invitation(mark: str, by: User | NewAccount) -> User | Refused:
    """Take it with one's own account or a new one (nhận lời mời): who took it, or why not: Stale where it
    opens nothing. ``mark`` is the hash of its secret.

    Taken twice at once it is taken once. Account, roles, unit and audit entry come in one transaction.
    """
    try:
        with transaction.atomic():
            return _take(mark, by)
    except IntegrityError:  # two people chose one name in the same moment
        return NAME_TAKEN


def _take(mark: str, by: User | NewAccount) -> User | Refused:
    invitation = _locked(mark)
    if invitation is None or not _still_given(invitation):
        return CLOSED
    if isinstance(by, User) and by.pk == invitation.by_id:
        return OWN
    if isinstance(by, NewAccount) and User.objects.filter(username__iexact=by.username).exists():
        return NAME_TAKEN
    person = by if isinstance(by, User) else _made(by, invitation)
    _join(person, invitation)
    invitation.taken_by, invitation.taken_at = person, timezone.now()
    invitation.save()
    _record(person, invitation)
    return person


def _open(mark: str) -> Invitation | None:
    waiting = Invitation.objects.filter(taken_at=None, withdrawn_at=None, expires_at__gt=timezone.now())
    return waiting.select_related("school", "body", "unit", "by").filter(secret_hash=mark).first()


def _locked(mark: str) -> Invitation | None:
    """The invitation, its school and itself locked, in the order of every verb: who may give a role stays so."""
    found = _open(mark)
    if found is None:
        return None
    if found.school_id:
        School.objects.select_for_update(no_key=True).get(pk=found.school_id)
    Invitation.objects.select_for_update(no_key=True).get(pk=found.pk)
    return _open(mark)  # as it is now that it is ours


def _still_given(invitation: Invitation) -> bool:
    """Whether who sent it may still send it (người mời còn quyền)."""
    if not invitation.by.is_active:
        return False
    if invitation.school:
        return may_give(invitation.by, invitation.school, invitation.roles)
    acting = acting_user_of(invitation.by)
    return acting is not None and acting.may("officer.invite")


def _made(account: NewAccount, invitation: Invitation) -> User:
    """A new person, or one the school has entered by that very name without an account: their work is theirs from then
    on. The address someone else typed waits until it is proven."""
    known = without_account(invitation)
    if known:
        known.username, known.is_active = account.username, True
        known.email_wanted = proper_email(invitation.email)
        known.set_password(account.password)
        known.save()
        return known
    return User.objects.create_user(
        account.username,
        "",
        account.password,
        name=account.name or invitation.name,
        email_wanted=proper_email(invitation.email),
    )


def without_account(invitation: Invitation) -> User | None:
    """The one person of the school by the name of the invitation who signs in nowhere (đã ghi tên, chưa có tài khoản);
    None where there is none, or several, or where they are what the inviter may not make anyone: else a secretary would
    make a chair. Five queries at most, linear in such people."""
    if invitation.school is None:
        return None
    shut = User.objects.filter(
        memberships__school=invitation.school, is_active=False, username__startswith=SHUT, last_login=None
    )
    wanted = identity(invitation.name)
    found = {each.pk: each for each in shut if identity(each.name) == wanted}
    if len(found) != 1:
        return None
    (person,) = found.values()
    places = list(Membership.objects.filter(user=person).values_list("school", "role"))
    roles = [role for _, role in places]
    alone = all(school == invitation.school_id for school, _ in places)
    return person if alone and may_give(invitation.by, invitation.school, roles) else None


def _join(person: User, invitation: Invitation) -> None:
    rows = [
        Membership(user=person, school=invitation.school, body=invitation.body, role=role) for role in invitation.roles
    ]
    Membership.objects.bulk_create(rows, ignore_conflicts=True)  # some they may hold already
    unit = invitation.unit
    if unit is not None:
        head = invitation.head and not unit.members.filter(head=True).exists()
        UnitMember.objects.get_or_create(unit=unit, user=person, defaults={"school": unit.school, "head": head})


def _record(person: User, invitation: Invitation) -> None:
    append(
        school=invitation.school,
        actor=person,
        role=Role(invitation.roles[0]),
        verb="invitation.take",
        kind="invitation",
        key=str(invitation.pk),
        before={},
        after=told(invitation),
    )
