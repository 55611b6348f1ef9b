"""The addresses pages lead to (địa chỉ trong trang): looked up once each, since a page names dozens."""

from functools import cache
from typing import Final

from django.urls import get_script_prefix, reverse

_FIRST: Final = 10**17  # stands for a key while an address is looked up: as long as any key may be


def address(page: str, *keys: int) -> str:
    """The address of a page by its name, as ``reverse`` gives it (địa chỉ của trang); ``keys`` in its order. Raises
    NoReverseMatch where there is no such page."""
    return _pattern(get_script_prefix(), page, len(keys)).format(*keys)


@cache
def _pattern(_prefix: str, page: str, many: int) -> str:
    """The address with a place for each key."""
    marks = range(_FIRST, _FIRST + many)
    found = reverse(page, args=list(marks))
    for number, mark in enumerate(marks):
        found = found.replace(str(mark), f"{{{number}}}")
    return found
