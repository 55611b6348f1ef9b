"""Texts piece by piece (văn bản theo từng khúc): for asking all of a paper whether some words stand in it.

One question of a text of ten thousand letters is quicker than a hundred questions of a hundred each; one text of all a
long paper says takes ten times its size for a moment, to be put together and made small.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

_TEXTS: Final = 500  # in one piece


def pieces(texts: Iterable[str]) -> Iterator[str]:
    """The texts in small letters, by the hundred, each on lines of its own. Linear."""
    left = iter(texts)
    while piece := list(islice(left, _TEXTS)):
        yield "\n".join(piece).lower()


def standing_in(wanted: Iterable[str], said: Iterable[str]) -> set[str]:
    """Those of the words that stand anywhere in what is said (chữ có trong văn bản). Linear; each is looked for until
    it is found."""
    missing, found = set(wanted), set[str]()
    for piece in said:
        here = {words for words in missing if words in piece}
        found |= here
        missing -= here
    return found
