"""What people outside said (góp ý của người ngoài): read, answered or put aside."""

from typing import Final

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from caitien.domain.refused import Refused
from caitien.publishing.feedback import answer_feedback, answer_mark, counts_of, feedback_for, set_aside
from caitien.publishing.models import Feedback
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import ALONE, stretch

ROWS_A_PAGE: Final = 30


@for_members("feedback.look")
@require_GET
def feedback(request: MemberRequest) -> HttpResponse:
    """What came in, the latest first (các góp ý). Seven queries."""
    return _page(request, feedback_for(request.acting))


def _page(request: MemberRequest, found: QuerySet[Feedback], why: Refused | None = None) -> HttpResponse:
    """The list; ``why``: what stands against the answer that was typed, which is shown with its row alone."""
    page = stretch(found, ["-pk"], ROWS_A_PAGE, request.GET, ALONE)
    rows = [(each, answer_mark(each), request.POST.get("answer", "") if why else each.answer) for each in page]
    context = {"page": page, "rows": rows, "why": why, "counts": counts_of(request.acting.school.pk)}
    return render(request, "publishing/feedback.html", context, status=422 if why else 200)


@for_members("feedback.answer")
@require_POST
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Say what was answered or done, or put it aside (trả lời, để riêng)."""
    found = get_object_or_404(feedback_for(request.acting), pk=pk)
    seen = request.POST.get("seen", "")
    if "aside" in request.POST:
        done, said = set_aside(request.user, found, seen=seen), "Đã để riêng; không tính vào số góp ý."
    else:
        typed = request.POST.get("answer", "")
        done, said = answer_feedback(request.user, found, answer=typed, seen=seen), "Đã ghi cách xử lý."
    if isinstance(done, Refused):
        return _page(request, feedback_for(request.acting).filter(pk=pk), done)
    messages.success(request, said)
    return redirect("feedback")
