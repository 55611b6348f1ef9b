"""How much a worksheet would unfold to (cỡ trang tính), told by streaming its XML once, before any reader opens it.

A reader of workbooks lays a sheet out as a full rectangle, so two words in opposite corners cost seventeen thousand
million cells; it makes every cell of a merged area; and a text stored once may be used by every cell. All are counted
here and not tried.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from caitien.documents.gate.archive import STRICT, Archive, UnfitError, check_prolog, is_sheet

MAX_ROWS = 200_000  # rows written down, empty ones too
MAX_CELLS = 1_000_000  # cells written down, and cells of the rectangles that hold all text
MAX_MERGED = 300_000  # cells of merged areas, as far as they lie where there is text
MAX_LETTERS = 8_000_000  # of all texts together, a text used twice counted twice
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of a sheet of Excel

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})$")
Area = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(slots=True)
class SheetSize:
    """What a sheet holds (cỡ của một trang tính), and where the parts of its XML begin."""

    root: str = ""  # the name of its first element, prefix and all
    rows: int = 0
    cells: int = 0
    last_row: int = 0  # of the cells that hold something
    last_column: int = 0
    numbered: bool = True  # every row and cell says where it stands
    merged: list[Area] = field(default_factory=list)  # as far as there is text, one cell alone left out
    parts: list[tuple[str, int]] = field(default_factory=list)  # children of the root: name, first byte; then its end
    shared: list[int] = field(default_factory=list)  # numbers of the shared texts, as often as they are used

    @property
    def merged_cells(self) -> int:
        """Cells of all merged areas."""
        return sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in self.merged)


class _Measure:
    """Goes along with the parser and counts (đo trang tính)."""

    def __init__(self, parser: Any) -> None:
        self.size = SheetSize()
        self._parser = parser
        self._depth = self._row = self._column = 0
        self._texts: list[str] | None = None  # of the cell that uses a shared text

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Called by expat for every element."""
        if self._depth == 0:
            self.size.root = tag
        elif self._depth == 1:
            self.size.parts.append((_local(tag), self._parser.CurrentByteIndex))
        self._depth += 1
        handle = self._HANDLERS.get(_local(tag))
        if handle is not None:
            handle(self, attributes)

    def end(self, tag: str) -> None:
        """Called by expat for every end of one."""
        self._depth -= 1
        if self._depth == 0:
            self.size.parts.append(("", self._parser.CurrentByteIndex))
        elif self._texts is not None and _local(tag) == "v":
            number = "".join(self._texts).strip()
            self.size.shared.append(int(number) if number.isdecimal() and len(number) < 8 else -1)
            self._texts = None
            self._parser.CharacterDataHandler = None

    def _row_begins(self, attributes: dict[str, str]) -> None:
        self.size.rows += 1
        given = attributes.get("r", "")
        known = given.isdecimal() and len(given) < 8
        self._row = int(given) if known else self._row + 1
        self._column = 0
        self.size.numbered &= known
        if self.size.rows > MAX_ROWS:
            raise UnfitError("too-many-rows")

    def _cell_begins(self, attributes: dict[str, str]) -> None:
        self.size.cells += 1
        given = _REFERENCE.match(attributes.get("r", ""))
        self._column += 1
        self.size.numbered &= given is not None
        if given:
            self._column, self._row = _column_number(given[1]), int(given[2])
        self._is_shared = attributes.get("t") == "s"
        if self.size.cells > MAX_CELLS:
            raise UnfitError("too-many-rows")

    _is_shared = False

    def _content(self, _attributes: dict[str, str]) -> None:
        size = self.size
        size.last_row, size.last_column = max(size.last_row, self._row), max(size.last_column, self._column)
        if size.last_row * size.last_column > MAX_CELLS:
            raise UnfitError("sheet-too-wide")

    def _value(self, attributes: dict[str, str]) -> None:
        self._content(attributes)
        if self._is_shared:
            self._texts = []
            self._parser.CharacterDataHandler = self._texts.append

    def _merge(self, attributes: dict[str, str]) -> None:
        area = area_of(attributes.get("ref", ""))
        if area is not None:
            self.size.merged.append(area)

    _HANDLERS = {  # noqa: RUF012 - a table of methods, never changed
        "row": _row_begins,
        "c": _cell_begins,
        "v": _value,
        "is": _content,
        "f": _content,
        "mergeCell": _merge,
    }


def check_sheets(archive: Archive) -> dict[str, SheetSize]:
    """The size of every sheet; :class:`UnfitError` where one is more than a reader can hold. 20 ms a MB of XML."""
    sizes = {name: sheet_size(archive, name) for name in filter(is_sheet, archive.names())}
    check_together(sizes.values(), archive.part("xl/sharedStrings.xml") or b"")
    return sizes


def check_together(sizes: Iterable[SheetSize], shared_strings: bytes) -> None:
    """Raise :class:`UnfitError` where the sheets of a workbook, each one bearable, are too much together."""
    sizes = list(sizes)
    if sum(size.last_row * size.last_column for size in sizes) > MAX_CELLS:
        raise UnfitError("sheet-too-wide")
    if sum(size.merged_cells for size in sizes) > MAX_MERGED:
        raise UnfitError("merged-too-wide")
    lengths = [len(text) for text in re.split(rb"</(?:\w+:)?si>", shared_strings)]  # markup and all: never too few
    if sum(lengths[number] for size in sizes for number in size.shared if 0 <= number < len(lengths)) > MAX_LETTERS:
        raise UnfitError("too-many-letters")


def sheet_size(archive: Archive, name: str) -> SheetSize:
    """The size of one sheet; raises :class:`UnfitError` where it is damaged or too large."""
    parser = expat.ParserCreate()
    measure = _Measure(parser)
    parser.StartElementHandler, parser.EndElementHandler = measure.start, measure.end
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
    size = measure.size
    size.merged = [cut for cut in (_cut(area, size) for area in size.merged) if cut is not None]
    return size


def area_of(reference: str) -> Area | None:
    """An area by its corners ("A1:C3" → 1, 1, 3, 3), None where it is none of a sheet."""
    corners = [_REFERENCE.match(corner) for corner in reference.split(":")]
    if len(corners) != 2 or corners[0] is None or corners[1] is None:
        return None
    (top, left), (bottom, right) = ((int(each[2]), _column_number(each[1])) for each in corners if each)
    fits = 0 < top <= bottom <= LAST_ROW and 0 < left <= right <= LAST_COLUMN
    return (top, left, bottom, right) if fits else None


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column of a cell ("C2" → 2, 3), None where there is no such cell in a sheet."""
    found = _REFERENCE.match(reference)
    if found is None:
        return None
    row, column = int(found[2]), _column_number(found[1])
    return (row, column) if 0 < row <= LAST_ROW and column <= LAST_COLUMN else None


def _cut(area: Area, size: SheetSize) -> Area | None:
    """A merged area as far as there is text; None where that is a single cell, or nothing."""
    top, left, bottom, right = area
    bottom, right = min(bottom, size.last_row), min(right, size.last_column)
    alone = (top, left) == (bottom, right)
    return None if top > bottom or left > right or alone else (top, left, bottom, right)


def _refuse_doctype(*_: Any) -> None:
    raise UnfitError("entities")


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
