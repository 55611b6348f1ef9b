"""The table of a plan as cells one edits in place (ô trong bảng): which fields a line has, and who may type there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from caitien.access.rights import ActingUser
from caitien.domain.field_names import STATUS_NAMES
from caitien.domain.official_forms.forms import ACTION_TABLE, PLAN_TABLE
from caitien.domain.paper import Form
from caitien.domain.papers.cells import mark_of
from caitien.domain.papers.column_headings import in_unit, units_of
from caitien.domain.plan_state import PlanState
from caitien.plans.life.adjusted import FIELDS
from caitien.plans.models import Plan, Task
from caitien.plans.table.edit import cell_text
from caitien.plans.table.report_cells import OUTCOME, outcome_column
from caitien.plans.table.table_lines import row_mark

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {  # columns of the page → the fields folded into them
    "line": ("criterion",),
    "target": ("topic", "target", "indicator"),
    "work": ("work",),
    "who": ("owners", "time", "budget", "support", "evidence"),
    "stands": ("state", OUTCOME, "result_note", "note"),
}
NAMES: Final[Mapping[str, str]] = {  # what a cell is called beside its words: shorter than the heading of the paper
    "criterion": "Tiêu chí",
    "topic": "Nội dung cải tiến",
    "target": "Cần đạt",
    "indicator": "Chỉ số",
    "work": "Việc phải làm",
    "owners": "Ai làm",
    "time": "Khi nào",
    "budget": "Kinh phí",
    "support": "Hỗ trợ",
    "evidence": "Minh chứng",
    "note": "Ghi chú",
    "state": "Đến nay",
    OUTCOME: "Kết quả",
    "result_note": "Ghi chú kết quả",
}
REPORT_FIELDS: Final = ("state", OUTCOME, "result_note")
UNLABELLED: Final = {"criterion", "topic", "target", "work", "owners", "state", OUTCOME}  # the column says it
REPORTED: Final = {PlanState.DRAFT, PlanState.APPROVED}  # states of a plan in which results are told
_OF_NOTHING: Final = mark_of("")  # a page says it a hundred times


class Box(msgspec.Struct, frozen=True):
    """One cell of a line (ô): its words; whether this person may type there; the words it was first approved with. A
    page makes hundreds."""

    task: int
    field: str
    name: str
    text: str
    open: bool
    first: str | None = None  # None: it says what was approved first
    unit: str = ""  # what the paper's heading counts in

    @property
    def mark(self) -> str:
        """The mark of what it says, sent back with what is typed."""
        return mark_of(self.text) if self.text else _OF_NOTHING

    @property
    def is_blank(self) -> bool:
        """Whether it is only a place to type in: nothing stands there, and nothing did when it was approved."""
        return not self.text and self.first is None and self.field != "state"

    @property
    def labelled(self) -> bool:
        """Whether its name stands before its words: where the column does not say it, or not in which unit."""
        return self.field not in UNLABELLED or bool(self.unit)


@dataclass(frozen=True, slots=True)
class Table:
    """A plan's table for one person (bảng của một người): cells in the order of the paper, and which they may type."""

    plan: Plan
    fields: tuple[str, ...]
    may_edit: bool
    reported: frozenset[int]  # keys of the lines whose results they may tell
    units: Mapping[str, str]  # of its columns: "plan.budget" → "triệu đồng"
    picks: bool = False  # whether lines can be ticked, to be given away

    @property
    def states(self) -> Iterable[tuple[str, str]]:
        """The states a line may be said to be in: code and word."""
        return STATUS_NAMES.items()

    @property
    def opens(self) -> bool:
        """Whether any cell opens."""
        return self.may_edit or bool(self.reported)

    def parted(self, task: Task) -> tuple[dict[str, list[Box]], dict[str, list[Box]]]:
        """The cells of a line by column (column → cells): those that say something, and those that are only a place to
        type in. No query."""
        outcome = outcome_column(self.plan, task)
        said: dict[str, list[Box]] = {column: [] for column in COLUMNS}
        blank: dict[str, list[Box]] = {column: [] for column in COLUMNS}
        for column in COLUMNS:
            for name in self._names(task, column):
                box = self._box(task, name, outcome)
                if not box.is_blank:
                    said[column].append(box)
                elif box.open:
                    blank[column].append(box)
        return said, blank

    def beside(self, task: Task) -> list[str]:
        """Words of the results that stand in no cell: of states the line is not in. No query."""
        own = outcome_column(self.plan, task)
        columns = ("state_text", "done", "ongoing", "not_started")
        return [text for name in columns if name != own and (text := getattr(task, name))]

    def seen(self, task: Task) -> str:
        """The mark of the whole line, for who takes it out; "" where the person may not. No query."""
        return row_mark(task) if self.may_edit else ""

    def _names(self, task: Task, column: str) -> Sequence[str]:
        if column != "stands" or not task.extra:
            return COLUMNS[column]
        return [*COLUMNS[column], *(f"extra.{heading}" for heading in task.extra)]

    def _box(self, task: Task, field: str, outcome: str) -> Box:
        unit = self.units.get(f"plan.{field}", "") if self.units else ""
        name = in_unit(NAMES.get(field) or field.removeprefix("extra."), unit)
        if field in REPORT_FIELDS:
            return Box(task.pk, field, name, _reported_text(task, field, outcome), self._tells(task, field, outcome))
        text = cell_text(task, field)
        opens = self.may_edit and task.plan_row is not None and (field in self.fields or bool(text))
        return Box(task.pk, field, name, text, opens, task.first.get(field), unit)

    def _tells(self, task: Task, field: str, outcome: str) -> bool:
        one_table = outcome == "state_text"
        return task.pk in self.reported and not task.withdrawn and not (one_table and field == "result_note")


def _reported_text(task: Task, field: str, outcome: str) -> str:
    """What a cell of the results says: of the official column the line stands in, or of the field itself."""
    column = outcome if field == OUTCOME else field
    return str(getattr(task, column)) if column else ""


def table_of(acting: ActingUser, plan: Plan, tasks: Iterable[Task]) -> Table:
    """The table of those lines for this person (bảng), each of them told whose it is
    (:func:`caitien.plans.reads.telling_whose`). No query."""
    state = PlanState(plan.state)
    criterion = () if plan.form == Form.TT57 else ("criterion",)
    may_edit = state is PlanState.DRAFT and acting.may("plan.edit")
    picks = state is not PlanState.CLOSED and acting.may("task.assign")
    tells = state in REPORTED and acting.may_some("task.report")
    all_of_them = acting.may("task.report")
    reported = [task.pk for task in tasks if all_of_them or getattr(task, "theirs", False)] if tells else []
    return Table(plan, (*criterion, *_in_turn(plan)), may_edit, frozenset(reported), units_of(plan.headings), picks)


def to_print(plan: Plan) -> Table:
    """The table as it is printed (bảng để in): nothing opens, nothing blank has a frame. No query."""
    return Table(plan, tuple(_in_turn(plan)), may_edit=False, reported=frozenset(), units=units_of(plan.headings))


def _in_turn(plan: Plan) -> list[str]:
    """The cells of the plan's form as its columns stand on paper: a block from Word or Excel falls into them."""
    table = ACTION_TABLE if plan.form == Form.TT57 else PLAN_TABLE
    return [column.field for column in table.columns if column.field in FIELDS]
