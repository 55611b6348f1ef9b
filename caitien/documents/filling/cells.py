"""Names of cells in formulas and ranges (tên ô), moved as rows are put in: "A7", "$B$3:C9", "'Biểu 1'!D4", "$5:$6"."""

import re
from collections.abc import Callable
from typing import Final

_LAST_COLUMN: Final = 16_384
_NAME: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_RANGE: Final = re.compile(
    r"(?<![\w.'])(?P<sheet>(?:'(?:[^']|''){1,64}'|[\w.]{1,64})!)?"
    r"(?P<a>\$?[A-Z]{1,3}\$?)(?P<first>\d{1,7})(?::(?P<b>\$?[A-Z]{1,3}\$?)(?P<last>\d{1,7}))?(?![\w(.!])"
    r"|(?<![\w.'])(?P<rows>(?:'(?:[^']|''){1,64}'|[\w.]{1,64})!)?(?P<c>\$?)(?P<top>\d{1,7}):(?P<d>\$?)(?P<bottom>\d{1,7})(?![\w(.])"
)
_COLUMNS: Final = re.compile(r"(?<![\w.'$:])(\$?)([A-Z]{1,3}):(\$?)([A-Z]{1,3})(?![\w(.!:])")
_TEXT: Final = re.compile(r'("(?:[^"]|"")*")')  # letters within a formula are no names of cells
Move = Callable[[int, bool], int]  # (row, whether it ends a range) → row


def place_of(name: str) -> tuple[int, int] | None:
    """Row and column, from 1, of "C7"; None for anything else."""
    found = _NAME.fullmatch(name.replace("$", ""))
    return (int(found[2]), column_of(found[1])) if found else None


def column_of(letters: str) -> int:
    """The number of a column's letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return min(number, _LAST_COLUMN)


def letters_of(column: int) -> str:
    """The letters of a column's number."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def inserted(after: int, count: int) -> Move:
    """How rows move where ``count`` come in below row ``after``: a range that ends there takes them in."""
    return lambda row, ends: row + count if row > after or (ends and row == after) else row


def moved(words: str, move: Move, *, own: bool, sheet: str, fixed: bool = False) -> str:
    """A formula or a list of ranges with its rows moved: names of no sheet where ``own``, and those of ``sheet``. Where
    ``fixed``, rows that bear a "$" stay."""

    def here(named: str | None) -> bool:
        return own if not named else named[:-1].strip("'").replace("''", "'") == sheet

    def to(held: str, row: str, *, ends: bool) -> int:
        return int(row) if fixed and held.endswith("$") else move(int(row), ends)

    def one(found: re.Match[str]) -> str:
        part = found.groupdict()
        if part["top"]:
            if not here(part["rows"]):
                return found[0]
            top, bottom = to(part["c"], part["top"], ends=False), to(part["d"], part["bottom"], ends=True)
            return f"{part['rows'] or ''}{part['c']}{top}:{part['d']}{bottom}"
        if not here(part["sheet"]):
            return found[0]
        first = f"{part['sheet'] or ''}{part['a']}{to(part['a'], part['first'], ends=False)}"
        return f"{first}:{part['b']}{to(part['b'], part['last'], ends=True)}" if part["last"] else first

    pieces = _TEXT.split(words)
    return "".join(piece if turn % 2 else _RANGE.sub(one, piece) for turn, piece in enumerate(pieces))


def copied(words: str, rows: int, columns: int) -> str:
    """A formula as it reads in a cell so many rows further down and columns to the right: what bears a "$" stays, and
    what would lie outside of the sheet is no cell more."""

    def column(held: str, letters: str) -> str:
        number = column_of(letters) + (0 if held else columns)
        return f"{held}{letters_of(number)}" if number > 0 else ""

    def cell(letters: str, row: str) -> str:
        held, sticks = "$" if letters.startswith("$") else "", "$" if letters.endswith("$") else ""
        name, number = column(held, letters.strip("$")), int(row) + (0 if sticks else rows)
        return f"{name}{sticks}{number}" if name and number > 0 else "#REF!"

    def one(found: re.Match[str]) -> str:
        part = found.groupdict()
        if part["top"]:
            ends = (
                (part[held], int(part[row]) + (0 if part[held] else rows))
                for held, row in (("c", "top"), ("d", "bottom"))
            )
            return (part["rows"] or "") + ":".join(
                f"{held}{number}" if number > 0 else "#REF!" for held, number in ends
            )
        first = f"{part['sheet'] or ''}{cell(part['a'], part['first'])}"
        return f"{first}:{cell(part['b'], part['last'])}" if part["last"] else first

    def whole(found: re.Match[str]) -> str:
        return f"{column(found[1], found[2]) or '#REF!'}:{column(found[3], found[4]) or '#REF!'}"

    pieces = _TEXT.split(words)
    return "".join(
        piece if turn % 2 else _COLUMNS.sub(whole, _RANGE.sub(one, piece)) for turn, piece in enumerate(pieces)
    )
