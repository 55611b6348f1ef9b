"""How wide each column of a printed table is (độ rộng cột): by the form, by its text, and no narrower than a word.

A form's columns are seldom filled evenly: three of nine may be empty in every row while one holds half the words. The
form's widths alone would add half again as many pages, the text alone would press the headings into towers.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Final

from caitien.documents.printing.word.markup import twips
from caitien.documents.printing.word.widths import line_width
from caitien.documents.printing.write_grid import Cells, Grid
from caitien.domain.official_forms.forms import Column

_SIZE: Final = 12  # of letters in a table, in points
_EDGES: Final = twips(2.8)  # both margins of a cell, and a hair
_WIDEST_WORD: Final = twips(36)  # a longer one (an address on the net) may break
_LOOK_AT: Final = 200  # rows; more would cost time and change little
_SHORT: Final = 14  # letters of a text that is best kept on one line ("Tiêu chí 1.10")
_HEAD_LINES: Final = 3  # a heading gets room to take no more, or hardly
_BY_TEXT: Final = 0.5  # how much the text decides where rows are full; the rest is the form's
_FULL: Final = (
    200  # letters of a full row; in one of a few words the text says little about how wide a column should be
)
_WORDY: Final = 0.7  # wordy columns get more, but less than in proportion, so that the others stay readable


def column_widths(grid: Grid, room: int) -> list[int]:
    """The widths of a table's columns, together ``room``. Linear in the text of the first 200 rows."""
    rows = [line.texts for line in grid.rows if isinstance(line, Cells)][:_LOOK_AT] or [("",) * len(grid.columns)]
    columns = list(zip(*rows, strict=True))
    least = [_least(column, texts) for column, texts in zip(grid.columns, columns, strict=True)]
    if sum(least) >= room:
        return _shared(least, room)
    wanted = _wanted(grid.columns, columns, room)
    more = [max(0.0, want - width) for want, width in zip(wanted, least, strict=True)]
    return [width + extra for width, extra in zip(least, _shared(more, room - sum(least)), strict=True)]


def _least(column: Column, texts: Iterable[str]) -> int:
    words = [*column.heading.replace("/", "/ ").split(), *map(_unbroken, texts)]
    longest = max(line_width(word, _SIZE) for word in words)
    return _EDGES + min(_WIDEST_WORD, max(longest, line_width(column.heading, _SIZE) // _HEAD_LINES))


def _unbroken(text: str) -> str:
    return text if len(text) <= _SHORT else max(text.split(), key=len)


def _wanted(columns: Sequence[Column], texts: Sequence[Sequence[str]], room: int) -> list[float]:
    """What each column would have if none had a least width: a share by its form, a share by its words."""
    letters = [sum(map(len, column)) / len(column) for column in texts]  # of a cell, on average
    words = [math.pow(number, _WORDY) for number in letters]
    by_text = _BY_TEXT * min(1, sum(letters) / _FULL)
    all_words, all_form = sum(words) or 1, sum(column.width for column in columns)
    return [
        room * (by_text * word / all_words + (1 - by_text) * column.width / all_form)
        for word, column in zip(words, columns, strict=True)
    ]


def _shared(shares: Sequence[float], room: int) -> list[int]:
    """A room divided in these shares, the last taking what rounding leaves."""
    whole = sum(shares)
    widths = [int(room * share / whole) for share in shares]
    widths[-1] += room - sum(widths)
    return widths
