"""The rows of one criterion as they stand together in a table (khối dòng của một tiêu chí)."""

from collections.abc import Iterator
from dataclasses import dataclass

from caitien.domain.paper import PlanRow, Problem, ResultRow
from caitien.rules.context import RuleContext

Row = PlanRow | ResultRow | Problem
Rows = tuple[tuple[str, PlanRow], ...] | tuple[tuple[str, ResultRow], ...] | tuple[tuple[str, Problem], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A criterion's rows one after another (khối tiêu chí): the path of the first, its level and criterion."""

    path: str
    level: int | None
    criterion: str
    label: str


def tables(context: RuleContext) -> tuple[tuple[str, Rows], ...]:
    """The tables whose rows go through the criteria, with their names.

    None under Thông tư 57/2026: its plan is for the problems that come first, in any order, a criterion as often as
    it has problems.
    """
    if context.is_tt57:
        return ()
    return (("bảng kế hoạch", context.plan_rows), ("bảng kết quả", context.result_rows))


def blocks(rows: Rows) -> Iterator[Block]:
    """The blocks of a table in its order; several actions one after another under a criterion are one block."""
    before: tuple[int | None, str] | None = None
    for path, row in rows:
        level = None if isinstance(row, Problem) else row.level
        if row.criterion and (level, row.criterion) != before:
            yield Block(path, level, row.criterion, row.label)
        before = (level, row.criterion)
