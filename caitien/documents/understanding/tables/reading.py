"""The tables of a file, one after the other (các bảng): headers found, bodies fed to the reader of their family.

What stands in a table and is none of it (titles above, remarks and signature below) is handed back as words.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from caitien.documents.blocks import Row, Table
from caitien.documents.understanding.foot import is_post, is_recipients
from caitien.documents.understanding.letterhead import is_number
from caitien.documents.understanding.marks import code_of, level_inside, level_of, standard_of
from caitien.documents.understanding.prose import is_section_heading
from caitien.documents.understanding.tables.continuing import is_out_of_line
from caitien.documents.understanding.tables.grid import LONGEST_HEADING, Layout, is_pasted_header, plain, words_of
from caitien.documents.understanding.tables.header import (
    DEEPEST_HEADER,
    Header,
    continue_with,
    find_header,
    has_own_heading,
)
from caitien.documents.understanding.tables.labels import Family, is_known_heading
from caitien.documents.understanding.tables.rows import RowReader
from caitien.domain.texts.folding import clean, fold

_LEAST_HEADINGS: Final = 3  # of a table


class Tables:
    """Reads every table of a file (đọc các bảng).

    ``opens`` is called before a table of a family is read, ``words`` with rows that are lines of text, ``table`` with
    rows that begin a table of their own.
    """

    def __init__(
        self,
        opens: Callable[[Family], None],
        words: Callable[[Table, Sequence[Row]], None],
        table: Callable[[Table], None],
    ) -> None:
        self.readers: dict[Family, RowReader] = {family: RowReader() for family in Family}
        self.last: tuple[Family, Layout] | None = None
        self._opens = opens
        self._words = words
        self._table = table

    @property
    def families(self) -> frozenset[Family]:
        """The kinds of table met, filled in or not."""
        return frozenset(family for family, reader in self.readers.items() if reader.layout is not None)

    def read(self, table: Table, rows: Sequence[Row], header: Header) -> None:
        """Read a table of ours from its header on."""
        self._open(table, header.layout)
        self._feed(table, rows, header.start + header.height)

    def is_stray(self, header: Header) -> bool:
        """Whether a table of work is beside the plan: a plan is read, and this one has neither criterion nor target."""
        reader = self.readers[header.layout.family]
        named = {"criterion", "standard", "target", "topic"}
        first = reader.first
        return (
            header.layout.family is Family.PLAN
            and first is not None
            and not named & set(header.layout.reading.fields)
            and first.column("criterion") is not None
        )

    def layout_of(self, rows: Sequence[Row]) -> Layout | None:
        """The layout with which a table without a header can go on from the last one, or None."""
        return continue_with(self.last[1], rows) if self.last is not None else None

    def go_on(self, table: Table, rows: Sequence[Row], layout: Layout) -> None:
        """Read a table without a header that goes on from the last one."""
        self._open(table, layout)
        self._feed(table, rows, 0)

    def _open(self, table: Table, layout: Layout) -> None:
        self._opens(layout.family)
        self.readers[layout.family].open(table, layout)
        self.last = layout.family, layout

    def _feed(self, table: Table, rows: Sequence[Row], start: int) -> None:
        """Feed body rows to their reader; a new header or the foot of the paper among them ends the table."""
        at = start
        expected = False  # a header, under a line of words
        while at < len(rows):
            words = words_of(rows[at])
            if self._begins_another(table, rows, at, expected=expected):
                self._table(replace(table, rows=rows[at:]))
                return
            expected = False
            if _ends_table(words):
                self._words(table, rows[at:])
                return
            lone = len(words) == 1 and not self._is_moment(rows[at])
            expected = lone and _is_apart(table, rows, at, words[0])
            self._words(table, [rows[at]]) if expected else self._feed_row(rows[at])
            at += 1

    def _begins_another(self, table: Table, rows: Sequence[Row], at: int, *, expected: bool) -> bool:
        """Whether the header of a next table begins with this row, of ours or of another."""
        row, words = rows[at], words_of(rows[at])
        headings = expected or _may_be_header(row, words) or self._is_merged_otherwise(row, words)
        if not (headings or _is_after_gap(table, rows, at)):
            return False
        if self.last and is_pasted_header(row, self.last[1]):
            return False
        ours = headings and find_header(rows[at : at + DEEPEST_HEADER], furthest=1)
        if ours or (len(words) > 1 and has_own_heading(rows[at:])):
            return True
        return len(words) > 2 and _is_after_gap(table, rows, at) and self._is_out_of_line(row)

    def _is_merged_otherwise(self, row: Row, words: Sequence[str]) -> bool:
        """Whether a row has other cells than the table's columns and nothing but headings in them: a table of reviews
        drawn below the plan in one table with it, say."""
        if self.last is None or len(row.cells) == len(self.last[1].leaves) or len(words) < _LEAST_HEADINGS:
            return False
        return all(len(text) <= LONGEST_HEADING and is_known_heading(text) for text in words)

    def _is_moment(self, row: Row) -> bool:
        """Whether the only words of a row stand in the column of moments of a table of reviews, which is as narrow:
        the review is planned and not held yet ("Cuối năm học"), however much the row below reads like headings."""
        if self.last is None or self.last[0] is not Family.REVIEWS:
            return False
        layout = self.last[1]
        at = layout.column("moment")
        (cell,) = (cell for cell in row.cells if cell.text and not cell.text.isspace())
        return at is not None and layout.by_edges.get((cell.column, cell.span)) == at

    def _is_out_of_line(self, row: Row) -> bool:
        return self.last is not None and is_out_of_line(row, self.last[1])

    def _feed_row(self, row: Row) -> None:
        if self.last is not None:
            self.readers[self.last[0]].feed(row)


def _is_after_gap(table: Table, rows: Sequence[Row], at: int) -> bool:
    """Whether an empty row of the sheet stands above this one."""
    return bool(table.sheet) and at > 0 and rows[at].number > rows[at - 1].number + 1


def _may_be_header(row: Row, words: Sequence[str]) -> bool:
    """Whether a body row could be the header of a next table: it is marked so, or begins with "TT"."""
    return len(words) > 3 and len(words[0]) < 9 and (row.header or fold(words[0]) in ("tt", "stt", "so tt"))


def _ends_table(words: Sequence[str]) -> bool:
    """Whether a row below the table's body is the paper's foot: "Nơi nhận", a post, "Số: …"."""
    if len(words) > 2 or len(words[0]) > 200:
        return False
    lines = [clean(text) for text in words]
    return any(is_recipients(line) or is_post(line) or is_number(line) for line in lines)


def _is_apart(table: Table, rows: Sequence[Row], at: int, words: str) -> bool:
    """Whether a lone text in a table is a line of the paper: a heading, or set apart from the rows around it."""
    text = plain(words)
    if any(name(text) is not None for name in (level_of, level_inside, standard_of, code_of)):
        return False
    if is_section_heading(text) or _is_after_gap(table, rows, at):
        return True
    below = rows[at + 1 : at + 1 + DEEPEST_HEADER]
    return bool(below) and len(words_of(below[0])) > 2 and find_header(below, furthest=1) is not None
