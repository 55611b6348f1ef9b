"""Whether the site lives and can answer (còn sống, sẵn sàng): for whoever watches it, a proxy, systemd, a department's
monitoring. Nothing about schools or people is told."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

ALIVE: Final = "/song"
READY: Final = "/san-sang"
MEASURED: Final = "/so-do"


class Health:
    """Answers these addresses before anything else looks at the request: by http and under any name of the host, for
    who asks is often behind the proxy and knows neither."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD"}:
            if request.path_info == ALIVE:
                return _said("còn sống", HTTPStatus.OK)
            if request.path_info == READY:
                return _ready()
            if request.path_info == MEASURED and settings.METRICS_TOKEN:
                from caitien.web.machine.metrics import measured

                return measured(request)
        return self.get_response(request)


def _ready() -> HttpResponse:
    """200 where the database answers, 503 where it does not. One query."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _said("cơ sở dữ liệu không trả lời", HTTPStatus.SERVICE_UNAVAILABLE)
    return _said("sẵn sàng", HTTPStatus.OK)


def _said(words: str, status: HTTPStatus) -> HttpResponse:
    answer = HttpResponse(f"{words}\n", content_type="text/plain; charset=utf-8", status=status)
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return answer
