"""The door of a guest (cửa của khách đoàn): by a link, without an account; they see what may be shown and no more."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.access.secret_links import hash_of_secret
from caitien.evidence.models import Guest
from caitien.evidence.pack.entries import Scope, entries_of
from caitien.evidence.pack.guests import guest_with, note_opening
from caitien.web.errors import Trouble, trouble
from caitien.web.evidence.pack import by_criterion, streamed_pack
from caitien.web.machine.site import secret_in
from caitien.web.requests.tries import count_wrong, may_guess
from caitien.web.work.files import handed_over

OPENED: Final = "evidence guest"  # in the session: the hash of the secret of the link that was opened
CLOSED: Final = Trouble(
    "Đường dẫn này không mở được", "Đường dẫn đã hết hạn hoặc đã được thu hồi. Xin hỏi lại trường đã gửi đường dẫn."
)
TOO_MANY: Final = Trouble(
    "Thử lại sau ít phút", "Vừa có quá nhiều đường dẫn không mở được từ nơi này. Xin chờ khoảng năm phút rồi thử lại."
)


@never_cache
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """The link is handed over once, in a form; from then on the session knows its hash. Each opening is told."""
    if request.method == "POST":
        return _opened(request, secret_in(request.POST.get("ma", "")))
    if OPENED not in request.session:
        return render(request, "account/door_key.html", {"title": "Mở minh chứng của trường"})
    return redirect("evidence_shown")


def _opened(request: HttpRequest, secret: str) -> HttpResponse:
    if not may_guess(request, "invitation"):
        return trouble(request, 429, TOO_MANY)
    guest = guest_with(hash_of_secret(secret), localdate())
    if guest is None:
        count_wrong(request, "invitation")
        return trouble(request, 404, CLOSED)
    request.session.cycle_key()  # whoever knew the session before knows nothing of this one
    request.session[OPENED] = guest.secret_hash
    note_opening(guest, "danh mục")
    return redirect("evidence_shown")


@never_cache
@require_GET
def shown(request: HttpRequest) -> HttpResponse:
    """What the guest may see, by criterion. Eight queries."""
    guest = _guest(request)
    if guest is None:
        return trouble(request, 404, CLOSED)
    scope = scope_of(guest)
    entries = entries_of(guest.school, scope)
    context = {"guest": guest, "groups": by_criterion(scope, entries), "count": len(entries)}
    return render(request, "evidence/shown.html", context)


@never_cache
@require_POST
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """A file the guest may see, to be kept; the trail is told which."""
    guest = _guest(request)
    if guest is None:
        return trouble(request, 404, CLOSED)
    found = {each.version.pk: each for entry in entries_of(guest.school, scope_of(guest)) for each in entry.files}
    if pk not in found:
        return trouble(request, 404, CLOSED)
    version = found[pk].version
    note_opening(guest, found[pk].path)
    return handed_over(version.file, version.name, version.kind)


@never_cache
@require_POST
def everything(request: HttpRequest) -> HttpResponse:
    """All the guest may see as one archive; the trail is told."""
    guest = _guest(request)
    if guest is None:
        return trouble(request, 404, CLOSED)
    note_opening(guest, "cả gói ZIP")
    return streamed_pack(guest.school, scope_of(guest))


def scope_of(guest: Guest) -> Scope:
    """What a guest may see (phạm vi)."""
    return Scope(guest.framework, tuple(guest.criteria), tuple(guest.years))


def _guest(request: HttpRequest) -> Guest | None:
    mark = request.session.get(OPENED)
    return guest_with(mark, localdate()) if mark else None
