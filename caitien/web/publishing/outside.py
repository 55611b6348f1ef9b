"""Before everyone (trang công khai): what a school shows, without an account, a cookie, a script or a third party.

A look reads and writes nothing. An item that was never out, a school that shows nothing and one that is not there are
one answer, by the same queries; what was taken down says so at once.
"""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from caitien.access.models import School
from caitien.domain.refused import Refused
from caitien.plans.keeping import kept
from caitien.publishing.feedback import counts_of, say_feedback
from caitien.publishing.models import Edition, Publication
from caitien.publishing.public import item_at, items_at
from caitien.publishing.style import POLICY, STYLE
from caitien.web.requests.tries import count_wrong, may_guess

KEPT: Final = "da-nhan"  # in the address after feedback was kept
FRESH: Final = 60  # seconds a copy may be shown without asking: what is taken down is gone a minute later everywhere
TOO_OFTEN: Final = "Vừa có nhiều góp ý từ nơi này. Xin chờ một giờ rồi gửi tiếp."


@require_safe
def public_page(request: HttpRequest, code: str, year: str, kind: str) -> HttpResponse:
    """An item as it was frozen (trang công khai). One query."""
    found = item_at(code, year, kind)
    if found is None:
        return _none()
    return _kept(request, found.live.html.encode(), "text/html; charset=utf-8") if found.live else _removed(found)


@require_safe
def public_pdf(request: HttpRequest, code: str, year: str, kind: str) -> HttpResponse:
    """The same as PDF, once it is printed. One query."""
    found = item_at(code, year, kind)
    if found and found.live is None:
        return _removed(found)
    data = _pdf_of(found.live) if found and found.live else None
    return _kept(request, data, "application/pdf") if data else _none()


@require_safe
def public_list(_request: HttpRequest, code: str) -> HttpResponse:
    """What a school shows, by years (các trang công khai). Two queries, one where nothing is shown."""
    items, onward = items_at(code)
    if not items:
        return _none()
    school = items[0].school
    context = {"items": items, "school": school, "counts": counts_of(_heard_by(school).pk), "onward": onward}
    context["code"] = school.public_place.code
    return _brief(_answer("publishing/outside_list.html", context))


@csrf_exempt  # nobody is signed in by it, and whoever sends it might as well open the page
@require_http_methods(["GET", "HEAD", "POST"])
def public_feedback(request: HttpRequest, code: str) -> HttpResponse:
    """What somebody outside wants to say (góp ý). One query to look."""
    items, _ = items_at(code)
    if not items:
        return _none()
    context: dict[str, Any] = {
        "code": code,
        "school": _heard_by(items[0].school),
        "kept": KEPT in request.GET,
        "typed": {},
    }
    if request.method != "POST":
        return _unkept(_answer("publishing/outside_feedback.html", context))
    why = _say(request, items[0])
    if why:
        context |= {"why": why, "typed": request.POST, "kept": False}
        return _unkept(_answer("publishing/outside_feedback.html", context, status=422))
    return _unkept(_guarded(HttpResponseRedirect(f"{reverse('public_feedback', args=[code])}?{KEPT}")))


def _heard_by(school: School) -> School:
    """Who answers what is said to a school (nơi nhận góp ý): the one it was joined to, where it was."""
    return school.merged_into or school


def _say(request: HttpRequest, about: Publication) -> str:
    """Keep what was sent; why it was not, "" where it was. What fills in the trap is thanked and not kept."""
    if request.POST.get("home"):
        return ""
    if not may_guess(request, "feedback"):
        return TOO_OFTEN
    words = {name: request.POST.get(name, "") for name in ("text", "sender", "contact")}
    said = say_feedback(_heard_by(about.school), **words)
    if isinstance(said, Refused):
        return said.reason
    count_wrong(request, "feedback")
    return ""


# --- answers ---------------------------------------------------------------------------------------------------------


def _pdf_of(edition: Edition) -> bytes | None:
    """The PDF while it is what was printed."""
    return kept(default_storage, edition.pdf.name, edition.pdf_sha256) if edition.pdf.name else None


def _kept(request: HttpRequest, data: bytes, kind: str) -> HttpResponse:
    """What was frozen, under its mark: a browser that has it asks again and gets no second copy."""
    mark = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    same = mark in request.headers.get("If-None-Match", "").replace("W/", "")
    answered = HttpResponseNotModified() if same else HttpResponse(data, content_type=kind)
    answered["ETag"] = mark
    return _brief(_guarded(answered))


def _brief(answered: HttpResponse) -> HttpResponse:
    patch_cache_control(answered, public=True, max_age=FRESH)
    return answered


def _unkept(answered: HttpResponse) -> HttpResponse:
    add_never_cache_headers(answered)
    return answered


def _none() -> HttpResponse:
    """That there is no such page; the same whatever is the reason."""
    return _unkept(_answer("publishing/outside_none.html", {}, status=404))


def _removed(item: Publication) -> HttpResponse:
    """That it was taken down, and when; not why: that may tell what must not be told."""
    return _unkept(_answer("publishing/outside_removed.html", {"item": item}, status=410))


def _answer(template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    return _guarded(HttpResponse(render_to_string(template, {**context, "style": STYLE}), status=status))


def _guarded(answered: HttpResponse) -> HttpResponse:
    answered["Content-Security-Policy"] = POLICY
    answered["Referrer-Policy"] = "no-referrer"
    if answered.status_code in {404, 410}:
        answered["X-Robots-Tag"] = "noindex"
    return answered
