"""How often one may guess or ask (giới hạn lần thử): wrong codes are counted, what opens never is.

Counted in the cache, which lies in the database, so that all processes count together.
"""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MINUTES: Final = 60


@dataclass(frozen=True, slots=True)
class Limit:
    """So many in so many seconds (giới hạn), from the first one on."""

    most: int
    window: int

    def is_left(self, key: str) -> bool:
        """Whether there is one left under that key; counts nothing."""
        return int(cache.get(_kept_under(key), 0)) < self.most

    def count(self, key: str) -> None:
        """One more."""
        if not cache.add(_kept_under(key), 1, self.window):
            try:
                cache.incr(_kept_under(key))
            except ValueError:  # the window ended between the two calls
                cache.add(_kept_under(key), 1, self.window)


LIMITS: Final = {  # wrong guesses of an address; a staff room is one address, a household's IPv6 addresses are one
    "first-code": Limit(20, 5 * MINUTES),
    "invitation": Limit(30, 5 * MINUTES),
    "reset": Limit(30, 5 * MINUTES),
    "answer": Limit(30, 60 * MINUTES),
    "letters": Limit(30, 60 * MINUTES),
    "feed": Limit(30, 60 * MINUTES),
    "proof": Limit(60, 5 * MINUTES),  # 80 bits leave nothing to guess
    "feedback": Limit(30, 60 * MINUTES),  # no guess: what was kept from an address, a room of parents at a meeting
}
LETTERS_TO_ONE: Final = Limit(3, 60 * MINUTES)
LETTERS_FROM_ONE: Final = Limit(10, 60 * MINUTES)  # address


def may_guess(request: HttpRequest, what: str) -> bool:
    """Whether the address of ``request`` has a guess left; counts nothing. ``what`` is one of :data:`LIMITS`."""
    return LIMITS[what].is_left(f"{what} {address_of(request)}")


def count_wrong(request: HttpRequest, what: str) -> None:
    """One more wrong guess of this address (một lần sai)."""
    LIMITS[what].count(f"{what} {address_of(request)}")


def may_ask(request: HttpRequest, account: str) -> bool:
    """Whether a letter may be asked for about an account (còn được xin thư); counts it."""
    asked = {f"letter to {account}": LETTERS_TO_ONE, f"letter from {address_of(request)}": LETTERS_FROM_ONE}
    if not all(limit.is_left(key) for key, limit in asked.items()):
        return False
    for key, limit in asked.items():
        limit.count(key)
    return True


def address_of(request: HttpRequest) -> str:
    """The client's address behind the proxies that are trusted; one household's IPv6 addresses (/64) count as one."""
    address = ip_address(get_adapter().get_client_ip(request))
    return str(ip_network((address, 64), strict=False) if isinstance(address, IPv6Address) else address)


def _kept_under(key: str) -> str:
    return f"caitien:tries:{key.replace(' ', '-')}"
