"""What lines of a plan are called in the story (tên dòng): found by the room that keeps them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

SHORT: Final = 60  # letters a text may have to be quoted in a sentence


@dataclass(frozen=True, slots=True)
class Line:
    """A line an entry speaks of (dòng được kể): its key while it is there (None once it is gone), what it is called."""

    task: int | None
    name: str


Find = Callable[[Sequence[int]], Mapping[int, Line]]  # keys of rows of one kind → what each is called; one query
_FINDERS: Final[dict[str, Find]] = {}


def register_lines(kind: str, find: Find) -> None:
    """Say how rows of a kind ("task") are found by their keys, when the app of the room that keeps them starts."""
    _FINDERS[kind] = find


def lines_named(keys: Iterable[str]) -> dict[str, Line]:
    """What those of the rows ("task 17") that are there are called. One query a kind, whatever the number."""
    numbers: dict[str, list[int]] = {}
    for key in keys:
        kind, _, number = key.partition(" ")
        if kind in _FINDERS and number.isdecimal():
            numbers.setdefault(kind, []).append(int(number))
    return {f"{kind} {key}": line for kind, own in numbers.items() for key, line in _FINDERS[kind](own).items()}


def name_of(criterion: str, words: str) -> str:
    """What people call a line: "tiêu chí 3.2", else by its first words."""
    if criterion:
        return criterion if criterion.lower().startswith("tiêu chí") else f"tiêu chí {criterion}"
    first = words.partition("\n")[0]
    return f"dòng “{first[:SHORT].rstrip()}{'…' if len(first) > SHORT else ''}”" if first else "một dòng"
