"""Pages for whoever holds a secret (trang mở bằng đường dẫn), without signing in: no session, no cookie, no cache, no
referrer, no search engine."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

HEADERS: Final = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}


def page_unsigned(template: str, context: Mapping[str, Any], *, status: int) -> HttpResponse:
    """A page that knows of no session (trang không nhớ ai)."""
    return guarded(HttpResponse(render_to_string(template, dict(context)), status=status))


def guarded(answer: HttpResponse) -> HttpResponse:
    """The answer, kept nowhere and told onwards to nobody."""
    for name, value in HEADERS.items():
        answer[name] = value
    add_never_cache_headers(answer)
    return answer
