"""What stands on the pages of any file, in reading order (khối): paragraphs and tables, before anything is understood.

Each format's reader yields these; :mod:`caitien.documents.understanding` makes the Paper from them. Texts need not be
canonical yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from caitien.domain.paper import Note, Place


class Cell(NamedTuple):
    """A cell as the eye sees it (ô): its text and where it stands on the table's grid of columns."""

    text: str
    column: int  # first grid column, from 0
    span: int = 1  # grid columns covered
    continues: bool = False  # the lower part of a vertical merge; its own text is what the file holds there, mostly ""


class Row(NamedTuple):
    """A row of a table (dòng), cells from left to right."""

    cells: tuple[Cell, ...]
    number: int  # row in its table (or sheet), from 1
    page: int | None = None
    header: bool = False  # the file marks it as a repeating header row
    cut: bool = False  # known to be the rest of the row above, cut by a page end


@dataclass(slots=True)
class Table:
    """A table (bảng). ``number`` counts the file's tables from 1; a sheet of a workbook is one table."""

    rows: Sequence[Row]
    number: int
    sheet: str = ""
    page: int | None = None
    ragged: bool = False  # read from plain text or a picture of a page: columns may be shifted, rows cut without a mark


@dataclass(slots=True)
class Paragraph:
    """A paragraph outside the tables (đoạn)."""

    text: str
    place: Place
    bold: bool = False


Block = Paragraph | Table


@dataclass(slots=True)
class Pages:
    """A whole file as blocks (nội dung tệp), with what its reader could only note (tracked changes, hidden text, …)."""

    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
