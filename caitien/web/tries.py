"""How often an address may guess (giới hạn lần thử): wrong codes are counted, what opens never is.

Counted in the cache, which lies in the database, so that all processes count together.
"""

from typing import Final

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest

APP: Final = "caitien"
LIMITS: Final = {  # wrong guesses of an address; a staff room is one address, a household's IPv6 addresses are one
    "first-code": "20/5m/ip",
    "invitation": "30/5m/ip",
    "reset": "30/5m/ip",
    "proof": "60/5m/ip",  # 80 bits leave nothing to guess
}
LETTERS: Final = {"letter": "10/h/ip,3/h/key"}


def may_guess(request: HttpRequest, what: str) -> bool:
    """Whether the address of ``request`` has a guess left; counts nothing. ``what`` is one of :data:`LIMITS`."""
    return consume(request, app=APP, action=what, config=LIMITS, dry_run=True, limit_get=True) is not None


def may_ask(request: HttpRequest, account: str) -> bool:
    """Whether a letter may be asked for about an account (còn được xin thư); counts it."""
    return consume(request, app=APP, action="letter", config=LETTERS, key=account) is not None


def count_wrong(request: HttpRequest, what: str) -> None:
    """One more wrong guess of this address (một lần sai)."""
    consume(request, app=APP, action=what, config=LIMITS, limit_get=True)
