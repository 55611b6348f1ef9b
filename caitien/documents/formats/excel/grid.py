"""A sheet's cells on the grid of columns people see (lưới ô): merged areas are one cell, hidden columns are gone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from caitien.documents.blocks import Cell, Row
from caitien.documents.formats.excel.sheet import Area, Content, SheetRow, Spot

_MOST_MERGED: Final = 1_000_000  # rows of merged areas; no two areas may overlap, so no sheet that is read has more


@dataclass(slots=True)
class Grid:
    """The columns of one sheet (các cột): which are seen, and where they stand."""

    content: Content
    width: int = 0
    positions: list[int] = field(default_factory=list)  # of each column, from 1: how many are seen before it
    hidden: frozenset[int] = frozenset()
    by_row: Mapping[int, list[Area]] = field(default_factory=dict)
    covered: dict[Spot, str] = field(default_factory=dict)  # texts under a merged area, which nobody sees

    def __post_init__(self) -> None:
        rows = self.content.rows
        self.width = max((row.cells[-1][0] for row in rows), default=0)
        spans = ((first, min(last, self.width)) for first, last in self.content.hidden_columns)
        self.hidden = frozenset(column for first, last in spans for column in range(first, last + 1))
        seen = 0
        self.positions = [0]
        for column in range(1, self.width + 2):
            self.positions.append(seen)
            seen += column not in self.hidden
        self.by_row = _by_row(self.content.merged, rows)

    def rows(self) -> list[Row]:
        """The rows that show something."""
        blank = [Cell("", position) for position in range(self.positions[-1])]
        rows = [self._row_of_grid(row, blank) for row in self.content.rows]
        return [row for row in rows if any(cell.text for cell in row.cells)]

    def _row_of_grid(self, row: SheetRow, blank: Sequence[Cell]) -> Row:
        areas = self.by_row.get(row.number)
        if areas:
            return self._merged_row(row, areas)
        cells = list(blank)
        for column, text in row.cells:
            if column not in self.hidden:
                position = self.positions[column]
                cells[position] = Cell(text, position)
        return Row(tuple(cells), row.number)

    def _merged_row(self, row: SheetRow, areas: list[Area]) -> Row:
        texts = dict(row.cells)
        cells: list[Cell] = []
        column = 1
        starts = {area[1]: area for area in areas}
        while column <= self.width:
            area = starts.get(column)
            if area is None:
                if column not in self.hidden:
                    cells.append(Cell(texts.get(column, ""), self.positions[column]))
                column += 1
                continue
            right = min(area[3], self.width)
            cells += self._merged(area, right, row.number, texts)
            column = right + 1
        return Row(tuple(cells), row.number)

    def _merged(self, area: Area, right: int, row: int, texts: Mapping[int, str]) -> list[Cell]:
        """The one cell a row shows of a merged area; none where all its columns are hidden."""
        top, left = area[0], area[1]
        for column in range(left, right + 1):
            if texts.get(column) and (row, column) != (top, left):
                self.covered[row, column] = texts[column]
        position = self.positions[left]
        span = self.positions[right + 1] - position
        text = texts.get(left, "") if row == top else ""
        return [Cell(text, position, span, row > top)] if span else []


def _by_row(areas: Sequence[Area], rows: Sequence[SheetRow]) -> Mapping[int, list[Area]]:
    """The merged areas each row meets, from left to right; overlapping ones of a broken file cost a bounded time."""
    by_row: dict[int, list[Area]] = defaultdict(list)
    last, taken = max((row.number for row in rows), default=0), 0
    for area in sorted(areas, key=lambda each: (each[1], each[0])):
        bottom = min(area[2], last)
        taken += max(bottom - area[0] + 1, 0)
        if taken > _MOST_MERGED:
            break
        for row in range(area[0], bottom + 1):
            by_row[row].append(area)
    return by_row
