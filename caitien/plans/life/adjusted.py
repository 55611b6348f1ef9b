"""What approved adjustments make of the lines of a plan (hiệu lực của điều chỉnh): texts in force, the first ones kept,
and the column "đã điều chỉnh" of the results worked out anew."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.db.models import Q

from caitien.domain.field_names import FIELD_NAMES
from caitien.domain.paper import Form
from caitien.plans.models import Adjustment, Goal, Plan, Task
from caitien.plans.parts.part import PlanPart, part_at, row_of
from caitien.plans.parts.rows import fill, new_part, take_out_part
from caitien.plans.table.changes import Changes, key_of
from caitien.plans.table.edit import subject_values
from caitien.plans.table.lines import folded_of, place_of
from caitien.plans.table.places import COLUMNS, make_room
from caitien.plans.table.report_cells import result_line
from caitien.plans.table.rows import GOAL_CELLS, TASK_CELLS
from caitien.plans.table.table_lines import level_beside

FIELDS: Final = (*(name for name in GOAL_CELLS if name != "criterion"), *TASK_CELLS)  # that an adjustment may change
OF_LINE: Final = (*FIELDS, "standard_title")  # the same and what is printed above a line, for all lines under it
WITHDRAWN: Final = "Rút khỏi kế hoạch: {}."
NOTHING: Final = "không còn"
_OF_GOAL: Final = frozenset({*GOAL_CELLS, "standard_title"})
_SUBJECT: Final = ("criterion", "label", "standard", "standard_title")
_WATCHED: Final[Mapping[type[Goal | Task], tuple[str, ...]]] = {  # columns the audit trail is told of
    Goal: tuple(name for name in OF_LINE if name in _OF_GOAL),
    Task: (*TASK_CELLS, "adjusted", "withdrawn", "result_standard_title"),
}
Lines = Mapping[int, Task]


def text_of(task: Task, field: str) -> str:
    """What a line says in a cell, as in force (chữ đang có hiệu lực). No query where its goal is at hand."""
    text: str = getattr(task.goal if field in _OF_GOAL else task, field)
    return text


def apply(plan: Plan, rows: Sequence[Adjustment]) -> Changes:
    """Let adjustments take effect (cho có hiệu lực), one after the other; what the audit trail is told.

    Two queries and two statements for the lines there are, half a dozen for each new one.
    """
    parts = _write_parts(plan, rows)
    rows = [row for row in rows if not row.place]
    lines = _lines(plan, rows)
    before = {key: derived(task) for key, task in lines.items()}
    was = {row: _watched(row) for row in _rows(lines)}
    for row in rows:
        _EFFECTS[row.kind](lines, row)
    reasons = {row.task_id: row.reason for row in rows if row.kind == Adjustment.Kind.WITHDRAW}
    for key, task in lines.items():
        if not was[task]["withdrawn"]:  # by an earlier decision: what was said of it stays
            task.adjusted = _adjusted(task.adjusted, before[key], derived(task, reasons.get(key, "")))
        task.folded = folded_of(task.goal, task)
    Goal.objects.bulk_update({task.goal for task in lines.values()}, _WATCHED[Goal])
    Task.objects.bulk_update(lines.values(), [*_WATCHED[Task], "first", "folded"])
    changes = _changes_since(was)
    changes.before |= parts.before
    changes.after |= parts.after
    for row in rows:
        if row.kind == Adjustment.Kind.ADD:
            row.task = _add(plan, row.values)
            changes.added([row.task.goal, row.task])
    return changes


def derived(task: Task, reason: str = "") -> str:
    """What adjustments say in the column "đã điều chỉnh" of a line (chữ máy ghi vào cột đã điều chỉnh)."""
    if task.withdrawn:
        return WITHDRAWN.format(reason.rstrip(" .;"))
    work = task.work if task.added or "work" in task.first else ""
    others = (name for name in FIELDS if name in task.first and name != "work")
    said = (f"{FIELD_NAMES[name]}: {text_of(task, name) or NOTHING}" for name in others)
    return "\n".join(filter(None, (work, *said)))


def _adjusted(column: str, before: str, after: str) -> str:
    """The column once it is worked out anew; what a person typed there stays above."""
    typed = column.removesuffix(before).removesuffix("\n") if before else column
    return "\n".join(filter(None, (typed, after)))


# --- parts beside the lines -------------------------------------------------------------------------------------------


def _write_parts(plan: Plan, rows: Iterable[Adjustment]) -> Changes:
    """Let what stands beside the lines be as was approved; the plan itself is saved by its verb. A statement or two for
    each problem and review."""
    changes = Changes()
    for row in rows:
        if row.place and row.kind == Adjustment.Kind.ADD:
            _add_part(plan, row, changes)
        elif part := part_at(plan, row.place, row.goal or row.review):
            (_withdraw_part if row.kind == Adjustment.Kind.WITHDRAW else _change_part)(part, row, changes)
    return changes


def _change_part(part: PlanPart, row: Adjustment, changes: Changes) -> None:
    key = f"{key_of(part.row)}.{row.field}" if part.row else part.path(row.field)
    changes.before[key] = part.text(row.field)
    columns = part.write(row.field, row.new)
    changes.after[key] = part.text(row.field)
    if part.row:
        part.row.save(update_fields=columns)


def _withdraw_part(part: PlanPart, _row: Adjustment, changes: Changes) -> None:
    changes.removed(take_out_part(part))


def _add_part(plan: Plan, row: Adjustment, changes: Changes) -> None:
    part = new_part(plan, row.place)
    fill(part, row.values)
    if part.row is None:
        return
    part.row.save()
    changes.added([part.row])
    for name, value in row_of(part).items():
        setattr(row, name, value)


# --- lines there are --------------------------------------------------------------------------------------------------


def _lines(plan: Plan, rows: Iterable[Adjustment]) -> Lines:
    """The lines touched, with those that share a goal with them: they share what is said of it."""
    touched = [row.task_id for row in rows if row.task_id]
    titled = [row.task.goal.standard for row in rows if row.field == "standard_title" and row.task]
    wanted = Q(goal__in=plan.tasks.filter(pk__in=touched).values("goal")) | Q(goal__standard__in=titled)
    goals: dict[int, Goal] = {}
    tasks = list(plan.tasks.filter(wanted).select_related("goal"))
    for task in tasks:
        task.goal = goals.setdefault(task.goal_id, task.goal)
    return {task.pk: task for task in tasks}


def _change(lines: Lines, row: Adjustment) -> None:
    task = lines[row.task_id or 0]
    if row.field == "standard_title":
        return _change_title(lines, task.goal.standard, row)
    of_goal = row.field in _OF_GOAL
    for each in lines.values():
        if each is task or (of_goal and each.goal_id == task.goal_id):
            each.first = each.first if each.added else _first(each, row.field, row.new)
    setattr(task.goal if of_goal else task, row.field, row.new)
    return None


def _change_title(lines: Lines, standard: int | None, row: Adjustment) -> None:
    """The title of a standard stands once above all its lines: it changes for every one that bears it, and for their
    rows of the results."""
    titled = [each for each in lines.values() if (each.goal.standard, each.goal.standard_title) == (standard, row.old)]
    for each in titled:
        each.first = each.first if each.added else _first(each, row.field, row.new)
        if (each.result_standard, each.result_standard_title) == (standard, row.old):
            each.result_standard_title = row.new
    for each in titled:
        each.goal.standard_title = row.new


def _first(task: Task, field: str, new: str) -> dict[str, str]:
    """The texts as first approved; one that is in force again is none of them."""
    first = dict(task.first)
    text = first.pop(field, text_of(task, field))
    return first if text == new else first | {field: text}


def _withdraw(lines: Lines, row: Adjustment) -> None:
    lines[row.task_id or 0].withdrawn = True


_EFFECTS: Final[Mapping[str, Callable[[Lines, Adjustment], None]]] = {
    Adjustment.Kind.CHANGE: _change,
    Adjustment.Kind.WITHDRAW: _withdraw,
    Adjustment.Kind.ADD: lambda _lines, _row: None,  # once the others stand in their places
}


def _rows(lines: Lines) -> Iterator[Goal | Task]:
    yield from {task.goal for task in lines.values()}
    yield from lines.values()


def _watched(row: Goal | Task) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _WATCHED[type(row)]}


def _changes_since(was: Mapping[Goal | Task, dict[str, Any]]) -> Changes:
    changes = Changes()
    for row, old in was.items():
        now = _watched(row)
        differs = [name for name in old if old[name] != now[name]]
        if differs:
            changes.before[key_of(row)] = {name: old[name] for name in differs}
            changes.after[key_of(row)] = {name: now[name] for name in differs}
    return changes


# --- a new line -------------------------------------------------------------------------------------------------------


def _add(plan: Plan, values: Mapping[str, str]) -> Task:
    """A line more, after the lines of its criterion or before those that come later (thêm dòng)."""
    subject = subject_values(plan, values.get("criterion", ""))
    above = _above(plan, subject)
    make_room(above, 1)
    goal = Goal(school_id=plan.school_id, plan=plan, position=above.goal.position + 1)
    _give(goal, {**subject, "level": level_beside(plan, above if above.pk else None), **_texts(values, goal)})
    if subject["criterion"] and subject["criterion"] == above.goal.criterion:
        _give(goal, {name: getattr(above.goal, name) for name in _SUBJECT})
    goal.save()
    task = Task(school_id=plan.school_id, plan=plan, goal=goal, added=True)
    _give(task, {**_texts(values, task), **{name: _after(above, name) for name in COLUMNS}})
    _give(task, _result(plan, task, above))
    task.folded = folded_of(goal, task)
    task.save()
    return task


def _above(plan: Plan, subject: Mapping[str, Any]) -> Task:
    """The line of the plan it stands after; one before all others where it is the first. Two queries, linear."""
    wanted = place_of(subject["criterion"], subject["standard"])
    lines = plan.tasks.filter(plan_row__isnull=False).order_by("position")
    rows = lines.values_list("pk", "goal__criterion", "goal__standard")
    keys = [pk for pk, criterion, standard in rows if place_of(criterion, standard) <= wanted]
    found = lines.select_related("goal", "plan").filter(pk=keys[-1]).first() if keys else None
    return found or Task(plan=plan, goal=Goal(position=-1), **dict.fromkeys(COLUMNS, -1))


def _after(above: Task, column: str) -> int | None:
    row: int | None = getattr(above, column)
    return None if row is None else row + 1


def _result(plan: Plan, task: Task, above: Task) -> dict[str, Any]:
    """Its line in the results: not planned at the start of the year; under the headings the line above it has there."""
    said = {"adjusted": derived(task)}
    if plan.form == Form.TT57:
        return {**said, "result_row": None}
    same = above.goal.standard == task.goal.standard
    names = ("result_level", *(("result_standard", "result_standard_title") if same else ()))
    headings = {name: getattr(above, name) for name in names} if above.result_row is not None and above.pk else {}
    return {**said, **result_line(task), **headings, "planned": ""}


def _texts(values: Mapping[str, str], row: Goal | Task) -> dict[str, str]:
    return {name: values[name] for name in FIELDS if name in values and (name in _OF_GOAL) == isinstance(row, Goal)}


def _give(row: Goal | Task, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
