"""Lines of a draft come and go (thêm, bỏ, lấy lại dòng): from the table or from a page that needs no script."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.plans.models import Plan, Task
from caitien.plans.reads import plans_for
from caitien.plans.table.leaving import LAST_REMOVED, removed_lines
from caitien.plans.table.rows import GOAL_CELLS, TASK_CELLS
from caitien.plans.table.table_lines import add_line, bring_back_line, remove_line
from caitien.web.planning.table_page.boxes import NAMES, table_of
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent import key_in, key_or_none

ADDED: Final = "Đã thêm một dòng."
BACK: Final = "Đã lấy lại dòng."
LINES_A_PAGE: Final = 50


@for_members("plan.edit")
@require_http_methods(["GET", "POST"])
def add(request: MemberRequest, pk: int) -> HttpResponse:
    """A line more: with the words that were typed, or blank right after another, to be filled in the table. Six queries
    to look."""
    plan = _plan(request, pk)
    after = key_or_none(request.POST or request.GET, "after") or 0
    if request.method == "GET":
        return render(request, "table/add.html", add_context(request, plan, after))
    typed = {name: request.POST[name] for name in (*GOAL_CELLS, *TASK_CELLS) if name in request.POST}
    task = add_line(request.user, plan, values=typed, after=after or None)
    if isinstance(task, Refused):
        return _refused(request, task, add_context(request, plan, after, typed, task.reason))
    if request.htmx:
        return JsonResponse({"line": task.pk})
    messages.success(request, ADDED)
    return redirect(_at(plan, task)) if typed else redirect("line_edit", plan.pk, task.pk)


@for_members("plan.edit")
@require_POST
def remove(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """Take a line out; the page then offers it back."""
    plan = _plan(request, pk)
    gone = remove_line(request.user, plan, task=task, seen=request.POST.get("seen", ""))
    if isinstance(gone, Refused):
        return _refused(request, gone, {"plan": plan})
    if request.htmx:
        return JsonResponse({"line": gone.pk})
    return redirect(reverse("plan", query={"nam": plan.school_year, "bo": gone.pk}))


@for_members("plan.edit")
@require_GET
def removed(request: MemberRequest, pk: int) -> HttpResponse:
    """The lines that were taken out (dòng đã bỏ), the last one first; while the plan is a draft each can come back.
    Five queries."""
    plan = _plan(request, pk)
    page = stretch(removed_lines(plan), LAST_REMOVED, LINES_A_PAGE, request.GET)
    draft = plan.state == PlanState.DRAFT
    return render(request, "table/removed.html", {"plan": plan, "page": page, "draft": draft})


@for_members("plan.edit")
@require_POST
def bring_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Put a line back that was taken out."""
    plan = _plan(request, pk)
    task = bring_back_line(request.user, plan, task=key_in(request.POST, "dong"))
    if isinstance(task, Refused):
        return _refused(request, task, {"plan": plan})
    if request.htmx:
        return JsonResponse({"line": task.pk})
    messages.success(request, BACK)
    return redirect(_at(plan, task))


def add_context(
    request: MemberRequest, plan: Plan, after: int = 0, typed: Mapping[str, str] | None = None, why: str = ""
) -> dict[str, Any]:
    """What the form of a new line needs: its cells in the order of the paper, with what was typed. No query."""
    typed = typed or {}
    fields = table_of(request.acting, plan, ()).fields
    boxes = [{"field": name, "name": NAMES[name], "text": typed.get(name, "")} for name in fields]
    return {"plan": plan, "after": after, "boxes": boxes, "why": why, "draft": plan.state == PlanState.DRAFT}


def _plan(request: MemberRequest, pk: int) -> Plan:
    return get_object_or_404(plans_for(request.acting), pk=pk)


def _refused(request: MemberRequest, why: Refused, context: dict[str, Any]) -> HttpResponse:
    """Why nothing was done, with what was typed; for the table the sentence alone."""
    if request.htmx:
        return JsonResponse({"why": why.reason}, status=422)
    if "boxes" in context:
        return render(request, "table/add.html", context, status=422)
    messages.error(request, why.reason)
    return redirect(reverse("plan", query={"nam": context["plan"].school_year}))


def _at(plan: Plan, task: Task) -> str:
    """The line in the table; on the page it stands on."""
    return reverse("plan", query={"nam": plan.school_year}, fragment=f"viec-{task.pk}")
