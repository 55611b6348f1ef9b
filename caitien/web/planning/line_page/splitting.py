"""A line told apart into its actions (tách dòng): proposed, corrected and confirmed; and taken back."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from caitien.domain.field_names import STATUS_NAMES
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import clean
from caitien.plans.models import Task
from caitien.plans.table.split import (
    LeftOut,
    Piece,
    action_text,
    join_tasks,
    line_mark,
    proposed_pieces,
    split_task,
    states_told,
    why_not_split,
)
from caitien.web.planning.line_page.line import line_at
from caitien.web.requests.member import MemberRequest, for_members


@for_members("plan.edit", post="plan.edit")
@require_http_methods(["GET", "POST"])
def split(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """The pieces as proposed or as typed; confirmed, they become lines."""
    found = line_at(request, pk, task)
    if request.method == "GET":
        return _render_page(
            request, found, proposed_pieces(found) or (Piece(action_text(found), found.state), Piece(""))
        )
    pieces = _typed(request)
    if "them" in request.POST:
        return _render_page(request, found, [*pieces, Piece("")])
    leaving = "bo-chu" in request.POST
    done = split_task(
        request.user, found.plan, task=task, pieces=pieces, seen=request.POST.get("seen", ""), leaving=leaving
    )
    if isinstance(done, Refused):
        return _render_page(request, found, pieces, done)
    messages.success(request, f"Đã tách thành {len(done)} dòng. Hãy xem lại người làm và thời gian của từng dòng.")
    return redirect("line", pk, task)


@for_members("plan.edit")
@require_POST
def join(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """The lines of the goal become one again."""
    found = line_at(request, pk, task)
    done = join_tasks(request.user, found.plan, goal=found.goal_id, seen=request.POST.get("seen", ""))
    if isinstance(done, Refused):
        messages.error(request, done.reason)
        return redirect("line", pk, task)
    messages.success(request, "Đã gộp lại thành một dòng.")
    return redirect("line", pk, done[0].pk)


def _typed(request: MemberRequest) -> list[Piece]:
    """The pieces of the form, as typed."""
    fields = (request.POST.getlist(name) for name in ("viec", "tinh-trang", "ket-qua"))
    rows = zip_longest(*fields, fillvalue="")
    known = [(work, state if state in STATUS_NAMES else "unstated", outcome) for work, state, outcome in rows]
    return [Piece(clean(work), state, clean(outcome)) for work, state, outcome in known]


def _render_page(
    request: MemberRequest, task: Task, pieces: Sequence[Piece], why: Refused | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "plan": task.plan,
        "task": task,
        "goal": task.goal,
        "text": action_text(task),
        "pieces": pieces,
        "states": STATUS_NAMES if states_told(task) else {},
        "outcomes": task.result_row is not None,
        "mark": line_mark(task),
        "closed": why_not_split(task.plan),
        "why": why.reason if why and not isinstance(why, LeftOut) else "",
        "left_out": why.words if isinstance(why, LeftOut) else (),
    }
    return render(request, "planning/split.html", context, status=422 if why else 200)
