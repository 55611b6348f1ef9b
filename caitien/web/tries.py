"""How often an address may guess (giới hạn lần thử): wrong codes are counted, what opens never is.

Counted in Django's cache, so that several processes count together where they share one.
"""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

WINDOW: Final = 5 * 60  # seconds, from the first wrong guess on
LIMITS: Final = {  # wrong guesses in a window; a staff room is one address
    "first-code": 20,
    "invitation": 30,
    "proof": 60,  # 80 bits leave nothing to guess
}


def may_guess(request: HttpRequest, what: str) -> bool:
    """Whether the address of ``request`` has a guess left; counts nothing. ``what`` is one of :data:`LIMITS`."""
    return int(cache.get(_key(request, what), 0)) < LIMITS[what]


def count_wrong(request: HttpRequest, what: str) -> None:
    """One more wrong guess of this address (một lần sai)."""
    key = _key(request, what)
    if not cache.add(key, 1, WINDOW):
        try:
            cache.incr(key)
        except ValueError:  # the window ended between the two calls
            cache.add(key, 1, WINDOW)


def _key(request: HttpRequest, what: str) -> str:
    return f"caitien:wrong:{what}:{_address(request)}"


def _address(request: HttpRequest) -> str:
    """The client's address behind the proxies that are trusted; one household's IPv6 addresses (/64) count as one."""
    address = ip_address(get_adapter().get_client_ip(request))
    return str(ip_network((address, 64), strict=False) if isinstance(address, IPv6Address) else address)
