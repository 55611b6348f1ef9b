"""A table of a summary (bảng tổng hợp) as plain data: the same for Excel, Word, CSV and other programs."""

from collections.abc import Sequence
from dataclasses import dataclass

from caitien.domain.texts.figures import say_count

Value = str | int | None  # None: not told; never zero


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryTable:
    """One table (một bảng): ``code`` "T1", headings each with its share of the width in mm, rows as values."""

    code: str
    title: str
    headings: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Value]]
    note: str = ""  # of what it is counted
    more: int = 0  # rows there are besides

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows as people read them: 1.234, blank where it is not told."""
        return tuple(tuple(say_value(value) for value in row) for row in self.rows)


def say_value(value: Value) -> str:
    """A value as people read it (ghi giá trị)."""
    if value is None:
        return ""
    return say_count(value) if isinstance(value, int) else value
