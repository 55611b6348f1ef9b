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
class Sheet:
    """A page in reading order (trang đã xếp)."""

    page: int
    width: float
    height: float
    parts: list[Line | Beside | Ruled] = field(default_factory=list)


def laid_out(marks: Marks) -> Sheet:
    """The page's parts from top to bottom; linear in its letters."""
    grids = grids_of(marks.level, marks.upright)
    tables = [_ruled(grid, marks) for grid in grids]
    inside = {id(glyph) for _, glyphs in tables for glyph in glyphs}
    outside = [glyph for glyph in marks.glyphs if id(glyph) not in inside]
    sheet = Sheet(marks.page, marks.width, marks.height)
    sheet.parts = list(
        _in_order([table for table, _ in tables], lines_of(outside, marks.page, SPLIT), merged(marks.level))
    )
    return sheet


def _ruled(grid: Grid, marks: Marks) -> tuple[Ruled, list[Glyph]]:
    """A grid with the letters that stand in it."""
    cells: dict[Box, list[Glyph]] = {}
    for glyph in marks.glyphs:
        box = grid.box_at(*_middle(glyph))
        if box is not None:
            cells.setdefault(box, []).append(glyph)
    lines = {box: lines_of(glyphs, marks.page) for box, glyphs in cells.items()}
    taken = [glyph for glyphs in cells.values() for glyph in glyphs]
    return Ruled(grid, marks.page, {box: found for box, found in lines.items() if found}), taken


def _middle(glyph: Glyph) -> tuple[float, float]:
    along = (glyph.x0 + glyph.x1) / 2
    if glyph.turn % 2:
        return glyph.base - _MIDDLE * glyph.size * (2 - glyph.turn), along
    return along, glyph.base - _MIDDLE * glyph.size * (1 - glyph.turn)


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
