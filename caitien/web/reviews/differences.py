"""Differences (chênh lệch): where do the two sides differ? Who carries a line out answers, the chair concludes."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from caitien.domain.refused import Refused
from caitien.reviews.answering import answer_verdict, conclude_difference
from caitien.reviews.differences import Difference, differences_of
from caitien.reviews.models import Review
from caitien.reviews.reads import reviews_for, sample_for
from caitien.web.requests.fields import PageForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import numbered
from caitien.web.reviews.forms import ReplyForm, RulingForm

ROWS_A_PAGE: Final = 30


@for_members("verdict.look")
@require_GET
def differences(request: MemberRequest, pk: int) -> HttpResponse:
    """All differences of a review, beside each other. Fourteen queries."""
    return _render(request, get_object_or_404(reviews_for(request.acting), pk=pk))


@for_members("verdict.answer")
@require_POST
def reply(request: MemberRequest, pk: int, line: int) -> HttpResponse:
    """Answer what the team saw."""
    found = get_object_or_404(sample_for(request.acting), pk=line, review=pk)
    form = ReplyForm(request.POST, auto_id=f"tra-loi-{line}-%s")
    if form.is_valid():
        said = form.cleaned_data
        done = answer_verdict(request.user, found, accepts=said["accepts"] == "1", text=said["text"])
        if not isinstance(done, Refused):
            messages.success(request, "Đã ghi câu trả lời.")
            return _to(pk, line)
        form.refuse(done)
    return _render(request, found.review, line, reply=form)


@for_members("review.conclude")
@require_POST
def rule(request: MemberRequest, pk: int, line: int) -> HttpResponse:
    """Conclude on a difference."""
    found = get_object_or_404(sample_for(request.acting), pk=line, review=pk)
    form = RulingForm(request.POST, auto_id=f"ket-luan-{line}-%s")
    if form.is_valid():
        said = form.cleaned_data
        done = conclude_difference(request.user, found, state=said["state"], text=said["text"])
        if not isinstance(done, Refused):
            messages.success(request, "Đã kết luận.")
            return _to(pk, line)
        form.refuse(done)
    return _render(request, found.review, line, ruling=form)


def _to(pk: int, line: int) -> HttpResponse:
    return redirect(reverse("differences", args=[pk]) + f"#dong-{line}")


def _render(request: MemberRequest, review: Review, line: int = 0, **sent: PageForm) -> HttpResponse:
    """The page; ``sent``: the form of one ``line`` that was not kept."""
    found = differences_of(review)
    page = numbered(found.rows, ROWS_A_PAGE, request.GET)
    rows = [(row, _forms(request, row) | (sent if row.line.pk == line else {})) for row in page]
    context = {"review": review, "plan": review.plan, "found": found, "page": page, "rows": rows}
    return render(request, "reviews/differences.html", context, status=422 if sent else 200)


def _forms(request: MemberRequest, row: Difference) -> dict[str, PageForm]:
    """The forms of one row this person may send."""
    state = row.line.review.state
    if state not in (Review.State.OPEN, Review.State.HANDED_IN) or row.settled:
        return {}
    forms: dict[str, PageForm] = {}
    if row.reply is None and _answers(request, row):
        forms["reply"] = ReplyForm(auto_id=f"tra-loi-{row.line.pk}-%s")
    if request.acting.may("review.conclude"):
        seen = {"state": row.against.seen}
        forms["ruling"] = RulingForm(initial=seen, auto_id=f"ket-luan-{row.line.pk}-%s")
    return forms


def _answers(request: MemberRequest, row: Difference) -> bool:
    """Whether the person may answer: told from the parts that are at hand, without a query a row."""
    if request.acting.may("verdict.answer"):
        return True
    units = {place.unit_id for place in request.user.units.all()}
    parts = row.line.task.assignments.all()
    return any(part.user_id == request.user.pk or part.unit_id in units for part in parts)
