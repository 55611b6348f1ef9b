"""Another set of standards (chuyển bộ tiêu chuẩn): where does each line of this draft belong now?"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from caitien.domain.refused import Refused
from caitien.plans.models import Plan
from caitien.plans.reads import plans_for
from caitien.renewal.models import Renewal
from caitien.renewal.moves import Moves, hindrance_of, move_of, moves_of, targets_of
from caitien.renewal.moving import begin_move, move_line, move_ready, undo_move, undo_move_line
from caitien.renewal.sets import set_name
from caitien.web.renewal.lists import NO_CRITERION, chosen, counts_of, criteria_of, list_context, shown_at
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import say


@for_members("renewal.look")
@require_GET
def standards(request: MemberRequest, pk: int) -> HttpResponse:
    """The lines of a draft and where they may go; before that, the sets it may go over into. Twelve queries."""
    return show(request, _plan(request, pk))


@for_members("renewal.decide")
@require_POST
def begin(request: MemberRequest, pk: int) -> HttpResponse:
    """Put the draft under another set."""
    plan = _plan(request, pk)
    found = begin_move(request.user, plan, framework=request.POST.get("framework", ""))
    say(request, found, "Đã bắt đầu chuyển. Mỗi dòng xin thầy cô xác nhận một lần; tiêu chí cũ vẫn giữ bên cạnh.")
    return redirect("standards", pk)


@for_members("renewal.decide")
@require_POST
def move(request: MemberRequest, pk: int, goal: int) -> HttpResponse:
    """Put a line under its new criterion."""
    plan = _plan(request, pk)
    seen = request.POST.get("seen", "")
    found = move_line(request.user, plan, goal=goal, criterion=chosen(request), seen=seen)
    if isinstance(found, Refused):
        return _render_row(request, plan, goal, why=found.reason)
    return _render_row(request, plan, goal, done="Đã chuyển.")


@for_members("renewal.decide")
@require_POST
def undo(request: MemberRequest, pk: int, goal: int) -> HttpResponse:
    """Put a line back under its old criterion."""
    plan = _plan(request, pk)
    found = undo_move_line(request.user, plan, goal=goal)
    return (
        _render_row(request, plan, goal, why=found.reason)
        if found
        else _render_row(request, plan, goal, done="Mời chọn lại.")
    )


@for_members("renewal.decide")
@require_POST
def take(request: MemberRequest, pk: int) -> HttpResponse:
    """Move all lines that have one place to go to."""
    found = move_ready(request.user, _plan(request, pk))
    say(request, found, f"Đã chuyển {found} dòng theo bảng. Dòng nào muốn đổi, mở “Đã quyết định”.")
    return redirect("standards", pk)


@for_members("renewal.decide")
@require_POST
def undo_everything(request: MemberRequest, pk: int) -> HttpResponse:
    """Put the plan back under its old set."""
    plan = _plan(request, pk)
    say(request, undo_move(request.user, plan) or plan, "Kế hoạch đã về bộ tiêu chuẩn cũ, từng chữ như trước.")
    return redirect("standards", pk)


def show(request: MemberRequest, plan: Plan, *, status: int = 200, **trouble: Any) -> HttpResponse:
    """The page; ``trouble``: why a line was not moved (``why``), which (``at``), what was chosen (``typed``)."""
    renewal = move_of(plan)
    context: dict[str, Any] = {"plan": plan, "may_decide": request.acting.may("renewal.decide"), **trouble}
    if renewal is None:
        hindrance = hindrance_of(plan)
        offered = () if hindrance else targets_of(plan)
        context |= {"hindrance": hindrance.reason if hindrance else "", "offered": offered}
        return render(request, "renewal/standards.html", {**context, "set_from": set_name(plan.framework)})
    moves = moves_of(renewal)
    further = targets_of(plan) if moves.over and not hindrance_of(plan) else ()
    context |= {**_around(renewal, moves), **list_context(request, moves), "offered": further}
    return render(request, "renewal/standards.html", context, status=status)


def _around(renewal: Renewal, moves: Moves) -> dict[str, Any]:
    return {
        "renewal": renewal,
        "plan": renewal.plan,
        "closed": renewal.plan.state != "draft",
        "criteria": criteria_of(renewal.framework),
        "set_from": set_name(renewal.framework_from),
        "set_to": set_name(renewal.framework),
        "none": NO_CRITERION,
        "moves": moves,
    }


def _render_row(request: MemberRequest, plan: Plan, goal: int, *, why: str = "", done: str = "") -> HttpResponse:
    """For htmx the card of the line and the figures above, else the whole page."""
    renewal = move_of(plan)
    trouble = {"why": why, "at": goal, "typed": {"criterion": request.POST.get("criterion", "")}} if why else {}
    moves = moves_of(renewal) if renewal else None
    row = moves.row(goal) if moves and request.htmx else None
    if renewal and moves and row:
        context = {**_around(renewal, moves), **counts_of(moves), "row": row, "swapped": True, "done": done}
        context["shown"] = shown_at(request, moves)
        return render(request, "renewal/move.html", {**context, "may_decide": True, **trouble})
    if why:
        return show(request, plan, status=422, **trouble)
    messages.success(request, done)
    return redirect("standards", plan.pk)


def _plan(request: MemberRequest, pk: int) -> Plan:
    return get_object_or_404(plans_for(request.acting).select_related("school"), pk=pk)
