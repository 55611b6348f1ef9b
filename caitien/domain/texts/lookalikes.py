"""Letters that look like others (chữ giống hệt chữ khác), and letters nobody sees: one form for each.

Ð of Icelandic for Đ, Cyrillic "а" for "a", fullwidth and mathematical letters, the hyphen that does not break, marks of
reading direction: all look right on paper, and nothing finds them. Words of Russian and Greek stay.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from caitien.domain.texts.symbol_fonts import private_letters

INVISIBLE: Final = frozenset(
    (
        *(0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF),
        *range(0x200B, 0x2010),  # zero-width blanks, joiners, marks of direction
        *range(0x202A, 0x202F),  # embeddings of direction
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),  # variants of a sign: ☑ with U+FE0F is the coloured one
        *range(0xE0000, 0xE01F0),
    )
)
_HYPHENS: Final = (0x2010, 0x2011, 0xFE58, 0xFE63, 0xFF0D)  # each looks like "-"
DASHES: Final = frozenset((*_HYPHENS, *range(0x2012, 0x2016), 0x2212))
_BLANKS: Final = (0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0)

_CYRILLIC: Final = dict(zip("АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝӏ", "ABESIJKMHOPCTYXaesijopcyxhdqwl", strict=True))
_GREEK: Final = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
_ALIKE: Final = {ord(letter): latin for letter, latin in (_CYRILLIC | _GREEK).items()}
_NEARLY: Final = _ALIKE | {ord("к"): "k", ord("м"): "m", ord("т"): "t"}  # in a word with Latin letters only
_FOREIGN: Final = re.compile("[\u0370-\u03ff\u0400-\u052f\u1f00-\u1fff]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD: Final = re.compile("(?:[^\\W\\d_][\u0300-\u036f]*)+")


def _compatible(codes: Iterable[int]) -> dict[int, str]:
    """Letters that Unicode itself calls a form of plain ones: fullwidth, mathematical, ligatures, Roman numbers."""
    return {code: plain for code in codes if (plain := unicodedata.normalize("NFKC", chr(code))) != chr(code)}


_PLAIN: Final = {
    **_compatible((*range(0xFB00, 0xFB07), *range(0xFF01, 0xFF5F), *range(0x2160, 0x2180), *range(0x1D400, 0x1D800))),
    **{0xD0: "Đ", 0xF0: "đ", 0x189: "Đ"},  # Eth, and the African D, for the Vietnamese letter
    **dict.fromkeys(_HYPHENS, "-"),
    **{0x2012: "–", 0x2015: "—"},  # the figure dash and the bar, for the dashes they look like
    **dict.fromkeys(_BLANKS, " "),
    **dict.fromkeys(INVISIBLE, ""),
}
UNUSUAL: Final = re.compile(
    "[\u00ad\u00d0\u00f0\u0189\u034f\u0370-\u03ff\u0400-\u052f\u061c\u115f\u1160\u180e\u1f00-\u1fff\u200b-\u2012\u2015"
    "\u202a-\u202e\u2060-\u206f\u2160-\u217f\u2800\u3164\uf020-\uf0ff\ufb00-\ufb06\ufe00-\ufe0f\ufe58\ufe63\ufeff\uff01-\uff5e"
    "\uffa0\U0001d400-\U0001d7ff\U000e0000-\U000e01ef]"
)
# For comparing only: one letter for one letter.
FOLDED: Final = {
    **{code: latin.lower() for code, latin in _ALIKE.items()},
    **{code: plain.lower() for code, plain in _PLAIN.items() if len(plain) == 1},
    **{0xD0: "d", 0xF0: "d", 0x189: "d"},
}


def settled(text: str) -> str:
    """The text in letters that are what they look like (chữ đã thống nhất); linear."""
    text = private_letters(text).translate(_PLAIN)
    return _latin_again(text) if _FOREIGN.search(text) else text


def _latin_again(text: str) -> str:
    """Latin letters for Cyrillic and Greek ones that look like them, in words that are neither Russian nor Greek.

    A word is Latin if some of its letters are and the others look so; or if all its letters look so and the text has
    no letter that is plainly foreign.
    """
    parts = _WORD.sub(lambda word: _mixed(word[0]), unicodedata.normalize("NFD", text))
    if all(ord(letter) in _ALIKE for letter in _FOREIGN.findall(parts)):
        parts = parts.translate(_ALIKE)
    return unicodedata.normalize("NFC", parts)


def _mixed(word: str) -> str:
    """A word with Latin letters and others that look so, all Latin; any other word as it is."""
    foreign = set(map(ord, _FOREIGN.findall(word)))
    return word.translate(_NEARLY) if foreign and _LATIN.search(word) and foreign <= _NEARLY.keys() else word
