"""What people of the school propose (đề xuất): one's own with the answers; to the council all of them."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from caitien.domain.refused import Refused
from caitien.plans.models import Plan
from caitien.plans.reads import plans_for
from caitien.reviews.meetings.agenda import name_of
from caitien.reviews.models import StaffProposal
from caitien.reviews.proposing import answer_mark, answer_proposal, proposals_for, propose, take_back_proposal
from caitien.web.requests.fields import PageForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent import key_in, say
from caitien.web.reviews.forms import ProposalAnswerForm, ProposeForm

PROPOSALS_A_PAGE: Final = 30
LINES_OFFERED: Final = 500


@for_members("proposal.make")
@require_GET
def proposals(request: MemberRequest) -> HttpResponse:
    """The proposals of a year. Eight queries."""
    return _render(request, request.GET.get("nam"))


@for_members("proposal.make")
@require_POST
def make(request: MemberRequest) -> HttpResponse:
    """Propose something."""
    plan = get_object_or_404(plans_for(request.acting), pk=key_in(request.POST, "plan"))
    form = ProposeForm(_lines(plan), request.POST)
    if form.is_valid():
        said = propose(request.user, plan, **form.cleaned_data)
        if not isinstance(said, Refused):
            messages.success(request, "Đã gửi hội đồng. Câu trả lời sẽ hiện ở đây và ở chuông báo.")
            return redirect("proposals")
        form.refuse(said)
    return _render(request, plan.school_year, form=form)


@for_members("proposal.take_back")
@require_POST
def take_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Take one's own proposal back."""
    row = get_object_or_404(StaffProposal, pk=pk, school=request.acting.school)
    say(request, take_back_proposal(request.user, row), "Đã rút lại đề xuất.")
    return redirect("proposals")


@for_members("proposal.answer")
@require_POST
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Answer a proposal."""
    row = _proposal(request, pk)
    form = ProposalAnswerForm(request.POST, auto_id=f"tl-{pk}-%s")
    if form.is_valid():
        said = answer_proposal(request.user, row, **form.cleaned_data, seen=request.POST.get("seen", ""))
        if not isinstance(said, Refused):
            messages.success(request, f"Đã trả lời {row.by}.")
            return redirect("proposals")
        form.refuse(said)
    return _render(request, row.plan.school_year, **{f"answer {pk}": form})


def _proposal(request: MemberRequest, pk: int) -> StaffProposal:
    return get_object_or_404(proposals_for(request.acting), pk=pk)


def _lines(plan: Plan) -> list[tuple[int, str]]:
    lines = plan.tasks.filter(withdrawn=False).select_related("goal").order_by("position")[:LINES_OFFERED]
    return [(task.pk, name_of(task)[:100]) for task in lines]


def _render(request: MemberRequest, year: str | None, **sent: PageForm) -> HttpResponse:
    plans = list(plans_for(request.acting))
    plan = next((plan for plan in plans if year in (None, plan.school_year)), None)
    if plan is None and year is not None:
        raise Http404(year)
    context: dict[str, Any] = {"plans": plans, "plan": plan}
    if plan:
        page = stretch(proposals_for(request.acting).filter(plan=plan), ["-pk"], PROPOSALS_A_PAGE, request.GET)
        answers = request.acting.may("proposal.answer")
        context |= {
            "page": page,
            "rows": [(row, _answer_form(row, sent) if answers else None, answer_mark(row)) for row in page],
            "form": sent.get("form") or ProposeForm(_lines(plan)),
        }
    return render(request, "reviews/proposals.html", context, status=422 if sent else 200)


def _answer_form(row: StaffProposal, sent: dict[str, PageForm]) -> PageForm:
    return sent.get(f"answer {row.pk}") or ProposalAnswerForm(auto_id=f"tl-{row.pk}-%s")
