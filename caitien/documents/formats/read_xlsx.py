"""Workbooks as blocks (đọc tệp Excel): each sheet a table, values as the eye sees them.

Sheets and columns that are hidden do not print: their words are quoted in a note. Hidden rows are read, since a filter
that was left on hides them and nobody means them to be lost.
"""

import datetime as dt
import io
import re
import warnings
from collections.abc import Iterator
from typing import Any, Final

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from caitien.documents.blocks import Block, Cell, Pages, Paragraph, Row, Table
from caitien.documents.formats.legacy_fonts import is_legacy_font, to_unicode
from caitien.documents.gate.package import Opened
from caitien.domain.folding import clean
from caitien.domain.forms import PROSE_SHEET, marked_sheet
from caitien.domain.paper import Note, Place

_QUOTED: Final = re.compile(r'"[^"]*"|\[[^\[\]]*\]|\\.')


def pages_of_xlsx(package: Opened) -> Pages:
    """The blocks of an opened workbook; linear in its cells. Formulas count by the value Excel last saved for them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of drawings and validations it does not keep
        book = openpyxl.load_workbook(io.BytesIO(package.data), data_only=True, keep_links=False)
    pages = Pages()
    tables = {sheet.title: _table(sheet, n, pages.notes) for n, sheet in enumerate(book.worksheets, 1)}
    if PROSE_SHEET in tables:
        pages.blocks += _in_order(tables)
    else:
        pages.blocks += tables.values()
    return pages


def _in_order(tables: dict[str, Table]) -> Iterator[Block]:
    """Blocks of a workbook with a sheet of prose: its lines, and each table where that sheet says it stands."""
    shown: set[str] = {PROSE_SHEET}
    for row in tables[PROSE_SHEET].rows:
        line = "\t".join(cell.text for cell in row.cells if cell.text)
        sheet = marked_sheet(clean(line))
        if sheet in tables and sheet not in shown:
            shown.add(sheet)
            yield tables[sheet]
        else:
            yield Paragraph(line, Place(sheet=PROSE_SHEET, row=row.number))
    yield from (table for title, table in tables.items() if title not in shown)


def _table(sheet: Worksheet, number: int, notes: list[Note]) -> Table:
    """One sheet as a table; what it hides goes to the notes."""
    hidden = _hidden_columns(sheet)
    merged = {
        (row, column): (area.min_row, area.min_col, area.max_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    rows = [_row(cells, number, merged, hidden) for number, cells in enumerate(sheet.iter_rows(), 1)]
    rows = [row for row in rows if any(cell.text for cell in row.cells)]
    if sheet.sheet_state != "visible":
        notes += _hidden_note(f"trang tính ẩn “{sheet.title}”", (c.text for row in rows for c in row.cells), sheet)
        return Table([], number, sheet=sheet.title)
    notes += _comments(sheet)
    for column in sorted(hidden):
        words = (_shown(cell[0]) for cell in sheet.iter_rows(min_col=column, max_col=column))
        notes += _hidden_note(f"cột ẩn {get_column_letter(column)}", words, sheet)
    return Table(rows, number, sheet=sheet.title)


def _comments(sheet: Worksheet) -> Iterator[Note]:
    text = "Lời bàn gắn vào ô không thuộc văn bản, chỉ ghi lại để người nhập xem."
    for cell in (cell for cells in sheet.iter_rows() for cell in cells):
        if cell.comment is not None:
            place = Place(sheet=sheet.title, row=cell.row, column=cell.column, part="lời bàn")
            yield Note(code="aside", text=text, quote=clean(cell.comment.text), place=place)


def _hidden_note(where: str, words: Iterator[str], sheet: Worksheet) -> list[Note]:
    quote = "\n".join(filter(None, map(clean, words)))
    text = f"Có chữ ở {where}, không hiện khi in nên không đưa vào văn bản. Nếu cần, hãy bỏ ẩn rồi nhập lại."
    return [Note(code="hidden-text", text=text, quote=quote, place=Place(sheet=sheet.title))] if quote else []


def _hidden_columns(sheet: Worksheet) -> frozenset[int]:
    return frozenset(
        column
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden and dimension.min and dimension.max
        for column in range(dimension.min, min(dimension.max, sheet.max_column) + 1)
    )


def _row(cells: tuple[Any, ...], number: int, merged: dict[tuple[int, int], Any], hidden: frozenset[int]) -> Row:
    found: list[Cell] = []
    position = 0  # columns that are seen, from 0
    for column, cell in enumerate(cells, 1):
        if column in hidden:
            continue
        area = merged.get((number, column))
        if area is None:
            found.append(Cell(_shown(cell), position))
        elif column == area[1] or (
            found and column > area[1] and (column - 1) in hidden and _opens(area, hidden, column)
        ):
            span = sum(1 for each in range(column, area[2] + 1) if each not in hidden)
            found.append(Cell(_shown(cell) if number == area[0] else "", position, span, number > area[0]))
        position += 1
    return Row(tuple(found), number)


def _opens(area: tuple[int, int, int], hidden: frozenset[int], column: int) -> bool:
    """Whether a column is the first seen of a merged area whose own first columns are hidden."""
    return all(each in hidden for each in range(area[1], column))


def _shown(cell: Any) -> str:
    """What a cell shows (chữ hiện trong ô): dates dd/mm/yyyy, numbers by their format, text as typed."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        font = cell.font.name if cell.has_style and cell.font is not None else ""
        return to_unicode(value, font) if font and is_legacy_font(font) else value
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, dt.datetime | dt.date):
        return _shown_date(value, cell.number_format or "")
    if isinstance(value, int | float):
        return shown_number(value, cell.number_format or "General")
    return str(value)


def _shown_date(value: dt.date, number_format: str) -> str:
    """A date as a person writes it, of no more parts than its format shows: 05/9/2025 stays a day, 9/2025 a month."""
    shown = _QUOTED.sub("", number_format.lower())
    if "d" not in shown and "y" in shown:
        return value.strftime("%m/%Y" if "m" in shown else "%Y")
    return value.strftime("%d/%m/%Y")


def shown_number(value: float, number_format: str) -> str:
    """A number as its format shows it, in Vietnamese signs: 0.4 as "40%", 15000000 as "15.000.000" or "15000000"."""
    pattern = _QUOTED.sub("", number_format.partition(";")[0])
    decimals = len(found[1]) if (found := re.search(r"\.([0#]+)", pattern)) else 0
    if "%" in pattern:
        return f"{value * 100:.{decimals}f}%".replace(".", ",")
    if "," in pattern:
        return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    if decimals and "0" in pattern:
        return f"{value:.{decimals}f}"
    return str(int(value)) if float(value).is_integer() else repr(float(value))
