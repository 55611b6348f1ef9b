"""Signing in again (xác nhận lại): asked before a deed that weakens an account, of who did not sign in just now.

Whoever finds a screen open must not be able to take a guard off, read the spare codes or make a link that opens an
account. allauth keeps what was sent and goes on with it once the password, code or key was given.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest

Answering = TypeVar("Answering", bound=Callable[..., Any])


def asked_again(page: Answering) -> Answering:
    """Open a page, or take what is sent to it, after signing in again only (xác nhận lại). Two queries."""
    return cast(Answering, reauthentication_required(page))


def asked_again_where(enabled: Callable[[HttpRequest], bool]) -> Callable[[Answering], Answering]:
    """The same, only where ``enabled`` says so of the request."""
    return cast(Callable[[Answering], Answering], reauthentication_required(enabled=enabled))
