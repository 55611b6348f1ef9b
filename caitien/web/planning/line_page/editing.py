"""A line typed anew (sửa dòng, ghi kết quả): what was typed stays on the page until it is kept or given up."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from caitien.domain.field_names import FIELD_NAMES, STATUS_NAMES
from caitien.domain.papers.cells import mark_of
from caitien.domain.plan_state import PLAN_STATE_NAMES, PlanState
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import clean
from caitien.plans.life.proposals import fields_of
from caitien.plans.models import Task
from caitien.plans.table.edit import CellClash, CellEdit, Edited, cell_text, edit_cells
from caitien.plans.table.report_cells import OUTCOME, outcome_column, report_cells
from caitien.web.planning.line_page.line import line_at
from caitien.web.requests.member import MemberRequest, for_members

CLASH = "Có người vừa sửa ô đánh dấu dưới đây. Xin xem chữ đang có rồi gửi lại; chữ thầy cô gõ vẫn còn trong ô."
MISFIT = "Có ô chưa lưu được, lý do ghi cạnh ô. Các ô khác đã lưu."

APPROVED = "Kế hoạch đã phê duyệt nên dòng này không sửa thẳng được. Xin ghi điều muốn đổi và lý do ở đây."
NO_DRAFT = "Kế hoạch {} nên lúc này không sửa được dòng của nó."


@dataclass(frozen=True, slots=True)
class Box:
    """One cell in a form (ô trong phiếu): ``now`` is another's text where both met, ``why`` why it was not kept."""

    field: str
    name: str
    text: str
    seen: str  # the mark of what stands in the plan
    now: str = ""
    why: str = ""


@for_members("plan.edit")
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """The words of a line in a draft. Six queries to look.

    What is approved changes by an adjustment: who comes here by an address kept from before is led there. What was
    typed before the approval and is sent after it comes back to its form, with the reason.
    """
    found = line_at(request, pk, task)
    if request.method == "GET" and found.plan.state != PlanState.DRAFT:
        return _led_on(request, found)
    fields = [name for name in ("criterion", *fields_of(found.plan)) if name != "criterion" or found.goal.criterion]
    boxes = [_box(name, FIELD_NAMES[name], cell_text(found, name)) for name in dict.fromkeys(fields)]
    return _answer(request, found, boxes, "planning/edit.html", "plan.edit")


def _led_on(request: MemberRequest, task: Task) -> HttpResponse:
    """To where a line that is no draft any more is changed, with a word why (dẫn sang điều chỉnh)."""
    if task.plan.state == PlanState.APPROVED and request.acting.may("adjustment.propose"):
        messages.info(request, APPROVED)
        return redirect("propose", task.plan_id, task.pk)
    messages.info(request, NO_DRAFT.format(PLAN_STATE_NAMES[task.plan.state]))
    return redirect("line", task.plan_id, task.pk)


@for_members("task.report")
@require_http_methods(["GET", "POST"])
def report(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """How a line stands, in a word and a sentence. Six queries to look."""
    found = line_at(request, pk, task)
    if not request.acting.may("task.report", found):
        raise PermissionDenied("task.report")
    column = outcome_column(found.plan, found)
    boxes = [
        _box("state", "Đến nay", found.state),
        _box(OUTCOME, "Kết quả, hay lý do chưa xong", getattr(found, column) if column else ""),
        *([_box("result_note", "Ghi chú", found.result_note)] if column != "state_text" else []),
    ]
    return _answer(request, found, boxes, "planning/report.html", "task.report")


def _box(field: str, name: str, text: str) -> Box:
    return Box(field, name, text, mark_of(text))


def _answer(request: MemberRequest, task: Task, boxes: Sequence[Box], template: str, verb: str) -> HttpResponse:
    """The form, or what came of it: back to the line when all was kept, else the form with what was typed."""
    why = ""
    if request.method == "POST":
        cells = [cell for box in boxes if (cell := _typed(request, task, box))]
        write = edit_cells(request.user, task.plan, cells) if verb == "plan.edit" else None
        done = write or report_cells(request.user, task, cells)
        why = _why(done)
        if not why:
            messages.success(request, "Đã lưu.")
            return redirect("line", task.plan_id, task.pk)
        edited = Edited() if isinstance(done, Refused) else done
        boxes = [_again(request, box, edited) for box in boxes]
    context = {"plan": task.plan, "task": task, "goal": task.goal, "boxes": boxes, "why": why, "states": STATUS_NAMES}
    return render(request, template, context, status=422 if why else 200)


def _why(done: Edited | Refused) -> str:
    """Why not all of it was kept, or ""."""
    if isinstance(done, Refused):
        return done.reason
    return CLASH if done.clashes else MISFIT if done.misfits else ""


def _typed(request: MemberRequest, task: Task, box: Box) -> CellEdit | None:
    """What was typed into a box; None where it says what it said before the person."""
    text = clean(request.POST.get(box.field, box.text))
    seen = request.POST.get(f"seen-{box.field}", "")
    return CellEdit(task.pk, box.field, text, seen) if mark_of(text) != seen else None


def _again(request: MemberRequest, box: Box, done: Edited) -> Box:
    typed = request.POST.get(box.field, box.text)
    columns = {"done", "ongoing", "not_started", "state_text"} if box.field == OUTCOME else {box.field}
    clash: CellClash | None = next((each for each in done.clashes if each.field in {box.field, *columns}), None)
    misfit = next((each for each in done.misfits if each.field in {box.field, *columns}), None)
    seen = clash.mark if clash else request.POST.get(f"seen-{box.field}", box.seen)
    return Box(
        box.field, box.name, typed, seen, clash.now or "(trống)" if clash else "", misfit.reason if misfit else ""
    )
