"""What a workbook's cell shows (chữ hiện trong ô): its value under its number format, in Vietnamese signs.

No kept library does this in Python (docs/decisions/number-formats.md), so the codes are carried out here, within what
papers need: sections and their conditions, thousands, scaling, percentages, units, fractions, days and times. A day is
shown as Vietnamese write it whatever order the code has; thousands are parted by dots.
"""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from caitien.documents.formats.excel.date_format import shown_date
from caitien.documents.formats.excel.format_code import Section, Token, sections_of

_SIGNS: Final = str.maketrans(",.", ".,")
_GENERAL_DIGITS: Final = 10  # of a number with a fraction, as Excel shows it in a usual column
_LARGEST: Final = 1e15  # beyond which a number holds no whole digits
_MOST_PLACES: Final = 30
_LARGEST_SHAPED: Final = 1e20  # a larger number is shown without its format
_MOST_PERCENTS: Final = 3
_EXACT: Final = Context(prec=120, rounding=ROUND_HALF_UP)


@lru_cache(maxsize=4_096)
def shown_number(value: float, code: str, *, from_1904: bool = False) -> str:
    """A number as its format shows it: 0.4 as "40%", 15000000 under ``#,##0,," triệu"`` as "15 triệu".

    An empty text is an answer: the format hides the number. Never raises, whatever the code.
    """
    section, plain = _section(value, sections_of(code))
    if section.is_date:
        shown = shown_date(value, section.tokens, from_1904=from_1904)
        return general(value) if shown is None else shown
    if section.is_empty and code.strip():
        return ""
    if section.is_general or abs(value) >= _LARGEST_SHAPED:
        return _with_words(section.tokens, general(abs(value) if plain else value))
    if not any(kind == "digit" for kind, _ in section.tokens):
        return _words_alone(section.tokens, value)
    return _number(abs(value), section, minus="" if plain or value >= 0 else "-")


def shown_text(text: str, code: str) -> str:
    """A text as its format shows it: mostly as it is; ``@" đồng"`` adds words, ``;;;`` hides it."""
    if "@" not in code and ";" not in code:
        return text
    sections = sections_of(code)
    taking = sections[3] if len(sections) > 3 else next((each for each in sections if each.takes_text), None)
    if taking is None:
        return text
    return "".join(text if kind == "mark" and part == "@" else _literal(kind, part) for kind, part in taking.tokens)


def general(value: float) -> str:
    """A number without a format: whole numbers whole, others to ten digits."""
    if abs(value) < _LARGEST and float(value).is_integer():
        return str(int(value))
    if abs(value) >= _LARGEST:
        return f"{value:.5E}".replace(".", ",")
    short = f"{value:.{_GENERAL_DIGITS}g}"
    return repr(float(value)) if "e" in short else short


def _section(value: float, sections: tuple[Section, ...]) -> tuple[Section, bool]:
    """The section that shows a number, and whether it says the sign itself."""
    for number, section in enumerate(sections[:3]):
        if section.condition and _holds(value, section.condition):
            return section, value < 0 and number > 0
    numbers = [section for section in sections[:3] if not section.condition]
    if any(section.condition for section in sections):
        return (numbers[0] if numbers else sections[0]), False
    if value < 0 and len(numbers) > 1:
        return numbers[1], True
    if value == 0 and len(numbers) > 2:
        return numbers[2], True
    return numbers[0], False


def _holds(value: float, condition: str) -> bool:
    sign = condition.rstrip("-.0123456789")
    bound = float(condition[len(sign) :])
    return {
        "<": value < bound,
        ">": value > bound,
        "<=": value <= bound,
        ">=": value >= bound,
        "=": value == bound,
        "<>": value != bound,
    }[sign]


# Numbers


def _number(value: float, section: Section, *, minus: str) -> str:
    tokens = section.tokens
    if ("mark", "/") in tokens:
        return _fraction(value, tokens, minus)
    if any(kind == "exponent" for kind, _ in tokens):
        return minus + f"{value:.{_places(tokens)}E}".replace(".", ",")
    first, last = _digits_span(tokens)
    places = _places(tokens)
    power = 2 * min(tokens.count(("mark", "%")), _MOST_PERCENTS) - 3 * _thousands(tokens, last)
    rounded = Decimal(repr(value)).scaleb(power, _EXACT).quantize(Decimal(1).scaleb(-places), context=_EXACT)
    whole, _, part = f"{rounded:f}".partition(".")
    whole = _filled(tokens[first : _point(tokens)], whole, grouped=_is_grouped(tokens))
    comma = "." if _is_bare(tokens) else ","
    part = _fraction_digits(tokens, part)
    head = "".join(_literal(kind, text) for kind, text in tokens[:first])
    tail = "".join(_literal(kind, text) for kind, text in tokens[last + 1 :])
    return (
        f"{head}{minus if head.strip() else ''}{'' if head.strip() else minus}{whole}{comma * bool(part)}{part}{tail}"
    )


def _digits_span(tokens: tuple[Token, ...]) -> tuple[int, int]:
    places = [i for i, (kind, _) in enumerate(tokens) if kind == "digit"]
    return places[0], places[-1]


def _point(tokens: tuple[Token, ...]) -> int:
    """Where the digits before the decimal point end."""
    return tokens.index(("mark", ".")) if ("mark", ".") in tokens else _digits_span(tokens)[1] + 1


def _places(tokens: tuple[Token, ...]) -> int:
    if ("mark", ".") not in tokens:
        return 0
    after = tokens[tokens.index(("mark", ".")) :]
    stop = next((i for i, (kind, _) in enumerate(after) if kind == "exponent"), len(after))
    return min(sum(kind == "digit" for kind, _ in after[:stop]), _MOST_PLACES)


def _thousands(tokens: tuple[Token, ...], last: int) -> int:
    """How often the number is divided by a thousand: once for each comma after the digits of either side."""
    before = tokens[: _point(tokens)] if ("mark", ".") in tokens else ()
    return _leading_commas(tokens[last + 1 :]) + _leading_commas(before[::-1])


def _leading_commas(tokens: tuple[Token, ...]) -> int:
    return next((i for i, token in enumerate(tokens) if token != ("mark", ",")), len(tokens))


def _is_grouped(tokens: tuple[Token, ...]) -> bool:
    """Whether a comma stands between digits: thousands are parted."""
    before = tokens[: _point(tokens)]
    digits = [i for i, (kind, _) in enumerate(before) if kind == "digit"]
    return bool(digits) and ("mark", ",") in before[digits[0] : digits[-1]]


def _is_bare(tokens: tuple[Token, ...]) -> bool:
    """Digits and a point only, as for the criterion 1.10: its point stays a point."""
    return all(kind == "digit" or text == "." for kind, text in tokens if text.strip())


def _filled(tokens: tuple[Token, ...], digits: str, *, grouped: bool) -> str:
    """Whole digits put into their places from the right; the leftmost place takes all that are left."""
    places = sum(kind == "digit" for kind, _ in tokens)
    rest = digits.lstrip("0")
    if grouped:
        least = sum(text == "0" for kind, text in tokens if kind == "digit")
        number = rest.rjust(least, "0")
        return f"{int(number):0{len(number) + (len(number) - 1) // 3},}".replace(",", ".") if number else ""
    out: list[str] = []
    for kind, text in reversed(tokens):
        if kind != "digit":
            out.append(_literal(kind, text))
            continue
        places -= 1
        out.append(rest if places == 0 and len(rest) > 1 else rest[-1:] or {"0": "0", "?": " "}.get(text, ""))
        rest = "" if places == 0 else rest[:-1]
    return "".join(reversed(out))


def _fraction_digits(tokens: tuple[Token, ...], digits: str) -> str:
    """Digits after the point; those a ``#`` stands for go where they are nothing."""
    kinds = [text for kind, text in tokens[_point(tokens) :] if kind == "digit"]
    while kinds and kinds[-1] in "#?" and digits.endswith("0"):
        digits = digits[:-1]
        kinds.pop()
    return digits


def _fraction(value: float, tokens: tuple[Token, ...], minus: str) -> str:
    """``# ?/?``: a whole number and a fraction of as many digits as the code has places below the line."""
    line = tokens.index(("mark", "/"))
    below = sum(kind == "digit" for kind, _ in tokens[line:]) or 1
    exact = Fraction(value).limit_denominator(10 ** min(below, 4) - 1)
    whole = exact.numerator // exact.denominator
    rest = exact - whole
    parts = [str(whole)] if whole or not rest else []
    parts += [f"{rest.numerator}/{rest.denominator}"] if rest else []
    return minus + " ".join(parts)


# Words


def _literal(kind: str, text: str) -> str:
    return text if kind in ("quoted", "letter") else "%" if text == "%" else ""


def _with_words(tokens: tuple[Token, ...], number: str) -> str:
    return "".join(number if kind == "general" else _literal(kind, text) for kind, text in tokens) or number


def _words_alone(tokens: tuple[Token, ...], value: float) -> str:
    """A section without places for digits: ``"Không dùng tiền"`` shows its words, ``@`` the number."""
    return "".join(general(value) if text == "@" else _literal(kind, text) for kind, text in tokens)
