"""The second factor of people who lead (lớp bảo vệ thứ hai): of whom it is asked, and what a chair does when a phone is
lost. The factors themselves are allauth's."""

from typing import Final

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from caitien.access.action import Done, action
from caitien.access.models import Membership, Role, School, User
from caitien.access.people.account import record
from caitien.domain.refused import Refused, Stale

ASKED: Final = frozenset({Role.CHAIR, Role.SECRETARY})  # and every officer
OTHERS_TOO: Final = Refused("Người này còn có vai trò ở nơi khác; việc gỡ lớp bảo vệ xin nhờ người quản trị hệ thống.")
NONE_HELD: Final = Refused("Người này hiện không có lớp bảo vệ nào để gỡ.")


def is_protected(user: User) -> bool:
    """Whether a second factor guards the account (đã có lớp bảo vệ thứ hai). One query."""
    return factors_of(user).exists()


def should_protect(user: User) -> bool:
    """Whether to ask for a second factor (nên hỏi): of officers, and of chair and secretary of a real school that did
    not turn it off, while they have none. Two queries at most."""
    leads = Q(school__second_factor=True, school__demo=False, role__in=ASKED) | Q(role=Role.OFFICER)
    return Membership.objects.filter(leads, user=user).exists() and not is_protected(user)


@action("people.arrange")
def take_factors_away(_actor: User, school: School, *, person: int) -> Done[User] | Refused:
    """Let someone who lost their phone or key sign in by password alone again (gỡ lớp bảo vệ); or why not.

    Stale where they are not in the school. Only where this school alone is behind the door: else its chair would weaken
    the door of others.
    """
    places = Membership.objects.filter(user=person)
    user = User.objects.filter(pk=person, memberships__school=school).first()
    if user is None:
        return Stale()
    if user.is_superuser or places.exclude(school=school).exists():
        return OTHERS_TOO
    held = [factor.get_type_display() for factor in factors_of(user)]
    if not held:
        return NONE_HELD
    Authenticator.objects.filter(user=user).delete()
    said = {"person": user.pk, "name": str(user)}
    return Done(user, school, {**said, "factors": held}, {**said, "factors": []})


def drop_factors(user: User) -> list[str]:
    """Take the second factor of anyone away at the site's machine (gỡ lớp bảo vệ): what was held. It is told."""
    held = [factor.get_type_display() for factor in factors_of(user)]
    if held:
        Authenticator.objects.filter(user=user).delete()
        record(user, "account.factor", {"factors": held}, {"factors": []})
    return held


def factors_of(user: User) -> QuerySet[Authenticator]:
    """The codes and keys of a person (mã, khoá), recovery codes apart."""
    held: QuerySet[Authenticator] = Authenticator.objects.filter(user=user)
    return held.exclude(type=Authenticator.Type.RECOVERY_CODES).order_by("pk")
