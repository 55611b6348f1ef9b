"""A page put in order (bố cục trang): its tables with their lines of text, and the text around them, top to bottom."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from caitien.documents.formats.pdf.columns import SPLIT, Beside, arranged
from caitien.documents.formats.pdf.lines import Line, lines_of
from caitien.documents.formats.pdf.marks import Glyph, Marks, Rule
from caitien.documents.formats.pdf.ruling import Box, Grid, grids_of, merged

_MIDDLE = 0.28  # sizes: the middle of a small letter stands this far above the baseline


@dataclass(slots=True)
class Ruled:
    """A ruled table on a page (bảng trên trang): its grid, and the lines of text in each of its cells."""

    grid: Grid
    page: int
    lines: dict[Box, list[Line]]


@dataclass(slots=True)
class LaidOutPage:
    """A page in reading order (trang đã xếp)."""

    page: int
    width: float
    height: float
    parts: list[Line | Beside | Ruled] = field(default_factory=list)


def laid_out(marks: Marks) -> LaidOutPage:
    """The page's parts from top to bottom; linear in its letters."""
    outside = marks.glyphs
    tables: list[Ruled] = []
    for grid in grids_of(marks.level, marks.upright):
        table, outside = _ruled(grid, outside, marks.page)
        tables.append(table)
    sheet = LaidOutPage(marks.page, marks.width, marks.height)
    sheet.parts = list(_in_order(tables, lines_of(outside, marks.page, SPLIT), merged(marks.level)))
    return sheet


def _ruled(grid: Grid, glyphs: list[Glyph], page: int) -> tuple[Ruled, list[Glyph]]:
    """A grid with the letters that stand in it, and those that do not."""
    cells: dict[Box, list[Glyph]] = {}
    outside: list[Glyph] = []
    into = outside
    left = right = top = bottom = 0.0  # of where the last letter stood: the next one mostly stands there too
    for glyph in glyphs:
        x, y = _middle(glyph)
        if not (left <= x < right and top <= y < bottom):
            box, left, right, top, bottom = grid.around(x, y)
            into = outside if box is None else cells.setdefault(box, [])
        into.append(glyph)
    lines = {box: lines_of(inside, page) for box, inside in cells.items()}
    return Ruled(grid, page, {box: found for box, found in lines.items() if found}), outside


def _middle(glyph: Glyph) -> tuple[float, float]:
    _, x0, x1, base, size, _, turn = glyph
    along = (x0 + x1) / 2
    if turn % 2:
        return base - _MIDDLE * size * (2 - turn), along
    return along, base - _MIDDLE * size * (1 - turn)


def _in_order(tables: list[Ruled], lines: list[Line], level: list[Rule]) -> Iterator[Line | Beside | Ruled]:
    """Tables among the text: what stands between two tables is arranged by itself."""
    rest = lines
    for table in tables:
        above = [line for line in rest if not line.turned and line.base < table.grid.ys[0] + line.size / 2]
        taken = set(map(id, above))
        rest = [line for line in rest if id(line) not in taken]
        yield from arranged(above, level)
        yield table
    yield from arranged([line for line in rest if not line.turned], level)
    yield from (line for line in rest if line.turned)
