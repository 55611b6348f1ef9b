"""The addresses pages lead to (địa chỉ trong trang): looked up once each, since a page names dozens."""

from functools import cache
from typing import Final

from django.urls import get_script_prefix, reverse

_FIRST: Final = 10**17  # stands for a key while an address is looked up: as long as any key may be


def address(page: str, *keys: int | str) -> str:
    """The address of a page by its name, as ``reverse`` gives it (địa chỉ của trang); ``keys`` in its order, of which
    words are such that there are few, as a kind of paper: an address is kept for each. Raises NoReverseMatch where
    there is no such page."""
    words = tuple(key if isinstance(key, str) else None for key in keys)
    return _pattern(get_script_prefix(), page, words).format(*keys)


@cache
def _pattern(_prefix: str, page: str, words: tuple[str | None, ...]) -> str:
    """The address with a place for each key that is no word."""
    marks = {number: _FIRST + number for number, word in enumerate(words) if word is None}
    found = reverse(page, args=[marks.get(number, word) for number, word in enumerate(words)])
    found = found.replace("{", "{{").replace("}", "}}")
    for number, mark in marks.items():
        found = found.replace(str(mark), f"{{{number}}}")
    return found
