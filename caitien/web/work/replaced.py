"""Words of official columns that reports replaced (chữ vừa đổi): old and new side by side, put back with one tap."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from caitien.domain.refused import Refused
from caitien.plans.reads import lines_for, plans_for
from caitien.web.requests.member import MemberRequest, for_members
from caitien.work.reporting.column import restore_words
from caitien.work.reporting.replaced import replaced_of


@for_members("task.restore_words")
@require_GET
def replaced(request: MemberRequest, pk: int) -> HttpResponse:
    """The lines of a plan whose column says something else than before the last report. Five queries."""
    plan = get_object_or_404(plans_for(request.acting), pk=pk)
    return render(request, "work/replaced.html", {"plan": plan, "found": replaced_of(plan), "may_restore": True})


@for_members("task.restore_words")
@require_POST
def restore(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """Put the words of one line back."""
    found = get_object_or_404(lines_for(request.acting), plan=pk, pk=task)
    done = restore_words(request.user, found, seen=request.POST.get("seen", ""))
    if isinstance(done, Refused):
        messages.error(request, done.reason)
    else:
        messages.success(request, "Đã trả lại chữ trước trong cột kết quả. Lời báo vẫn còn trong câu chuyện.")
    return redirect("replaced", pk)
