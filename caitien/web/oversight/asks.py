"""What bodies above ask of a school (cấp trên hỏi): what, by when, whether it is taken, why it went back; send it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from caitien.domain.papers.paper_json import paper_of
from caitien.domain.refused import Refused
from caitien.oversight.models import Asked, Round
from caitien.oversight.petitions.reads import answers_to
from caitien.oversight.questions import questions_of
from caitien.oversight.reads import asks_of, submissions_of
from caitien.oversight.sending import acknowledge, issues_that_fit, send_issue
from caitien.papers.codes import say_code
from caitien.web.oversight.answering import answers_in
from caitien.web.oversight.found import own_ask_at
from caitien.web.oversight.papers import reasons_shown
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent import key_in, say

ASKS_A_PAGE = 30


@for_members("submission.look")
@require_GET
def asks(request: MemberRequest) -> HttpResponse:
    """What the bodies above ask (cấp trên hỏi), the nearest day first. Five queries."""
    page = stretch(asks_of(request.acting.school), ["-round__due", "-pk"], ASKS_A_PAGE, request.GET)
    return render(request, "oversight/asks.html", {"page": page, "rows": [(each, _is_late(each)) for each in page]})


@for_members("submission.look")
@require_GET
def ask(request: MemberRequest, pk: int) -> HttpResponse:
    """One round, as the school sees it (một đợt): papers that fit, what was sent, why it came back. Nine queries."""
    return _render(request, own_ask_at(request, pk))


@for_members("submission.send")
@require_POST
def ask_seen(request: MemberRequest, pk: int) -> HttpResponse:
    """Say that the school has seen it (đã xem)."""
    acknowledge(request.user, own_ask_at(request, pk))
    return redirect("ask", pk)


@for_members("submission.send")
@require_POST
def submission_send(request: MemberRequest, pk: int) -> HttpResponse:
    """Send an issued paper (nộp). What was typed stays where it was refused."""
    found = own_ask_at(request, pk)
    given = answers_in(request, found.round, request.user.pk)
    if isinstance(given, Refused):
        return _render(request, found, given.reason, request.POST.getlist("answer"))
    answers, files = given
    issue = key_in(request.POST, "issue")
    done = send_issue(request.user, found, issue=issue, answers=answers, files=files, today=localdate())
    if isinstance(done, Refused):
        return _render(request, found, done.reason, answers)
    say(request, done, f"Đã nộp văn bản số {done.number}. Mã biên nhận {say_code(done.receipt)}.")
    return redirect("ask", pk)


def _render(request: MemberRequest, asked: Asked, why: str = "", answers: list[str] | None = None) -> HttpResponse:
    sent = list(submissions_of(asked))
    verdict = getattr(sent[0], "verdict", None) if sent else None
    context: dict[str, Any] = {
        "asked": asked,
        "round": asked.round,
        "late": _is_late(asked),
        "open": asked.round.state == Round.State.OPEN and asked.state != Asked.State.EXEMPT,
        "may_send": request.acting.may("submission.send"),
        "issues": issues_that_fit(asked),
        "sent": [(each, say_code(each.receipt), getattr(each, "verdict", None)) for each in sent],
        "verdict": verdict,
        "reasons": reasons_shown(verdict.reasons, paper_of(sent[0].paper)) if verdict else [],
        "replies": answers_to(asked),
        "questions": _asked_questions(asked, answers or []),
        "why": why,
    }
    return render(request, "oversight/ask.html", context, status=422 if why else 200)


def _asked_questions(asked: Asked, answers: list[str]) -> list[tuple[Any, str]]:
    found = questions_of(asked.round.questions)
    return list(zip(found, [*answers, *[""] * len(found)], strict=False))


def _is_late(asked: Asked) -> bool:
    return asked.state in {Asked.State.UNSEEN, Asked.State.SEEN} and asked.due < localdate()
