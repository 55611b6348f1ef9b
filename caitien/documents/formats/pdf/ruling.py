"""Ruled lines to grids of cells (bảng kẻ): the boxes the eye sees, merged ones whole.

Lines that touch make a grid; every small box of the grid that is not parted from its neighbour by a line belongs to the
same cell. A side left open (a table without outer lines, a row cut by the page end without a line under it) is closed
where the other lines end.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from caitien.documents.formats.pdf.marks import Rule

_APART = 3.0  # points: two lines nearer than this are one, double borders included
_TOUCH = 2.0  # points a line may fall short of the one it meets; the padding of a cell is never less than 2.8
_SHORTEST = 7.0  # points
_ROW_BETWEEN = 48.0  # points: three lines of text
_COVERED = 0.6  # part of a box's side that must be ruled
MAX_BOXES = 60_000


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a grid (ô): grid lines from and to, counted from the left and the top."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(slots=True)
class Grid:
    """A ruled table on one page (khung bảng): where its lines stand, and its cells row by row."""

    xs: list[float]
    ys: list[float]
    boxes: list[Box]
    plan: list[list[Box]]  # row by row, the cell each small box belongs to
    open_sides: bool = False  # no line closes it on the left and on the right

    def around(self, x: float, y: float) -> tuple[Box | None, float, float, float, float]:
        """The cell a point lies in, and how far about it (left, right, top, bottom) every point lies in the same."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if not (0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1):
            return None, x, x, y, y
        return self.plan[row][column], self.xs[column], self.xs[column + 1], self.ys[row], self.ys[row + 1]

    def holds(self, other: "Grid") -> bool:
        """Whether another grid lies inside this one: a table in a cell."""
        return (
            self is not other
            and self.xs[0] <= other.xs[0] + _TOUCH
            and other.xs[-1] <= self.xs[-1] + _TOUCH
            and self.ys[0] <= other.ys[0] + _TOUCH
            and other.ys[-1] <= self.ys[-1] + _TOUCH
        )


def grids_of(level: Sequence[Rule], upright: Sequence[Rule]) -> list[Grid]:
    """The tables ruled on a page, from top to bottom; what frames a single cell is no table."""
    across, down = merged(level), merged(upright)
    grids = [_grid(*group) for group in _groups(across, down)]
    found = [grid for grid in grids if grid is not None and len(grid.boxes) > 1]
    outer = [grid for grid in found if not any(other.holds(grid) for other in found)]
    return _stitched(sorted(outer, key=lambda grid: (grid.ys[0], grid.xs[0])))


def _stitched(grids: list[Grid]) -> list[Grid]:
    """Grids open at the sides, parted by a row that is a single cell and so without any upright line: one table."""
    found: list[Grid] = []
    for grid in grids:
        if found and _is_next(found[-1], grid):
            found[-1] = _with_row_between(found[-1], grid)
        else:
            found.append(grid)
    return found


def _is_next(upper: Grid, lower: Grid) -> bool:
    apart = lower.ys[0] - upper.ys[-1]
    edges = abs(upper.xs[0] - lower.xs[0]) + abs(upper.xs[-1] - lower.xs[-1])
    return upper.open_sides and lower.open_sides and edges < _APART and _APART < apart < _ROW_BETWEEN


def _with_row_between(upper: Grid, lower: Grid) -> Grid:
    xs = _clustered([*upper.xs, *lower.xs])
    ys = [*upper.ys, *lower.ys]
    between = len(upper.ys) - 1
    rows = [[_moved(box, upper.xs, xs, 0) for box in row] for row in upper.plan]
    rows.append([Box(0, between, len(xs) - 1, between + 1)])
    rows += [[_moved(box, lower.xs, xs, between + 1) for box in row] for row in lower.plan]
    plan = [[box for box in dict.fromkeys(row) for _ in range(box.right - box.left)] for row in rows]
    return Grid(xs, ys, list(dict.fromkeys(box for row in plan for box in row)), plan, open_sides=True)


def _moved(box: Box, old: list[float], new: list[float], down: int) -> Box:
    left, right = (min(range(len(new)), key=lambda at: abs(new[at] - old[side])) for side in (box.left, box.right))
    return Box(left, box.top + down, right, box.bottom + down)


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one line made one (dashes, a piece for each cell, both lines of a double border)."""
    rows: list[list[Rule]] = []
    for rule in sorted(rules):
        if rows and rule.at - rows[-1][0].at <= _APART / 2:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    found: list[Rule] = []
    for row in rows:
        at = sum(rule.at for rule in row) / len(row)
        found += _chained(at, sorted((rule.start, rule.end) for rule in row))
    return found


def _chained(at: float, spans: list[tuple[float, float]]) -> list[Rule]:
    start, end = spans[0]
    found: list[Rule] = []
    for low, high in spans[1:]:
        if low > end + _APART:
            found.append(Rule(at, start, end))
            start, end = low, high
        end = max(end, high)
    found.append(Rule(at, start, end))
    return [rule for rule in found if rule.end - rule.start >= _SHORTEST]


def _groups(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that touch, directly or through others."""
    home = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while home[index] != index:
            home[index] = home[home[index]]
            index = home[index]
        return index

    for one, rule in enumerate(across):
        for two, other in enumerate(down, len(across)):
            if _touch(rule, other):
                home[root(one)] = root(two)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate([*across, *down]):
        groups.setdefault(root(index), ([], []))[index >= len(across)].append(rule)
    alone = [upright[0] for level, upright in groups.values() if not level]
    return [*(group for group in groups.values() if group[0]), *(([], found) for found in _alike(alone))]


def _alike(upright: list[Rule]) -> list[list[Rule]]:
    """Upright lines that meet no other, by where they begin and end."""
    found: dict[tuple[int, int], list[Rule]] = {}
    for rule in sorted(upright):
        found.setdefault((round(rule.start / _APART), round(rule.end / _APART)), []).append(rule)
    return list(found.values())


def _touch(level: Rule, upright: Rule) -> bool:
    return (
        level.start - _TOUCH <= upright.at <= level.end + _TOUCH
        and upright.start - _TOUCH <= level.at <= upright.end + _TOUCH
    )


def _grid(level: list[Rule], upright: list[Rule]) -> Grid | None:
    if not level or not upright:
        return None if level else _middle_of_a_row(upright)
    xs = _stops([rule.at for rule in upright], level)
    ys = _stops([rule.at for rule in level], upright)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > MAX_BOXES:
        return None
    plan = _plan(xs, ys, level, upright)
    ends = sorted(rule.at for rule in upright)
    open_sides = ends[0] > xs[0] + _SHORTEST and ends[-1] < xs[-1] - _SHORTEST
    return Grid(xs, ys, list(dict.fromkeys(box for row in plan for box in row)), plan, open_sides)


def _middle_of_a_row(upright: list[Rule]) -> Grid | None:
    """Upright lines alone, from the top of the page to its end: a row that began before it and ends after it."""
    xs, top, bottom = [rule.at for rule in upright], upright[0].start, upright[0].end
    boxes = [Box(at, 0, at + 1, 1) for at in range(len(xs) - 1)]
    return Grid(xs, [top, bottom], boxes, [boxes]) if len(xs) > 2 else None


def _stops(places: list[float], others: list[Rule]) -> list[float]:
    """Where the grid's lines stand in one direction, closed at both ends where the other lines go on."""
    stops = _clustered(places)
    first, last = min(rule.start for rule in others), max(rule.end for rule in others)
    before = [first] if first < stops[0] - _SHORTEST else []
    after = [last] if last > stops[-1] + _SHORTEST else []
    return [*before, *stops, *after]


def _clustered(places: list[float]) -> list[float]:
    stops: list[float] = []
    for place in sorted(places):
        if not stops or place - stops[-1] > _APART:
            stops.append(place)
    return stops


def _plan(xs: list[float], ys: list[float], level: list[Rule], upright: list[Rule]) -> list[list[Box]]:
    """Small boxes joined wherever no line parts them."""
    columns, rows = len(xs) - 1, len(ys) - 1
    walls = _ruled(upright, xs, ys)  # walls[i][row]: a line at xs[i] along that row
    floors = _ruled(level, ys, xs)  # floors[j][column]: a line at ys[j] along that column
    plan: list[list[Box | None]] = [[None] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if plan[row][column] is None:
                box = _grow(row, column, walls, floors, plan)
                for line in plan[row : box.bottom]:
                    line[column : box.right] = [box] * (box.right - column)
    return [[box for box in line if box] for line in plan]


def _grow(
    row: int, column: int, walls: list[list[bool]], floors: list[list[bool]], plan: list[list[Box | None]]
) -> Box:
    """The cell whose upper left corner is this small box: as wide as no line stops it, then as deep."""

    def joins(below: int) -> bool:
        span = range(column, right)
        inside = not any(walls[at][below] for at in span[1:]) and not any(floors[below][at] for at in span)
        return inside and all(plan[below][at] is None for at in span)

    right, bottom = column + 1, row + 1
    while right < len(plan[0]) and plan[row][right] is None and not walls[right][row]:
        right += 1
    while bottom < len(plan) and joins(bottom):
        bottom += 1
    return Box(column, row, right, bottom)


def _ruled(rules: list[Rule], stops: list[float], marks: list[float]) -> list[list[bool]]:
    """For each stop and each interval between two marks, whether a line runs along most of it."""
    by_stop: list[list[Rule]] = [[] for _ in stops]
    for rule in rules:
        nearest = min(range(len(stops)), key=lambda index: abs(stops[index] - rule.at))
        by_stop[nearest].append(rule)
    return [[_covered(found, low, high) for low, high in pairwise(marks)] for found in by_stop]


def _covered(rules: list[Rule], low: float, high: float) -> bool:
    length = sum(max(0.0, min(rule.end, high) - max(rule.start, low)) for rule in rules)
    return length >= _COVERED * (high - low)
