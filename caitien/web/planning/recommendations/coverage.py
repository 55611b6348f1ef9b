"""What the plan answers and what it leaves open (độ phủ), the lines to tie, and the tap that drafts one."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.domain.needs.need import KIND_NAMES
from caitien.needs.answers import answers_of, confirm_answers, link_answers, still_proposed, unlink_answer
from caitien.needs.coverage import (
    coverage_of,
    criteria_of,
    loose_lines,
    nearly_all,
    needs_covered,
    offered_to,
    proposals_of,
)
from caitien.needs.needs import IN_ORDER
from caitien.plans.models import Plan, Task
from caitien.plans.reads import lines_for, plans_for
from caitien.web.planning.recommendations.needs import address_with, filters_of
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import AFTER, BEFORE, stretch
from caitien.web.requests.sent import key_in, key_of

NEEDS_A_PAGE: Final = 50
LINES_A_PAGE: Final = 50
PROPOSALS_SHOWN: Final = 24  # as many as a form may send
LISTS: Final = {  # what the page lists: its name in the address → in words
    "": "Chưa có dòng",
    "co-dong": "Đã có dòng",
    "dong": "Dòng không đáp lại điều nào",
}
TIED: Final = {True: "Đã nối dòng này với điều cần cải tiến.", False: "Hai bên đã được nối từ trước."}


@for_members("plan.look")
@require_GET
def coverage(request: MemberRequest) -> HttpResponse:
    """Figures, then one of three lists: needs without a line, with one, lines that answer none. Fifteen queries."""
    plans, plan = _plan_of(request)
    if plan is None:
        return render(request, "planning/coverage.html", {"plans": plans})
    return render(request, "planning/coverage.html", {"plans": plans, "plan": plan, **_lists(request, plan)})


@for_members("plan.look", post="need.answer")
@require_http_methods(["GET", "POST"])
def match(request: MemberRequest) -> HttpResponse:
    """Lines that may answer what has none (đề nghị nối), the doubtful first; a person ticks those that do."""
    _, plan = _plan_of(request)
    if plan is None:
        raise Http404
    if request.method == "POST":
        count = confirm_answers(request.user, plan, pairs=_pairs(request))
        messages.success(request, f"Đã nối {count} chỗ." if count else "Chưa nối chỗ nào.")
        return redirect(f"{reverse('match_needs')}?{urlencode({'nam': plan.school_year})}")
    found = proposals_of(request.acting, plan)
    context = {
        "plan": plan,
        "proposals": found[:PROPOSALS_SHOWN],
        "more": len(found[PROPOSALS_SHOWN:]),
        "may_answer": request.acting.may("need.answer"),
    }
    return render(request, "planning/needs_match.html", context)


@for_members("need.answer")
@require_POST
def tie(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """Say that a line answers a need (nối)."""
    found = get_object_or_404(lines_for(request.acting), plan=pk, pk=task)
    fresh = link_answers(request.user, found.goal, keys=[key_in(request.POST, "need")])
    return _answered(request, found, TIED[bool(fresh)])


@for_members("need.answer")
@require_POST
def untie(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """Say that it does not, after all (bỏ nối)."""
    found = get_object_or_404(lines_for(request.acting), plan=pk, pk=task)
    gone = unlink_answer(request.user, found.goal, key=key_in(request.POST, "need"))
    return _answered(request, found, "Đã bỏ nối." if gone else "Hai bên không còn nối với nhau.")


def answers_context(request: MemberRequest, task: Task) -> dict[str, Any]:
    """What ``planning/answers.html`` shows of a line: what it answers, what it could, whether one may say so.

    Two queries.
    """
    answers = [(answer.need, still_proposed(task, answer.need)) for answer in answers_of(task.goal)]
    return {
        "plan": task.plan,
        "task": task,
        "answers": answers,
        "offered": offered_to(request.acting, task, [need for need, _ in answers]),
        "may_answer": request.acting.may("need.answer"),
    }


def _answered(request: MemberRequest, task: Task, said: str) -> HttpResponse:
    """For htmx the part of the page that changed, else the page the tap was on."""
    if request.htmx:
        return render(request, "planning/answers.html", {**answers_context(request, task), "said": said})
    messages.success(request, said)
    return redirect(back(request, task.plan))


def _lists(request: MemberRequest, plan: Plan) -> dict[str, Any]:
    shown = request.GET.get("xem", "")
    filters, shown = filters_of(request), shown if shown in LISTS else ""
    return {
        "coverage": coverage_of(plan),
        "warning": nearly_all(plan, localdate()),
        "lists": LISTS,
        "shown": shown,
        "filters": filters,
        "around": address_with(request, "xem", AFTER, BEFORE),
        "criteria": criteria_of(request.acting),
        "kinds": KIND_NAMES,
        "page": _page_of_list(request, plan, shown, filters),
        "may_answer": request.acting.may("need.answer"),
        "may_draft": request.acting.may("plan.edit"),
    }


def _page_of_list(request: MemberRequest, plan: Plan, shown: str, filters: dict[str, str]) -> Any:
    if shown == "dong":
        found: Any = loose_lines(plan, criterion=filters["criterion"], words=filters["words"])
        return stretch(found, ["position", "pk"], LINES_A_PAGE, request.GET)
    needs = needs_covered(request.acting, plan, **filters, answered=shown == "co-dong")
    return stretch(needs, IN_ORDER, NEEDS_A_PAGE, request.GET)


def _plan_of(request: MemberRequest) -> tuple[list[Plan], Plan | None]:
    """The plans, and the one of the year the address names; the newest where it names none. 404 for an unknown year."""
    plans, year = list(plans_for(request.acting)), request.GET.get("nam")
    found = next((plan for plan in plans if year in (None, plan.school_year)), None)
    if found is None and year is not None:
        raise Http404(year)
    return plans, found


def _pairs(request: MemberRequest) -> list[tuple[int, int]]:
    """The ticked proposals: "need-line"."""
    parts = (text.partition("-") for text in request.POST.getlist("noi"))
    return [(key_of(need), key_of(goal)) for need, _, goal in parts]


def back(request: MemberRequest, plan: Plan) -> str:
    """The page the tap was on, else the coverage of the plan."""
    page = request.POST.get("page", "")
    if page.startswith("/") and url_has_allowed_host_and_scheme(page, None):
        return page
    return f"{reverse('coverage')}?{urlencode({'nam': plan.school_year})}"
