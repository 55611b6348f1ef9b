"""A running number, the number of a standard (số đếm): whole, of a few plain figures."""

from typing import Final

_MOST: Final = 6  # figures; Python refuses to make a number of more than 4,300


def count_in(text: str) -> int | None:
    """The whole number a text is ("12" → 12); None for anything else, also "²" and a thousand figures."""
    return int(text) if text.isdecimal() and len(text) <= _MOST else None
