"""One's own account (tài khoản của mình): name and e-mail. No verb: nobody needs a right over their own name.

An address signs in and is written to, so it counts once it is proven.
"""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any, Final

from django.core import signing
from django.db import transaction

from caitien.access.models import Membership, Role, User
from caitien.access.trail.entries import append
from caitien.domain.people.listed import LONGEST_NAME, is_email, proper_email, proper_name
from caitien.domain.refused import Refused

NO_NAME: Final = Refused(f"Xin ghi họ và tên, không quá {LONGEST_NAME} chữ cái.")
BAD_EMAIL: Final = Refused("Thư điện tử chưa đúng dạng ten@noi-gui.vn; xin kiểm tra lại, hoặc để trống.")
EMAIL_TAKEN: Final = Refused(
    "Thư điện tử này đã gắn với một tài khoản khác của thầy cô; hãy đăng nhập bằng tài khoản đó, hoặc ghi thư khác."
)
UNPROVEN: Final = Refused("Thư điện tử chưa được xác nhận: đường dẫn đã hết hạn, hoặc không phải của tài khoản này.")
PROOF_LIFE: Final = timedelta(days=1)
_SALT: Final = "caitien.email"


@transaction.atomic
def describe_self(user: User, *, name: str, email: str) -> User | Refused:
    """Change one's name and e-mail (sửa tên, thư điện tử); or why not.

    Another address waits until it is proven (:func:`prove_email`), whether some account has it or not: nobody learns
    here who else is known. The one before counts until then; none is none at once.
    """
    person = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    name, email = proper_name(name), proper_email(email)
    if hindrance := _unfit(name, email):
        return hindrance
    before = _told(person)
    person.name = name
    if email != person.email.lower():
        person.email, person.email_wanted = (person.email if email else ""), email
    else:
        person.email_wanted = ""
    if before != (after := _told(person)):
        person.save(update_fields=["name", "folded", "email", "email_wanted"])
        record(person, "account.describe", before, after)
    return person


def email_token(person: User) -> str:
    """What proves that a letter to the address that waits was read (mã xác nhận thư); signed, good for a day."""
    return signing.dumps([person.pk, person.email_wanted], salt=_SALT)


@transaction.atomic
def prove_email(user: User, token: str) -> User | Refused:
    """The letter was read, by who is signed in to this account (xác nhận thư); or why the address does not count."""
    try:
        key, email = signing.loads(token, salt=_SALT, max_age=PROOF_LIFE)
    except (signing.BadSignature, ValueError, TypeError):
        return UNPROVEN
    return _proven(user, email) if key == user.pk else UNPROVEN


@transaction.atomic
def prove_by_vouching(user: User, emails: Collection[str]) -> User | Refused:
    """Another site vouches that these addresses are the person's (trang khác xác nhận), perhaps the one that waits."""
    person = User.objects.get(pk=user.pk)
    vouched = {proper_email(email) for email in emails}
    return _proven(user, person.email_wanted) if person.email_wanted in vouched else UNPROVEN


def _proven(user: User, email: str) -> User | Refused:
    person = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not email or person.email_wanted != email:
        return UNPROVEN
    if User.objects.filter(email__iexact=email).exclude(pk=person.pk).exists():
        return EMAIL_TAKEN
    before = _told(person)
    person.email, person.email_wanted = email, ""
    person.save(update_fields=["email", "email_wanted"])
    record(person, "account.describe", before, _told(person))
    return person


def _told(person: User) -> dict[str, str]:
    said = {"name": person.name, "email": person.email, "email_wanted": person.email_wanted}
    return {field: text for field, text in said.items() if text or field != "email_wanted"}


def record(person: User, verb: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Write into the chain of the site what someone did to their own account (ghi nhật ký). Four statements."""
    with transaction.atomic():
        append(
            school=None,
            actor=person,
            role=_largest_part(person),
            verb=verb,
            kind="user",
            key=str(person.pk),
            before=dict(before),
            after=dict(after),
        )


def _largest_part(person: User) -> Role:
    held = set(Membership.objects.filter(user=person).values_list("role", flat=True))
    return next((role for role in Role if role in held), Role.KEEPER if person.is_superuser else Role.READER)


def _unfit(name: str, email: str) -> Refused | None:
    if not name or len(name) > LONGEST_NAME:
        return NO_NAME
    return BAD_EMAIL if email and not is_email(email) else None
