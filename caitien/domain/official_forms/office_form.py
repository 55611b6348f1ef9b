"""An office's own form (biểu của cơ quan) as plain data: its tables and blanks as seen, and what is put where.

Places: ``c:table:row:column`` a cell, ``b:paragraph:turn`` a run of dots in a Word paragraph,
``b:table:row:column:turn`` one in a cell of Excel. Numbers count from 1 and are those of the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from caitien.domain.summary_table import Value
from caitien.domain.texts.folding import fold

LEAST_HEADINGS: Final = 3  # texts in the first row of a head: fewer, and it is a list of labels beside blanks
DOTS: Final = re.compile(r"(?:[.…_‥] ?){2,}[.…_‥]|…+")  # what a person writes on; three dots and more, or signs of them
ONLY_DOTS: Final = re.compile(r"[\s.…_‥]*")  # a cell to be written on: as good as blank
FORMULA: Final = "="  # what a cell of Excel says that works its value out: nothing is put into it
_NUMBERED: Final = re.compile(r"[\s(\[]*+(?:\d{1,3}|[ivx]{1,4}|[a-h])?[\s).\]…_-]*+", re.I)  # "1", "(2)", "…"


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of a form (ô): ``continues`` where it is the lower part of a merge."""

    column: int
    text: str = ""
    span: int = 1
    continues: bool = False


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form (dòng), its cells from left to right."""

    number: int
    cells: tuple[FormCell, ...]

    def at(self, column: int) -> FormCell | None:
        """The cell that covers a column."""
        return next((cell for cell in self.cells if cell.column <= column < cell.column + cell.span), None)

    @property
    def texts(self) -> list[str]:
        """What stands in it."""
        return [cell.text for cell in self.cells if cell.text]

    @property
    def is_open(self) -> bool:
        """Whether nothing stands in it but a number, dots or formulas: a row to be filled and, if need be, repeated."""
        return all(text == FORMULA or _NUMBERED.fullmatch(text) for text in self.texts)


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table of a form (bảng), or a sheet."""

    number: int
    name: str
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class FormBlank:
    """A run of dots within words (chỗ chấm): what stands before it, and after."""

    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LookedForm:
    """What was seen in a form (biểu đã đọc): ``kind`` "docx" or "xlsx"."""

    kind: str
    tables: tuple[FormTable, ...]
    blanks: tuple[FormBlank, ...]


@dataclass(frozen=True, slots=True)
class FormGrid:
    """A table with a head (bảng có tiêu đề cột): the words over each column, and the rows under the head."""

    table: FormTable
    headings: tuple[tuple[int, str], ...]
    body: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class Put:
    """A value and its place (điền)."""

    place: str
    value: Value


@dataclass(frozen=True, slots=True)
class Repeated:
    """A row written once for each of several (dòng lặp lại): itself first, copies of it below; by column."""

    table: int
    row: int
    values: tuple[tuple[tuple[int, Value], ...], ...]


@dataclass(frozen=True, slots=True)
class Filling:
    """All that is put into a form (nội dung điền)."""

    puts: tuple[Put, ...] = ()
    repeated: tuple[Repeated, ...] = ()


def grid_of(table: FormTable) -> FormGrid | None:
    """The table as columns under headings (bảng có tiêu đề), or None where it is labels beside blanks. The head begins
    with the first row of several texts and ends before the first row with a blank cell. Linear."""
    top = next((turn for turn, row in enumerate(table.rows) if len(row.texts) >= LEAST_HEADINGS), None)
    if top is None:
        return None
    written = [cell for cell in table.rows[top].cells if cell.text]
    columns = range(written[0].column, written[-1].column + written[-1].span)
    below = (turn for turn, row in enumerate(table.rows[top:], start=top) if _has_blank(row, columns))
    end = next(below, len(table.rows))
    head = table.rows[top:end]
    if not head:
        return None
    headings = tuple((column, _heading(head, column)) for column in columns)
    return FormGrid(table, headings, tuple(_running(table.rows[end:])))


def lone_cells(table: FormTable) -> Iterator[tuple[str, str]]:
    """The blank cells of labels beside blanks (ô trống bên nhãn): place, and the label to the left, else above."""
    above: dict[int, str] = {}
    for row in table.rows:
        label = ""
        for cell in row.cells:
            if cell.text:
                label = above[cell.column] = cell.text
            elif not cell.continues and (label or cell.column in above):
                yield f"c:{table.number}:{row.number}:{cell.column}", label or above[cell.column]
                label = ""


def _running(rows: tuple[FormRow, ...]) -> Iterator[FormRow]:
    """The rows up to the first gap: what stands further down a sheet is no part of the table."""
    for before, row in zip((None, *rows), rows, strict=False):
        if before and row.number != before.number + 1:
            return
        yield row


def _has_blank(row: FormRow, columns: range) -> bool:
    return any((cell := row.at(column)) is None or not (cell.text or cell.continues) for column in columns)


def _heading(head: tuple[FormRow, ...], column: int) -> str:
    words: list[str] = []
    for row in head:
        cell = row.at(column)
        if cell and cell.text and not _NUMBERED.fullmatch(fold(cell.text)) and cell.text not in words:
            words.append(cell.text)
    return " / ".join(words)
