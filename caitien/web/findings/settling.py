"""The taps beside a finding (các nút của phát hiện): mend, take the mending back, pass over, look again."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

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
from caitien.domain.refused import Refused
from caitien.plans.models import Upload
from caitien.plans.reads import plans_for, uploads_for
from caitien.web.incoming.reading import address_of
from caitien.web.requests.beside import finding_context
from caitien.web.requests.fields import PageForm, Text
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import key_in

READS: Final[Mapping[str, Callable[[ActingUser], QuerySet[Any]]]] = {
    "nhap": uploads_for,
    "ke-hoach": plans_for,
}  # first word of the address → what it is about
PASSED: Final = "Đã bỏ qua {} chỗ với cùng một lý do. Muốn xem lại: phần Đã bỏ qua ở trang Kiểm tra."
NO_REASON: Final = f"Xin ghi lý do bỏ qua, không quá {LONGEST_REASON} chữ cái."


class DismissForm(PageForm):
    """Why a finding is passed over (lý do bỏ qua)."""

    reason = Text("Lý do", LONGEST_REASON, rows=2, empty=NO_REASON, long=NO_REASON)


@for_members("finding.look")
@require_GET
def said(request: MemberRequest, kind: str, pk: int, mark: str) -> HttpResponse:
    """What a finding says, and what may be done about it (lời của phát hiện): fetched by the page that opens it, so
    that a table carries none of it. Opened by itself, the address leads to the page of all findings. Three queries."""
    about = _about(request, kind, pk)
    if not request.htmx:
        return redirect(_page_of_all(about))
    context = finding_context(request, about, kind)
    seen = context["findings"].find(mark)
    if seen is None:
        return render(request, "finding/gone.html")
    here = {"back": request.htmx.current_url_abs_path or "", "anchor": request.GET.get("dong", "")}
    return render(request, "finding/said.html", {**context, "seen": seen, **here})


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
    done = restore_words(request.user, about, key=key_in(request.POST, "key"))
    return _back(request, about, done if isinstance(done, Refused) else f"Đã trả lại “{done.old}”.")


@for_members("finding.dismiss")
@require_POST
def dismiss(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """Pass a finding over, with a reason."""
    about = _about(request, kind, pk)
    mark, form = _sent(request, "mark"), DismissForm(request.POST)
    _sent(request, "reason")
    if not form.is_valid():
        kept = {"mark": mark, "path": request.POST.get("path", ""), "page": _page_of(request)}
        return render(request, "finding/dismiss.html", {"form": form, "kept": kept}, status=422)
    reason = form.cleaned_data["reason"]
    done = dismiss_finding(request.user, about, mark=mark, reason=reason, today=localdate())
    return _back(request, about, done if isinstance(done, Refused) else "Đã bỏ qua, lý do được giữ lại.")


@for_members("finding.dismiss_group")
@require_POST
def dismiss_all(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """Pass all findings of a rule over, for one reason."""
    about = _about(request, kind, pk)
    kept = {"code": _sent(request, "code"), "seen": _sent(request, "seen"), "page": _page_of(request)}
    form = DismissForm(request.POST)
    if not form.is_valid():
        return render(request, "finding/dismiss.html", {"form": form, "kept": kept}, status=422)
    code, seen, reason = kept["code"], kept["seen"], form.cleaned_data["reason"]
    done = dismiss_group(request.user, about, code=code, reason=reason, seen=seen, today=localdate())
    return _back(request, about, done if isinstance(done, Refused) else PASSED.format(done))


@for_members("finding.take_group_back")
@require_POST
def take_all_back(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """Look again at all that one deed passed over."""
    about = _about(request, kind, pk)
    done = take_group_back(request.user, about, key=key_in(request.POST, "key"))
    return _back(request, about, done if isinstance(done, Refused) else f"Sẽ xem lại {done} chỗ này.")


@for_members("finding.take_back")
@require_POST
def take_back(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """Look at a finding again after all."""
    about = _about(request, kind, pk)
    done = take_dismissal_back(request.user, about, mark=_sent(request, "mark"))
    return _back(request, about, done if isinstance(done, Refused) else "Sẽ xem lại chỗ này.")


def _page_of_all(about: Checked) -> str:
    """The page of all that is said of a plan or a file."""
    if isinstance(about, Upload):
        return reverse("check_upload", args=[about.pk])
    return reverse("check", query={"nam": about.school_year})


def _about(request: MemberRequest, kind: str, pk: int) -> Checked:
    if kind not in READS:
        raise Http404(kind)
    found: Checked = get_object_or_404(READS[kind](request.acting), pk=pk)
    return found


def _sent(request: MemberRequest, field: str) -> str:
    """A field of the form; a form cut short is told so."""
    if field not in request.POST:
        raise BadRequest
    return request.POST[field]


def _page_of(request: MemberRequest) -> str:
    """The page of this site the tap was on; "" where the form names none."""
    page = request.POST.get("page", "")
    return page if page.startswith("/") and url_has_allowed_host_and_scheme(page, None) else ""


def _back(request: MemberRequest, about: Checked, said: str | Refused) -> HttpResponse:
    """To the page the tap was on, or to the line of its cell, with a word of what was done or why it was not."""
    if isinstance(said, Refused):
        messages.error(request, said.reason)
    else:
        messages.success(request, said)
    page = _page_of(request)
    if page:
        return redirect(page)
    if isinstance(about, Upload):
        return redirect(address_of(about, request.POST.get("path", "")))
    return redirect(reverse("plan"))
