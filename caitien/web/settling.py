"""The taps beside a finding (các nút của phát hiện): mend, take the mending back, pass over, look again."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from caitien.access.rights import ActingUser
from caitien.checking.checks import Checked
from caitien.checking.settle import (
    LONGEST_REASON,
    dismiss_finding,
    dismiss_group,
    mend_finding,
    restore_words,
    take_dismissal_back,
    take_group_back,
)
from caitien.domain.folding import clean
from caitien.domain.refused import Refused
from caitien.plans.models import Upload
from caitien.plans.reads import plans_for, uploads_for
from caitien.web.member import MemberRequest, for_members
from caitien.web.reading import address_of

READS: Final[Mapping[str, Callable[[ActingUser], QuerySet[Any]]]] = {
    "nhap": uploads_for,
    "ke-hoach": plans_for,
}  # first word of the address → what it is about
NO_REASON: Final = Refused(f"Xin ghi lý do bỏ qua, không quá {LONGEST_REASON} chữ cái.")

PASSED: Final = "Đã bỏ qua {} chỗ với cùng một lý do. Muốn xem lại: phần Đã bỏ qua ở trang Kiểm tra."


@for_members("finding.mend")
@require_POST
def mend(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """Apply a certain fix."""
    about = _about(request, kind, pk)
    done = mend_finding(request.user, about, mark=_sent(request, "mark"), today=localdate())
    if isinstance(done, Refused):
        return _back(request, about, done)
    return _back(request, about, f"Đã sửa “{done.old}” thành “{done.new}”. Muốn trả lại chữ cũ: xem trang Kiểm tra.")


@for_members("finding.restore")
@require_POST
def restore(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """Take a fix back."""
    about = _about(request, kind, pk)
    done = restore_words(request.user, about, key=_key(request))
    return _back(request, about, done if isinstance(done, Refused) else f"Đã trả lại “{done.old}”.")


@for_members("finding.dismiss")
@require_POST
def dismiss(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """Pass a finding over, with a reason."""
    about = _about(request, kind, pk)
    mark, reason = _sent(request, "mark"), clean(_sent(request, "reason"))
    if not reason or len(reason) > LONGEST_REASON:
        return _back(request, about, NO_REASON)
    done = dismiss_finding(request.user, about, mark=mark, reason=reason, today=localdate())
    return _back(request, about, done if isinstance(done, Refused) else "Đã bỏ qua, lý do được giữ lại.")


@for_members("finding.dismiss_group")
@require_POST
def dismiss_all(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """Pass all findings of a rule over, for one reason."""
    about = _about(request, kind, pk)
    code, seen, reason = _sent(request, "code"), _sent(request, "seen"), clean(_sent(request, "reason"))
    if not reason or len(reason) > LONGEST_REASON:
        return _back(request, about, NO_REASON)
    done = dismiss_group(request.user, about, code=code, reason=reason, seen=seen, today=localdate())
    return _back(request, about, done if isinstance(done, Refused) else PASSED.format(done))


@for_members("finding.take_group_back")
@require_POST
def take_all_back(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """Look again at all that one deed passed over."""
    about = _about(request, kind, pk)
    done = take_group_back(request.user, about, key=_key(request))
    return _back(request, about, done if isinstance(done, Refused) else f"Sẽ xem lại {done} chỗ này.")


@for_members("finding.take_back")
@require_POST
def take_back(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """Look at a finding again after all."""
    about = _about(request, kind, pk)
    done = take_dismissal_back(request.user, about, mark=_sent(request, "mark"))
    return _back(request, about, done if isinstance(done, Refused) else "Sẽ xem lại chỗ này.")


def _about(request: MemberRequest, kind: str, pk: int) -> Checked:
    if kind not in READS:
        raise Http404(kind)
    found: Checked = get_object_or_404(READS[kind](request.acting), pk=pk)
    return found


def _key(request: MemberRequest) -> int:
    """The key of the form."""
    key = _sent(request, "key")
    if not (key.isascii() and key.isdecimal()) or len(key) > 18:  # more digits than any key has
        raise BadRequest
    return int(key)


def _sent(request: MemberRequest, field: str) -> str:
    """A field of the form; a form cut short is told so."""
    if field not in request.POST:
        raise BadRequest
    return request.POST[field]


def _back(request: MemberRequest, about: Checked, said: str | Refused) -> HttpResponse:
    """To the page the tap was on, or to the line of its cell, with a word of what was done or why it was not."""
    if isinstance(said, Refused):
        messages.error(request, said.reason)
    else:
        messages.success(request, said)
    page = request.POST.get("page", "")
    if page.startswith("/") and url_has_allowed_host_and_scheme(page, None):
        return redirect(page)
    if isinstance(about, Upload):
        return redirect(address_of(about, request.POST.get("path", "")))
    return redirect(reverse("plan"))
