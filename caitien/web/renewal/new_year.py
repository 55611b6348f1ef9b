"""The new year (năm mới): what do we carry over? Row by row, the doubtful first, each confirmed by a person."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from caitien.domain.refused import Refused
from caitien.needs.coverage import nearly_all
from caitien.plans.models import Plan
from caitien.plans.reads import plans_for
from caitien.renewal.begin import Prospect, begin_renewal, offered_sets, prospect_of
from caitien.renewal.deciding import Wish, decide_line, take_ready
from caitien.renewal.models import Renewal
from caitien.renewal.propose import Ask, Proposals, proposals_of
from caitien.renewal.sets import set_name
from caitien.renewal.undoing import undo_all, undo_line
from caitien.reviews.reads import lessons_for
from caitien.web.renewal.lists import NO_CRITERION, chosen, counts_of, criteria_of, list_context, shown_at
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import say

ASKED: Final[Mapping[str, str]] = {  # what is asked of a line, in a sentence
    Ask.STATE: "Năm trước chưa rõ việc này làm đến đâu.",
    Ask.SPAN: "Việc của nhiều năm, còn hạn trong năm mới: đã xong hẳn, hay mới xong phần năm trước?",
    Ask.CRITERION: "Bộ mới đánh số khác: dòng này thuộc tiêu chí nào?",
    Ask.TIME: "Thời gian cũ đã qua: năm nay làm khi nào?",
    Ask.PEOPLE: "Có người được giao không còn trong trường.",
    Ask.FIGURE: "Số đo gần nhất có dùng làm số đầu kỳ của năm mới không?",
}
TYPED: Final = ("criterion", "work", "time", "cause", "evidence", "figures")


@for_members("renewal.look")
@require_GET
def new_year(request: MemberRequest) -> HttpResponse:
    """The rows of last year's plan, or what to do before there are any. Thirty queries at most, however many rows."""
    return show(request, request.GET.get("tu"))


@for_members("renewal.decide")
@require_POST
def begin(request: MemberRequest, pk: int) -> HttpResponse:
    """Begin the plan of the year after this one."""
    source = _plan(request, pk)
    found = begin_renewal(request.user, source, framework=request.POST.get("framework", ""))
    year = found.plan.school_year if isinstance(found, Renewal) else ""
    say(request, found, f"Đã mở bản soạn kế hoạch năm học {year}. Mỗi dòng xin thầy cô quyết định một lần.")
    return _to(source)


@for_members("renewal.decide")
@require_POST
def decide(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """Carry a line, as it is or changed, or leave it; what was typed stays where it cannot be done."""
    plan = _plan(request, pk)
    carry = request.POST.get("decision") == "carry"
    found = decide_line(request.user, plan, task=task, wish=_wish(request, carry), seen=request.POST.get("seen", ""))
    if isinstance(found, Refused):
        return _render_row(request, plan, task, why=found.reason)
    return _render_row(request, plan, task, done="Đã mang sang năm mới." if carry else "Đã để lại năm trước.")


@for_members("renewal.decide")
@require_POST
def undo(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """Take the decision about a line back."""
    plan = _plan(request, pk)
    found = undo_line(request.user, plan, task=task)
    return (
        _render_row(request, plan, task, why=found.reason)
        if found
        else _render_row(request, plan, task, done="Mời quyết định lại.")
    )


@for_members("renewal.decide")
@require_POST
def take(request: MemberRequest, pk: int) -> HttpResponse:
    """Take over all that raises no question."""
    plan = _plan(request, pk)
    found = take_ready(request.user, plan)
    say(request, found, f"Đã nhận {found} dòng theo đề nghị. Dòng nào muốn đổi, mở “Đã quyết định”.")
    return _to(_source(plan))


@for_members("renewal.decide")
@require_POST
def undo_everything(request: MemberRequest, pk: int) -> HttpResponse:
    """Begin anew: no line decided, another set may be chosen."""
    plan = _plan(request, pk)
    source = _source(plan)
    found = undo_all(request.user, plan)
    say(request, found or plan, "Đã rút hết các dòng đã mang sang. Có thể chọn lại bộ tiêu chuẩn và bắt đầu.")
    return _to(source)


def show(request: MemberRequest, year: str | None, *, status: int = 200, **trouble: Any) -> HttpResponse:
    """The page; ``trouble``: why something was not kept (``why``), of which row (``at``), and what was ``typed``."""
    plans = list(plans_for(request.acting).select_related("school"))
    found = prospect_of(plans, year)
    if found is None:
        raise Http404(year)
    context: dict[str, Any] = {"plans": plans, "may_decide": request.acting.may("renewal.decide"), **trouble}
    if isinstance(found, Refused):
        return render(request, "renewal/new_year.html", {**context, "hindrance": found.reason})
    return render(request, "renewal/new_year.html", {**context, **_prospect(request, found)}, status=status)


def _prospect(request: MemberRequest, found: Prospect) -> dict[str, Any]:
    hindrance = found.hindrance
    context = {"prospect": found, "source": found.source, "hindrance": hindrance.reason if hindrance else ""}
    if found.renewal is None:
        return context | {"offered": () if hindrance else offered_sets(found.source, found.year)}
    renewal = _whole(found.renewal, found)
    proposals = proposals_of(renewal)
    return {
        **context,
        **_around(renewal, proposals),
        **list_context(request, proposals),
        "warning": nearly_all(renewal.plan, localdate()),
        "lessons": lessons_for(request.acting).filter(plan=found.source),
    }


def _whole(renewal: Renewal, found: Prospect) -> Renewal:
    """The renewal with both plans at hand."""
    renewal.source = found.source
    renewal.plan = found.plan or renewal.plan
    return renewal


def _around(renewal: Renewal, proposals: Proposals) -> dict[str, Any]:
    """What every row of the page needs."""
    return {
        "renewal": renewal,
        "plan": renewal.plan,
        "closed": renewal.plan.state != "draft",
        "asked": ASKED,
        "criteria": criteria_of(renewal.framework) if renewal.renumbers else (),
        "set_from": set_name(renewal.framework_from),
        "set_to": set_name(renewal.framework),
        "none": NO_CRITERION,
        "proposals": proposals,
    }


def _render_row(request: MemberRequest, plan: Plan, task: int, *, why: str = "", done: str = "") -> HttpResponse:
    """For htmx the card of the line and the figures above, else the whole page: with the line still open in trouble."""
    renewal = Renewal.objects.filter(plan=plan, source__isnull=False).select_related("plan", "source__school").first()
    typed = {name: request.POST.get(name, "") for name in TYPED} if why else {}
    trouble = {"why": why, "at": task, "typed": typed} if why else {}
    row = proposals_of(renewal).row(task) if renewal and request.htmx else None
    if renewal and row:
        proposals = proposals_of(renewal)
        context = {**_around(renewal, proposals), **counts_of(proposals), "row": row, "swapped": True, "done": done}
        context |= {"source": renewal.source, "shown": shown_at(request, proposals)}
        return render(request, "renewal/row.html", {**context, "may_decide": True, **trouble})
    if why:
        return show(request, renewal.source.school_year if renewal and renewal.source else None, status=422, **trouble)
    messages.success(request, done)
    return _to(_source(plan))


def _wish(request: MemberRequest, carry: bool) -> Wish:
    sent = request.POST
    return Wish(
        carry=carry,
        criterion=chosen(request),
        work=sent.get("work"),
        time=sent.get("time"),
        cause=sent.get("cause", ""),
        evidence="evidence" in sent,
        figures="figures" in sent,
    )


def _plan(request: MemberRequest, pk: int) -> Plan:
    return get_object_or_404(plans_for(request.acting).select_related("school"), pk=pk)


def _source(plan: Plan) -> Plan:
    """Last year's plan, whose page it is; the plan itself where nothing is under way."""
    found = Renewal.objects.filter(plan=plan, source__isnull=False).select_related("source").first()
    return found.source if found and found.source else plan


def _to(source: Plan) -> HttpResponse:
    return redirect(f"{reverse('renewal')}?{urlencode({'tu': source.school_year})}")
