"""The words of a paper, written where they stand (viết lời trong tờ giấy)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from caitien.domain.refused import Refused
from caitien.papers.drafting import follow_proposal, write_words
from caitien.papers.models import Draft
from caitien.papers.reads import drafts_for
from caitien.web.papers.draft import page
from caitien.web.requests.member import MemberRequest, for_members


@for_members("paper.compose")
@require_POST
def words(request: MemberRequest, pk: int) -> HttpResponse:
    """Keep what was written into a slot; where another was faster, show both."""
    found = get_object_or_404(drafts_for(request.acting), pk=pk)
    key, text = request.POST.get("key", ""), request.POST.get("text", "")
    sent = {"seen": request.POST.get("seen", ""), "over": request.POST.get("over", "")[:16]}
    return _answer(request, found, key, text, write_words(request.user, found, key=key, text=text, **sent))


@for_members("paper.compose")
@require_POST
def follow(request: MemberRequest, pk: int) -> HttpResponse:
    """Let a slot say what the figures propose."""
    found = get_object_or_404(drafts_for(request.acting), pk=pk)
    key = request.POST.get("key", "")
    kept = follow_proposal(request.user, found, key=key, seen=request.POST.get("seen", ""))
    return _answer(request, found, key, "", kept)


def _answer(request: MemberRequest, found: Draft, key: str, typed: str, kept: Draft | Refused) -> HttpResponse:
    if isinstance(kept, Draft):
        messages.success(request, "Đã lưu.")
        return redirect(f"{reverse('paper', args=[found.pk])}#cho-{key}")
    return page(request, found, "soan", kept.reason, open_slot=key, open_text=typed, clash=kept)
