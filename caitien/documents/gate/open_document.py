"""How much an OpenDocument file would unfold to (cỡ tệp OpenDocument): what it says is to be repeated, counted.

A row written once may stand for a million rows, a cell for a thousand cells, a sign for any number of blanks. Empty
rows at the end of a sheet always do, and cost nothing; rows with words are unfolded by whoever opens the file.
"""

from typing import Any, Final
from xml.parsers import expat

from caitien.documents.gate.archive import Archive, UnfitError
from caitien.documents.gate.sheet_size import MAX_CELLS, MAX_LETTERS, MAX_MERGED

_CONTENT: Final = "content.xml"
_CELLS: Final = frozenset(("table-cell", "covered-table-cell"))
_VALUES: Final = ("value", "string-value", "date-value", "time-value", "boolean-value", "formula")
_MOST: Final = 12  # figures of a number anybody means


class _Unfolding:
    """Counts along with the parser (đếm khi bung ra)."""

    def __init__(self) -> None:
        self.cells = self.letters = self.merged = 0
        self._rows: list[int] = []  # how often the rows around are repeated
        self._columns: list[int] = []  # how often the cells around are
        self._filled: list[bool] = []  # whether they hold something

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Called by expat for every element."""
        name = tag.rpartition(":")[2]
        found = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "table-row":
            self._rows.append(_number(found, "number-rows-repeated"))
        elif name in _CELLS:
            self._columns.append(_number(found, "number-columns-repeated"))
            self._filled.append(any(value in found for value in _VALUES))
            spans = _number(found, "number-columns-spanned") * _number(found, "number-rows-spanned")
            self.merged += spans if spans > 1 else 0
        elif name == "s":
            self._letters(_number(found, "c"))
        if self.merged > MAX_MERGED:
            raise UnfitError("merged-too-wide")

    def text(self, words: str) -> None:
        """Called by expat for every piece of text."""
        if not words.isspace():
            self._letters(len(words))

    def end(self, tag: str) -> None:
        """Called by expat for every end of an element."""
        name = tag.rpartition(":")[2]
        if name == "table-row" and self._rows:
            self._rows.pop()
        elif name in _CELLS and self._columns:
            repeated = self._repeated()
            self._columns.pop()
            self.cells += repeated if self._filled.pop() else 0
            if self.cells > MAX_CELLS:
                raise UnfitError("too-many-repeats")

    def _letters(self, count: int) -> None:
        if self._filled:
            self._filled[-1] = True
        self.letters += count * self._repeated()
        if self.letters > MAX_LETTERS:
            raise UnfitError("too-many-letters")

    def _repeated(self) -> int:
        times = 1
        for each in (*self._rows, *self._columns):
            times *= each
        return times


def check_open_document(archive: Archive) -> None:
    """Raise :class:`UnfitError` where a file would unfold to more than a reader can hold. 20 ms a MB of XML."""
    unfolding, parser = _Unfolding(), expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = unfolding.start, unfolding.end
    parser.CharacterDataHandler = unfolding.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(archive.part(_CONTENT) or b"", True)
    except (expat.ExpatError, ValueError) as trouble:
        raise UnfitError("damaged") from trouble


def _number(attributes: dict[str, str], name: str) -> int:
    value = attributes.get(name, "").strip()
    return max(int(value[:_MOST]), 1) if value.isascii() and value.isdecimal() else 1


def _refuse_doctype(*_: Any) -> None:
    raise UnfitError("entities")
