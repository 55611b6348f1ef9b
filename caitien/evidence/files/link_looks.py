"""Whether links still open (xem lại đường dẫn), asked by a job: gently, and never of this machine or its neighbours.

An address a person typed is asked from inside the school's network. So a name is looked up once, only public addresses
are spoken to, that very address is connected to, and nothing that answers is kept but how it answered.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from datetime import timedelta
from typing import Final
from urllib.parse import urljoin, urlsplit

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
_AGENT: Final = {"User-Agent": "CaiTien link check", "Accept": "*/*", "Connection": "close"}


def look_at_link(url: str) -> Health:
    """How an address answers (mở được không): a page that wants a sign-in is shut, not dead. At most five requests of
    eight seconds each; nothing is read of what comes."""
    for _ in range(HOPS + 1):
        parts = urlsplit(url)
        if parts.hostname in _SIGN_IN:
            return Health.SHUT
        try:
            status, onward = _ask(parts.scheme, parts.hostname or "", parts.port, _path(parts.path, parts.query))
        except (OSError, http.client.HTTPException, ValueError):
            return Health.DEAD
        if not (300 <= status < 400 and onward):
            return _told_by(status)
        url = urljoin(url, onward)
        if urlsplit(url).scheme not in {"http", "https"}:
            return Health.DEAD
    return Health.DEAD


def _told_by(status: int) -> Health:
    if status in _SHUT:
        return Health.SHUT
    return Health.OPENS if 200 <= status < 400 or status == 405 else Health.DEAD


def _path(path: str, query: str) -> str:
    return f"{path or '/'}{'?' + query if query else ''}"


def public_address(host: str, port: int) -> str:
    """The address of a host, where it is one of the open net. Raises OSError where it is none, or has none."""
    for *_, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if ipaddress.ip_address(str(where[0]).partition("%")[0]).is_global:
            return str(where[0])
    raise OSError(f"no public address: {host}")


def _ask(scheme: str, host: str, port: int | None, path: str) -> tuple[int, str]:
    """The status of an answer, and where it sends on to."""
    number = port or (443 if scheme == "https" else 80)
    line = socket.create_connection((public_address(host, number), number), timeout=SECONDS)
    if scheme == "https":
        line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
    asking = http.client.HTTPConnection(host, number, timeout=SECONDS)
    asking.sock = line
    try:
        asking.request("GET", path, headers=_AGENT)
        answer = asking.getresponse()
        return answer.status, answer.getheader("Location") or ""
    finally:
        asking.close()


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
