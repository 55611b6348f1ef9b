"""One grid poured into every format (đổ bảng mẫu vào từng loại tệp)."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.specimens import word
from tests.specimens.layout import Grid, placed, width


def word_table(grid: Grid, *, repeat: int = 0, font: str = "", wrap: Callable[[str], str] | None = None) -> word.Xml:
    """The grid as a Word table; the first ``repeat`` rows repeat on every page; ``wrap`` rewrites each cell's text."""
    total, rows = width(grid), len(grid)
    cells: list[dict[int, word.Xml]] = [{} for _ in range(rows)]
    for place in placed(grid):
        text = wrap(place.spot.text) if wrap else place.spot.text
        for lower in range(min(place.spot.down, rows - place.row)):
            down = "" if place.spot.down == 1 else "continue" if lower else "restart"
            made = word.cell("" if lower else text, span=place.spot.span, down=down, font=font)
            cells[place.row + lower][place.column] = made
    made_rows = [
        word.row(*(part for _, part in sorted(by_column.items())), header=number < repeat)
        for number, by_column in enumerate(cells)
    ]
    return word.table(*made_rows, columns=total)


Sheet = Grid | Callable[[Worksheet], object]


def fill(sheet: Worksheet, grid: Grid, *, top: int = 1, left: int = 1, merge: bool = True) -> None:
    """Write the grid into a sheet from this row and column, merging where it merges."""
    for row, column, spot in placed(grid):
        cell = sheet.cell(row + top, column + left, spot.text or None)
        if merge and (spot.span, spot.down) != (1, 1):
            sheet.merge_cells(
                start_row=cell.row,
                start_column=column + left,
                end_row=cell.row + spot.down - 1,
                end_column=column + left + spot.span - 1,
            )


def xlsx(sheets: Mapping[str, Sheet]) -> bytes:
    """A workbook: each sheet a grid, or a function that draws on the empty sheet."""
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for title, content in sheets.items():
        sheet = book.create_sheet(title)
        if callable(content):
            content(sheet)
        else:
            fill(sheet, content)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def typed(sheet: Worksheet, where: str, value: Any, number_format: str = "General") -> None:
    """A cell with a real number, date or formula and its number format."""
    sheet[where] = value
    sheet[where].number_format = number_format


def rows_of_text(grid: Grid) -> list[list[str]]:
    """The grid as plain rows: merged cells leave empty ones behind."""
    out = [[""] * width(grid) for _ in grid]
    for row, column, spot in placed(grid):
        out[row][column] = spot.text
    return out


def as_tags(text: str) -> str:
    """Several paragraphs in one cell as text recognition writes them: ``<p>…</p> <p>…</p>``."""
    lines = text.split("\n")
    return " ".join(f"<p>{line}</p>" for line in lines) if len(lines) > 1 else text


def tabbed(grid: Grid) -> str:
    """The grid as lines of cells between tabs."""
    return "".join("\t".join(as_tags(text) for text in row) + "\n" for row in rows_of_text(grid))


def piped(grid: Grid, *, rule: bool = True) -> str:
    """The grid as ``| a | b |`` lines, with the ruling line of Markdown under the first."""
    lines = ["| " + " | ".join(as_tags(text) for text in row) + " |" for row in rows_of_text(grid)]
    return "\n".join([lines[0], *(["|" + "---|" * width(grid)] if rule else []), *lines[1:]]) + "\n"


def aligned(rows: Sequence[Sequence[str]], gap: int = 3) -> str:
    """Columns lined up by spaces, as copied out of a PDF viewer."""
    widths = [max(len(text) for text in column) for column in zip(*rows, strict=True)]
    return (
        "\n".join(
            (" " * gap).join(text.ljust(size) for text, size in zip(row, widths, strict=True)).rstrip() for row in rows
        )
        + "\n"
    )


def txt(*pieces: str, encoding: str = "utf-8") -> bytes:
    """A text file of these pieces with an empty line between them."""
    return "\n".join(pieces).encode(encoding)
