"""Editing the table of a draft (sửa ô trong bảng): kept cell by cell, and no word is overwritten unseen.

A cell is a task and a field of :data:`caitien.plans.table.rows.GOAL_CELLS`, ``TASK_CELLS``, or ``extra.<heading>``.
How a line stands is :mod:`caitien.plans.table.report_cells`; lines come and go in
:mod:`caitien.plans.table.table_lines`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.official_forms.forms import criterion_line
from caitien.domain.paper import Form
from caitien.domain.papers.cells import CRITERION, fit, mark_of
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Clash, Refused
from caitien.domain.texts.folding import fold
from caitien.plans.models import Goal, Plan, Task
from caitien.plans.table.changed import tell
from caitien.plans.table.changes import key_of
from caitien.plans.table.lines import folded_of
from caitien.plans.table.rows import GOAL_CELLS, TASK_CELLS

CLOSED: Final[Mapping[str, Refused]] = {  # states of a plan in which its table is not edited, and what to do
    PlanState.SUBMITTED: Refused(
        "Kế hoạch đang chờ phê duyệt nên chưa sửa được. Muốn sửa, xin nhờ hiệu trưởng trả lại."
    ),
    PlanState.APPROVED: Refused("Kế hoạch đã phê duyệt. Muốn đổi chữ này, xin đề nghị điều chỉnh."),
    PlanState.CLOSED: Refused("Kế hoạch đã kết thúc nên không sửa nữa."),
}
GONE: Final = Refused("Dòng này không còn trong kế hoạch.")
RESULTS_ONLY: Final = Refused("Dòng này chỉ có trong bảng kết quả, không có ô ấy trong bảng kế hoạch.")
NO_CELL: Final = Refused("Ô này không sửa được trong bảng.")
NO_CRITERION: Final = "“{}” chưa phải một tiêu chí. Ghi như 3.2."


@dataclass(frozen=True, slots=True)
class CellEdit:
    """What a person typed into a cell (chữ gõ vào ô).

    ``seen`` is the mark (:func:`caitien.domain.papers.cells.mark_of`) of what the cell said before them; "" where they
    saw nothing and mean it whatever stands there.
    """

    task: int
    field: str
    text: str
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellClash(Clash):
    """Someone else changed the cell meanwhile (người khác vừa sửa ô này): what it says now, and what was typed."""

    task: int
    field: str

    @property
    def mark(self) -> str:
        """The mark of what it says now: who sends it has seen it."""
        return mark_of(self.now)


@dataclass(frozen=True, slots=True)
class CellMisfit(Refused):
    """What was typed cannot stand in the cell (chữ không hợp ô)."""

    task: int
    field: str


@dataclass(frozen=True, slots=True)
class Edited:
    """What came of an edit (kết quả sửa): cells that now say what was typed, as kept; those that met another's words;
    those that do not fit."""

    kept: tuple[CellEdit, ...] = ()
    clashes: tuple[CellClash, ...] = ()
    misfits: tuple[CellMisfit, ...] = ()


@dataclass(slots=True)
class EditedLines:
    """Lines at hand while they are written into (các dòng đang sửa), and what the audit trail is to be told."""

    tasks: Mapping[int, Task]
    kept: list[CellEdit] = field(default_factory=list)
    clashes: list[CellClash] = field(default_factory=list)
    misfits: list[CellMisfit] = field(default_factory=list)
    before: dict[str, dict[str, Any]] = field(default_factory=dict)
    after: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def edited(self) -> Edited:
        """What the person is told."""
        return Edited(tuple(self.kept), tuple(self.clashes), tuple(self.misfits))

    def meets(self, cell: CellEdit, now: str, text: str) -> bool:
        """Whether the cell says something else by now than the person saw; then both texts are told."""
        if cell.seen in ("", mark_of(now)) or now == text:
            return False
        self.clashes.append(CellClash(task=cell.task, field=cell.field, now=now, typed=text))
        return True

    def refuse(self, cell: CellEdit, why: Refused) -> None:
        """The cell cannot say that."""
        self.misfits.append(CellMisfit(why.reason, cell.task, cell.field))

    def keep(self, cell: CellEdit, text: str, values: Mapping[str, Any]) -> None:
        """Give the line what follows from the cell; columns that say it already stay."""
        self.give(self.tasks[cell.task], values)
        self.kept.append(CellEdit(cell.task, cell.field, text, mark_of(text)))

    def give(self, task: Task, values: Mapping[str, Any]) -> None:
        """Let a line say these things; columns that say it already stay."""
        old = {name: _value(task, name) for name, value in values.items() if _value(task, name) != value}
        for name in old:
            setattr(task.goal if name in _OF_GOAL else task, name, values[name])
        if old:
            self.before[key_of(task)] = {**old, **self.before.get(key_of(task), {})}  # of twice, the first words
            self.after[key_of(task)] = {**self.after.get(key_of(task), {}), **{name: values[name] for name in old}}

    def save(self, plan: Plan) -> Task | Plan:
        """Write what changed; what the audit entry is about: the line of a single cell, else the plan.

        Six statements at most, whatever the number of cells, and a query for each criterion that was typed; then those
        of whoever keeps something of the lines.
        """
        changed = [task for task in self.tasks.values() if key_of(task) in self.after]
        goals = {task.goal_id: task.goal for task in changed if _OF_GOAL & self.after[key_of(task)].keys()}
        if goals:
            Goal.objects.bulk_update(goals.values(), list(_OF_GOAL))
            changed += _others(plan, goals, changed)
            self._let_results_follow(plan, changed)
        for task in changed:
            task.folded = folded_of(task.goal, task)
        columns = set().union(*self.after.values()) - _OF_GOAL
        if len(changed) == 1:  # the same in plain words: those for several are longer to put together than to carry out
            changed[0].save(update_fields=[*sorted(columns), "folded"])
        else:
            Task.objects.bulk_update(changed, [*sorted(columns), "folded"])
        was = plan.changed_at
        plan.save(update_fields=["changed_at"])
        tell(plan, changed, was, frozenset(set().union(*self.after.values())))
        return self.tasks[self.kept[0].task] if len(self.kept) == 1 else plan

    def _let_results_follow(self, plan: Plan, changed: Sequence[Task]) -> None:
        """Lines of goals under another criterion by now: their rows of the results stand under its heading, too."""
        goals = {task.goal_id for task in self.tasks.values() if "criterion" in self.after.get(key_of(task), {})}
        for task in changed:
            if task.goal_id in goals and task.result_row is not None:
                self.give(task, result_headings(plan, task.goal))


_OF_GOAL: Final = {*GOAL_CELLS, "label", "standard", "standard_title"}


def sheet_of(plan: Plan, keys: Iterable[int]) -> EditedLines:
    """The lines of those keys (các dòng để sửa), lines of one goal sharing it. One query."""
    tasks = list(plan.tasks.filter(pk__in=set(keys)).select_related("goal"))
    goals: dict[int, Goal] = {}
    for task in tasks:
        task.goal = goals.setdefault(task.goal_id, task.goal)
    return EditedLines({task.pk: task for task in tasks})


@action("plan.edit")
def edit_cells(_actor: User, plan: Plan, cells: Sequence[CellEdit]) -> Done[Edited] | Unchanged[Edited] | Refused:
    """Keep what was typed into cells of a draft (sửa ô). Cells that clash or do not fit are told; the others are kept.

    Target and topic of a goal that was split change for all its lines. A plan column of the results that repeats the
    work follows it. Sending the same again changes nothing. A dozen statements, whatever the number of cells.
    """
    if plan.state in CLOSED:
        return CLOSED[plan.state]
    sheet = sheet_of(plan, (cell.task for cell in cells))
    for cell in cells:
        _write(plan, sheet, cell)
    if not sheet.after:
        return Unchanged(sheet.edited)
    return Done(sheet.edited, sheet.save(plan), sheet.before, sheet.after)


def cell_text(task: Task, name: str) -> str:
    """What a cell of the plan's side says (chữ trong ô). No query where the goal is at hand."""
    _, extra, heading = name.partition("extra.")
    return str(task.extra.get(heading, "") if extra else _value(task, name))


def _write(plan: Plan, sheet: EditedLines, cell: CellEdit) -> None:
    task = sheet.tasks.get(cell.task)
    if task is None:
        return sheet.refuse(cell, GONE)
    text = _why_refused(task, cell.field) or _fitting(cell)
    if isinstance(text, Refused):
        return sheet.refuse(cell, text)
    if sheet.meets(cell, cell_text(task, cell.field), text):
        return None
    return sheet.keep(cell, text, _values(plan, task, cell.field, text))


def _why_refused(task: Task, name: str) -> Refused | None:
    """Why there is no such cell, if there is none."""
    if not (name in GOAL_CELLS or name in TASK_CELLS or name.removeprefix("extra.") in task.extra):
        return NO_CELL
    return None if task.plan_row is not None else RESULTS_ONLY


def _fitting(cell: CellEdit) -> str | Refused:
    text = fit(f"plan.items.0.{cell.field}", cell.text)
    if cell.field == "criterion" and isinstance(text, str) and text and not CRITERION.fullmatch(text):
        return Refused(NO_CRITERION.format(text))
    return text


def _values(plan: Plan, task: Task, name: str, text: str) -> dict[str, Any]:
    """What the line says once the cell says so: facts that go together never disagree."""
    _, extra, heading = name.partition("extra.")
    if extra:
        return {"extra": {**task.extra, heading: text}}
    if name == "work" and task.planned and fold(task.planned) == fold(task.work):
        return {"work": text, "planned": text}
    if name != "criterion":
        return {name: text}
    return subject_values(plan, text) if text else _no_criterion(plan, task.goal)


def subject_values(plan: Plan, criterion: str) -> dict[str, Any]:
    """What a line says of its subject, from its criterion (tiêu chí): label and standard as the plan's other lines have
    them. One query."""
    standard = int(criterion.partition(".")[0]) if criterion else None
    named = plan.goals.filter(standard=standard).exclude(standard_title="") if criterion else plan.goals.none()
    title = named.order_by("position").values_list("standard_title", flat=True).first()
    label = criterion_line(criterion, "") if criterion else ""
    return {"criterion": criterion, "label": label, "standard": standard, "standard_title": title or ""}


def _no_criterion(plan: Plan, goal: Goal) -> dict[str, Any]:
    """What a line says of its subject once it names no criterion: it stays under its standard where the table is
    grouped by them, as the 2018 ones are; Biểu 2 is not."""
    grouped = plan.form != Form.TT57 or goal.standard_title
    return {"criterion": "", "label": "", **({} if grouped else {"standard": None, "standard_title": ""})}


def result_headings(plan: Plan, goal: Goal) -> dict[str, Any]:
    """Under which heading the results of a goal stand (tiêu đề trong bảng kết quả): its own, the standard called as the
    other rows of the results have it. One query."""
    named = plan.tasks.filter(result_standard=goal.standard, result_row__isnull=False).exclude(result_standard_title="")
    title = named.order_by("result_row").values_list("result_standard_title", flat=True).first()
    return {
        "result_label": goal.label,
        "result_standard": goal.standard,
        "result_standard_title": title or goal.standard_title,
    }


def _value(task: Task, name: str) -> Any:
    return getattr(task.goal if name in _OF_GOAL else task, name)


def _others(plan: Plan, goals: Mapping[int, Goal], changed: Sequence[Task]) -> list[Task]:
    """The other lines of goals that changed: the search box finds them by their goal's words too."""
    found = list(plan.tasks.filter(goal__in=goals.keys()).exclude(pk__in=[task.pk for task in changed]))
    for task in found:
        task.goal = goals[task.goal_id]
    return found
