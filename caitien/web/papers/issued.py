"""An issued paper (văn bản đã ban hành): what it is, its files, what it replaces and what replaces it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from caitien.documents.refusal import Refusal
from caitien.domain.paper import Form
from caitien.domain.papers.official_paper import OFFICIAL_NAMES, OfficialPaper
from caitien.domain.refused import Refused
from caitien.jobs.print_pdf import print_word
from caitien.papers.codes import say_code
from caitien.papers.drafting import correct_issue
from caitien.papers.models import Issue, SignedCopy
from caitien.papers.preview import Source
from caitien.papers.reads import file_of_issue, issues_for, official_paper_of, paper_of_issue
from caitien.papers.signed_copies import signed_copies_of
from caitien.web.errors import Trouble, trouble
from caitien.web.papers.forms import PutAsideForm, ReplaceForm, SignedForm
from caitien.web.papers.sheet import sheet_context
from caitien.web.planning.plan import SUFFIXES
from caitien.web.requests.member import MemberRequest, for_members

HURT = "Bản lưu có dấu hiệu hỏng"


@for_members("paper.look")
@require_GET
def issued(request: MemberRequest, pk: int) -> HttpResponse:
    """An issued paper as its sheets, then what proves it. Seven queries."""
    return render_issue(request, get_object_or_404(issues_for(request.acting), pk=pk))


@for_members("paper.look")
@require_GET
def file(request: MemberRequest, pk: int, suffix: str) -> HttpResponse:
    """The Word file that was kept, or Excel from what was issued; proved by its hash."""
    found = get_object_or_404(issues_for(request.acting), pk=pk)
    if f".{suffix}" not in SUFFIXES:
        raise Http404(suffix)
    data = file_of_issue(found, f".{suffix}")
    if isinstance(data, Refusal):
        return trouble(request, 409, Trouble(HURT, data.reason))
    headers = {"Content-Disposition": f'attachment; filename="{name_of(found)}.{suffix}"'}
    return HttpResponse(data, content_type=SUFFIXES[f".{suffix}"], headers=headers)


@for_members("paper.look")
@require_POST
def pdf(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask for the kept Word file as PDF: a job, for LibreOffice takes its time."""
    found = get_object_or_404(issues_for(request.acting), pk=pk)
    job = print_word(
        request.user,
        found.school,
        word=found.file.name or "",
        sha256=found.file_sha256,
        name=f"{name_of(found)}.pdf",
        leads_to=reverse("issued", args=[pk]),
    )
    return render_issue(request, found, job.reason) if isinstance(job, Refusal) else redirect("job", job.pk)


@for_members("paper.compose")
@require_POST
def correct(request: MemberRequest, pk: int) -> HttpResponse:
    """Begin the paper that will replace an issued one, with a reason."""
    found = get_object_or_404(issues_for(request.acting), pk=pk)
    form = ReplaceForm(request.POST)
    if form.is_valid():
        made = correct_issue(request.user, found, reason=form.cleaned_data["reason"])
        if not isinstance(made, Refused):
            return redirect("paper", made.pk)
        form.refuse(made)
    return render_issue(request, found, form=form)


def name_of(issue: Issue) -> str:
    """What the files of an issued paper are called: "05-bc-thpths-2027"."""
    return f"{slugify(issue.number.replace('/', '-')) or 'van-ban'}-{issue.year}"


def _shown(request: MemberRequest, found: Issue) -> dict[str, Any]:
    """What was issued, as its page shows it: sheets of a paper of improvement, parts of another; or that it is hurt."""
    official = found.form in OFFICIAL_NAMES
    paper = official_paper_of(found) if official else paper_of_issue(found)
    if isinstance(paper, Refusal):
        return {"hurt": paper.reason}
    if isinstance(paper, OfficialPaper):
        return {"paper": paper}
    return sheet_context(request, Source(paper, Form(found.form)))


def render_issue(
    request: MemberRequest,
    found: Issue,
    why: str = "",
    form: ReplaceForm | None = None,
    signing: SignedForm | None = None,
    dropping: tuple[int, PutAsideForm] | None = None,
) -> HttpResponse:
    """The page of an issued paper (trang văn bản đã ban hành), perhaps with what is amiss in one of its forms."""
    context = {
        **_shown(request, found),
        "plan": found.plan,
        "issue": found,
        "code": say_code(found.code),
        "later": getattr(found, "replaced_by", None),
        "official": found.form in OFFICIAL_NAMES,  # composed where it belongs: in Word alone, replaced from there
        "may_compose": request.acting.may("paper.compose"),
        "why": why,
        "form": form or ReplaceForm(),
        "copies": [(each, _drop_form(request, each.copy, dropping)) for each in signed_copies_of(found)],
        "may_keep_signed": request.acting.may("paper.keep_signed") and not found.plan.school.demo,
        "signing": signing or SignedForm(auto_id="signed_%s"),
        "signing_open": signing is not None,
    }
    return render(request, "papers/issued.html", context, status=422 if why or form or signing or dropping else 200)


def _drop_form(request: MemberRequest, copy: SignedCopy, sent: tuple[int, PutAsideForm] | None) -> PutAsideForm | None:
    """The form by which the person may put a signed copy aside; None where they may not, or somebody did."""
    if copy.removed_at or not request.acting.may("paper.drop_signed", copy):
        return None
    return sent[1] if sent and sent[0] == copy.pk else PutAsideForm(auto_id=f"drop-{copy.pk}_%s")
