"""An address made for sending or for a script, opened (địa chỉ chỉ để gửi): it leads to the page it belongs to.

People copy it from the bar of their browser, or come back to it after signing in; a blank "405" helps nobody.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve


class LeadToPage:
    """Sends who only looks at such an address up its path, to the nearest address that is one (về trang của nó)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        looked = request.method in {"GET", "HEAD"} and "HX-Request" not in request.headers
        if looked and (answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED or _is_for_scripts(request, answer)):
            return redirect(page_above(request.path_info))
        return answer


def _is_for_scripts(request: HttpRequest, answer: HttpResponse) -> bool:
    """Whether a person's browser asked for a page and got what only a script reads."""
    asked = "text/html" in request.headers.get("Accept", "")
    return asked and answer.headers.get("Content-Type", "") == "application/json"


def page_above(path: str) -> str:
    """The nearest address above one (trang chứa nó): of "/nhap/5/nhan" "/nhap/5"; at last the first page."""
    while path := path.rstrip("/").rpartition("/")[0]:
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return "/"
