"""One worksheet streamed past (đọc một trang tính): the cells that hold something, and what is merged or hidden.

A row costs what its cells hold: empty formatted cells and rows, however many and however far, cost their parsing only.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final

from lxml import etree

from caitien.documents.formats.excel.date_format import day_of, shown_iso
from caitien.documents.formats.excel.format_code import sections_of
from caitien.documents.formats.excel.looks import PLAIN, Look
from caitien.documents.formats.excel.number_format import shown_number, shown_text
from caitien.documents.formats.excel.parts import is_on, local, number
from caitien.documents.formats.excel.texts import NOTHING, Text, decoded, in_font, text_of
from caitien.documents.formats.excel.workbook import Workbook
from caitien.domain.texts.symbol_fonts import BOX, TICKED_BOX

_FIGURES: Final = "0123456789$"
_AREA: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$")
_WIDEST: Final = 16_384
_WATCHED: Final = ("{*}row", "{*}mergeCell", "{*}col", "{*}headerFooter")
_TRUTHS: Final = {True: "Có", False: "Không"}

Spot = tuple[int, int]  # row and column, from 1
Area = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(slots=True)
class SheetRow:
    """A row that holds something (dòng có chữ): its texts by column."""

    number: int
    cells: list[tuple[int, str]]
    hidden: bool = False


@dataclass(slots=True)
class Content:
    """What one sheet holds (nội dung trang tính); the lists of spots are what a person should look at."""

    rows: list[SheetRow] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)  # header and footer, as Excel codes them
    days: dict[Spot, tuple[int, int]] = field(default_factory=dict)  # day and month of cells that are dates
    struck: dict[Spot, str] = field(default_factory=dict)
    formulas: dict[Spot, str] = field(default_factory=dict)  # those nobody has computed
    errors: dict[Spot, str] = field(default_factory=dict)
    unseen: dict[Spot, str] = field(default_factory=dict)  # a format hides them


def content_of(chunks: Iterator[bytes], book: Workbook) -> Content:
    """The sheet in these bytes; linear. Raises ``XMLSyntaxError`` where they are no XML."""
    reader = _Reader(book)
    parser = etree.XMLPullParser(
        events=("end",), tag=_WATCHED, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    for chunk in chunks:
        parser.feed(chunk)
        reader.take(parser.read_events())
    parser.close()
    reader.take(parser.read_events())
    return reader.content


class _Reader:
    """Takes the elements of one sheet as they end."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.content = Content()
        self.row_number = 0
        self.columns: dict[str, int] = {}
        self.plain = {str(index) for index, look in enumerate(book.looks) if look.is_plain}
        self.names: dict[Any, str] = {}  # of elements, without their namespace

    def take(self, events: Iterator[Any]) -> None:
        for _, node in events:
            match local(node):
                case "row":
                    self._read_row(node)
                    _forget(node)
                case "mergeCell":
                    self.content.merged += _areas(node.get("ref") or "")
                case "col":
                    self._column(node)
                case _:
                    self.content.margins += [part.text for part in node if part.text]

    def _column(self, node: etree._Element) -> None:
        first, last = number(node.get("min")), min(number(node.get("max")), _WIDEST)
        if 0 < first <= last and (is_on(node.get("hidden")) or node.get("width") == "0"):
            self.content.hidden_columns.append((first, last))

    def _read_row(self, node: etree._Element) -> None:
        self.row_number = number(node.get("r"), self.row_number + 1)
        cells: list[tuple[int, str]] = []
        column = 0
        for cell in node:
            reference = cell.get("r")
            column = (self._column_number(reference) if reference else 0) or column + 1
            held = len(cell)
            if held and (text := (held == 1 and self._usual(cell)) or self._cell(cell, (self.row_number, column))):
                cells.append((column, text))
        if cells:
            cells.sort(key=itemgetter(0))  # a broken file has them in any order
            hidden = is_on(node.get("hidden")) or node.get("ht") == "0"
            self.content.rows.append(SheetRow(self.row_number, cells, hidden))

    def _column_number(self, reference: str) -> int:
        """The column of "AB12"; 0 where the reference is none."""
        letters = reference.rstrip(_FIGURES).lstrip("$")
        if letters not in self.columns:
            self.columns[letters] = column_of(letters)
        return self.columns[letters]

    # Cells

    def _usual(self, cell: etree._Element) -> str:
        """The text of a cell that shares it with others and shows it as it is, as most do; "" for any other."""
        if cell.get("t") != "s" or cell.get("s", "0") not in self.plain:
            return ""
        part = cell[0]
        given = part.text or ""
        if not given.isdecimal() or (self.names.get(part.tag) or self._name(part)) != "v" or len(given) > 7:
            return ""
        index = int(given)
        text = self.book.texts[index] if index < len(self.book.texts) else NOTHING
        return "" if text.struck else text.seen

    def _cell(self, cell: etree._Element, spot: Spot) -> str:
        """What a cell shows; what a person should know of it goes to the content's lists."""
        value, inline, formula = "", None, None
        for part in cell:
            name = self.names.get(part.tag) or self._name(part)
            if name == "v":
                value = part.text or ""
            elif name == "is":
                inline = part
            elif name == "f":
                formula = part
        kind = cell.get("t") or "n"
        if kind in ("s", "inlineStr", "str"):
            text = text_of(inline) if inline is not None else self._text(kind, value)
            style = cell.get("s") or "0"
            plain = style in self.plain and not text.struck
            seen = text.seen if plain else self._in_look(text, self._look(style), spot)
        else:
            seen = self._value(kind, value, self._look(cell.get("s")), spot)
        if formula is not None:
            self._watch(formula, kind, value, seen, spot)
        return seen

    def _name(self, part: etree._Element) -> str:
        name = self.names[part.tag] = local(part)
        return name

    def _look(self, style: str | None) -> Look:
        index = number(style)
        return self.book.looks[index] if 0 <= index < len(self.book.looks) else PLAIN

    def _text(self, kind: str, value: str) -> Text:
        if kind != "s":
            return Text(decoded(value))
        index = number(value, -1)
        return self.book.texts[index] if 0 <= index < len(self.book.texts) else NOTHING

    def _in_look(self, text: Text, look: Look, spot: Spot) -> str:
        """A text in its cell's font and format; crossed out words are listed and left out."""
        seen = in_font(text.seen, look.font)
        struck = f"{text.struck} {seen}".strip() if look.struck else text.struck
        if struck.strip():
            self.content.struck[spot] = struck
        if look.struck or not seen.strip():
            return "" if look.struck else seen
        return self._shown_text(seen, shown_text(seen, look.code), spot)

    def _value(self, kind: str, value: str, look: Look, spot: Spot) -> str:
        """A number, day, truth or error as its cell shows it."""
        if kind == "b":
            truth = value.strip() == "1"
            return (TICKED_BOX if truth else BOX) if look.box else _TRUTHS[truth]
        if kind == "e":
            self.content.errors[spot] = value
            return value
        if kind == "d":
            return shown_iso(value)
        try:
            amount = float(value)
        except ValueError:
            return value.strip()
        if not math.isfinite(amount):
            return value.strip()
        seen = self._amount(amount, look, spot)
        if look.struck and seen.strip():
            self.content.struck[spot] = seen
            return ""
        return seen

    def _amount(self, amount: float, look: Look, spot: Spot) -> str:
        amount = int(amount) if amount.is_integer() else amount
        if look.code == "General":
            return shown_number(amount, look.code)
        if sections_of(look.code)[0].is_date and (day := day_of(amount, from_1904=self.book.from_1904)):
            self.content.days[spot] = (day.day, day.month)
        shown = shown_number(amount, look.code, from_1904=self.book.from_1904)
        return self._shown_text(str(amount) if amount else "", shown, spot)

    def _shown_text(self, held: str, shown: str, spot: Spot) -> str:
        if held and not shown.strip():
            self.content.unseen[spot] = held
        return shown

    def _watch(self, formula: etree._Element, kind: str, value: str, seen: str, spot: Spot) -> None:
        """List a formula without a result: none was saved, or a nought by a program that computes nothing."""
        empty = kind != "str" and not value.strip() and not seen
        if empty or (self.book.never_computed and value.strip() == "0"):
            self.content.formulas[spot] = formula.text or ""


def _forget(row: etree._Element) -> None:
    """Free a row and those before it: a sheet may be larger than memory."""
    row.clear()
    parent = row.getparent()
    while parent is not None and row.getprevious() is not None:
        del parent[0]


def column_of(letters: str) -> int:
    """The number of a column: "A" → 1, "AB" → 28; 0 where it is none."""
    column = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z" or len(letters) > 3:
            return 0
        column = column * 26 + ord(letter) - 64
    return column


def letters_of(column: int) -> str:
    """The letters Excel calls a column by: 28 → "AB"."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def spot_of(reference: str) -> Spot | None:
    """Row and column of "B12"; None where it is no cell."""
    found = _AREA.match(reference)
    return (int(found[2]), column_of(found[1])) if found else None


def _areas(reference: str) -> Iterator[Area]:
    found = _AREA.match(reference)
    if found and found[3]:
        top, left, bottom, right = int(found[2]), column_of(found[1]), int(found[4]), column_of(found[3])
        if top <= bottom and left <= right:
            yield top, left, bottom, right
