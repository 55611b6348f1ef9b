"""An accepted suggestion enters the plan (đưa góp ý vào kế hoạch): in a draft as an edit of the line it is about, in an
approved plan as a proposed adjustment; what is said of the outcome is a report in both.

Each is a verb of its own, with its audit entry, in the transaction of the decision.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from caitien.consulting.suggestions import Shown
from caitien.domain.comparing.returned import PLAN
from caitien.domain.refused import Clash, Refused
from caitien.domain.states import read_state_cell
from caitien.plans.life.adjust import propose_addition, propose_change, propose_withdrawal
from caitien.plans.models import Adjustment, Plan, Suggestion, Task
from caitien.plans.table.edit import CellEdit, Edited, edit_cells
from caitien.plans.table.report_cells import report_cells
from caitien.plans.table.rows import GOAL_CELLS, TASK_CELLS
from caitien.plans.table.table_lines import add_line, remove_line, row_mark

if TYPE_CHECKING:
    from caitien.consulting.deciding import Accepting, Refusals, Way

Kind = Suggestion.Kind
MOVED: Final = "kế hoạch vừa được người khác sửa; xin xem lại chỗ này"
FIXED: Final = "ô này không sửa riêng được; nếu cần, xin sửa ở trang kế hoạch rồi bấm Không nhận"
_REPORTED: Final[Mapping[str, str]] = {  # cells of the result table → those of a report
    **{name: name for name in ("done", "ongoing", "not_started")},
    "note": "result_note",
    "status": "state",
}


def way_of(plan: Plan, each: Shown) -> "Way":
    """How a suggestion is taken over into a plan (cách nhận)."""
    row = each.row
    if row.kind == Kind.CHANGE and (row.field == "status" or row.table != PLAN):
        return _report
    return (_PROPOSING if plan.frozen else _EDITING)[row.kind]


# --- cells ------------------------------------------------------------------------------------------------------------


def _edit(said: "Accepting", chosen: Sequence[Shown]) -> "Refusals":
    """All at once."""
    known = [each for each in chosen if each.row.field in _CELLS or each.row.field.startswith("extra.")]
    edited = edit_cells(said.actor, said.plan, [_cell(each.row) for each in known])
    return _fixed(chosen, known) | _unkept(edited, known)


def _report(said: "Accepting", chosen: Sequence[Shown]) -> "Refusals":
    """A line at a time: each report is about its task."""
    known = [each for each in chosen if each.row.field in _REPORTED]
    left = _fixed(chosen, known)
    tasks = Task.objects.in_bulk({each.row.task_id for each in known if each.row.task_id})
    for key, task in sorted(tasks.items()):
        of_task = [each for each in known if each.row.task_id == key]
        left |= _unkept(report_cells(said.actor, task, [_cell(each.row) for each in of_task]), of_task)
    return left


_CELLS: Final = frozenset({*GOAL_CELLS, *TASK_CELLS})


def _cell(row: Suggestion) -> CellEdit:
    """The edit it asks for; what the person saw was compared before, under the same lock."""
    text = read_state_cell(row.text)[0].value if row.field == "status" else row.text
    return CellEdit(row.task_id or 0, _name(row), text)


def _name(row: Suggestion) -> str:
    reported = row.field == "status" or row.table != PLAN
    return _REPORTED[row.field] if reported else row.field


def _fixed(chosen: Sequence[Shown], known: Sequence[Shown]) -> "Refusals":
    return {each.row.pk: FIXED for each in chosen if each not in known}


def _unkept(edited: Edited | Refused, asked: Sequence[Shown]) -> "Refusals":
    """The cells that do not say by now what was suggested, with why."""
    if isinstance(edited, Refused):
        return {each.row.pk: edited.reason for each in asked}
    whys = {(misfit.task, misfit.field): misfit.reason for misfit in edited.misfits}
    return {each.row.pk: why for each in asked if (why := whys.get((each.row.task_id or 0, _name(each.row))))}


# --- lines ------------------------------------------------------------------------------------------------------------


def _add(said: "Accepting", chosen: Sequence[Shown]) -> "Refusals":
    left = {}
    for each in chosen:
        above = _last_of(said.plan, each.row.values.get("criterion", ""), each.row.values.get("level"))
        done = add_line(said.actor, said.plan, values=_texts(each.row.values), after=above)
        if isinstance(done, Refused):
            left[each.row.pk] = done.reason
    return left


def _last_of(plan: Plan, criterion: str, level: int | None) -> int | None:
    """The last line of a criterion, of that level where it is told, after which a new one stands. One query."""
    lines = plan.tasks.filter(goal__criterion=criterion, plan_row__isnull=False).order_by("position")
    of_level = lines.filter(goal__level=level) if level is not None else lines
    return of_level.values_list("pk", flat=True).last() if criterion else None


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    """The cells of a new line; columns of no name of ours go to its note, for no word may be lost."""
    extra = [f"{heading}: {text}" for heading, text in values.get("extra", {}).items() if text]
    note = "\n".join(filter(None, [values.get("note", ""), *extra]))
    topic = values.get("topic") or ("" if values.get("criterion") else values.get("label", ""))
    level = {"level": str(values["level"])} if values.get("level") else {}
    return {name: values[name] for name in _CELLS & values.keys()} | {"note": note, "topic": topic, **level}


def _withdraw(said: "Accepting", chosen: Sequence[Shown]) -> "Refusals":
    left = {}
    for each in chosen:
        task = said.plan.tasks.select_related("goal").filter(pk=each.row.task_id or 0).get()
        done = remove_line(said.actor, said.plan, task=task.pk, seen=row_mark(task))
        if isinstance(done, Refused):
            left[each.row.pk] = done.reason
    return left


# --- an approved plan -------------------------------------------------------------------------------------------------


def _propose_change(said: "Accepting", chosen: Sequence[Shown]) -> "Refusals":
    return _proposed(
        said,
        chosen,
        lambda each, task: propose_change(
            said.actor, task, field=each.row.field, new=each.row.text, seen=each.mark, **said.why
        ),
    )


def _propose_withdrawal(said: "Accepting", chosen: Sequence[Shown]) -> "Refusals":
    return _proposed(said, chosen, lambda _, task: propose_withdrawal(said.actor, task, **said.why))


def _propose_addition(said: "Accepting", chosen: Sequence[Shown]) -> "Refusals":
    done = {
        each.row.pk: propose_addition(said.actor, said.plan, values=_texts(each.row.values), **said.why)
        for each in chosen
    }
    return {key: answer.reason for key, answer in done.items() if isinstance(answer, Refused)}


def _proposed(
    said: "Accepting", chosen: Sequence[Shown], propose: Callable[[Shown, Task], Adjustment | Refused]
) -> "Refusals":
    """A proposal for each line; those that could not be made, with why."""
    tasks = said.plan.tasks.select_related("plan", "goal").in_bulk([each.row.task_id for each in chosen])
    done = {each.row.pk: propose(each, tasks[each.row.task_id]) for each in chosen}
    return {key: why for key, answer in done.items() if (why := _why_not(answer))}


def _why_not(answer: Adjustment | Refused) -> str:
    if isinstance(answer, Clash):
        return MOVED
    return answer.reason if isinstance(answer, Refused) else ""


_EDITING: Final[Mapping[str, "Way"]] = {Kind.CHANGE: _edit, Kind.ADD: _add, Kind.WITHDRAW: _withdraw}
_PROPOSING: Final[Mapping[str, "Way"]] = {
    Kind.CHANGE: _propose_change,
    Kind.ADD: _propose_addition,
    Kind.WITHDRAW: _propose_withdrawal,
}
