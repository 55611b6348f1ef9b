"""How much a worksheet would unfold to (cỡ trang tính), told by streaming its XML once, before any reader opens it.

A reader of workbooks lays a sheet out as a full rectangle, so two words in opposite corners cost seventeen thousand
million cells; and a text stored once may be used by every cell. Both are counted here and not tried.
"""

import re
from typing import Any
from xml.parsers import expat

from caitien.documents.gate.archive import STRICT, Archive, UnfitError, check_prolog, is_sheet

MAX_ROWS = 200_000  # rows written down, empty ones too
MAX_CELLS = 1_000_000  # cells written down, and cells of the rectangle that holds all text
MAX_LETTERS = 100_000_000  # of all texts together, a text used twice counted twice

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})$")
_CONTENT = frozenset(("v", "is", "f"))


class _Extent:
    """Counts of one sheet while it streams past (phạm vi có chữ)."""

    def __init__(self) -> None:
        self.rows = self.cells = self.shared = 0
        self.last_row = self.last_column = 0
        self._row = self._column = 0

    def element(self, tag: str, attributes: dict[str, str]) -> None:
        """Called by expat for every element."""
        name = tag.rpartition(":")[2]
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            self._begin_row(attributes)
        elif name in _CONTENT:
            self.last_row = max(self.last_row, self._row)
            self.last_column = max(self.last_column, self._column)
            if self.last_row * self.last_column > MAX_CELLS:
                raise UnfitError("sheet-too-wide")

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self.rows += 1
        given = attributes.get("r", "")
        self._row = int(given) if given.isdecimal() and len(given) < 8 else self._row + 1
        self._column = 0
        if self.rows > MAX_ROWS:
            raise UnfitError("too-many-rows")

    def _cell(self, attributes: dict[str, str]) -> None:
        self.cells += 1
        self.shared += attributes.get("t") == "s"
        given = _REFERENCE.match(attributes.get("r", ""))
        self._column += 1
        if given:
            self._column, self._row = _column_number(given[1]), int(given[2])
        if self.cells > MAX_CELLS:
            raise UnfitError("too-many-rows")


def check_sheets(archive: Archive) -> None:
    """Raise :class:`UnfitError` where a sheet would unfold to more than a reader can hold; about 15 ms a MB of XML."""
    longest = _longest_text(archive.part("xl/sharedStrings.xml") or b"")
    shared = 0
    for name in filter(is_sheet, archive.names()):
        shared += _extent(archive, name).shared
        if shared * longest > MAX_LETTERS:
            raise UnfitError("too-large-inside")


def _extent(archive: Archive, name: str) -> _Extent:
    extent = _Extent()
    parser = expat.ParserCreate()
    parser.StartElementHandler = extent.element
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for chunk in archive.chunks(name):
            check_prolog(chunk)
            if STRICT in chunk[:4096]:
                raise UnfitError("strict")
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as trouble:  # ValueError: letters in a code expat does not know
        raise UnfitError("damaged") from trouble
    return extent


def _refuse_doctype(*_: Any) -> None:
    raise UnfitError("entities")


def _longest_text(shared_strings: bytes) -> int:
    """Letters of the longest shared text, markup and all: never too few."""
    return max(map(len, re.split(rb"</(?:\w+:)?si>", shared_strings)))


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
