"""Each request told once it was answered (mỗi yêu cầu một dòng): to the log where it is asked for, and to what is
measured for whoever watches the site. By the pattern of its address, so that no secret and no word of a person stands
there."""

import logging
import time
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

NOWHERE: Final = "?"  # an address the site does not have: it may say anything
_log = logging.getLogger("caitien.requests")


class TellRequests:
    """Tells of each request (ghi từng yêu cầu): who, what, how it went, how long. No query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.LOG_JSON and not settings.METRICS_TOKEN:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        answer = self.get_response(request)
        took = time.perf_counter() - begun
        if settings.METRICS_TOKEN:
            from caitien.web.machine.metrics import count_request

            count_request(request.method or "", pattern_of(request), answer.status_code, took)
        if settings.LOG_JSON:
            _log.info("request", extra=_said(request, answer.status_code, took))
        return answer


def pattern_of(request: HttpRequest) -> str:
    """The pattern of the address (mẫu địa chỉ): "/ke-hoach/<key:pk>"."""
    return f"/{request.resolver_match.route}" if request.resolver_match else NOWHERE


def _said(request: HttpRequest, status: int, took: float) -> dict[str, Any]:
    given = request.resolver_match.kwargs if request.resolver_match else {}
    return {
        "person": _person(request),
        "method": request.method,
        "address": pattern_of(request),
        "keys": {name: key for name, key in given.items() if isinstance(key, int)},
        "status": status,
        "ms": round(took * 1000),
    }


def _person(request: HttpRequest) -> int | None:
    """The key of who is signed in, where the answer asked who it is anyway."""
    session = getattr(request, "session", None)
    found = session.get(SESSION_KEY) if session is not None and session.accessed else None
    return int(found) if found else None
