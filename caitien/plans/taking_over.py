"""An accepted suggestion enters the plan (đưa góp ý vào kế hoạch): in a draft, as an edit of its paper."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from caitien.domain.forms import criterion_line
from caitien.domain.paper import Paper, PlanRow, ResultRow
from caitien.domain.returned import PLAN, Row
from caitien.domain.states import read_state_cell
from caitien.plans.adopt import adopt
from caitien.plans.compose import compose
from caitien.plans.models import Plan, Suggestion
from caitien.plans.suggestions import Shown

if TYPE_CHECKING:
    from caitien.plans.deciding import Accepting, Refusals, Way

Kind = Suggestion.Kind
Tables = dict[str, dict[int | None, list[Row]]]  # table → key of the task → its row; under None the new ones
FROZEN = "kế hoạch đã phê duyệt: chỗ này cần một điều chỉnh được duyệt"


def way_of(plan: Plan, _each: Shown) -> "Way":
    """How a suggestion is taken over into a plan (cách nhận)."""
    return _refuse if plan.frozen else _edit


def _refuse(_said: "Accepting", chosen: Sequence[Shown]) -> "Refusals":
    return {each.row.pk: FROZEN for each in chosen}


def _edit(said: "Accepting", chosen: Sequence[Shown]) -> "Refusals":
    """All of them at once: the plan's paper with the changed rows, taken in again. Tasks keep their keys. Linear."""
    paper = compose(said.plan)
    tables = _tables(said.plan, paper)
    for each in chosen:
        _apply(tables, each.row)
    items = [row for rows in tables[PLAN].values() for row in rows if isinstance(row, PlanRow)]
    results = [row for rows in tables["results"].values() for row in rows if isinstance(row, ResultRow)]
    adopt(said.plan.school, replace(paper, plan=replace(paper.plan, items=tuple(items)), results=tuple(results)))
    return {}


def _tables(plan: Plan, paper: Paper) -> Tables:
    """The rows of both tables by their tasks, in the order of the paper. Two queries."""
    keys = {
        table: plan.tasks.filter(**{f"{column}__isnull": False}).order_by(column).values_list("pk", flat=True)
        for table, column in ((PLAN, "plan_row"), ("results", "result_row"))
    }
    rows: Mapping[str, Sequence[Row]] = {PLAN: paper.plan.items, "results": paper.results}
    return {table: {key: [row] for key, row in zip(keys[table], rows[table], strict=True)} for table in rows}


def _apply(tables: Tables, row: Suggestion) -> None:
    table = tables[row.table]
    if row.kind == Kind.ADD:
        table.setdefault(None, []).append(PlanRow(**row.values))
    elif row.kind == Kind.WITHDRAW:
        table.pop(row.task_id, None)
    elif row.task_id in table:
        table[row.task_id] = [_changed(each, row.field, row.text) for each in table[row.task_id]]


def _changed(row: Row, name: str, text: str) -> Row:
    """The row with another text in one cell; a state is read from its words, a label follows its criterion."""
    _, extra, heading = name.partition("extra.")
    if extra:
        return replace(row, extra={**row.extra, heading: text})
    values: dict[str, Any] = {name: text}
    if name == "status":
        status, words = read_state_cell(text)
        values = {"status": status, "status_text": words}
    elif name == "criterion" and row.label:
        values["label"] = criterion_line(text, "")
    return replace(row, **values)
