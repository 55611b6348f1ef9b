"""A signed copy of an issued paper (bản đã ký số): taken back at the paper's own page, and handed over as it came."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from caitien.documents.refusal import Refusal
from caitien.domain.refused import Refused
from caitien.papers.reads import issues_for
from caitien.papers.signed_copies import drop_signed_copy, keep_signed_copy, read_copy, signed_copies_for
from caitien.web.papers.forms import PutAsideForm, SignedForm
from caitien.web.papers.issued import render_issue
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent_files import sent_by
from caitien.web.requests.turns import in_turn
from caitien.web.work.files import handed_over


@for_members("paper.keep_signed")
@require_POST
def take(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a PDF back: read and laid beside the issue first, outside any transaction, then kept."""
    found = get_object_or_404(issues_for(request.acting), pk=pk)
    form = sent_by(request.user.pk, SignedForm(request.POST, request.FILES, auto_id="signed_%s"))
    if form.is_valid():
        sent = form.cleaned_data["file"]
        read = in_turn(request.user.pk, sent.data, lambda: read_copy(found, sent))
        kept = read if isinstance(read, Refused | Refusal) else keep_signed_copy(request.user, found, read)
        if not isinstance(kept, Refused | Refusal):
            return redirect(f"{reverse('issued', args=[found.pk])}#ban-ky")
        form.add_error("file", kept.reason)
    return render_issue(request, found, signing=form)


@for_members("paper.drop_signed")
@require_POST
def drop(request: MemberRequest, pk: int) -> HttpResponse:
    """Put one aside that was sent by mistake (gỡ bản đã ký)."""
    copy = get_object_or_404(signed_copies_for(request.acting).select_related("issue__plan__school"), pk=pk)
    form = PutAsideForm(request.POST, auto_id=f"drop-{pk}_%s")
    if form.is_valid():
        done = drop_signed_copy(request.user, copy, why=form.cleaned_data["why"])
        if not isinstance(done, Refused):
            return redirect(f"{reverse('issued', args=[copy.issue_id])}#ban-ky")
        form.refuse(done)
    return render_issue(request, copy.issue, dropping=(pk, form))


@for_members("paper.look")
@require_GET
def file(request: MemberRequest, pk: int) -> HttpResponse:
    """The PDF as it came. Three queries."""
    found = get_object_or_404(signed_copies_for(request.acting), pk=pk)
    return handed_over(found.file, found.name, "pdf")
