"""Patterns that know accents (mẫu chữ có dấu): "đang" is neither "đảng" nor "dạng" nor "đẳng".

A pattern is written as the words are spelled and matches whole words. A heading typed without any accents still
matches, and so does a phrase with a slip in at most half of its words ("hổ trợ"); a word that stands alone must be
spelled right, for without its neighbours nothing tells what was meant.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

from caitien.domain.texts.folding import fold

_WORD: Final = re.compile(r"[^\W\d_]+")
_ESCAPE: Final = re.compile(r"\\[a-zA-Z]")
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")  # huyền, sắc, ngã, hỏi, nặng
_EXACT: Final = frozenset(("chi tieu",))  # "chi tiêu" is spending, "chỉ tiêu" a target: no slip is forgiven


@cache
def spelling(word: str) -> tuple[str, str]:
    """A word as its letters and its tone, so that "hoà" and "hòa", "kì" and "kỳ" are one spelling."""
    marks = unicodedata.normalize("NFD", word.lower())
    letters = "".join(mark for mark in marks if mark not in _TONES)
    tones = "".join(mark for mark in marks if mark in _TONES)
    return letters.replace("y", "i"), tones


def _bare(pattern: str) -> str:
    """The pattern without accents; its escapes stay."""
    return "".join(fold(sign) if not sign.isascii() else sign for sign in pattern)


class Words:
    """Some wordings of one thing (các cách viết): search a text for any of them."""

    def __init__(self, patterns: Iterable[str]) -> None:
        whole = "|".join(patterns)
        self._bare = re.compile(rf"\b(?:{_bare(whole)})(?!\w)")
        self._spellings = frozenset(map(spelling, _WORD.findall(_ESCAPE.sub(" ", whole.lower()))))

    def search(self, said: str) -> str:
        """The words of a text that fit, or ""; the text is in small letters and canonical form, on one line."""
        return next(
            (
                found
                for match in self._bare.finditer(fold(said))
                if self._fits(found := said[slice(*match.span())], said)
            ),
            "",
        )

    def _fits(self, found: str, said: str) -> bool:
        words = _WORD.findall(found)
        exact = sum(spelling(word) in self._spellings for word in words)
        if exact == len(words):
            return True
        if len(words) < 2 or fold(found) in _EXACT:
            return False
        return said.isascii() or exact * 2 >= len(words)
