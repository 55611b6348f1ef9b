"""The difference of two texts, word by word (khác nhau từng chữ), in bounded time.

A text that shares less than a quarter of its words with the other was rewritten, and confetti of common words would
only hide it: it is shown whole. A long text is compared sentence by sentence, a very long one as a whole, because the
time difflib takes can grow with the square of the length; 400 words take some 10 ms at the worst.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import groupby
from typing import Final, NamedTuple

_MOST: Final = 400  # words, or sentences, of both texts together that are compared one by one
_REWRITTEN: Final = 0.25
_WORD: Final = re.compile(r"\S+\s*")
_SENTENCE: Final = re.compile(r"[^.;!?\n]*[.;!?\n]*\s*")


class Mark(StrEnum):
    """Which of the two texts a piece stands in."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Piece(NamedTuple):
    """A stretch of text: in both, only in the first, or only in the second."""

    mark: Mark
    text: str


def word_difference(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts in order; without the added ones they join to ``before``, and the reverse."""
    for unit in (_WORD, _SENTENCE):
        old, new = unit.findall(before), unit.findall(after)
        if len(old) + len(new) <= _MOST:
            return _joined(_pieces(old, new))
    return _joined(_whole([before], [after]))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    common = sum((Counter(old) & Counter(new)).values())
    if common < _REWRITTEN * max(len(old), len(new)):
        return _whole(old, new)
    return _aligned(old, new)


def _aligned(old: list[str], new: list[str]) -> Iterator[Piece]:
    for operation, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation == "equal":
            yield Piece(Mark.SAME, "".join(old[i:j]))
        else:
            yield from _whole(old[i:j], new[k:m])


def _whole(old: list[str], new: list[str]) -> Iterator[Piece]:
    yield Piece(Mark.REMOVED, "".join(old))
    yield Piece(Mark.ADDED, "".join(new))


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    filled = (piece for piece in pieces if piece.text)
    return tuple(
        Piece(mark, "".join(piece.text for piece in run)) for mark, run in groupby(filled, key=lambda piece: piece.mark)
    )
