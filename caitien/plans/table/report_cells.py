"""How a line stands and what came of it, typed in its cells (báo cáo kết quả): state and column never disagree."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import transaction

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.consequences import consequences
from caitien.domain.paper import Form, Status
from caitien.domain.papers.cells import fit
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.domain.states import STATE_COLUMNS, STATE_WORDS, read_state_cell
from caitien.plans.models import Plan, Task
from caitien.plans.table.edit import GONE, NO_CELL, CellEdit, Edited, EditedLines, sheet_of
from caitien.plans.table.places import move, places_of_tasks
from caitien.plans.table.rows import RESULT_CELLS

CLOSED: Final[Mapping[str, Refused]] = {
    PlanState.SUBMITTED: Refused("Kế hoạch đang chờ phê duyệt. Kết quả ghi được sau khi duyệt hoặc trả lại."),
    PlanState.CLOSED: Refused("Kế hoạch đã kết thúc nên không ghi thêm kết quả."),
}
WITHDRAWN: Final = Refused("Dòng này đã rút khỏi kế hoạch.")
NO_STATE: Final = Refused("Xin chọn đã xong, đang làm hay chưa làm trước, rồi ghi kết quả.")
OUTCOME: Final = "outcome"  # the official column of the state the line is in
_FIELDS: Final = {"state": "status", "result_note": "note"}  # columns of a task → fields of a result row
_COLUMNS: Final = {field: column for column, field in _FIELDS.items()} | {"status_text": "state_text"}
ONE_TABLE_CELLS: Final = ("state", "state_text")


def report_cells(actor: User, task: Task, cells: Sequence[CellEdit]) -> Edited | Refused:
    """Keep how a line stands (ghi kết quả): cells of :data:`caitien.plans.table.rows.RESULT_CELLS`, or "outcome" for
    the official column of the state it is in. In a draft and in an approved plan; who is assigned may, too.

    The plan is locked first, as by every verb of it. A dozen statements.
    """
    with transaction.atomic():
        Plan.objects.select_for_update(no_key=True).get(pk=task.plan_id)
        return _report(actor, task, cells)


@action("task.report")
def _report(_actor: User, task: Task, cells: Sequence[CellEdit]) -> Done[Edited] | Unchanged[Edited] | Refused:
    plan = task.plan
    if plan.state in CLOSED or task.withdrawn:
        return CLOSED.get(plan.state, WITHDRAWN)
    sheet = sheet_of(plan, [task.pk])
    for cell in cells:
        _write(plan, sheet, cell)
    if not sheet.after:
        return Unchanged(sheet.edited)
    sheet.save(plan)
    return Done(sheet.edited, task, sheet.before, sheet.after)


def outcome_column(plan: Plan, task: Task) -> str:
    """Which column "outcome" is (cột kết quả): the official one of the line's state, "" while it has none; of a paper
    without a result table the words of the state."""
    if _one_table(plan, task):
        return "state_text"
    return task.state if task.state in STATE_COLUMNS else ""


def column_words(plan: Plan, task: Task) -> str:
    """What the official column of a line's state says (chữ trong cột kết quả), "" while it has no state. No query."""
    name = outcome_column(plan, task)
    return str(getattr(task, name)) if name else ""


def write_state_to_report(plan: Plan, task: Task, status: Status, words: str) -> EditedLines:
    """Let a line stand as its work does (ghi theo công việc): the state, its words in that column alone, a plain
    sentence where there are none. For verbs that hold the plan's lock and read the line and its goal since; what
    changed is in the sheet. Two statements, eight at most, and those of whoever keeps something of the line."""
    sheet, line = EditedLines({task.pk: task}), task
    values = {**_first_result_line(plan, line), **standing_cells(plan, line, status, words)}
    sheet.keep(CellEdit(task.pk, OUTCOME, words), words, values)
    sheet.save(plan)
    return sheet


def standing_cells(plan: Plan, task: Task, status: Status, words: str) -> dict[str, str]:
    """The columns of a line that stands so (các ô theo trạng thái): its state, its words in that state's column alone,
    a plain sentence where there are none. No query."""
    if _one_table(plan, task):
        return {"state": status.value, "state_text": words or STATE_WORDS.get(status, "")}
    own = {"state_text": STATE_WORDS.get(status, "")} if task.state_text and task.state != status else {}
    columns = {name: (words or said) if name == status else "" for name, said in STATE_COLUMNS.items()}
    return {"state": status.value, **columns, **own}


def _one_table(plan: Plan, task: Task) -> bool:
    """Whether the paper tells the state in the plan's own table, as Biểu 2 does."""
    return plan.form == Form.TT57 and task.result_row is None


def _write(plan: Plan, sheet: EditedLines, cell: CellEdit) -> None:
    task = sheet.tasks.get(cell.task)
    name = (outcome_column(plan, task) if task and cell.field == OUTCOME else cell.field) or OUTCOME
    if task is None:
        return sheet.refuse(cell, GONE)
    text = _why_refused(plan, task, name) or fit(f"results.0.{_FIELDS.get(name, name)}", cell.text)
    if isinstance(text, Refused):
        return sheet.refuse(cell, text)
    if sheet.meets(cell, getattr(task, name), text):
        return None
    return sheet.keep(cell, text, {**_first_result_line(plan, task), **_values(plan, task, name, text)})


def _why_refused(plan: Plan, task: Task, name: str) -> Refused | None:
    """Why there is no such cell, if there is none."""
    if name == OUTCOME:
        return NO_STATE
    cells = ONE_TABLE_CELLS if _one_table(plan, task) else RESULT_CELLS
    return None if name in cells else NO_CELL


def _first_result_line(plan: Plan, task: Task) -> dict[str, Any]:
    """Its line in the result table, which it gets with its first report; a paper of one table has none."""
    if task.result_row is not None or _one_table(plan, task):
        return {}
    row, level = _next_row(plan, task)
    return result_line(task) | {"result_row": row, "result_level": level}


def result_line(task: Task) -> dict[str, Any]:
    """What a line of the result table says before anything was reported (dòng kết quả mới): as the plan's line does."""
    goal = task.goal
    return {
        "result_label": goal.label,
        "result_standard": goal.standard,
        "result_standard_title": goal.standard_title,
        "result_level": goal.level,
        "planned": task.planned or task.work,
    }


def _next_row(plan: Plan, task: Task) -> tuple[int, int | None]:
    """Its place after the result of the line above, and the level there: a table that is not grouped by levels does not
    begin to be for one line. Those below make room. Three statements."""
    rows = plan.tasks.filter(result_row__isnull=False)
    above = rows.filter(position__lt=task.position).order_by("-position").first()
    beside = above or rows.order_by("result_row").first()
    place = 0 if above is None or above.result_row is None else above.result_row + 1
    move(places_of_tasks(plan), "result_row", place)
    return place, beside.result_level if beside else task.goal.level


def _values(plan: Plan, task: Task, name: str, text: str) -> dict[str, str]:
    """What follows from the cell: words move to the column of the state, a column that is filled names the state."""
    if name == "state_text":
        return _state_in_words(task, text)
    row = {_FIELDS.get(column, column): getattr(task, column) for column in RESULT_CELLS}
    table = "plan.items" if _one_table(plan, task) else "results"
    path = f"{table}.0.{_FIELDS.get(name, name)}"
    wanted = {path: text, **consequences({"plan": {"items": [row]}, "results": [row]}, path, text)}
    return {_COLUMNS.get(field := path.rpartition(".")[2], field): words for path, words in wanted.items()}


def _state_in_words(task: Task, text: str) -> dict[str, str]:
    """Words of a state name it ("Đang thực hiện - 40%"); other words stand beside the state the line is in."""
    status, words = read_state_cell(text)
    if status is Status.UNSTATED and task.state in STATE_COLUMNS:
        return {"state_text": text or STATE_WORDS[Status(task.state)]}
    return {"state": status.value, "state_text": words}
