"""Tables of a summary as a workbook (bảng tính): a sheet a table, heads that stay, and how all of it was counted."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import xlsxwriter

from caitien.domain.summary_table import SummaryTable

HOW: Final = "Cách tính"
_FONT: Final = {"font_name": "Times New Roman", "font_size": 12}
_CELL: Final = {**_FONT, "text_wrap": True, "valign": "top", "border": 1}
_NUMBER: Final = {**_CELL, "num_format": "#,##0"}
_HEAD: Final = {**_CELL, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EDEDED"}
_TITLE: Final = {**_FONT, "bold": True}
_FIRST: Final = 3  # rows above a table: the title, of what it is counted, an empty one
_LETTER: Final = 1.9  # mm
_MADE: Final = datetime(1980, 1, 1)  # a workbook must be dated; the same tables give the same bytes


def tables_xlsx(tables: Sequence[SummaryTable], *, title: str, author: str, how: Sequence[str]) -> bytes:
    """The bytes of the file. Figures are numbers, texts are texts: one that begins with "=" is no formula. Linear."""
    held = io.BytesIO()
    plain = {"strings_to_numbers": False, "strings_to_urls": False, "strings_to_formulas": False}
    book = xlsxwriter.Workbook(held, {"in_memory": True, **plain})
    book.set_properties({"title": title, "author": author, "created": _MADE})
    looks = {name: book.add_format(each) for name, each in _LOOKS.items()}
    for each in tables:
        _sheet(book, looks, each)
    sheet = book.add_worksheet(HOW)
    sheet.set_column(0, 0, 110)
    for at, words in enumerate((title, *how)):
        sheet.write_string(at, 0, words, looks["cell" if at else "title"])
    book.close()
    return held.getvalue()


def _sheet(book: Any, looks: dict[str, Any], table: SummaryTable) -> None:
    sheet = book.add_worksheet(table.code)
    sheet.write_string(0, 0, f"{table.code}. {table.title}", looks["title"])
    sheet.write_string(1, 0, table.note, looks["plain"])
    for number, (heading, width) in enumerate(table.headings):
        sheet.set_column(number, number, width / _LETTER)
        sheet.write_string(_FIRST, number, heading, looks["head"])
    for at, row in enumerate(table.rows, start=_FIRST + 1):
        for number, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(at, number, value, looks["number"])
            elif value:
                sheet.write_string(at, number, value, looks["cell"])
            else:
                sheet.write_blank(at, number, None, looks["cell"])
    sheet.freeze_panes(_FIRST + 1, 2)
    sheet.repeat_rows(_FIRST)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


_LOOKS: Final = {"cell": _CELL, "number": _NUMBER, "head": _HEAD, "title": _TITLE, "plain": _FONT}
