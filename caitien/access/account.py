"""One's own account (tài khoản của mình): name and e-mail. No verb: nobody needs a right over their own name."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from caitien.access.models import Membership, Role, User
from caitien.access.trail import append
from caitien.domain.people import LONGEST_NAME, is_email, proper_email, proper_name
from caitien.domain.refused import Refused

NO_NAME: Final = Refused(f"Xin ghi họ và tên, không quá {LONGEST_NAME} chữ cái.")
BAD_EMAIL: Final = Refused("Thư điện tử chưa đúng dạng ten@noi-gui.vn; xin kiểm tra lại, hoặc để trống.")
EMAIL_TAKEN: Final = Refused("Thư điện tử này đã thuộc một tài khoản khác.")


@transaction.atomic
def describe_self(user: User, *, name: str, email: str) -> User | Refused:
    """Change one's name and e-mail (sửa tên, thư điện tử); or why not. An address signs in, so it is one account's."""
    person = User.objects.select_for_update().get(pk=user.pk)
    name, email = proper_name(name), proper_email(email)
    if hindrance := _unfit(person, name, email):
        return hindrance
    before = {"name": person.name, "email": person.email}
    person.name, person.email = name, email
    if before != (after := {"name": name, "email": email}):
        person.save(update_fields=["name", "folded", "email"])
        record(person, "account.describe", before, after)
    return person


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


def _unfit(person: User, name: str, email: str) -> Refused | None:
    if not name or len(name) > LONGEST_NAME:
        return NO_NAME
    if email and not is_email(email):
        return BAD_EMAIL
    taken = email and User.objects.filter(email__iexact=email).exclude(pk=person.pk).exists()
    return EMAIL_TAKEN if taken else None
