"""How wide a line of Times New Roman Bold is (độ dài dòng chữ), to draw a rule as long as the text above it.

Advance widths in thousandths of the size, the same in Times, Times New Roman and Liberation Serif. A letter with
accents is as wide as without them; ơ and ư, whose horn is a part of the letter, are not.
"""

import unicodedata
from typing import Final

_ADVANCES: Final = {  # each letter once
    250: " .,",
    278: "il/",
    333: "fjt-():;",
    389: "sI",
    444: "cerz",
    500: "agovxyJ0123456789–",
    554: "ơ",
    556: "bdhknpquđS",
    600: "ư",
    611: "FP",
    667: "BELTZ",
    722: "wACDNRUVXYĐ",
    778: "GHKOQƠ",
    796: "Ư",
    833: "m",
    944: "M",
    1000: "W",
}
_ADVANCE: Final = {letter: width for width, letters in _ADVANCES.items() for letter in letters}
_USUAL: Final = 556
_HORN: Final = "\u031b"


def line_width(text: str, size: float) -> int:
    """The width of one line at ``size`` points, in twentieths of a point. Linear."""
    return round(sum(_ADVANCE.get(letter, _USUAL) for letter in _without_accents(text)) * size / 50)


def _without_accents(text: str) -> str:
    """The letters alone, ơ and ư with their horn."""
    apart = unicodedata.normalize("NFD", text)
    kept = "".join(letter for letter in apart if letter == _HORN or not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", kept)
