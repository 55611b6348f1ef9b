"""One item (mục công khai): what everyone will see, what in it may tell of a person, what stood there before."""

from base64 import b64encode
from typing import Any, Final

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from caitien.documents.printing.qr import qr_png
from caitien.domain.publishing.page import FIELD_LABELS
from caitien.domain.refused import Refused
from caitien.domain.site_address import is_local
from caitien.publishing.checking import Made, columns_of, made_of, settle, unsettle
from caitien.publishing.fragment import fragment_of
from caitien.publishing.going_out import DEMO, address_of, approve_publication, html_of, remove_publication, send_back
from caitien.publishing.models import Edition, Publication, Settlement
from caitien.publishing.preparing import choose_columns, hand_in, hide_line, show_line
from caitien.publishing.standing import publications_for, standings_of
from caitien.publishing.style import POLICY
from caitien.web.errors import Trouble, trouble
from caitien.web.publishing.forms import RemoveForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import key_or_none, say

EDITIONS: Final = 20
NOT_READY: Final = "Chưa có gì để công khai"


@for_members("publication.look")
@require_GET
def item(request: MemberRequest, pk: int) -> HttpResponse:
    """An item as it would go out, beside what is open in it. Thirty queries at most, however many lines."""
    return _page(request, _found(request, pk))


def _found(request: MemberRequest, pk: int) -> Publication:
    return get_object_or_404(publications_for(request.acting), pk=pk)


def _page(request: MemberRequest, found: Publication, form: RemoveForm | None = None) -> HttpResponse:
    made = made_of(found)
    code = found.school.public_place.code
    standing = next(each for each in standings_of(found.school, found.school_year) if each.kind == found.kind)
    context: dict[str, Any] = {
        "item": found,
        "made": None if isinstance(made, Refused) else made,
        "why": made.reason if isinstance(made, Refused) else "",
        "standing": standing,
        "same": not standing.newer and bool(found.live and isinstance(made, Made) and found.live.sha256 == made.mark),
        "demo": DEMO.reason,
        "columns": [(name, FIELD_LABELS[name], name not in found.left_out) for name in columns_of(found)],
        "decisions": Settlement.Decision.choices,
        "editions": found.editions.select_related("by").defer("html", "content").order_by("-number")[:EDITIONS],
        "address": f"{settings.ADDRESS}{address_of(code, found)}" if found.live_id else "",
        "may_prepare": request.acting.may("publication.prepare"),
        "may_approve": request.acting.may("publication.approve"),
        "form": form or RemoveForm(),
    }
    return render(request, "publishing/item.html", context, status=422 if form else 200)


@for_members("publication.look")
@require_GET
def preview(request: MemberRequest, pk: int) -> HttpResponse:
    """The page itself, as everyone would see it (xem như người ngoài); nothing is kept."""
    found = _found(request, pk)
    made = made_of(found)
    if isinstance(made, Refused):
        return trouble(request, 409, Trouble(NOT_READY, made.reason))
    number = found.editions.count() + 1
    edition = Edition(publication=found, number=number, at=timezone.now())
    return _alone(html_of(made.page, edition, found, first=found.first_on or edition.at))


@for_members("publication.look")
@require_GET
def edition(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """What stood before everyone once (lần công khai trước), to the school's own people."""
    return _alone(get_object_or_404(Edition, publication=_found(request, pk), number=number).html)


def _alone(html: str) -> HttpResponse:
    """A page with the style and the policy it has before everyone."""
    return HttpResponse(html, headers={"Content-Security-Policy": POLICY})


@for_members("publication.look")
@require_GET
def board(request: MemberRequest, pk: int) -> HttpResponse:
    """A sheet for the notice board, with the code that leads to the item (tờ dán bảng tin)."""
    found = _found(request, pk)
    address = f"{settings.ADDRESS}{address_of(found.school.public_place.code, found)}"
    code = f"data:image/png;base64,{b64encode(qr_png(address)).decode()}"
    context = {"item": found, "address": address, "code": code, "nowhere": is_local(settings.ADDRESS)}
    return render(request, "publishing/board.html", context)


@for_members("publication.look")
@require_GET
def fragment(request: MemberRequest, pk: int) -> HttpResponse:
    """What is out as a piece for the school's own site (mảnh HTML để dán)."""
    found = _found(request, pk)
    address = f"{settings.ADDRESS}{address_of(found.school.public_place.code, found)}"
    words = fragment_of(found.live.html, address, settings.ADDRESS) if found.live else ""
    return render(request, "publishing/fragment.html", {"item": found, "words": words})


# --- what is done with it --------------------------------------------------------------------------------------------


@for_members("publication.prepare")
@require_POST
def settle_words(request: MemberRequest, pk: int) -> HttpResponse:
    """Decide what becomes of words that may tell of a person, or take a decision back (xử lý)."""
    found, key = _found(request, pk), key_or_none(request.POST, "again")
    if key:
        say(request, unsettle(request.user, found, key=key), "Sẽ hỏi lại chỗ này.")
    else:
        sent = {name: request.POST.get(name, "") for name in ("words", "instead", "reason")}
        decision = request.POST.get("decision", "")
        known = decision in Settlement.Decision.values
        kept = settle(request.user, found, decision=decision, **sent) if known else Refused("Xin chọn cách xử lý.")
        say(request, kept, "Đã xử lý.")
    return redirect(f"{reverse('publication', args=[pk])}#soat")


@for_members("publication.prepare")
@require_POST
def line(request: MemberRequest, pk: int) -> HttpResponse:
    """Leave a line out with a reason, or show it again (không nêu, nêu lại)."""
    found, key = _found(request, pk), request.POST.get("line", "")
    if "show" in request.POST:
        say(request, show_line(request.user, found, key=key), "Dòng này được nêu lại.")
    else:
        kept = hide_line(request.user, found, key=key, reason=request.POST.get("reason", ""))
        say(request, kept, "Đã bỏ dòng này khỏi trang; lý do hiện ở cuối trang.")
    return redirect(f"{reverse('publication', args=[pk])}#trang")


@for_members("publication.prepare")
@require_POST
def columns(request: MemberRequest, pk: int) -> HttpResponse:
    """Choose the columns that are shown (chọn cột)."""
    choose_columns(request.user, _found(request, pk), shown=request.POST.getlist("column"))
    return redirect(f"{reverse('publication', args=[pk])}#trang")


@for_members("publication.prepare")
@require_POST
def ask(request: MemberRequest, pk: int) -> HttpResponse:
    """Hand it to the chair (trình)."""
    say(request, hand_in(request.user, _found(request, pk)), "Đã trình. Hiệu trưởng xem rồi duyệt ở trang này.")
    return redirect("publication", pk)


@for_members("publication.approve")
@require_POST
def back(request: MemberRequest, pk: int) -> HttpResponse:
    """Give it back to whoever made it (trả lại)."""
    say(request, send_back(request.user, _found(request, pk)), "Đã trả lại để soạn tiếp.")
    return redirect("publication", pk)


@for_members("publication.approve")
@require_POST
def approve(request: MemberRequest, pk: int) -> HttpResponse:
    """Let everyone see it (duyệt)."""
    done = approve_publication(request.user, _found(request, pk), seen=request.POST.get("seen", ""))
    say(request, done, "Đã công khai. Bản PDF có sau ít phút.")
    return redirect("publication", pk)


@for_members("publication.remove")
@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Take it down at once (gỡ)."""
    found, form = _found(request, pk), RemoveForm(request.POST)
    if form.is_valid():
        done = remove_publication(request.user, found, reason=form.cleaned_data["reason"])
        if not isinstance(done, Refused):
            say(request, done, "Đã gỡ. Ai mở địa chỉ này chỉ thấy là nhà trường đã gỡ.")
            return redirect("publication", pk)
        form.refuse(done)
    return _page(request, found, form)
