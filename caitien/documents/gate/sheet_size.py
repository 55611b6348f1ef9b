"""How much a worksheet would unfold to (cỡ trang tính), told by streaming its XML once, before any reader opens it.

A reader of workbooks lays a sheet out as a full rectangle, so two words in opposite corners cost seventeen thousand
million cells; a merged area is met by every row it covers; and a text stored once may be used by every cell. All are
counted here and not tried.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from caitien.documents.gate.archive import STRICT, Archive, UnfitError, check_prolog, is_sheet

MAX_ROWS = 200_000  # rows written down, empty ones too
MAX_CELLS = 1_000_000  # cells written down, and cells of the rectangles that hold all text
MAX_MERGED = 300_000  # cells of merged areas, as far as they lie where there is text
MAX_LETTERS = 8_000_000  # of all texts together, a text used twice counted twice
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of a sheet of Excel

_FIGURES = "0123456789"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})$")
_USUAL = re.compile(rb'<c (?:(?!\bt="s")[^<>])*+\bt="s"[^<>]*+><v>([0-9]{1,7})</v>')

Area = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(slots=True)
class SheetSize:
    """What a sheet holds (cỡ của một trang tính)."""

    rows: int = 0
    cells: int = 0
    shared: int = 0  # cells that use a shared text
    last_row: int = 0  # of the cells that hold something
    last_column: int = 0
    merged: list[Area] = field(default_factory=list)  # as far as there is text, one cell alone left out

    @property
    def merged_cells(self) -> int:
        """Cells of all merged areas."""
        return sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in self.merged)


class _Measure:
    """Goes along with the parser and counts (đo trang tính); a cell without content costs it half a microsecond."""

    def __init__(self) -> None:
        self.size = SheetSize()
        self._row = self._column = 0
        self._columns: dict[str, int] = {}  # those met, by their letters
        self._handlers = {
            "row": self._row_begins,
            "c": self._cell_begins,
            "v": self._content,
            "is": self._content,
            "f": self._content,
            "mergeCell": self._merge,
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Called by expat for every element."""
        handle = self._handlers.get(tag) or (self._handlers.get(tag.rpartition(":")[2]) if ":" in tag else None)
        if handle is not None:
            handle(attributes)

    def _row_begins(self, attributes: dict[str, str]) -> None:
        size, given = self.size, attributes.get("r", "")
        size.rows += 1
        self._row_given = given
        known = given.isdecimal() and len(given) < 8 and 0 < int(given) <= LAST_ROW
        self._row = int(given) if known else self._row + 1
        self._column = 0
        if size.rows > MAX_ROWS:
            raise UnfitError("too-many-rows")

    def _cell_begins(self, attributes: dict[str, str]) -> None:
        size = self.size
        size.cells += 1
        size.shared += attributes.get("t") == "s"
        self._column += 1
        self._given = attributes.get("r")
        if size.cells > MAX_CELLS:
            raise UnfitError("too-many-rows")

    _given: str | None = None
    _row_given: str = ""

    def _content(self, _attributes: dict[str, str]) -> None:
        size, given = self.size, self._given or ""
        letters = given.rstrip(_FIGURES)
        column = self._columns.get(letters)
        if column is not None and given[len(letters) :] == self._row_given:  # a usual cell, in its row
            self._column = column
        elif found := _REFERENCE.match(given):
            self._column, self._row = _column_number(found[1]), int(found[2])
            if len(self._columns) < LAST_COLUMN:
                self._columns[letters] = self._column
        size.last_row, size.last_column = max(size.last_row, self._row), max(size.last_column, self._column)
        if size.last_row * size.last_column > MAX_CELLS:
            raise UnfitError("sheet-too-wide")

    def _merge(self, attributes: dict[str, str]) -> None:
        area = _area_of(attributes.get("ref", ""))
        if area is not None:
            self.size.merged.append(area)


class _Uses:
    """Goes along and lists the shared texts a sheet uses (chữ dùng chung), each as often as it is used."""

    def __init__(self, parser: Any) -> None:
        self.numbers: list[int] = []
        self._parser = parser
        self._is_shared = False
        self._pieces: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Called by expat for every element."""
        self.finish()
        name = tag.rpartition(":")[2]
        if name == "c":
            self._is_shared = attributes.get("t") == "s"
        elif name == "v" and self._is_shared:
            self._parser.CharacterDataHandler = self._pieces.append

    def finish(self) -> None:
        """The number that was being read is complete."""
        number = "".join(self._pieces).strip()
        if number.isdecimal() and len(number) < 8:
            self.numbers.append(int(number))
        self._pieces.clear()
        self._parser.CharacterDataHandler = None


def check_sheets(archive: Archive) -> None:
    """Raise :class:`UnfitError` where a workbook would unfold to more than a reader can hold. 15 ms a MB of XML."""
    names = list(filter(is_sheet, archive.names()))
    sizes = {name: sheet_size(archive, name) for name in names}
    check_together(archive, sizes, archive.part("xl/sharedStrings.xml") or b"")


def check_together(archive: Archive, sizes: Mapping[str, SheetSize], shared_strings: bytes) -> None:
    """Raise :class:`UnfitError` where the sheets of a workbook, each one bearable, are too much together."""
    if sum(size.last_row * size.last_column for size in sizes.values()) > MAX_CELLS:
        raise UnfitError("sheet-too-wide")
    if sum(size.merged_cells for size in sizes.values()) > MAX_MERGED:
        raise UnfitError("merged-too-wide")
    lengths = [len(text) for text in re.split(rb"</(?:\w+:)?si>", shared_strings)]  # markup and all: never too few
    if sum(size.shared for size in sizes.values()) * max(lengths) <= MAX_LETTERS:
        return
    letters = sum(_letters(_used(archive, name, size), lengths) for name, size in sizes.items())
    if letters > MAX_LETTERS:
        raise UnfitError("too-many-letters")


def _letters(used: Sequence[int], lengths: Sequence[int]) -> int:
    """Letters of all texts used, those left out that the workbook does not have."""
    known = used if max(used, default=0) < len(lengths) else [number for number in used if number < len(lengths)]
    return sum(map(lengths.__getitem__, known))


def sheet_size(archive: Archive, name: str) -> SheetSize:
    """The size of one sheet; raises :class:`UnfitError` where it is damaged or too large."""
    parser, measure = expat.ParserCreate(), _Measure()
    parser.StartElementHandler = measure.start
    _parse(archive, name, parser)
    size = measure.size
    size.merged = [cut for cut in (_cut(area, size) for area in size.merged) if cut is not None]
    return size


def _used(archive: Archive, name: str, size: SheetSize) -> list[int]:
    """The shared texts a sheet uses: by the usual way to write them where that tells them all."""
    xml = b"".join(archive.chunks(name))
    usual = _USUAL.findall(xml)
    if len(usual) == size.shared and b"<!" not in xml:
        return list(map(int, usual))
    parser = expat.ParserCreate()
    uses = _Uses(parser)
    parser.StartElementHandler = uses.start
    _parse(archive, name, parser)
    uses.finish()
    return uses.numbers


def _parse(archive: Archive, name: str, parser: Any) -> None:
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


def _area_of(reference: str) -> Area | None:
    """An area by its corners ("A1:C3" → 1, 1, 3, 3), None where it is none of a sheet."""
    corners = [_REFERENCE.match(corner) for corner in reference.split(":")]
    if len(corners) != 2 or corners[0] is None or corners[1] is None:
        return None
    (top, left), (bottom, right) = ((int(each[2]), _column_number(each[1])) for each in corners if each)
    fits = 0 < top <= bottom <= LAST_ROW and 0 < left <= right <= LAST_COLUMN
    return (top, left, bottom, right) if fits else None


def _cut(area: Area, size: SheetSize) -> Area | None:
    """A merged area as far as there is text; None where that is a single cell, or nothing."""
    top, left, bottom, right = area
    bottom, right = min(bottom, size.last_row), min(right, size.last_column)
    alone = (top, left) == (bottom, right)
    return None if top > bottom or left > right or alone else (top, left, bottom, right)


def _refuse_doctype(*_: Any) -> None:
    raise UnfitError("entities")


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
