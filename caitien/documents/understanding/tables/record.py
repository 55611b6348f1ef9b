"""A line of a table being put together (dòng đang ghép), and what can be told of its texts alone."""

from dataclasses import dataclass, field
from typing import Final

from caitien.documents.understanding.tables.grid import Layout, Line
from caitien.documents.understanding.tables.groups import Standing
from caitien.documents.understanding.tables.joining import SENTENCE_ENDS
from caitien.domain.paper import Note, Place, Source

MAIN: Final = frozenset(("work", "planned", "topic", "moment", "content", "limitation"))  # what a line is about
NAMES: Final = frozenset(("number", "criterion", "standard", "level"))  # what only names a line
SHORTEST_SENTENCE: Final = 30  # letters; a shorter text says nothing by lacking its full stop
NAMELESS: Final = "Cột {}"


@dataclass(slots=True)
class Record:
    """A line being put together (dòng đang ghép)."""

    standing: Standing
    texts: dict[str, str]  # slot → text
    source: Source
    layout: Layout
    notes: list[Note] = field(default_factory=list)
    parts: list[Place] = field(default_factory=list)  # the rows it was joined from, where they are several

    @property
    def is_bare(self) -> bool:
        """Whether it has a name and nothing else yet."""
        return not any(text for slot, text in self.texts.items() if slot not in NAMES)


def slots_of(layout: Layout) -> list[str]:
    """A name for each column (ô chứa): its field, or its heading behind a space where it has no field of ours."""
    slots: list[str] = []
    for i, (leaf, name) in enumerate(zip(layout.leaves, layout.reading.fields, strict=True), 1):
        slot = name or f" {leaf.heading.full or NAMELESS.format(i)}"
        slots.append(slot if slot not in slots else f"{slot} ({i})")
    return slots


def main_words(record: Record) -> str:
    """The main words of a line."""
    return next((record.texts[slot] for slot in record.texts if slot in MAIN and record.texts[slot]), "")


def is_ended(text: str) -> bool:
    """Whether a text ends as a sentence does; a short one needs no mark."""
    return len(text) < SHORTEST_SENTENCE or text[-1] in SENTENCE_ENDS


def may_move(line: Line, by: int) -> bool:
    """Whether moving a row loses nothing: no text falls off the table."""
    texts = line.texts
    return not any(texts[-by:]) if by > 0 else not any(text for text in texts[:-by] if not is_count(text))


def move(line: Line, by: int) -> None:
    if by:
        texts = line.texts
        line.texts = [""] * by + texts[:-by] if by > 0 else texts[-by:] + [""] * -by
        line.above = frozenset(i + by for i in line.above)


def is_count(text: str) -> bool:
    """Whether a text is only a running number, as in the column TT."""
    short = text.strip(" .()")
    return 0 < len(short) <= 4 and (short.isdigit() or short.lower() in ("i", "ii", "iii", "iv", "v", "vi"))
