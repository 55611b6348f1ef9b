"""The lines of a paper's tables (các dòng): what to call one, which columns are blank, which lines belong together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from caitien.domain.paper import PlanRow, Problem, ResultRow
from caitien.rules.context import RuleContext

FEW: Final = 3  # a table of fewer lines has no habit: a blank cell there is a line's own
_FILLERS: Final = " .…-–_/\n"  # what a form prints where something is to be written

Row = PlanRow | ResultRow | Problem
AnyRow = TypeVar("AnyRow", PlanRow, ResultRow, Problem)
Pair = tuple[tuple[str, PlanRow], tuple[str, ResultRow]]


def name_of(row: Row) -> str:
    """What people call a line (tên dòng): "Tiêu chí 1.1", or the first words of its topic."""
    if row.criterion:
        return f"Tiêu chí {row.criterion}"
    return f"Dòng “{shortened(topic)}”" if (topic := getattr(row, "topic", "")) else "Dòng này"


def shortened(text: str, most: int = 60) -> str:
    """The first words of a text on one line, with "…" where it goes on (rút gọn)."""
    line = text.replace("\n", " ")
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def is_blank(text: str) -> bool:
    """Whether a cell holds nothing but dots, dashes and spaces (ô trống)."""
    return not text.strip(_FILLERS)


def is_blank_throughout(rows: Sequence[tuple[str, Row]], name: str) -> bool:
    """Whether a column is blank on every line of a table with a habit: told once, by K11, and by no rule of lines."""
    return len(rows) >= FEW and all(is_blank(getattr(row, name)) for _, row in rows)


def is_missing(rows: Sequence[tuple[str, Row]], name: str) -> bool:
    """Whether the file's table is known and has no such column (bảng không có cột này)."""
    return any(row.source.columns for _, row in rows) and all(name not in row.source.columns for _, row in rows)


def pairs(context: RuleContext) -> Iterator[Pair]:
    """Plan line and result line that belong together: of one criterion, in order, where both tables hold as many."""
    for plans, results in groups(context):
        if len(plans) == len(results):
            yield from zip(plans, results, strict=True)


def groups(context: RuleContext) -> Iterator[tuple[list[tuple[str, PlanRow]], list[tuple[str, ResultRow]]]]:
    """The plan lines and the result lines of each criterion that stands in both tables, in the plan's order."""
    plans, results = by_criterion(context.plan_rows), by_criterion(context.result_rows)
    return ((plans[code], results[code]) for code in plans if code in results)


def by_criterion(rows: Sequence[tuple[str, AnyRow]]) -> dict[str, list[tuple[str, AnyRow]]]:
    """The lines of each criterion, in order; lines without one belong to none."""
    found: dict[str, list[tuple[str, AnyRow]]] = defaultdict(list)
    for path, row in rows:
        if row.criterion:
            found[row.criterion].append((path, row))
    return found
