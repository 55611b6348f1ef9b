"""A table as the eye sees it (bảng lưới): its columns, what each means, and which text of a row stands in it.

Deals with merged cells, headers pasted again, numbering rows "(1) (2) …", ragged column edges. Where the header ends is
found by :mod:`caitien.documents.understanding.tables.header`; what the rows then say is the business of
:mod:`caitien.documents.understanding.tables.rows`.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from caitien.documents.blocks import Cell, Row
from caitien.documents.understanding.tables.labels import Family, Heading, Reading
from caitien.domain.texts.folding import clean, fold

LONGEST_HEADING = 200  # letters; a longer text is no heading
LONGEST_NUMBERING = 16  # letters of "(9) = (7) - (8)"

_TAG = re.compile(r"</?(p|br|div|li|ul|ol|tr|td|b|i|u|strong|em|span|sup|sub)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|apos|#\d{1,5}|#x[0-9a-f]{1,4});", re.IGNORECASE)
_LINE_TAGS = frozenset(("p", "br", "div", "li", "tr"))
_NUMBERING = re.compile(r"^[(\[]?([0-9]{1,2}|[a-z]|[ivx]{1,4})[)\].]?(\s*=.*)?$")


_FOR_THE_PEN: Final = (".", "…", "_")


def plain(text: str) -> str:
    """Canonical text of a cell (chữ trong ô), HTML tags left by text recognition turned into line ends."""
    if "<" in text and _TAG.search(text):
        text = _TAG.sub(lambda tag: "\n" if tag[1].lower() in _LINE_TAGS else "", text)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return clean(text)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column at the foot of the header (cột lá): its heading and the grid columns it covers, [start, end)."""

    heading: Heading
    start: int
    end: int


@dataclass(slots=True)
class Layout:
    """How a table's columns are understood (cách bày cột)."""

    reading: Reading
    leaves: Sequence[Leaf]
    header: frozenset[tuple[str, ...]]  # the header rows, folded, to know them when pasted again
    initials: frozenset[str] = frozenset()
    by_edges: dict[tuple[int, int], int] = field(default_factory=dict)  # (start, span) → leaf

    def __post_init__(self) -> None:
        self.initials = frozenset(row[0][:1] for row in self.header if row)
        self.by_edges = {(leaf.start, leaf.end - leaf.start): i for i, leaf in enumerate(self.leaves)}

    @property
    def family(self) -> Family:
        return self.reading.family

    def column(self, name: str) -> int | None:
        """The leaf that means a field, or None."""
        fields = self.reading.fields
        return fields.index(name) if name in fields else None


def words_of(row: Row) -> list[str]:
    """The texts of a row, blanks left out, as the file has them."""
    return [cell.text for cell in row.cells if cell.text and not cell.text.isspace()]


@dataclass(slots=True)
class Line:
    """A body row laid on the columns (dòng đã xếp cột)."""

    row: Row
    texts: list[str]  # one per leaf
    above: frozenset[int]  # leaves whose cell is the lower part of a vertical merge
    widest: int  # most leaves that one cell with text covers

    @property
    def filled(self) -> list[int]:
        """The leaves that hold text."""
        return [i for i, text in enumerate(self.texts) if text]


def lay(row: Row, layout: Layout) -> Line:
    """Put a row's cells into the columns of the header (xếp ô vào cột).

    A row of as many cells as columns goes in order; otherwise cells whose edges are the header's go there, and the
    rest to the column they overlap most. Linear in the cells.
    """
    if len(row.cells) == len(layout.leaves):
        texts = [_said(cell.text) if cell.text else "" for cell in row.cells]
        above = frozenset([i for i, cell in enumerate(row.cells) if cell.continues])
        return Line(row, texts, above, 1)
    return _lay_uneven(row, layout)


def _said(text: str) -> str:
    """What a cell says: nothing where only dots or a line wait for the pen ("………", "______")."""
    said = plain(text)
    return "" if said[:1] in _FOR_THE_PEN and not said.strip("".join(_FOR_THE_PEN) + " \n") else said


def _lay_uneven(row: Row, layout: Layout) -> Line:
    texts = [""] * len(layout.leaves)
    above: list[int] = []
    widest = 0
    for cell in row.cells:
        leaf, covered = layout.by_edges.get((cell.column, cell.span)), 1
        if leaf is None:
            leaf, covered = _overlap(cell, layout.leaves)
        if cell.continues:
            above.append(leaf)
        if cell.text and (text := _said(cell.text)):
            texts[leaf] = f"{texts[leaf]} {text}" if texts[leaf] else text
            widest = max(widest, covered)
    return Line(row, texts, frozenset(above), widest)


def _overlap(cell: Cell, leaves: Sequence[Leaf]) -> tuple[int, int]:
    """The leaf a cell of odd edges belongs to, and how many leaves it covers."""
    start, end = cell.column, cell.column + cell.span
    shares = [(min(end, leaf.end) - max(start, leaf.start), -i) for i, leaf in enumerate(leaves)]
    covered = [i for i, (share, _) in enumerate(shares) if share > 0]
    if len(covered) > 1:
        return covered[0] if cell.span > 2 else -max(shares)[1], len(covered)
    return (covered[0] if covered else len(leaves) - 1), 1


def key(row: Row) -> tuple[str, ...]:
    """A row's texts, folded, blanks left out: equal for a header and its copy."""
    return tuple(folded for cell in row.cells if (folded := fold(plain(cell.text))))


def is_pasted_header(row: Row, layout: Layout) -> bool:
    """Whether a body row is the header once more (đầu bảng lặp lại)."""
    first = next((cell.text for cell in row.cells if not cell.text.isspace() and cell.text), "").strip()
    return fold(first[:1]) in layout.initials and key(row) in layout.header


def is_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns: "(1) (2) (3) …" (dòng đánh số cột)."""
    if len(row.cells) < 3 or any(len(cell.text) > LONGEST_NUMBERING for cell in row.cells):
        return False
    texts = [text for cell in row.cells if (text := cell.text.strip())]
    if len(texts) < 3:
        return False
    marks = [_NUMBERING.match(fold(text)) for text in texts]
    names = [mark[1] for mark in marks if mark]
    return len(names) == len(texts) and len(set(names)) == len(names) and ("1" in names or "a" in names)


def leaves_of(rows: Sequence[Row]) -> list[Leaf]:
    """The columns at the foot of some header rows (các cột lá), each with its own words and its parent's."""
    width = max(cell.column + cell.span for row in rows for cell in row.cells)
    cover = [_cover(row, width) for row in spread(rows)]
    leaves: list[Leaf] = []
    start = 0
    for column in range(1, width + 1):
        if column == width or any(line[column] is not line[column - 1] for line in cover):
            leaves.append(Leaf(_heading([line[start] for line in cover]), start, column))
            start = column
    return leaves


def _cover(row: Row, width: int) -> list[Cell | None]:
    line: list[Cell | None] = [None] * width
    for cell in row.cells:
        line[cell.column : cell.column + cell.span] = [cell] * cell.span
    return line


def _heading(stack: Sequence[Cell | None]) -> Heading:
    words = [text for cell in stack if cell is not None and not cell.continues and (text := plain(cell.text))]
    words = [word.replace("\n", " ") for word in words if len(word) <= LONGEST_HEADING]
    return Heading(words[-1], " ".join(words[:-1])) if words else Heading("")


def spread(rows: Sequence[Row]) -> list[Row]:
    """Upper header rows, their words spread over the blanks to the right as unmerged sheets and plain text need."""
    spread = list(rows)
    for i in range(len(rows) - 1):
        below = {cell.column for cell in rows[i + 1].cells if cell.text.strip() and not cell.continues}
        cells: list[Cell] = []
        for cell in rows[i].cells:
            blank = not cell.text.strip() and not cell.continues
            if blank and cells and cell.column in below and cells[-1].text.strip() and cells[-1].column in below:
                cells[-1] = cells[-1]._replace(span=cells[-1].span + cell.span)
            else:
                cells.append(cell)
        spread[i] = rows[i]._replace(cells=tuple(cells))
    return spread
