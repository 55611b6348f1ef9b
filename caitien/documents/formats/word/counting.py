"""A number in the figures or letters a list counts by (kiểu đánh số: 1, I, a, ①, một, …)."""

from collections.abc import Callable, Mapping
from typing import Final

_ROMAN: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_MOST_LETTERS: Final = 780  # Word repeats a letter at most thirty times
_MOST_ROMAN: Final = 32_767
_ONES: Final = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def counted(number: int, kind: str, pattern: str = "") -> str:
    """A number as w:numFmt has it; plain figures for kinds not in the table. Never raises."""
    if kind == "custom":
        first = pattern.partition(",")[0].strip()
        return str(number).rjust(len(first), "0") if first.isdigit() else str(number)
    return _KINDS.get(kind, str)(number)


def _roman(number: int) -> str:
    if not 0 < number <= _MOST_ROMAN:
        return str(number)
    out: list[str] = []
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        out.append(letters * times)
    return "".join(out)


def _letter(number: int) -> str:
    """A … Z, then AA, BB, …"""
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(65 + letter) * (times + 1)


def _in_circle(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)


def _in_words(number: int) -> str:
    """Up to ninety-nine in Vietnamese words."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _ONES[ones]
    head = "mười" if tens == 1 else f"{_ONES[tens]} mươi"
    tail = {1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(ones, _ONES[ones])
    return f"{head} {tail}".strip()


_KINDS: Final[Mapping[str, Callable[[int], str]]] = {
    "none": lambda _: "",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "decimalZero": lambda number: f"{number:02}",
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": _in_circle,
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "cardinalText": _in_words,
    "vietnameseCounting": _in_words,
    "hex": lambda number: f"{number:X}",
}
