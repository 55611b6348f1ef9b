"""The bell (chuông): what happened to me; opening a notice marks it as read."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET, require_POST

from caitien.notices.models import Notice
from caitien.notices.reads import notices_for, read
from caitien.papers.reads import drafts_for
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch

NOTICES_A_PAGE: Final = 30
DRAFT_GONE: Final = "Bản soạn ấy không còn: văn bản đã ban hành, có ở dưới đây, hoặc đã bỏ."


@for_members("school.look")
@require_GET
def notices(request: MemberRequest) -> HttpResponse:
    """What happened to me in 90 days, the newest first. Six queries."""
    page = stretch(notices_for(request.acting), ["-pk"], NOTICES_A_PAGE, request.GET)
    return render(request, "notices.html", {"page": page})


@for_members("school.look")
@require_POST
def open_notice(request: MemberRequest, pk: int) -> HttpResponse:
    """Go where a notice leads; it is read by that."""
    found = get_object_or_404(notices_for(request.acting), pk=pk)
    read(request.acting, found.pk)
    return redirect(_where(request, found))


@for_members("school.look")
@require_POST
def read_all(request: MemberRequest) -> HttpResponse:
    """All of them are read."""
    read(request.acting)
    return redirect("notices")


def _where(request: MemberRequest, notice: Notice) -> str:
    """The page of a notice; what is left of it where that page is no more. One query at most."""
    if notice.page == "paper" and not drafts_for(request.acting).filter(pk__in=notice.keys).exists():
        messages.info(request, DRAFT_GONE)
        return reverse("papers")
    try:
        return reverse(notice.page, args=notice.keys)
    except NoReverseMatch:
        return reverse("notices")
