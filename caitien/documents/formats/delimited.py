"""Lines of cells in a text (dòng CSV, dòng phân cách bằng tab): quotes, cells of several lines, "," and ";".

A text may be a table from end to end, as Excel saves it ("CSV", "Unicode Text"), or words with a table between them. A
quote opens a cell only at its beginning and closes it only before the next separator; any other quote is a letter.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

TAB: Final = "\t"
_SIGNS: Final = (";", ",")
_LONGEST_CELL: Final = 200  # lines; a quote that is open for longer is a letter
_LEAST_CELLS: Final = 3
_LEAST_LINES: Final = 2
_HINT: Final = re.compile(r"sep=([;,\t])\s*$", re.IGNORECASE)  # Excel's own first line: which sign parts the cells

Record = tuple[int, str, list[str]]  # number of its first line, the line itself, its cells; [] where it is no row


def hinted(line: str) -> str:
    """The separator a file names in its first line, or ""."""
    found = _HINT.match(line)
    return found[1] if found else ""


def rows_and_words(lines: Sequence[str], hint: str = "") -> Iterator[Record]:
    """The lines of a text in order, those that are rows with their cells; linear in the text.

    Rows are parted by tabs or by one other sign, ``hint`` or the one that makes most rows. A sentence stays a line.
    """
    sign = hint or _separator(lines)
    found = list(records(lines, sign))
    widths = {len(cells) for _, _, cells in found if _is_row(cells)}
    for number, line, cells in found:
        is_row = sign == hint or TAB in line or len(cells) in widths
        yield number, line if is_row else _alone(line, sign), cells if is_row else []


def _alone(line: str, sign: str) -> str:
    """A line that is no row; without its quotes where a program that quotes every cell wrote it as one of its own."""
    cells = cells_of(line, sign) if sign and line.startswith('"') else []
    return cells[0] if len(cells) == 1 else line


def _separator(lines: Sequence[str]) -> str:
    """The sign that parts the cells of a text, "" where none does but, perhaps, tabs."""
    counts = {sign: _rows(lines, sign) for sign in _SIGNS if sum(sign in line for line in lines) >= _LEAST_LINES}
    best = max(counts, key=lambda sign: counts[sign], default="")
    return best if best and counts[best] >= _LEAST_LINES else ""


def _rows(lines: Sequence[str], sign: str) -> int:
    """How many lines are rows of cells parted by this sign, with such a row of as many cells beside them."""
    widths = [len(cells) if TAB not in line and _is_row(cells) else 0 for _, line, cells in records(lines, sign)]
    return sum(
        bool(width) and width in widths[max(i - 1, 0) : i] + widths[i + 1 : i + 2] for i, width in enumerate(widths)
    )


def _is_row(cells: Sequence[str]) -> bool:
    """Whether cells are no sentence: there a blank follows a comma, and a comma between figures is in a number."""
    if len(cells) < _LEAST_CELLS or any(cell[:1].isspace() for cell in cells if cell.strip()):
        return False
    in_figures = sum(a[-1:].isdigit() and b[:1].isdigit() for a, b in pairwise(cells))
    return len(cells) - 1 - in_figures > 1


def records(lines: Sequence[str], separator: str = "") -> Iterator[Record]:
    """The lines with their cells, those of an open quote taken together; linear in the text.

    A line with tabs is parted by them, any other by ``separator``, if one is given.
    """
    number = 0
    while number < len(lines):
        line = lines[number]
        sign = _sign_of(line, separator)
        length = 1
        if line.count('"') % 2 and (line.startswith('"') or (sign and f'{sign}"' in line)):
            length = _until_closed(lines, number, separator)
            whole = "\n".join(lines[number : number + length])
            sign = _sign_of(whole, separator)
            line = whole if length > 1 else line
        yield number + 1, line, cells_of(line, sign) if sign else []
        number += length


def _sign_of(line: str, separator: str) -> str:
    """What parts the cells of a line; a single tab in the middle of a line parts none."""
    if line.count(TAB) > 1 or line.startswith(TAB) or (separator == TAB and TAB in line):
        return TAB
    return separator if separator and separator in line else ""


def _until_closed(lines: Sequence[str], start: int, separator: str) -> int:
    """Over how many lines an open quote goes until it is closed before a separator or a line end; 1 if it never is."""
    quotes = lines[start].count('"')
    for length in range(2, min(_LONGEST_CELL, len(lines) - start) + 1):
        line = lines[start + length - 1]
        quotes += line.count('"')
        if quotes % 2 == 0 and '"' in line:
            whole = "\n".join(lines[start : start + length])
            sign = _sign_of(whole, separator)
            return length if sign and any("\n" in cell for cell in cells_of(whole, sign)) else 1
    return 1


def cells_of(line: str, sign: str) -> list[str]:
    """The cells of a line: what stands in quotes without them, doubled quotes single. Linear in the line."""
    cells: list[str] = []
    start = 0
    while True:
        end = _closing(line, start, sign)
        if end:
            cells.append(line[start + 1 : end].replace('""', '"'))
            stop = line.find(sign, end)
        else:
            stop = line.find(sign, start)
            cells.append(line[start:] if stop < 0 else line[start:stop])
        if stop < 0:
            return cells
        start = stop + 1


def _closing(line: str, start: int, sign: str) -> int:
    """Where the quote that opens a cell is closed before a separator or the line's end; 0 where it opens none."""
    if not line.startswith('"', start):
        return 0
    end = line.find('"', start + 1)
    while end > 0 and line.startswith('"', end + 1):  # a doubled quote is a letter
        end = line.find('"', end + 2)
    after = line[end + 1 : end + 3].removeprefix(" ")[:1]
    return end if end > 0 and after in ("", sign) else 0
