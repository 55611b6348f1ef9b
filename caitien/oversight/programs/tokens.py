"""Tokens by which other programs read (mã truy cập): made and ended by officers of the body, hashed, scoped."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import Body, Role, User
from caitien.access.rights import ActingUser
from caitien.access.secret_links import fresh_secret, hash_of_secret
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import one_line
from caitien.oversight.models import AccessToken

LONGEST_NAME: Final = 120
MOST: Final = 30  # of one body that can be used
SCOPES: Final[Mapping[str, str]] = {
    "rounds": "các đợt",
    "asked": "trường trong đợt và trạng thái",
    "submissions": "văn bản trường nộp",
    "sums": "số liệu cộng",
    "petitions": "kiến nghị và trả lời",
}

NO_NAME: Final = Refused(f"Xin ghi mã dùng cho phần mềm nào, không quá {LONGEST_NAME} chữ cái.")
NO_SCOPE: Final = Refused("Xin chọn ít nhất một điều được đọc.")
TOO_MANY: Final = Refused(f"Cơ quan đang có {MOST} mã. Xin thu hồi mã không dùng nữa.")


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A token and its secret (mã vừa tạo), which is shown this once."""

    token: AccessToken
    secret: str


@action("token.arrange")
def make_token(actor: User, body: Body, *, name: str, scopes: Collection[str]) -> Done[MadeToken] | Refused:
    """Make a token of a body (tạo mã truy cập); or why not."""
    name, wanted = one_line(name), [scope for scope in SCOPES if scope in scopes]
    if not 0 < len(name) <= LONGEST_NAME:
        return NO_NAME
    if not wanted:
        return NO_SCOPE
    if AccessToken.objects.filter(body=body, revoked_at=None).count() >= MOST:
        return TOO_MANY
    secret = fresh_secret()
    made = AccessToken.objects.create(body=body, name=name, secret_hash=hash_of_secret(secret), scopes=wanted, by=actor)
    told = {"body_above": body.name, "token_name": name, "token_scopes": [SCOPES[scope] for scope in wanted]}
    return Done(MadeToken(made, secret), body, {}, told)


@action("token.arrange")
def end_token(_actor: User, body: Body, *, token: int) -> Done[Body] | Unchanged[Body]:
    """End a token (thu hồi mã): it opens nothing from now on."""
    found = AccessToken.objects.filter(body=body, pk=token, revoked_at=None).first()
    if found is None:
        return Unchanged(body)
    found.revoked_at = timezone.now()
    found.save(update_fields=["revoked_at"])
    return Done(body, body, {}, {"body_above": body.name, "token_ended": found.name})


def token_with(secret: str) -> AccessToken | None:
    """The token of a secret (mã theo bí mật), while it can be used; None without saying why. One query."""
    found = AccessToken.objects.filter(secret_hash=hash_of_secret(secret), revoked_at=None)
    return found.select_related("body", "by").first()


def acting_as(token: AccessToken) -> ActingUser:
    """Who a program is at work as (tư cách): an officer of the body, whoever made the token. No query."""
    return ActingUser(token.by, None, frozenset({Role.OFFICER}), offices=(token.body,))
