"""The door of a school without an account (nộp qua đường dẫn): drop the file, see what was understood, confirm."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from caitien.access.secret_links import hash_of_secret
from caitien.documents.read import read
from caitien.documents.refusal import Refusal
from caitien.domain.field_names import FORM_NAMES, STATUS_NAMES
from caitien.domain.paper import Paper, Status
from caitien.domain.papers.paper_json import paper_of
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import identity
from caitien.oversight.counting import lines_of
from caitien.oversight.links import confirm, link_with, misfit, offer
from caitien.oversight.models import Asked, Offered, Submission, SubmissionLink
from caitien.oversight.petitions.reads import answers_to
from caitien.oversight.questions import questions_of
from caitien.oversight.reads import submissions_of
from caitien.oversight.sending import findings_of
from caitien.papers.codes import say_code
from caitien.web.errors import Trouble, trouble
from caitien.web.machine.site import secret_in
from caitien.web.oversight.answering import answers_in
from caitien.web.oversight.papers import reasons_shown
from caitien.web.requests.drop import DropForm
from caitien.web.requests.tries import count_wrong, may_guess
from caitien.web.requests.turns import in_turn

OPENED: Final = "submission link"  # in the session: the hash of the secret of the link that was opened
LINES_SHOWN: Final = 60
CLOSED: Final = Trouble(
    "Đường dẫn này không mở được",
    "Đường dẫn đã hết hạn hoặc đã được thu hồi. Xin hỏi lại cơ quan đã gửi đường dẫn.",
)
TOO_MANY: Final = Trouble(
    "Thử lại sau ít phút", "Vừa có quá nhiều đường dẫn không mở được từ nơi này. Xin chờ khoảng năm phút rồi thử lại."
)


@never_cache
@require_http_methods(["GET", "POST"])
def sending_door(request: HttpRequest) -> HttpResponse:
    """The link is handed over once, in a form; from then on the session knows its hash."""
    if request.method != "POST":
        return render(request, "account/door_key.html", {"title": "Nộp văn bản cho cơ quan cấp trên"})
    if not may_guess(request, "invitation"):
        return trouble(request, 429, TOO_MANY)
    link = link_with(hash_of_secret(secret_in(request.POST.get("ma", ""))), localdate())
    if link is None:
        count_wrong(request, "invitation")
        return trouble(request, 404, CLOSED)
    request.session[OPENED] = link.secret_hash
    return redirect("sending")


@never_cache
@require_http_methods(["GET", "POST"])
def sending(request: HttpRequest) -> HttpResponse:
    """What is asked, what was sent and why it came back (nộp); a file dropped here is read at once."""
    link = _link(request)
    if link is None:
        return trouble(request, 404, CLOSED)
    form = DropForm(request.POST, request.FILES) if request.method == "POST" else DropForm()
    if form.is_valid():
        kept = _dropped(link, form)
        if isinstance(kept, Offered):
            return redirect("sending_look", kept.pk)
        form.add_error("file", kept.reason)
    return render(request, "oversight/sending.html", _context(link, form), status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def sending_look(request: HttpRequest, pk: int) -> HttpResponse:
    """What was understood of a file (xem lại trước khi nộp); sent, it gets its receipt."""
    link = _link(request)
    if link is None:
        return trouble(request, 404, CLOSED)
    found, why = get_object_or_404(Offered, link=link, pk=pk), ""
    answers = request.POST.getlist("answer")
    if request.method == "POST":
        made = _confirmed(request, link, found)
        if not isinstance(made, Refused):
            messages.success(request, f"Đã nộp. Mã biên nhận {say_code(made.receipt)}; xin chép lại mã này.")
            return redirect("sending")
        why = made.reason
    context = {**_understood(link.asked, paper_of(found.paper), answers), "offered": found, "why": why}
    return render(request, "oversight/sending_look.html", context, status=422 if why else 200)


def _confirmed(request: HttpRequest, link: SubmissionLink, found: Offered) -> Submission | Refused:
    given = answers_in(request, link.asked.round, -link.pk)
    if isinstance(given, Refused):
        return given
    answers, files = given
    return confirm(link, offered=found.pk, answers=answers, files=files, today=localdate())


def _link(request: HttpRequest) -> SubmissionLink | None:
    mark = request.session.get(OPENED)
    return link_with(mark, localdate()) if mark else None


def _dropped(link: SubmissionLink, form: DropForm) -> Offered | Refused:
    file = form.cleaned_data["file"]
    data = file.read()
    paper = in_turn(-link.pk, data, lambda: read(data, name=file.name))
    return paper if isinstance(paper, Refusal) else offer(link, name=file.name, data=data, paper=paper)


def _context(link: SubmissionLink, form: DropForm) -> dict[str, Any]:
    asked, sent = link.asked, list(submissions_of(link.asked))
    verdict = getattr(sent[0], "verdict", None) if sent else None
    form.fields["file"].widget.attrs.pop("aria-describedby", None)
    return {
        "asked": asked,
        "round": asked.round,
        "link": link,
        "form": form,
        "replies": answers_to(asked),
        "verdict": verdict,
        "reasons": reasons_shown(verdict.reasons, paper_of(sent[0].paper)) if verdict else [],
        "sent": [(each, say_code(each.receipt), getattr(each, "verdict", None)) for each in sent],
    }


def _understood(asked: Asked, paper: Paper, answers: list[str]) -> dict[str, Any]:
    """What was read, so that its sender can tell whether it is right. Linear in the paper."""
    lines = lines_of(paper)
    counts = [(STATUS_NAMES[status], sum(line.status == status for line in lines)) for status in Status]
    questions = questions_of(asked.round.questions)
    return {
        "asked": asked,
        "round": asked.round,
        "paper": paper,
        "form_name": FORM_NAMES[paper.form],
        "misfit": misfit(asked.round, paper),
        "other_name": bool(paper.school) and identity(paper.school) != identity(asked.name),
        "counts": counts,
        "total": len(lines),
        "lines": [(line, STATUS_NAMES[Status(line.status)]) for line in lines[:LINES_SHOWN]],
        "findings": findings_of(paper, localdate())[:LINES_SHOWN],
        "questions": list(zip(questions, [*answers, *[""] * len(questions)], strict=False)),
    }
