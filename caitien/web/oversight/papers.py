"""What one school sent (giấy của một trường): the sheet with what the rules say; take it, return it, its other days."""

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from caitien.checking.findings import Seen
from caitien.domain.comparing.compare import compare
from caitien.domain.field_names import STATUS_NAMES
from caitien.domain.finding import Finding, Severity
from caitien.domain.paper import Form, Paper, Status
from caitien.domain.papers.paper_json import paper_of
from caitien.domain.papers.paths import value_at
from caitien.domain.refused import Refused
from caitien.oversight.desk.noting import notes_about
from caitien.oversight.judging import pass_on, send_back, take
from caitien.oversight.links import end_link, make_link, open_link_of
from caitien.oversight.models import AnswerFile, Asked, BulkFile, Submission, Verdict
from caitien.oversight.petitions.reads import answers_to
from caitien.oversight.questions import Question, questions_of
from caitien.oversight.reads import decides, submissions_of
from caitien.oversight.reasons import REASONS
from caitien.oversight.rounds import end_exemption, exempt, extend
from caitien.papers.checking import DraftFindings
from caitien.papers.preview import Source
from caitien.rules.spots import spot_of
from caitien.web.machine.site import with_secret
from caitien.web.oversight.forms import ExtensionForm, LinkForm, NoteForm, ReasonForm, ReturnForm
from caitien.web.oversight.found import asked_at, latest_at
from caitien.web.papers.sheet import sheet_context
from caitien.web.requests.member import MemberRequest, for_officers
from caitien.web.requests.sent import key_or_none, say
from caitien.web.work.files import handed_over

SIGNED_SHOWN: Final = 5
NOTES_SHOWN: Final = 20


@for_officers
@require_GET
def asked_school(request: MemberRequest, pk: int, asked: int) -> HttpResponse:
    """What a school sent (giấy của trường): the latest, or the version the address names. Eight queries."""
    return _render(request, asked_at(request, pk, asked))


@for_officers
@require_POST
def submission_take(request: MemberRequest, pk: int, asked: int) -> HttpResponse:
    """Take the paper (nhận)."""
    say(request, take(request.user, _seen(request, pk, asked)), "Đã nhận văn bản.")
    return redirect("asked_school", pk, asked)


@for_officers
@require_POST
def submission_return(request: MemberRequest, pk: int, asked: int) -> HttpResponse:
    """Return the paper with reasons (trả lại)."""
    found = _seen(request, pk, asked)
    form = ReturnForm(found, paper_of(found.paper), request.POST)
    if form.is_valid():
        done = send_back(request.user, found, reasons=form.reasons(), again_by=form.day(), today=localdate())
        if say(request, done, "Đã trả lại; trường thấy từng lý do cạnh ô của nó."):
            return redirect("asked_school", pk, asked)
    return _render(request, asked_at(request, pk, asked), back=form)


@for_officers
@require_POST
def submission_pass_on(request: MemberRequest, pk: int, asked: int) -> HttpResponse:
    """Pass the paper on (xã chuyển)."""
    found = asked_at(request, pk, asked)
    office = next(body for body in request.acting.offices if found.body.path.startswith(body.path))
    say(request, pass_on(request.user, office, asked=found.pk), "Đã chuyển văn bản lên cấp trên.")
    return redirect("desk") if "xa" in request.POST else redirect("asked_school", pk, asked)


@for_officers
@require_POST
def asked_extend(request: MemberRequest, pk: int, asked: int) -> HttpResponse:
    """Give the school a later day (gia hạn)."""
    found, form = asked_at(request, pk, asked), ExtensionForm(request.POST)
    if form.is_valid():
        done = extend(request.user, found, to=form.cleaned_data["to"], reason=form.cleaned_data["reason"])
        if not isinstance(done, Refused):
            say(request, done, "Đã gia hạn cho trường.")
            return redirect("asked_school", pk, asked)
        form.refuse(done)
    return _render(request, found, extension=form)


@for_officers
@require_POST
def asked_exempt(request: MemberRequest, pk: int, asked: int) -> HttpResponse:
    """Ask the school no longer, or again (miễn, thôi miễn)."""
    found, form = asked_at(request, pk, asked), ReasonForm(request.POST)
    deed = end_exemption if found.state == Asked.State.EXEMPT else exempt
    if form.is_valid():
        done = deed(request.user, found, reason=form.cleaned_data["reason"])
        if not isinstance(done, Refused):
            say(request, done, "Đã ghi.")
            return redirect("asked_school", pk, asked)
        form.refuse(done)
    return _render(request, found, exemption=form)


@for_officers
@require_GET
def submission_compare(request: MemberRequest, pk: int, asked: int) -> HttpResponse:
    """What changed between two versions of what a school sent (so sánh các lần nộp): the latest and the one before, or
    those the address names. Linear in the papers."""
    sent = list(submissions_of(asked_at(request, pk, asked)))
    if len(sent) < 2:
        raise Http404("versions")
    later = next((each for each in sent[:-1] if each.n == key_or_none(request.GET, "lan")), sent[0])
    earlier = next(each for each in sent if each.n < later.n)
    found = compare(paper_of(earlier.paper), paper_of(later.paper))
    context = {"round_key": pk, "asked": later.asked, "earlier": earlier, "later": later, "found": found}
    return render(request, "oversight/compare.html", context)


@for_officers
@require_POST
def asked_link(request: MemberRequest, pk: int, asked: int) -> HttpResponse:
    """Make a link by which a school without an account sends (đường dẫn nộp); it is shown this once."""
    found, form = asked_at(request, pk, asked), LinkForm(request.POST)
    if form.is_valid():
        made = make_link(request.user, found, last=form.cleaned_data["last"], today=localdate())
        if not isinstance(made, Refused):
            address = with_secret(reverse("sending_door"), made.secret)
            context = {"asked": found, "round": found.round, "address": address, "link": made.link}
            return render(request, "oversight/link.html", context)
        form.refuse(made)
    return _render(request, found, link=form)


@for_officers
@require_POST
def asked_link_end(request: MemberRequest, pk: int, asked: int) -> HttpResponse:
    """End the link of a school (thu hồi đường dẫn)."""
    say(request, end_link(request.user, asked_at(request, pk, asked)), "Đường dẫn đã được thu hồi.")
    return redirect("asked_school", pk, asked)


@for_officers
@require_GET
def submission_file(request: MemberRequest, pk: int, asked: int, n: int) -> HttpResponse:
    """The file a school sent by its link, as it came (tệp gốc): only ever as a download."""
    found = get_object_or_404(submissions_of(asked_at(request, pk, asked)).exclude(file=""), n=n)
    return handed_over(found.file, found.file_name, PurePath(found.file_name).suffix.lower().removeprefix("."))


@for_officers
@require_GET
def submission_answer(request: MemberRequest, pk: int, asked: int, file: int) -> HttpResponse:
    """The file a school sent as an answer (tệp trả lời câu hỏi): only ever as a download."""
    sent = submissions_of(asked_at(request, pk, asked)).values("pk").order_by()
    found = get_object_or_404(AnswerFile.objects.filter(submission__in=sent), pk=file)
    return handed_over(found.file, found.name, found.kind)


def findings_shown(submission: Submission, paper: Paper) -> DraftFindings:
    """What the rules found when it came, as sheets show it (phát hiện bên lề). Linear."""
    kept = (
        Finding(
            code=each["code"],
            severity=Severity(each["severity"]),
            path=each["path"],
            words=each["words"],
            what=each["what"],
            mend=each["mend"],
        )
        for each in submission.findings
    )
    return DraftFindings(tuple(Seen(each, spot_of(paper, each.path), "") for each in kept))


def reasons_shown(reasons: Iterable[Mapping[str, str]], paper: Paper) -> list[tuple[str, str, str, str]]:
    """The reasons of a return beside their cells (lý do cạnh ô): where, what stands there, kind and words of each."""
    return [
        (_place(paper, each["path"]), _standing(paper, each["path"]), REASONS[each["kind"]], each["words"])
        for each in reasons
    ]


def _place(paper: Paper, path: str) -> str:
    spot = spot_of(paper, path) if path else None
    return "Cả văn bản" if spot is None else f"{spot.name}, ô {spot.cell}" if spot.cell else spot.name


def _standing(paper: Paper, path: str) -> str:
    try:
        found = value_at(paper, path) if path else ""
    except LookupError:
        return ""
    if isinstance(found, Status):
        return STATUS_NAMES[found]
    return found if isinstance(found, str) else ""


def _seen(request: MemberRequest, pk: int, asked: int) -> Submission:
    """The version the person was looking at; the verb refuses where another came meanwhile."""
    latest = latest_at(request, pk, asked)
    wanted = key_or_none(request.POST, "lan")
    return next((each for each in submissions_of(latest.asked) if each.n == wanted), latest)


def _render(request: MemberRequest, asked: Asked, **forms: Any) -> HttpResponse:
    sent = list(submissions_of(asked))
    shown = next((each for each in sent if each.n == key_or_none(request.GET, "lan")), sent[0] if sent else None)
    context = {
        "round": asked.round,
        "asked": asked,
        "late": not sent and asked.state != Asked.State.EXEMPT and asked.due < localdate(),
        "sent": sent,
        "shown": shown,
        "decides": decides(request.acting, asked.round),
        "replies": answers_to(asked),
        "notes": notes_about(asked)[:NOTES_SHOWN],
        "note_form": NoteForm(),
        "is_exempt": asked.state == Asked.State.EXEMPT,
        "open_link": None if asked.school_id else open_link_of(asked, localdate()),
        "link_form": forms.get("link") or LinkForm(initial={"last": asked.due}),
        "extension": forms.get("extension") or ExtensionForm(),
        "exemption": forms.get("exemption") or ReasonForm(),
        **(_of_paper(request, asked, shown, sent, forms.get("back")) if shown else {}),
    }
    return render(request, "oversight/asked.html", context, status=422 if forms else 200)


def _of_paper(
    request: MemberRequest, asked: Asked, shown: Submission, sent: list[Submission], back: ReturnForm | None
) -> dict[str, Any]:
    paper, verdict = paper_of(shown.paper), _verdict(shown)
    findings = findings_shown(shown, paper)
    latest = shown == sent[0]
    return {
        **sheet_context(request, Source(paper, Form(asked.round.form), findings=findings)),
        "findings": findings.all,
        "verdict": verdict,
        "reasons": reasons_shown(verdict.reasons, paper) if verdict else [],
        "answers": _answered(asked, shown),
        "typed": [(STATUS_NAMES[Status(status)], count) for status, count in (shown.typed or {}).items()],
        "signed": shown.bulk_files.filter(state=BulkFile.State.SIGNED).defer("paper")[:SIGNED_SHOWN],
        "may_judge": latest and verdict is None and decides(request.acting, asked.round),
        "may_pass_on": latest and asked.round.through_commune and asked.state in _FRESH,
        "back": back or ReturnForm(shown, paper),
    }


_FRESH = frozenset({Asked.State.SUBMITTED, Asked.State.RESUBMITTED})


def _verdict(submission: Submission) -> Verdict | None:
    return getattr(submission, "verdict", None)


def _answered(asked: Asked, shown: Submission) -> list[tuple[Question, str, AnswerFile | None]]:
    """The questions of the round with what the school answered, and the file where one answers."""
    files = {each.turn: each for each in shown.answer_files.all()}
    told = zip(questions_of(asked.round.questions), shown.answers, strict=False)
    return [(question, answer, files.get(turn)) for turn, (question, answer) in enumerate(told)]
