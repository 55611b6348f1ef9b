"""Adjustments beside what the plan says now (đề nghị điều chỉnh): to read; caitien.plans.life.adjust writes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.db.models import QuerySet

from caitien.domain.field_names import FIELD_NAMES
from caitien.domain.official_forms.forms import ACTION_TABLE, PLAN_TABLE, criterion_line
from caitien.domain.paper import Form
from caitien.domain.papers.cells import mark_of
from caitien.domain.texts.word_difference import Piece, word_difference
from caitien.plans.life.adjusted import FIELDS, OF_LINE, text_of
from caitien.plans.models import Adjustment, Plan, Task
from caitien.plans.parts.part import FIELDS_OF, PROBLEM, REVIEW, PlanPart, part_at

NEW_PARTS: Final = {PROBLEM: "Vấn đề mới", REVIEW: "Đợt theo dõi mới"}
Kind = Adjustment.Kind
State = Adjustment.State


@dataclass(frozen=True)
class Proposal:
    """An adjustment as a page shows it (điều chỉnh trên trang): ``rivals`` others wait that touch the same cell."""

    row: Adjustment
    rivals: int = 0

    @property
    def open(self) -> bool:
        """Whether it waits for a decision."""
        return self.row.state == State.OPEN

    @property
    def moved(self) -> bool:
        """Whether the plan says something else by now than where it was proposed: then it cannot be approved."""
        return self.open and not stands(self.row)

    @property
    def name(self) -> str:
        """What is to change (tên ô), in words."""
        return FIELD_NAMES.get(self.row.field) or self.row.get_kind_display()

    @property
    def line(self) -> str:
        """The line it is about (dòng), as people call it."""
        if self.row.place and self.row.kind == Kind.ADD:
            return NEW_PARTS[self.row.place]
        if self.row.kind == Kind.ADD:
            criterion = self.row.values.get("criterion", "")
            return criterion_line(criterion, "") or str(self.row.values.get("topic", "")) or "Dòng mới"
        if self.row.place:
            return self.part.name if self.part else "Phần này không còn trong kế hoạch"
        goal = self.row.task.goal if self.row.task else None
        return (criterion_line(goal.criterion, goal.label) or goal.topic or goal.target) if goal else ""

    @property
    def part(self) -> PlanPart | None:
        """The part beside the lines it is about (phần khác), None for a line or where it is gone."""
        return part_at(self.row.plan, self.row.place, self.row.goal or self.row.review)

    @property
    def now(self) -> str:
        """What the plan says in the cell now."""
        if self.row.place:
            return said_in(self.part, self.row) if self.part else ""
        return text_of(self.row.task, self.row.field) if self.row.task and self.row.field else ""

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The words that change."""
        return word_difference(self.row.old, self.row.new)

    @property
    def values(self) -> list[tuple[str, str]]:
        """What a new line says, cell by cell."""
        names = FIELDS_OF.get(self.row.place, FIELDS)
        return [(FIELD_NAMES[name], self.row.values[name]) for name in names if self.row.values.get(name)]


def stands(row: Adjustment) -> bool:
    """Whether the plan still says what it said when a change was proposed (còn đúng). No query with task and goal."""
    if row.kind == Kind.ADD:
        return True
    if row.place:
        part = part_at(row.plan, row.place, row.goal or row.review)
        return part is not None and said_in(part, row) == row.old
    task = row.task
    if task is None or task.withdrawn:
        return False
    return row.old == (text_of(task, row.field) if row.kind == Kind.CHANGE else known_by(task))


def said_in(part: PlanPart, row: Adjustment) -> str:
    """What a part says now where a proposal is about it (chữ đang có): in a cell, or as a whole. No query."""
    return part.text(row.field) if row.field else words_of(part)


def words_of(part: PlanPart) -> str:
    """Every word of a part (mọi chữ của phần), a cell a line. No query."""
    return "\n".join(filter(None, map(part.text, part.fields)))


def known_by(task: Task) -> str:
    """The words a line is known by when it is to be withdrawn (chữ nhận ra dòng)."""
    return task.work or task.goal.topic or task.goal.target


def adjustments_of(plan: Plan, *, waiting: bool) -> QuerySet[Adjustment]:
    """The adjustments of a plan that wait, oldest first; or those settled, the last first. With all a page shows."""
    people = ("proposed_by", "decided_by", "version", "task__goal", "goal", "review")
    found = plan.adjustments.select_related(*people).defer("version__paper")
    if waiting:
        return found.filter(state=State.OPEN).order_by("pk")
    return found.exclude(state=State.OPEN).order_by("-decided_at", "-pk")


def shown(plan: Plan, rows: Iterable[Adjustment]) -> list[Proposal]:
    """Adjustments ready to be shown. One query, linear in those that wait."""
    waiting = plan.adjustments.filter(state=State.OPEN, kind=Kind.CHANGE)
    names = ("place", "goal_id", "review_id", "task__goal_id", "task__goal__standard", "task_id", "field")
    by_cell = Counter(_cell(*cell) for cell in waiting.values_list(*names))
    return [Proposal(row, max(by_cell[_cell_of(row)] - 1, 0) if row.kind == Kind.CHANGE else 0) for row in rows]


def clashing(rows: Sequence[Adjustment]) -> bool:
    """Whether two of them want the same cell, or one withdraws a line another changes: not both at once."""
    cells = [_cell_of(row) for row in rows if row.kind == Kind.CHANGE]
    gone = [_line_of(row) for row in rows if row.kind == Kind.WITHDRAW]
    changed = {_line_of(row) for row in rows if row.kind == Kind.CHANGE}
    return len(set(cells)) < len(cells) or len(set(gone)) < len(gone) or bool(changed & set(gone))


def _line_of(row: Adjustment) -> tuple[str, int | None]:
    return row.place, row.task_id or row.goal_id or row.review_id


def _cell_of(row: Adjustment) -> tuple[str, int | None, str]:
    goal = row.task.goal if row.task else None
    standard = goal.standard if goal else None
    return _cell(row.place, row.goal_id, row.review_id, goal.pk if goal else None, standard, row.task_id, row.field)


def _cell(
    place: str,
    problem: int | None,
    review: int | None,
    goal: int | None,
    standard: int | None,
    task: int | None,
    field: str,
) -> tuple[str, int | None, str]:
    """The key two adjustments of the same cell share: what it belongs to, that thing's key, the field. A cell of a goal
    is the same for all lines of the goal, the title of a standard for all lines under it."""
    if place:
        return place, problem or review, field
    if field == "standard_title":
        return "standard", standard, field
    return ("goal", goal, field) if field in _OF_GOAL else ("task", task, field)


_OF_GOAL = frozenset({"topic", "target"})


# --- the form of a proposal -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a line that may be changed (ô điều chỉnh được): what it says, as the form shows it."""

    field: str
    text: str
    typed: str | None = None  # what a person wrote into it, where the form comes back

    @property
    def name(self) -> str:
        """What people call it."""
        return FIELD_NAMES[self.field]

    @property
    def shown(self) -> str:
        """What stands in the form."""
        return self.text if self.typed is None else self.typed

    @property
    def mark(self) -> str:
        """The mark of what the person sees."""
        return mark_of(self.text)


def adjustable(task: Task) -> list[Cell]:
    """The cells of a line an adjustment may change (ô điều chỉnh được): those of the plan's form, and others that hold
    something; none where the line is in the results only, or withdrawn. No query where goal and plan are at hand."""
    if task.plan_row is None or task.withdrawn:
        return []
    texts = {name: text_of(task, name) for name in OF_LINE}
    return [Cell(name, text) for name, text in texts.items() if text or name in fields_of(task.plan)]


def cells_of_part(part: PlanPart) -> list[Cell]:
    """The cells of a part beside the lines (các ô của phần khác). No query."""
    return [Cell(field, part.text(field)) for field in part.planned_fields]


def fields_of(plan: Plan) -> list[str]:
    """The cells the plan's own form has for a line (các ô của mẫu), in the order people fill them in."""
    table = ACTION_TABLE if plan.form == Form.TT57 else PLAN_TABLE
    columns = {column.field for column in table.columns}
    return [name for name in FIELDS if name in columns]
