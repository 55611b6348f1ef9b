"""A table over several pages made one (bảng qua nhiều trang): columns settled, headers marked, cut rows whole again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from caitien.documents.blocks import Cell, Row, Table
from caitien.documents.formats.pdf.layout import Ruled
from caitien.documents.formats.pdf.lines import Line
from caitien.documents.formats.pdf.paragraphs import Frame, Habits, glue, is_flush, text_of
from caitien.documents.formats.pdf.ruling import Box

_SAME_EDGE = 4.0  # points
_EMPTY_LINES = 3.4  # lines: with more room than that below it, a text was finished and did not go on on the next page
_DEFAULT_PADDING = 5.4  # points, Word's own
_LEAD = 1.15  # sizes
_OWN_NUMBER = re.compile(
    r"(?:tiêu (?:chí|chuẩn) )?(?:\d{1,3}(?:\.\d{1,2}){0,2}|[ivx]{1,4})[.):]?(?: |$)", re.IGNORECASE
)


@dataclass(slots=True)
class _Cell:
    """A cell over all the pages it stands on."""

    start: float
    end: float
    bottom: float  # where it ends on the last page it stands on
    page: int
    lines: list[Line] = field(default_factory=list)
    above: "_Cell | None" = None  # the cell it is the lower part of, in a vertical merge
    deep: bool = False  # merged with the cell below

    @property
    def origin(self) -> "_Cell":
        return self.above.origin if self.above else self

    @property
    def words(self) -> str:
        """Its text without any blank: for comparing."""
        return "".join(line.text for line in self.lines).replace(" ", "")

    @property
    def had_room(self) -> bool:
        """Whether its text ended well above the page end, or there was none: then nothing of it is to come."""
        if not self.lines or self.lines[-1].page != self.page:
            return True
        last = self.lines[-1]
        return self.bottom - last.base > _EMPTY_LINES * _LEAD * last.size

    def take_rest(self, rest: "_Cell") -> None:
        """Its rest from the next page."""
        self.lines += rest.lines
        self.bottom, self.page = rest.bottom, rest.page


@dataclass(slots=True)
class _Row:
    cells: list[_Cell]
    page: int
    header: bool = False

    @property
    def words(self) -> list[str]:
        return [cell.words for cell in self.cells]


@dataclass(slots=True)
class LongTable:
    """The pieces of one table, page after page (bảng nối trang)."""

    pieces: list[Ruled]
    rows: list[_Row] = field(default_factory=list)
    frames: dict[tuple[int, int], Frame] = field(default_factory=dict)

    def goes_on_in(self, piece: Ruled) -> bool:
        """Whether the first table of the next page has this one's edges and columns, or some of each."""
        known = _settled([x for each in self.pieces for x in each.grid.xs])
        xs = piece.grid.xs
        edges = abs(xs[0] - known[0]) < _SAME_EDGE, abs(xs[-1] - known[-1]) < _SAME_EDGE
        fewer, more = sorted((xs, known), key=len)
        nested = all(any(abs(x - other) < _SAME_EDGE for other in more) for x in fewer)
        return nested and (all(edges) or (any(edges) and len(xs) > 2))

    def stacks(self) -> Iterator[tuple[Sequence[Line], Frame]]:
        """The lines of each cell with the frame they are set in, page by page: for learning the file's habits."""
        for piece in self.pieces:
            for box, lines in piece.lines.items():
                yield lines, self.frame(piece.grid.xs[box.left], piece.grid.xs[box.right])

    def frame(self, start: float, end: float) -> Frame:
        """The width text has in cells with these edges, from the lines of all of them."""
        key = round(start / 2), round(end / 2)
        if key not in self.frames:
            self.frames[key] = self._measure(start, end)
        return self.frames[key]

    def _measure(self, start: float, end: float) -> Frame:
        lines = [line for piece in self.pieces for line in _lines_between(piece, start, end)]
        if not lines:
            return Frame(start + _DEFAULT_PADDING, end - _DEFAULT_PADDING)
        left = min(max(min(line.x0 for line in lines) - start, 0.0), 9.0)
        right = min(left, max(min(end - line.x1 for line in lines), 0.0))
        return Frame(start + left, end - right, usual_lead(lines), is_flush(lines, end - right))

    def block(self, number: int, habits: Habits) -> Table:
        """The whole table, rows cut by a page end put together again."""
        self._read(habits)
        stops = _settled([x for piece in self.pieces for x in piece.grid.xs])
        rows = [self._row_of_table(row, index, stops, habits) for index, row in enumerate(self.rows, 1)]
        return Table(rows, number, page=self.pieces[0].page)

    def _row_of_table(self, row: _Row, number: int, stops: list[float], habits: Habits) -> Row:
        cells = []
        for cell in row.cells:
            first, last = _nearest(stops, cell.start), _nearest(stops, cell.end)
            text = text_of(cell.lines, self.frame(cell.start, cell.end), habits)
            cells.append(Cell(text, first, max(last - first, 1), cell.above is not None))
        return Row(tuple(cells), number, row.page, row.header)

    def _read(self, habits: Habits) -> None:
        for piece in self.pieces:
            fresh = _rows_of(piece)
            pasted = _pasted(self.rows, fresh)
            for row in [*self.rows[:pasted], *fresh[:pasted]]:
                row.header = True
            if self.rows and len(fresh) > pasted:
                self._continue(fresh, pasted, habits)
            self.rows += fresh

    def _continue(self, fresh: list[_Row], index: int, habits: Habits) -> None:
        """The first row of a page under its pasted header: the rest of the last row, or a row of its own."""
        before = next((row for row in reversed(self.rows) if not row.header), None)
        if before is None:
            return
        row = fresh[index]
        pairs = _pairs(before, row)
        if pairs and self._is_rest(pairs, before, row, habits):
            for upper, lower in pairs:
                upper.origin.take_rest(lower)
                _heirs(fresh, lower, upper)
            del fresh[index]
            return
        for upper, lower in pairs or ():
            if lower.deep and not lower.lines and upper.origin.lines:
                lower.above = upper

    def _is_rest(self, pairs: list[tuple[_Cell, _Cell]], before: _Row, row: _Row, habits: Habits) -> bool:
        told = [(upper.origin, lower) for upper, lower in pairs if lower.lines]
        if not told or any(upper.had_room for upper, _ in told) or _is_numbered_anew(pairs):
            return False
        if any(self._flows(upper, lower, habits) for upper, lower in told):
            return True
        first_words = next((cell for cell in row.cells if cell.lines), None)
        keyless = first_words is not row.cells[0] and any(cell.origin.lines for cell in before.cells[:1])
        return keyless and len(told) * 2 <= sum(bool(cell.origin.lines) for cell in before.cells)

    def _flows(self, upper: _Cell, lower: _Cell, habits: Habits) -> bool:
        """Whether a sentence goes on from one page to the next."""
        last, first = upper.lines[-1], lower.lines[0]
        wrapped = glue([last], first, self.frame(upper.start, upper.end), habits) != "\n"
        if wrapped and last.trailing and habits.blank_at_wrap and not habits.blank_at_end:
            return True
        ended = last.text.endswith((".", "!", "?", ";", ":", "…"))
        return not ended and (first.text[:1].islower() or last.text.endswith((",", "-", "–", "/", "(")))


def _lines_between(piece: Ruled, start: float, end: float) -> Iterator[Line]:
    for box, lines in piece.lines.items():
        if abs(piece.grid.xs[box.left] - start) < _SAME_EDGE and abs(piece.grid.xs[box.right] - end) < _SAME_EDGE:
            yield from (line for line in lines if not line.turned)


def usual_lead(lines: Sequence[Line]) -> float:
    """The distance from line to line within a paragraph: the smaller of those there are."""
    gaps = [after.base - line.base for line, after in pairwise(lines) if line.page == after.page]
    near = sorted(gap for gap in gaps if 0 < gap < 3 * lines[0].size)
    return near[len(near) // 4] if near else 0.0


def _rows_of(piece: Ruled) -> list[_Row]:
    """The rows of a grid; a cell over several rows stands in the first, with a lower part in each of the others."""
    grid = piece.grid
    cells: dict[Box, _Cell] = {}
    rows: list[_Row] = []
    for index, boxes in enumerate(grid.plan):
        row = _Row([], piece.page)
        for box in dict.fromkeys(boxes):
            cell = _Cell(grid.xs[box.left], grid.xs[box.right], grid.ys[box.bottom], piece.page)
            if box.top < index:
                cell.above = cells[box]
            else:
                cell.lines = list(piece.lines.get(box, ()))
                cells[box] = cell
            cell.deep = box.bottom > index + 1
            row.cells.append(cell)
        rows.append(row)
    return rows


def _pasted(known: list[_Row], fresh: list[_Row]) -> int:
    """How many rows the page begins with that say the same as the table's first rows: its header, printed again."""
    count = 0
    for old, new in zip(known, fresh, strict=False):
        if old.words != new.words or not any(new.words):
            break
        count += 1
    return count


def _pairs(before: _Row, row: _Row) -> list[tuple[_Cell, _Cell]]:
    """Each cell with the one above it; none at all where the two rows are not parted alike."""
    pairs = []
    for lower in row.cells:
        upper = next((cell for cell in before.cells if _is_above(cell, lower)), None)
        if upper is None:
            return []
        pairs.append((upper, lower))
    return pairs


def _is_numbered_anew(pairs: Sequence[tuple[_Cell, _Cell]]) -> bool:
    """Whether a row has a number or a criterion of its own at its head, as the row before has: no rest of it."""
    both = ((upper.origin.lines, lower.lines) for upper, lower in pairs[:2])
    return any(upper and lower and _OWN_NUMBER.match(lower[0].text) for upper, lower in both)


def _is_above(upper: _Cell, lower: _Cell) -> bool:
    return abs(upper.start - lower.start) < _SAME_EDGE and abs(upper.end - lower.end) < _SAME_EDGE


def _heirs(rows: list[_Row], gone: _Cell, heir: _Cell) -> None:
    """Cells merged into one that goes are merged into the one it was joined to."""
    for row in rows:
        for cell in row.cells:
            if cell.above is gone:
                cell.above = heir


def _settled(places: list[float]) -> list[float]:
    """Where the columns of the whole table stand."""
    stops: list[float] = []
    for place in sorted(places):
        if not stops or place - stops[-1] > _SAME_EDGE:
            stops.append(place)
    return stops


def _nearest(stops: list[float], place: float) -> int:
    return min(range(len(stops)), key=lambda index: abs(stops[index] - place))
