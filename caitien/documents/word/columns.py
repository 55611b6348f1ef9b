"""How wide each column of a printed table is (độ rộng cột): room for its longest word, then shares by its text.

A form's columns are seldom filled evenly: three of nine may be empty in every row while one holds half the words. Equal
shares would double the pages, so the paper's own text decides, and the form's widths only where there is none.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from caitien.documents.word.markup import twips
from caitien.documents.word.widths import line_width
from caitien.documents.write_grid import Cells, Grid
from caitien.domain.forms import Column

_SIZE: Final = 12  # of letters in a table, in points
_EDGES: Final = twips(2.8)  # both margins of a cell, and a hair
_WIDEST_WORD: Final = twips(36)  # a longer one (an address on the net) may break
_LOOK_AT: Final = 200  # rows; more would cost time and change little
_SHARE: Final = 0.7  # wordy columns get more, but less than in proportion, so that the others stay readable


def column_widths(grid: Grid, room: int) -> list[int]:
    """The widths of a table's columns, together ``room``. Linear in the text of the first 200 rows."""
    rows = [line.texts for line in grid.rows if isinstance(line, Cells)][:_LOOK_AT]
    columns = list(zip(*rows, strict=True))
    least = [_least(column, texts) for column, texts in zip(grid.columns, columns, strict=True)]
    if sum(least) >= room:
        return _shared(least, room)
    shares = [_wish(texts) for texts in columns]
    if not any(shares):
        shares = [float(column.width) for column in grid.columns]
    return [width + more for width, more in zip(least, _shared(shares, room - sum(least)), strict=True)]


def _least(column: Column, texts: Iterable[str]) -> int:
    words = [*column.heading.replace("/", "/ ").split(), *(max(text.split(), key=len) for text in texts if text)]
    return _EDGES + min(_WIDEST_WORD, max((line_width(word, _SIZE) for word in words), default=0))


def _wish(texts: Sequence[str]) -> float:
    """How much of the room left over a column would like: by its words, and nothing where it is empty."""
    return (sum(map(len, texts)) / len(texts)) ** _SHARE


def _shared(shares: Sequence[float], room: int) -> list[int]:
    """A room divided in these shares, the last taking what rounding leaves."""
    whole = sum(shares)
    widths = [int(room * share / whole) for share in shares]
    widths[-1] += room - sum(widths)
    return widths
