"""Tables before they are Word, Excel or text (bảng mẫu): rows of spots with merges, as HTML counts them.

The same grid can be poured into every format, so that one expectation holds for all of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from caitien.domain.paper import PlanRow, Problem, ResultRow, Review

AnyRow = PlanRow | ResultRow | Problem | Review
Columns = Mapping[str, str]  # field → heading; "tt" is the running number, a heading starting with "+" an extra column


class Spot(NamedTuple):
    """A cell: its text, how many columns it covers to the right and how many rows downward."""

    text: str
    span: int = 1
    down: int = 1


class Placed(NamedTuple):
    """A spot in its place: row and column from 0."""

    row: int
    column: int
    spot: Spot


Line = Sequence[str | Spot]
Grid = Sequence[Line]


def placed(grid: Grid) -> Iterator[Placed]:
    """Every spot with its column, moved right past what hangs down from above."""
    hanging: dict[tuple[int, int], bool] = {}
    for number, line in enumerate(grid):
        column = 0
        for part in line:
            spot = part if isinstance(part, Spot) else Spot(part)
            while (number, column) in hanging:
                column += 1
            yield Placed(number, column, spot)
            for lower in range(1, spot.down):
                hanging.update({(number + lower, column + right): True for right in range(spot.span)})
            column += spot.span


def width(grid: Grid) -> int:
    """Columns of the widest row."""
    return max(place.column + place.spot.span for place in placed(grid))


# What schools put into grids


def line(row: AnyRow, columns: Columns, number: str = "") -> list[str]:
    """The texts of one row under these columns."""
    extra: Mapping[str, str] = row.extra
    return [
        number if name == "tt" else extra.get(heading, "") if name.startswith("+") else _text(row, name)
        for name, heading in columns.items()
    ]


def _text(row: AnyRow, name: str) -> str:
    value = getattr(row, name)
    return "" if value is None else str(value)


def head(columns: Columns) -> list[list[str]]:
    """One header row."""
    return [list(columns.values())]


def numbering(columns: Columns, form: str = "({})") -> list[list[str]]:
    """The row of column numbers many schools put under the header."""
    return [[form.format(i) for i in range(1, len(columns) + 1)]]


def body(rows: Iterable[AnyRow], columns: Columns) -> list[list[str]]:
    """The rows as they are, numbered 1, 2, 3… where there is such a column."""
    return [line(row, columns, str(i)) for i, row in enumerate(rows, 1)]


def standard_row(row: PlanRow | ResultRow, columns: Columns) -> Line:
    """A standard as a merged row with its number in the first column: "1 | Tiêu chuẩn 1: …"."""
    text = f"Tiêu chuẩn {row.standard}: {row.standard_title}"
    return [str(row.standard), Spot(text, len(columns) - 1)] if "tt" in columns else [Spot(text, len(columns))]


def level_row(row: PlanRow | ResultRow, columns: Columns) -> Line:
    """A level as a row merged over the whole width: "MỨC 1"."""
    return [Spot(f"MỨC {row.level}", len(columns))]


def grouped(rows: Sequence[PlanRow] | Sequence[ResultRow], columns: Columns) -> list[Line]:
    """The rows under merged rows for their level and their standard."""
    out: list[Line] = []
    for level, of_level in groupby(rows, key=lambda row: row.level):
        members = list(of_level)
        out += [level_row(members[0], columns)] if level else []
        for _, of_standard in groupby(members, key=lambda row: row.standard):
            part = list(of_standard)
            out += [standard_row(part[0], columns), *(line(row, columns) for row in part)]
    return out


def hung(rows: Sequence[PlanRow], columns: Columns, together: Sequence[str] = ("tt", "label", "target")) -> list[Line]:
    """Rows of one criterion under cells merged downward: criterion and target stand once, the actions apart."""
    out: list[Line] = []
    for number, (_, group) in enumerate(groupby(rows, key=lambda row: row.criterion), 1):
        members = list(group)
        for i, row in enumerate(members):
            texts = zip(columns, line(row, columns, str(number)), strict=True)
            out.append(
                [
                    Spot(text, down=len(members)) if name in together else text
                    for name, text in texts
                    if i == 0 or name not in together
                ]
            )
    return out


def each(grid: Grid, change: Callable[[str], str]) -> Grid:
    """The same grid with every text changed."""
    return [
        [spot._replace(text=change(spot.text)) if isinstance(spot, Spot) else change(spot) for spot in line]
        for line in grid
    ]
