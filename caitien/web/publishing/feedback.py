"""What people outside said (góp ý của người ngoài): read, answered or put aside."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from caitien.publishing.feedback import answer_feedback, counts_of, feedback_for, set_aside
from caitien.web.member import MemberRequest, for_members
from caitien.web.paging import ALONE, stretch
from caitien.web.sent import say

ROWS_A_PAGE: Final = 30


@for_members("feedback.look")
@require_GET
def feedback(request: MemberRequest) -> HttpResponse:
    """What came in, the latest first (các góp ý). Seven queries."""
    page = stretch(feedback_for(request.acting), ["-pk"], ROWS_A_PAGE, request.GET, ALONE)
    context = {"page": page, "counts": counts_of(request.acting.school.pk)}
    return render(request, "publishing/feedback.html", context)


@for_members("feedback.answer")
@require_POST
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Say what was answered or done, or put it aside (trả lời, để riêng)."""
    found = get_object_or_404(feedback_for(request.acting), pk=pk)
    if "aside" in request.POST:
        say(request, set_aside(request.user, found), "Đã để riêng; không tính vào số góp ý.")
    else:
        say(request, answer_feedback(request.user, found, answer=request.POST.get("answer", "")), "Đã ghi cách xử lý.")
    return redirect("feedback")
