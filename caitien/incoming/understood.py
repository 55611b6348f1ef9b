"""What was understood of a file (máy đã hiểu gì) as values a page shows: cells, doubts, remarks, lines, tables.

They are made by :class:`caitien.incoming.reading.Reading`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from caitien.domain.field_names import STATUS_NAMES
from caitien.domain.paper import Place
from caitien.domain.papers.cells import mark_of, shown
from caitien.domain.papers.paper_json import Json
from caitien.domain.table_verdict import USE_NAMES, TableUse

LONG: Final = 60  # letters
_NOT_OF_A_NAME: Final = re.compile(r"[^A-Za-z0-9-]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to look at (ô): its text now, what the file says, and what may stand there."""

    path: str
    name: str  # what people call it
    text: str  # as kept: a day as 2024-09-12
    was: str
    seen: bool  # a person corrected or confirmed it
    choices: Mapping[str, str] | None = None

    @property
    def shown(self) -> str:
        """The text as people read it."""
        return shown(self.path, self.text)

    @property
    def was_shown(self) -> str:
        """The text of the file as people read it."""
        return shown(self.path, self.was)

    @property
    def corrected(self) -> bool:
        """Whether it says something else than the file."""
        return self.text != self.was

    @property
    def radio(self) -> bool:
        """Whether its few choices are shown side by side."""
        return self.choices is STATUS_NAMES

    @property
    def long(self) -> bool:
        """Whether it needs room to be typed in."""
        return len(self.text) > LONG or "\n" in self.text

    @property
    def anchor(self) -> str:
        """Its name within a page: letters, digits, dashes and low lines only, another for every path."""
        return "o-" + _NOT_OF_A_NAME.sub(lambda found: f"_{ord(found[0]):x}_", self.path.replace(".", "-"))

    @property
    def mark(self) -> str:
        """What it says, as a mark: a correction carries it, to tell whether someone else was there meanwhile."""
        return mark_of(self.text)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell the reader is not sure of (ô cần xem): why, where it stands in the file, and the words there."""

    cell: Cell
    reasons: tuple[str, ...]
    place: str = ""
    quote: str = ""
    about: str = ""  # its line: "Tiêu chí 1.1"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in the file that found no cell (điều chưa hiểu): shown, so that nothing vanishes."""

    text: str
    place: str
    quote: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of one of the paper's tables (dòng): where it stands in the file, and its cells."""

    table: str
    number: str  # counted from 1; in the prose the name of the cell
    anchor: str
    about: str
    place: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableReading:
    """What one table of the file was taken for, and why (cách hiểu một bảng), in words for people."""

    where: str
    name: str
    words: list[str]
    reasons: list[str]
    against: list[str]

    @classmethod
    def of(cls, entry: Json) -> "TableReading":
        """Made of what the upload keeps of the table: a :class:`~caitien.domain.table_verdict.TableVerdict` as JSON."""
        held: Any = entry
        place = str(Place(**held.get("place", {}))) or "bảng"
        lists = (list(held.get(name, [])) for name in ("words", "reasons", "against"))
        return cls(place[0].upper() + place[1:], USE_NAMES[TableUse(held["taken_for"])], *lists)
