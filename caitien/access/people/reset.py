"""A forgotten password (quên mật khẩu): a link that opens the account once, for a day, to set another.

The tokens are Django's own: they die when the password is changed or the person signs in. A second factor stays: who
has the link still needs the telephone or the key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction

from caitien.access.action import Done, action
from caitien.access.models import AuditEntry, Membership, Role, School, User
from caitien.access.people.account import record
from caitien.access.rights import acting_user_of
from caitien.domain.refused import Refused, Stale

CLOSED: Final = Stale("Đường dẫn này không mở được nữa: mỗi đường dẫn dùng một lần, trong 24 giờ. Xin đường dẫn mới.")
OWN: Final = Refused("Mật khẩu của mình thầy cô đổi ở trang Tài khoản.")
CHAIR_BY_CHAIR: Final = Refused(
    "Mật khẩu của hiệu trưởng do hiệu trưởng khác, hoặc người quản trị hệ thống, cho đặt lại."
)
OTHERS_TOO: Final = Refused(
    "Người này còn có vai trò ở nơi khác; xin nhờ người quản trị hệ thống cho đặt lại mật khẩu."
)


@dataclass(frozen=True, slots=True)
class ResetLink:
    """A link to set another password (đường dẫn đặt lại mật khẩu): whose, and the secret, which is shown this once."""

    person: User
    secret: str


@action("people.reset")
def reset_by_school(actor: User, school: School, *, person: int) -> Done[ResetLink] | Refused:
    """Make a link for someone of the school who forgot their password (cho đặt lại mật khẩu); or why not.

    Only where this school alone is behind the door, and of a chair only by a chair: a link is the account itself.
    """
    places = Membership.objects.filter(user=person)
    user = User.objects.filter(pk=person, memberships__school=school, is_active=True).first()
    if user is None:
        return Stale()
    if user == actor:
        return OWN
    if user.is_superuser or places.exclude(school=school).exists():
        return OTHERS_TOO
    acting = acting_user_of(actor, school)
    if places.filter(role=Role.CHAIR).exists() and not (acting and Role.CHAIR in acting.roles):
        return CHAIR_BY_CHAIR
    return Done(
        link_for(user), school, {}, {"person": user.pk, "name": str(user), "link": "dùng một lần, trong 24 giờ"}
    )


def reset_by_keeper(user: User) -> ResetLink:
    """Make a link for anyone, at the machine of the site (người quản trị cho đặt lại mật khẩu). It is told."""
    record(user, "account.reset", {}, {"link": "lệnh caitien people reset"})
    return link_for(user)


def link_for(user: User) -> ResetLink:
    """A fresh link (đường dẫn mới); nothing is written."""
    return ResetLink(user, f"{user.pk}.{default_token_generator.make_token(user)}")


def person_with(secret: str) -> User | None:
    """Whose password a secret lets set anew (của ai); None where it is unknown, used or expired, without saying which.
    One query."""
    key, _, token = secret.partition(".")
    if not key.isdecimal() or not key.isascii() or len(key) > 18:  # more digits than any key has
        return None
    user = User.objects.filter(pk=int(key), is_active=True).first()
    return user if user and default_token_generator.check_token(user, token) else None


@transaction.atomic
def set_password(secret: str, password: str) -> User | Refused:
    """Set another password by a link (đặt lại mật khẩu); or why not. Of two at once one does.

    All who are signed in to the account are signed out; the password passed the site's validators.
    """
    found = person_with(secret)
    if found is None:
        return CLOSED
    User.objects.select_for_update(no_key=True).get(pk=found.pk)
    user = person_with(secret)  # as it is now that it is ours
    if user is None:
        return CLOSED
    user.set_password(password)
    user.save(update_fields=["password"])
    record(user, "account.password", {}, {"password": "đã đặt lại bằng đường dẫn"})
    return user


def resets_of(user: User, since: datetime | None = None) -> list[Mapping[str, Any]]:
    """The links others made for someone (ai đã cho đặt lại mật khẩu), newest first, when and by whom. One query."""
    made = AuditEntry.objects.filter(verb="people.reset", after__person=user.pk)
    made = made.filter(at__gt=since) if since else made
    return list(made.order_by("-pk").values("at", "actor_name")[:5])
