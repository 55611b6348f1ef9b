"""Reading a specimen and looking at what came out (đọc tệp mẫu)."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from caitien.documents.read import read
from caitien.domain.paper import Paper, Place, Status
from caitien.domain.texts.folding import fold
from tests.specimens.layout import AnyRow


def read_paper(data: bytes, name: str = "mau.docx") -> Paper:
    """The Paper of a file that must be readable."""
    paper = read(data, name=name)
    assert isinstance(paper, Paper), f"refused: {paper.reason}"
    return paper


def cells(row: AnyRow) -> dict[str, Any]:
    """A row without what is empty or unsaid, and without its source: short to write, short to compare."""
    found = {each.name: getattr(row, each.name) for each in fields(row) if each.name != "source"}
    return {name: value for name, value in found.items() if value not in ("", None, {}, Status.UNSTATED)}


def all_cells(rows: Iterable[AnyRow]) -> list[dict[str, Any]]:
    """The cells of every row."""
    return [cells(row) for row in rows]


def one_line(text: str) -> str:
    """White space collapsed."""
    return " ".join(text.split())


def texts_of(value: object) -> list[str]:
    """Every text anywhere in a value: a Paper, its rows, its notes."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in texts_of(part)]
    if isinstance(value, tuple | list):
        return [text for part in value for text in texts_of(part)]
    if hasattr(value, "__dataclass_fields__") and not isinstance(value, Place):
        return [text for each in fields(value) if each.name != "source" for text in texts_of(getattr(value, each.name))]
    return []


def noted(paper: Paper, words: str) -> bool:
    """Whether some note quotes these words."""
    return any(fold(words) in fold(note.quote) for note in paper.notes)


def spoken_of(paper: Paper, *words: str) -> bool:
    """Whether some note's own sentence has one of these words."""
    return any(fold(word) in fold(note.text) for note in paper.notes for word in words)
