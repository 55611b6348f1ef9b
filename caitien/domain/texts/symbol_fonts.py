"""Letters of symbol fonts (phông ký hiệu: Wingdings, Webdings, Symbol) → the signs people see.

Such a font shows "ü" as a tick. A file holds the plain letter, or the same code in the private area U+F020–U+F0FF; the
name of the font tells which sign it is. The tables follow the mapping Unicode published with these signs; boxes to tick
become ☐ ☑ ☒ and ticks ✓ ✗, whatever their drawing, so that a tick is one thing to whoever reads on.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

TICK, CROSS, BOX, TICKED_BOX, CROSSED_BOX = "✓", "✗", "☐", "☑", "☒"
UNKNOWN: Final = "•"  # a sign not in the tables: something stands there, and it is no letter

_PRIVATE: Final = range(0xF020, 0xF100)
_LETTERS: Final = re.compile(r"[^\W\d_]")
_LONGEST: Final = 12  # letters; nobody draws longer rows of signs, so more are words whose font was changed by mistake


def _from(start: int, signs: str) -> Iterator[tuple[int, str]]:
    """Codes in a row from ``start``, a sign each; a blank stands for a code that is not in the table."""
    return ((start + i, sign) for i, sign in enumerate(signs) if sign != " ")


_TICKS: Final = {0xFB: CROSS, 0xFC: TICK, 0xFD: CROSSED_BOX, 0xFE: TICKED_BOX}
_WINGDINGS: Final = {
    **dict(_from(0x21, "✎✂✁  📖  ✆✉")),
    **dict(_from(0x30, "📁📂📄   ⌛      💾✇✍")),
    **dict(_from(0x41, "✌👌👍👎☜☞☝☟✋☺😐☹💣☠⚑ ✈☼💧❄ ✞ ✠✡☪☯")),
    **dict(_from(0x5E, "♈♉♊♋♌♍♎♏♐♑♒♓&&●❍■☐❐❑❒⬧⧫◆❖⬥☒ ⌘  “”")),
    **dict(_from(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")),
    **dict(_from(0x9E, "·•▪○◯◯◉◎◯▪☐▲✦★✶✴✹✵")),
    **dict(_from(0xB5, "✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛")),
    **dict(_from(0xD8, "➢   ➲  ←→↑↓↖↗↙↘⬅➔⬆⬇↖↗↙↘⇦⇨⇧⇩⇔⇕")),
    **_TICKS,
}
_WINGDINGS_2: Final = {
    **{0x4F: CROSS, 0x50: TICK, 0x51: CROSSED_BOX, 0x52: TICKED_BOX, 0x53: CROSSED_BOX, 0x54: CROSSED_BOX},
    **dict(_from(0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")),
    **{0x96: "·", 0x97: "●", 0x98: "●", 0x99: "●", 0xA1: "■", 0xA2: "■", 0xA3: BOX, 0xA4: BOX, 0xA5: BOX},
}
_WINGDINGS_3: Final = {
    **dict(_from(0x66, "←→↑↓↖↗↙↘↔↕▲▼△▽◀▶◁▷")),
    **{0x7C: "◀", 0x7D: "▶", 0x7E: "▲", 0x7F: "▼", 0x22: "↔"},
}
_WEBDINGS: Final = {
    **{0x33: "◀", 0x34: "▶", 0x35: "▲", 0x36: "▼", 0x59: "♥", 0x61: TICK, 0x72: CROSS},
    **{0x63: BOX, 0x67: "■", 0x6E: "●"},
}
_SYMBOL: Final = {
    **dict(_from(0x21, "!∀#∃%&∋()∗+,-./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_")),
    **dict(_from(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼")),
    **dict(_from(0xA1, "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…  ↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑")),
}
_FONTS: Final[Mapping[str, Mapping[int, str]]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "marlett": {0x61: TICK, 0x62: TICK, 0x72: CROSS},
    "symbol": _SYMBOL,
}
# A sign whose font is not told: mostly Wingdings, but for the bullet and the dash of Symbol that Word's lists have.
_UNTOLD: Final = {**_WINGDINGS, 0xB7: "•", 0x2D: "-", 0x20: " "}
_PRIVATE_SIGNS: Final = {code: _UNTOLD.get(code - 0xF000, UNKNOWN) for code in _PRIVATE}
_PRIVATE_WORD: Final = re.compile("[\uf030-\uf07a]{3,}")  # so many in a row are no signs but plain letters kept there


@lru_cache(maxsize=1_024)  # asked for every run of a file, about a handful of names
def is_symbol_font(font: str) -> bool:
    """Whether a font of this name shows signs for letters (phông ký hiệu)."""
    return _plain_name(font) in _FONTS


@lru_cache(maxsize=1_024)
def _plain_name(font: str) -> str:
    """The name as the table has it: a PDF calls the same font "Wingdings-Regular", "Wingdings2" or "SymbolMT"."""
    name = font.strip().casefold().removesuffix("-regular").removesuffix("mt")
    return f"wingdings {name[-1]}" if name in ("wingdings2", "wingdings3") else name


def signs_of(text: str, font: str) -> str:
    """A text as a symbol font shows it (đọc chữ phông ký hiệu); words set in such a font by mistake stay words.

    For a font that is none of them only the private area is told. Linear in the text.
    """
    table = _FONTS.get(_plain_name(font))
    if table is None:
        return private_letters(text)
    if _are_words(text):
        return text
    return "".join(_sign(ord(letter), letter, table) for letter in text)


def private_letters(text: str) -> str:
    """Letters of the private area where no font is told: signs, or, in a row, the plain letters kept there."""
    text = _PRIVATE_WORD.sub(lambda word: "".join(chr(ord(letter) - 0xF000) for letter in word[0]), text)
    return text.translate(_PRIVATE_SIGNS)


def _are_words(text: str) -> bool:
    """Whether letters are no codes: there are more than anybody draws, or some no symbol font has."""
    letters = _LETTERS.findall(text)
    return len(letters) > _LONGEST or any(ord(letter) > 0xFF for letter in letters)


def _sign(code: int, letter: str, table: Mapping[int, str]) -> str:
    if letter.isspace():
        return letter
    code = code - 0xF000 if code in _PRIVATE else code
    return table.get(code, UNKNOWN if 0x20 < code <= 0xFF else letter)
