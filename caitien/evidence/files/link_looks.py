"""Whether links still open (xem lại đường dẫn), asked by a job: gently, and never of this machine or its neighbours.

An address a person typed is asked from inside the school's network. So a name is looked up once, only public addresses
are spoken to, that very address is connected to, and nothing that answers is kept but how it answered.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from django.db.models import F
from django.utils import timezone

from caitien.evidence.models import Item, Link
from caitien.jobs.chores import Chore, Schools, among

Health = Link.Health
Look = Callable[[str], Health]
SECONDS: Final = 8.0
HOPS: Final = 4  # pages that send on to another
A_ROUND: Final = 6  # links looked at in one go of the workers
AGAIN: Final = timedelta(days=30)
LATELY: Final = timedelta(days=2)
_ALIVE: Final = (Health.OPENS, Health.SHUT)
_SHUT: Final = frozenset({401, 403, 407, 429, 451})
_SIGN_IN: Final = ("accounts.google.com", "login.microsoftonline.com", "login.live.com")
_SENT_AS_IT_IS: Final = "!#$%&'()*+,/:;=?@[]~"
_GIVEN_OUT: Final = ipaddress.ip_network("2000::/3")
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_AGENT: Final = {"User-Agent": "CaiTien link check", "Accept": "*/*", "Connection": "close"}


def look_at_link(url: str) -> Health:
    """How an address answers (mở được không): a page that wants a sign-in is shut, not dead. At most five requests of
    eight seconds each, however slowly the other side speaks; nothing is read of what comes. Raises nothing: a hostile
    answer, such as one that sends on to no address at all, is a dead link and keeps no other waiting."""
    for _ in range(HOPS + 1):
        try:
            parts = urlsplit(url)
            if parts.hostname in _SIGN_IN:
                return Health.SHUT
            if parts.scheme not in {"http", "https"}:
                return Health.DEAD
            status, onward = _ask(parts.scheme, parts.hostname or "", parts.port, _path(parts.path, parts.query))
            url = urljoin(url, onward)
        except (OSError, http.client.HTTPException, ValueError):
            return Health.DEAD
        if not (300 <= status < 400 and onward):
            return _told_by(status)
    return Health.DEAD


def _told_by(status: int) -> Health:
    if status in _SHUT:
        return Health.SHUT
    return Health.OPENS if 200 <= status < 400 or status == 405 else Health.DEAD


def _path(path: str, query: str) -> str:
    """What is asked for, as the wire takes it: people paste "/minh-chứng.pdf" as their browser shows it."""
    return quote(f"{path or '/'}{'?' + query if query else ''}", safe=_SENT_AS_IT_IS)


def public_address(host: str, port: int) -> str:
    """The address of a host, where it is one of the open net. Raises OSError where it is none, or has none."""
    for *_, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if _is_open(str(where[0]).partition("%")[0]):
            return str(where[0])
    raise OSError(f"no public address: {host}")


def _is_open(text: str) -> bool:
    """Whether an address is one of the open net. Of IPv6 only what is given out for it is (2000::/3); one that carries
    an address of IPv4 (mapped, 6to4, NAT64) leads to that one, so that one is judged."""
    found = ipaddress.ip_address(text)
    if isinstance(found, ipaddress.IPv6Address):
        behind = ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF) if found in _NAT64 else None
        carried = found.ipv4_mapped or found.sixtofour or behind
        if carried is None:
            return found.is_global and found in _GIVEN_OUT
        found = carried
    return found.is_global and not found.is_multicast


def _ask(scheme: str, host: str, port: int | None, path: str) -> tuple[int, str]:
    """The status of an answer, and where it sends on to."""
    number = port or (443 if scheme == "https" else 80)
    line = socket.create_connection((public_address(host, number), number), timeout=SECONDS)
    if scheme == "https":
        safe = ssl.create_default_context()
        line = safe.wrap_socket(line, server_hostname=host, do_handshake_on_connect=False)
    asking = http.client.HTTPConnection(host, number, timeout=SECONDS)
    asking.sock = line
    try:
        with _cut_after(line, SECONDS):
            if isinstance(line, ssl.SSLSocket):
                line.do_handshake()
            asking.request("GET", path, headers=_AGENT)
            answer = asking.getresponse()
            onward = answer.getheader("Location") or ""
            return answer.status, onward.encode("latin-1").decode("utf-8", "replace")
    finally:
        asking.close()


@contextmanager
def _cut_after(line: socket.socket, seconds: float) -> Iterator[None]:
    """Cut a line after so long in all: its own timeout begins anew with each byte, and one a second would hold the
    workers for as long as the other side likes."""

    def cut() -> None:
        with suppress(OSError):  # closed meanwhile
            socket.socket.shutdown(line, socket.SHUT_RDWR)

    clock = threading.Timer(seconds, cut)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()


def look_at_due_links(schools: Schools = None, look: Look = look_at_link) -> None:
    """Look at links nobody looked at for a month (xem lại đường dẫn), the oldest look first, some at a time.

    A machine without the open net finds every link dead: what does not open counts only where another opened lately.
    """
    now = timezone.now()
    due = Link.objects.filter(among(schools)).exclude(item__state=Item.State.DROPPED)
    due = due.exclude(looked_at__gte=now - AGAIN).order_by(F("looked_at").asc(nulls_first=True), "pk")
    found = {link.pk: look(link.url) for link in due[:A_ROUND]}
    lately = Link.objects.filter(looked_at__gte=now - LATELY, health__in=_ALIVE)
    reached = any(health in _ALIVE for health in found.values()) or (bool(found) and lately.exists())
    for key, health in found.items():
        if reached:
            Link.objects.filter(pk=key).update(health=health, looked_at=now)


LINKS: Final = Chore("evidence links", do=look_at_due_links)
