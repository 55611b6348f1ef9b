"""A paper in the making (tờ giấy): soạn, kiểm tra, ban hành; looking like the sheet it will be."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from caitien.checking.answered import answered_errors
from caitien.checking.settle import errors_mark
from caitien.documents.refusal import Refusal
from caitien.documents.write import write
from caitien.domain.field_names import FORM_NAMES
from caitien.domain.paper import Form
from caitien.domain.papers.paper_marks import Marks
from caitien.domain.refused import Refused
from caitien.domain.site_address import is_local
from caitien.papers.checking import DraftFindings, answer_for_draft, findings_of_draft, open_errors
from caitien.papers.drafting import WordedDraft, Wording, drop_draft, worded_draft_of
from caitien.papers.facts import COUNTED
from caitien.papers.handing import hand_over, send_back, take_from_chair
from caitien.papers.issuing import DEMO, NOWHERE, IssueRequest, issue_paper, proposed_head, standing_head
from caitien.papers.models import Draft
from caitien.papers.preview import Block, PreviewPage, source_of
from caitien.papers.reads import drafts_for
from caitien.plans.life.head import INSTEAD, Replaced, instead_of, replaced_mark
from caitien.plans.models import Task
from caitien.web.errors import Trouble, trouble
from caitien.web.machine.site import absolute
from caitien.web.papers.forms import AnswerForm, IssueForm, SendBackForm
from caitien.web.papers.sheet import sheet_context
from caitien.web.planning.plan import SUFFIXES
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import numbered
from caitien.work.counting.missing import Missing, missing_of

STEPS: Final = {"soan": "Soạn", "kiem-tra": "Kiểm tra", "ban-hanh": "Ban hành"}
SHOWN: Final = 50  # lines or errors listed
ROWS_A_PAGE: Final = 50


@for_members("paper.look")
@require_GET
def draft(request: MemberRequest, pk: int) -> HttpResponse:
    """The whole page, at one of its steps. Thirty queries at most, whatever the rows."""
    return page(request, _found(request, pk), request.GET.get("buoc", ""))


@for_members("paper.look")
@require_GET
def rows(request: MemberRequest, pk: int) -> HttpResponse:
    """The lines a figure counts (những dòng được đếm), a page at a time."""
    found = _found(request, pk)
    worded, what = worded_draft_of(found), request.GET.get("loc", "")
    if what not in COUNTED:
        raise Http404(what)
    shown = numbered(worded.facts.lines[what], ROWS_A_PAGE, request.GET)
    told = [(task, worded.composed.outcomes.get(task.pk)) for task in shown]
    about = {"draft": found, "span": worded.composed.span, "title": COUNTED[what], "what": what}
    context = {**about, "page": shown, "rows": told}
    return render(request, "papers/rows.html", context)


@for_members("paper.look")
@require_GET
def file(request: MemberRequest, pk: int, suffix: str) -> HttpResponse:
    """The draft as it stands, as Word or Excel: to look at; no number, and of a demo school marked as such."""
    found = _found(request, pk)
    if f".{suffix}" not in SUFFIXES:
        raise Http404(suffix)
    worded = worded_draft_of(found)
    data = write(worded.paper, worded.composed.form, f".{suffix}", Marks(demo=found.plan.school.demo))
    if isinstance(data, Refusal):
        return trouble(request, 422, Trouble("Chưa xuất được văn bản", data.reason))
    name = f"{found.form}-{slugify(worded.composed.span.name.replace('–', '-'))}.{suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=SUFFIXES[f".{suffix}"], headers=headers)


@for_members("paper.compose")
@require_POST
def drop(request: MemberRequest, pk: int) -> HttpResponse:
    """Give a draft up."""
    drop_draft(request.user, _found(request, pk))
    messages.success(request, "Đã bỏ bản soạn. Lời đã viết vẫn còn trong câu chuyện của kế hoạch.")
    return redirect("papers")


@for_members("plan.decide")
@require_POST
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Keep who answers for the open errors of a draft."""
    found = _found(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return page(request, found, "kiem-tra", form=form)
    seen = request.POST.get("errors", "")
    kept = answer_for_draft(request.user, found, **form.cleaned_data, seen=seen, today=localdate())
    if isinstance(kept, Refused):
        form.refuse(kept)
        return page(request, found, "kiem-tra", form=form)
    messages.success(request, "Đã ghi người chịu trách nhiệm và lý do.")
    return redirect(f"{reverse('paper', args=[pk])}?buoc=ban-hanh")


@for_members("paper.issue")
@require_POST
def issue(request: MemberRequest, pk: int) -> HttpResponse:
    """Issue what was shown, under its number and date."""
    found = _found(request, pk)
    form = IssueForm(request.POST)
    if not form.is_valid():
        return page(request, found, "ban-hanh", form=form)
    replaced = _replaced(found, form)
    if replaced and request.POST.get("instead", "") != replaced_mark(replaced):
        form.add_error(None, INSTEAD)
        return page(request, found, "ban-hanh", form=form, replaced=replaced, instead=replaced_mark(replaced))
    wanted = IssueRequest(
        number=form.cleaned_data["number"],
        date=form.cleaned_data["date"],
        seen=request.POST.get("seen", ""),
        verify_at=absolute(reverse("verify")) + "/",
    )
    made = issue_paper(request.user, found, wanted, today=localdate())
    if isinstance(made, Refused):
        form.refuse(made)
        return page(request, found, "ban-hanh", form=form)
    messages.success(request, f"Đã ban hành số {made.number}. Văn bản được giữ nguyên vẹn từ nay.")
    return redirect("issued", made.pk)


@for_members("paper.hand")
@require_POST
def hand(request: MemberRequest, pk: int) -> HttpResponse:
    """Hand the paper to the chair, or take it back."""
    found = _found(request, pk)
    if "rut" in request.POST:
        take_from_chair(request.user, found)
        messages.success(request, "Đã rút lại. Hiệu trưởng không còn thấy văn bản này ở trang đầu.")
        return redirect("paper", pk)
    done = hand_over(request.user, found)
    if isinstance(done, Refused):
        return page(request, found, "kiem-tra", done.reason)
    messages.success(request, "Đã trình ký. Hiệu trưởng thấy văn bản ở trang đầu.")
    return redirect("paper", pk)


@for_members("paper.send_back")
@require_POST
def back(request: MemberRequest, pk: int) -> HttpResponse:
    """Send the paper back, with words."""
    found, form = _found(request, pk), SendBackForm(request.POST)
    if form.is_valid():
        done = send_back(request.user, found, words=form.cleaned_data["words"])
        if not isinstance(done, Refused):
            messages.success(request, "Đã trả lại, kèm lời của thầy cô.")
            return redirect("papers")
        form.refuse(done)
    return page(request, found, "soan", back_form=form)


def _replaced(found: Draft, form: IssueForm) -> tuple[Replaced, ...]:
    """What of the number and date the paper bears would be replaced."""
    stood, stands = standing_head(worded_draft_of(found))
    return instead_of(stood, stands, form.cleaned_data["number"], form.cleaned_data["date"])


def page(request: MemberRequest, found: Draft, step: str, why: str = "", **more: Any) -> HttpResponse:
    """The page of a draft at a step; ``why``: what stood against what was sent, ``form`` (in ``more``): the form that
    was not kept."""
    step = step if step in STEPS else "soan"
    worded, today = worded_draft_of(found), localdate()
    findings = findings_of_draft(worded, today)
    errors = errors_of(worded)
    context = {
        "draft": found,
        "plan": found.plan,
        "span": worded.composed.span,
        "form_name": FORM_NAMES[found.form],
        "findings": findings,
        "step": step,
        "steps": STEPS.items(),
        "why": why,
        "nowhere": _nowhere(found),
        "untold": len(worded.composed.untold),
        "errors": errors,
        "open": len(worded.composed.untold) + len(errors["all"]),
        "asks_evaluated": worded.composed.form is not Form.TT57
        and found.plan.school.evaluated == ""
        and request.acting.may("school.describe"),
        "may_compose": request.acting.may("paper.compose"),
        "changed": bool(found.handed_mark) and found.handed_mark != worded.mark,
        "back_form": SendBackForm(auto_id="back_%s"),
        **_STEPS[step](request, worded, findings),
        **more,
    }
    return render(
        request, "papers/draft.html", context, status=422 if why or "form" in more or "back_form" in more else 200
    )


def _nowhere(found: Draft) -> str:
    """Why nothing can be issued here yet, said before anybody signs; "" where it can, and in a demo, which never
    issues."""
    verify_at = absolute(reverse("verify")) + "/"
    return NOWHERE.format(verify_at) if is_local(verify_at) and not found.plan.school.demo else ""


def _found(request: MemberRequest, pk: int) -> Draft:
    return get_object_or_404(drafts_for(request.acting), pk=pk)


def errors_of(worded: WordedDraft) -> dict[str, Any]:
    """The errors nobody answered for, as the page lists them."""
    errors = open_errors(worded, localdate())
    return {"all": errors, "shown": errors[:SHOWN], "more": len(errors[SHOWN:]), "mark": errors_mark(errors)}


# --- the steps --------------------------------------------------------------------------------------------------------


def _composing(request: MemberRequest, worded: WordedDraft, findings: DraftFindings) -> dict[str, Any]:
    shown = sheet_context(request, source_of(worded, findings))
    return {
        **shown,
        "head_slots": [wording for wording in worded.wordings.values() if wording.slot.headed],
        "blank_slots": _not_shown(worded, shown["preview_pages"]),
        **(_issuing(request, worded, findings) if worded.draft.handed_at else {}),
    }


def _not_shown(worded: WordedDraft, preview_pages: Iterable[PreviewPage]) -> list[Wording]:
    """The slots no line of the sheet stands in: they are blank, and offered below it."""
    parts = (part for preview_page in preview_pages for part in preview_page.parts)
    shown = {part.wording.slot.key for part in parts if isinstance(part, Block) and part.wording}
    return [each for key, each in worded.wordings.items() if not each.slot.headed and key not in shown]


def _checking(request: MemberRequest, worded: WordedDraft, findings: DraftFindings) -> dict[str, Any]:
    shown = numbered(findings.open, ROWS_A_PAGE, request.GET)
    return {
        "page": shown,
        "missing": _missing(worded, worded.composed.untold[:SHOWN]),
        "missing_more": len(worded.composed.untold[SHOWN:]),
        "may_decide": request.acting.may("plan.decide"),
        "form": AnswerForm(initial={"name": str(request.user)}),
    }


def _issuing(request: MemberRequest, worded: WordedDraft, findings: DraftFindings) -> dict[str, Any]:
    number, date = proposed_head(worded, localdate())
    return {
        "answered": answered_errors(worded.draft.plan, findings.errors),
        "seen": worded.mark,
        "form": IssueForm(initial={"number": number, "date": date}),
        "demo": DEMO if worded.draft.plan.school.demo else "",
        "may_issue": request.acting.may("paper.issue"),
    }


def _missing(worded: WordedDraft, tasks: Sequence[Task]) -> list[Missing]:
    """The lines in no column, and from whom they are missing."""
    return missing_of(worded.draft.plan, tasks, localdate()) if tasks else []


_STEPS: Final[Mapping[str, Callable[[MemberRequest, WordedDraft, DraftFindings], dict[str, Any]]]] = {
    "soan": _composing,
    "kiem-tra": _checking,
    "ban-hanh": _issuing,
}
