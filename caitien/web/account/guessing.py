"""Guessed passwords (đoán mật khẩu): counted by account and by address apart.

From one address an account is guessed at five times in five minutes; from all addresses together more often, and then
for ten minutes only browsers that signed in to it before are let try, each counted by itself. So a stranger can neither
guess on from address to address nor lock a person out of the browser they use.
"""

import logging
import secrets
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from caitien.access.models import User
from caitien.web.requests.tries import MINUTES, Limit, address_of

COOKIE: Final = "quen"
_SALT: Final = "caitien.known-browser"
_YEAR: Final = 365 * 24 * 3600
_log = logging.getLogger(__name__)
WRONG: Final = Limit(60, 10 * MINUTES)  # passwords for one account, from everywhere but its own browsers


def key_of(request: HttpRequest, login: str) -> str:
    """Under what a try is counted first (khoá đếm): the account from this very browser or address."""
    account = account_of(login)
    known = _known(request, account)
    return f"{account} browser {known}" if known else f"{account} at {address_of(request)}"


def account_of(login: str) -> str:
    """The account that is meant, by whatever it is called; a name nobody has stands for itself. One query."""
    login = login.strip().lower()
    found = User.objects.filter(username__iexact=login).first() or User.objects.filter(email__iexact=login).first()
    return f"user {found.pk}" if login and found else f"name {login}"


def may_try(request: HttpRequest, login: str) -> bool:
    """Whether anyone may try this account from a browser like this (còn được thử)."""
    account = account_of(login)
    return bool(_known(request, account)) or WRONG.is_left(account)


def count_wrong_password(request: HttpRequest, login: str) -> None:
    """One more wrong password for the account (một lần sai)."""
    account = account_of(login)
    _tell_failed(request, int(account.removeprefix("user ")) if account.startswith("user ") else None)
    if not _known(request, account):
        WRONG.count(account)


def _tell_failed(request: HttpRequest, person: int | None) -> None:
    """Into the log: a sign-in failed, to whose account, from where (đăng nhập không được); never what was typed, which
    may be a password in the wrong place."""
    _log.warning("sign-in failed", extra={"person": person, "from_address": address_of(request)})


def know_browser(response: HttpResponse, user: User) -> None:
    """Let this browser be known as one the person uses (nhớ trình duyệt quen)."""
    value = f"user {user.pk}|{secrets.token_urlsafe(12)}"
    response.set_signed_cookie(
        COOKIE, value, salt=_SALT, max_age=_YEAR, httponly=True, secure=settings.HTTPS, samesite="Lax"
    )


def _known(request: HttpRequest, account: str) -> str:
    kept = request.get_signed_cookie(COOKIE, default="", salt=_SALT, max_age=_YEAR) or ""
    whose, _, browser = kept.partition("|")
    return browser if whose == account else ""
