"""The team's report on a review (báo cáo giám sát): what does the team say? Words, recommendations, lessons; issued."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from caitien.documents.write import write_official
from caitien.domain.refused import Refused
from caitien.papers.issuing import IssueRequest
from caitien.papers.numbers import next_number
from caitien.papers.official import issues_about
from caitien.reviews.meetings.agenda import name_of
from caitien.reviews.models import Review
from caitien.reviews.proposing import answer_mark
from caitien.reviews.reads import lessons_for, recommendations_for, reviews_for, sample_for
from caitien.reviews.recommending import answer_recommendation, note_lesson, recommend
from caitien.reviews.report import (
    NOT_CLOSED,
    SLOTS,
    issue_report,
    monitoring_report,
    report_draft,
    report_in_force,
    word_report,
    words_mark,
)
from caitien.web.machine.site import absolute
from caitien.web.planning.plan import SUFFIXES
from caitien.web.requests.fields import PageForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.reviews.forms import (
    LessonForm,
    OfficialIssueForm,
    RecommendationAnswerForm,
    RecommendationForm,
    ReportWordsForm,
)

LINES_OFFERED: Final = 60  # to tick in a form


@for_members("verdict.look")
@require_GET
def report(request: MemberRequest, pk: int) -> HttpResponse:
    """The report as it would be issued, and what may be written into it. Twenty-five queries at most."""
    return _render(request, _review(request, pk))


@for_members("verdict.look")
@require_GET
def file(request: MemberRequest, pk: int) -> HttpResponse:
    """The report as a Word file, not issued yet."""
    data = write_official(monitoring_report(_review(request, pk)))
    headers = {"Content-Disposition": f'attachment; filename="bao-cao-giam-sat-{pk}.docx"'}
    return HttpResponse(data, content_type=SUFFIXES[".docx"], headers=headers)


@for_members("review.word")
@require_POST
def word(request: MemberRequest, pk: int, slot: str) -> HttpResponse:
    """Write into one part of it."""
    found, form = _review(request, pk), ReportWordsForm(request.POST, auto_id=f"{slot}-%s")
    if slot not in SLOTS:
        raise Http404(slot)
    if form.is_valid():
        text, seen = form.cleaned_data["text"], request.POST.get("seen", "")
        said = word_report(request.user, found, slot=slot, text=text, seen=seen)
        if not isinstance(said, Refused):
            return redirect("monitoring_report", pk)
        form.refuse(said)
    return _render(request, found, **{slot: form})


@for_members("recommendation.make")
@require_POST
def recommend_it(request: MemberRequest, pk: int) -> HttpResponse:
    """Recommend something."""
    found = _review(request, pk)
    form = RecommendationForm(_lines(request, found), request.POST, auto_id="kn-%s")
    if form.is_valid():
        said = recommend(request.user, found, **form.cleaned_data)
        if not isinstance(said, Refused):
            messages.success(request, "Đã ghi kiến nghị.")
            return redirect("monitoring_report", pk)
        form.refuse(said)
    return _render(request, found, recommendation=form)


@for_members("recommendation.answer")
@require_POST
def answer(request: MemberRequest, pk: int, key: int) -> HttpResponse:
    """Say what becomes of a recommendation."""
    row = get_object_or_404(recommendations_for(request.acting), pk=key, review=pk)
    form = RecommendationAnswerForm(request.POST, auto_id=f"tl-{key}-%s")
    if form.is_valid():
        said = answer_recommendation(request.user, row, **form.cleaned_data, seen=request.POST.get("seen", ""))
        if not isinstance(said, Refused):
            messages.success(request, "Đã trả lời kiến nghị.")
            return redirect("monitoring_report", pk)
        form.refuse(said)
    return _render(request, _review(request, pk), **{f"answer {key}": form})


@for_members("lesson.note")
@require_POST
def lesson(request: MemberRequest, pk: int) -> HttpResponse:
    """Write down what is to be done otherwise."""
    found = _review(request, pk)
    form = LessonForm(_lines(request, found), request.POST, auto_id="bh-%s")
    if form.is_valid():
        said = note_lesson(request.user, found, **form.cleaned_data)
        if not isinstance(said, Refused):
            messages.success(request, "Đã ghi. Điều này được đề xuất vào báo cáo và kế hoạch năm sau.")
            return redirect("monitoring_report", pk)
        form.refuse(said)
    return _render(request, found, lesson=form)


@for_members("paper.issue")
@require_POST
def issue(request: MemberRequest, pk: int) -> HttpResponse:
    """Issue the report of a closed review."""
    found, form = _review(request, pk), OfficialIssueForm(request.POST, auto_id="bhanh-%s")
    if found.state != Review.State.CLOSED:
        messages.error(request, NOT_CLOSED.reason)
        return redirect("monitoring_report", pk)
    if form.is_valid():
        wanted = IssueRequest(
            **form.cleaned_data, seen=request.POST.get("seen", ""), verify_at=absolute(reverse("verify")) + "/"
        )
        said = issue_report(request.user, found, wanted, today=localdate())
        if not isinstance(said, Refused):
            messages.success(request, f"Đã ban hành báo cáo số {said.number}.")
            return redirect("issued", said.pk)
        form.refuse(said)
    return _render(request, found, issue=form)


def _review(request: MemberRequest, pk: int) -> Review:
    return get_object_or_404(reviews_for(request.acting).exclude(state=Review.State.DRAFT), pk=pk)


def _render(request: MemberRequest, review: Review, **sent: PageForm) -> HttpResponse:
    """The page; ``sent``: a form that was not kept, by its name."""
    draft = report_draft(review)
    rows = [
        (row, sent.get(f"answer {row.pk}") or RecommendationAnswerForm(auto_id=f"tl-{row.pk}-%s"), answer_mark(row))
        for row in recommendations_for(request.acting).filter(review=review)
    ]
    context = {
        "review": review,
        "plan": review.plan,
        "paper": draft.paper,
        "mark": draft.mark,
        "rows": rows,
        "lessons": lessons_for(request.acting).filter(review=review),
        "issued": issues_about(review.plan, draft.paper.kind, draft.about),
        "slots": [(heading, _words(review, slot, sent)) for slot, heading in SLOTS.items()],
        "in_force": report_in_force(review),
        "forms": _forms(review, draft.paper.kind, _lines(request, review)) | sent,
    }
    return render(request, "reviews/report.html", context, status=422 if sent else 200)


def _words(review: Review, slot: str, sent: dict[str, PageForm]) -> dict[str, Any]:
    form = sent.get(slot) or ReportWordsForm(initial={"text": review.words.get(slot, "")}, auto_id=f"{slot}-%s")
    return {"slot": slot, "form": form, "mark": words_mark(review, slot)}


def _lines(request: MemberRequest, review: Review) -> list[tuple[int, str]]:
    """The lines a recommendation or a lesson may name: those the team looked at."""
    sample = sample_for(request.acting).filter(review=review).order_by("position")[:LINES_OFFERED]
    return [(line.task_id, name_of(line.task)[:100]) for line in sample]


def _forms(review: Review, kind: str, lines: list[tuple[int, str]]) -> dict[str, PageForm]:
    today = localdate()
    return {
        "recommendation": RecommendationForm(lines, auto_id="kn-%s"),
        "lesson": LessonForm(lines, auto_id="bh-%s"),
        "issue": OfficialIssueForm(
            initial={"number": next_number(review.plan, kind, today), "date": today}, auto_id="bhanh-%s"
        ),
    }
