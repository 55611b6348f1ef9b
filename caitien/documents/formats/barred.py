"""Lines of cells between bars in a text (bảng kẻ bằng dấu |): "| 1 | Sơn |", with quotes and line ends inside a cell.

A quote opens a cell only at its beginning and closes it only before the next bar; any other quote is a letter. Bars and
rules may be drawn with "|", "+" and "-" or with the signs of a frame ("│", "├───┤").
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from caitien.documents.formats.delimited import Record

_BARS: Final = dict.fromkeys(map(ord, "│┃║"), "|")
_BAR: Final = re.compile(r"(?<!\\)\|")  # "\\|" is a letter: so Markdown writes a bar inside a cell
_RULE: Final = re.compile(r"^[\s|+:=─━═┼┬┴├┤┌┐└┘╔╗╚╝╠╣╦╩╬-]+$")  # the line above, below or between rows
_CORNERS: Final = re.compile(r"[|+┼┬┴├┤┌┐└┘╔╗╚╝╠╣╦╩╬]")
_LETTER: Final = re.compile(r"\S")
_LONGEST_CELL: Final = 200  # lines; a quote that is open for longer is a letter


class _Cell(NamedTuple):
    text: str
    quoted: bool


def with_plain_bars(line: str) -> str:
    """The line with "|" for the bars of a frame."""
    return line if line.isascii() else line.translate(_BARS)


def is_barred(line: str) -> bool:
    """Whether a line has cells between bars, or is a rule between such lines."""
    return line.count("|") > 1 or is_rule(line)


def is_rule(line: str) -> bool:
    """Whether a line is drawn between two rows: "|---|---|", "+----+----+", "├───┼───┤"."""
    return len(_CORNERS.findall(line)) > 1 and _RULE.match(line) is not None


def cells_between_bars(line: str) -> list[str]:
    """The cells of a line drawn with bars: "| 1 | Sơn |"; what stands in quotes without them. Linear."""
    return [cell.text for cell in _cells(line)]


def _cells(line: str) -> list[_Cell]:
    bare = line.strip().removeprefix("|")
    bare = bare if bare.endswith("\\|") else bare.removesuffix("|")
    cells: list[_Cell] = []
    start = 0
    while start <= len(bare):
        begin, end = _quotes(bare, start)
        bar = _BAR.search(bare, end or start)
        stop = bar.start() if bar else len(bare)
        text = bare[begin + 1 : end].replace('""', '"') if end else bare[start:stop].replace("\\|", "|")
        cells.append(_Cell(text, quoted=end > 0))
        start = stop + 1
    return cells


def _quotes(line: str, start: int) -> tuple[int, int]:
    """Where the quotes stand around the cell that begins here; (0, 0) where it has none."""
    first = _LETTER.search(line, start)
    if first is None or first[0] != '"':
        return 0, 0
    end = line.find('"', first.end())
    while end > 0 and line.startswith('"', end + 1):  # a doubled quote is a letter
        end = line.find('"', end + 2)
    after = _LETTER.search(line, end + 1)
    closed = end > 0 and (after is None or after[0] == "|")
    return (first.start(), end) if closed else (0, 0)


def whole_rows(records: Sequence[Record]) -> list[Record]:
    """The lines of a text, those of one row taken together: of a cell that goes on in quotes, or up to the bar that
    ends the row where every row begins and ends with one. Linear: each looks on only to the next line of its kind."""
    rows: list[Record] = []
    number, width = 0, 0
    while number < len(records):
        first, line, cells = records[number]
        length = 1
        if "|" in line:
            length = _until_closed(records, number) or _until_ended(records, number, width) or 1
            line = _joined(records[number : number + length])
            width = len(_cells(line))
        rows.append((first, line, [] if length > 1 else cells))
        number += length
    return rows


def _until_closed(records: Sequence[Record], start: int) -> int:
    """Over how many lines an open quote goes until it is closed before a bar or a line end; 0 if it never is."""
    if records[start][1].count('"') % 2 == 0:
        return 0
    for length, (_, other, _) in enumerate(records[start + 1 : start + _LONGEST_CELL], start=2):
        if other.count('"') % 2:
            broken = [cell for cell in _cells(_joined(records[start : start + length])) if "\n" in cell.text]
            return length if broken and all(cell.quoted for cell in broken) else 0
    return 0


def _until_ended(records: Sequence[Record], start: int, width: int) -> int:
    """Over how many lines a row goes that begins with a bar and lacks the last one; 0 where no line of them ends it, or
    it would not have as many cells as the row before."""
    line = records[start][1].strip()
    if not line.startswith("|") or line.endswith("|"):
        return 0
    for length, (_, other, _) in enumerate(records[start + 1 : start + _LONGEST_CELL], start=2):
        other = other.strip()
        if not other or other.startswith("|"):
            return 0
        if other.endswith("|"):
            return length if len(_cells(_joined(records[start : start + length]))) == width else 0
    return 0


def _joined(records: Sequence[Record]) -> str:
    return "\n".join(line for _, line, _ in records)
