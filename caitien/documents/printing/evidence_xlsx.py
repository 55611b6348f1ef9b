"""A list of evidence as a workbook (bảng tính): one sheet, the columns of the form, headings repeated in print."""

import io
from datetime import datetime
from typing import Final

import xlsxwriter

from caitien.domain.evidence.lists import TITLE, EvidenceList, columns_of, texts_of

_FONT: Final = {"font_name": "Times New Roman", "font_size": 12}
_CELL: Final = {**_FONT, "text_wrap": True, "valign": "top", "border": 1}
_HEAD: Final = {**_CELL, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EDEDED"}
_TITLE: Final = {**_FONT, "bold": True}
_FIRST: Final = 3  # rows above the table: the school, the title, an empty one
_MADE: Final = datetime(1980, 1, 1)  # a workbook must be dated; the same list gives the same bytes


def evidence_xlsx(wanted: EvidenceList) -> bytes:
    """The bytes of the file; every cell is text, so that no zero before a figure is lost. Linear in the rows."""
    held, columns = io.BytesIO(), columns_of(wanted)
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_numbers": False, "strings_to_urls": False})
    book.set_properties({"title": TITLE, "author": wanted.school, "created": _MADE})
    cell, head, title = (book.add_format(each) for each in (_CELL, _HEAD, _TITLE))
    sheet = book.add_worksheet(TITLE)
    sheet.write_string(0, 0, wanted.school, title)
    sheet.write_string(1, 0, f"{TITLE.upper()} {wanted.subject}".strip(), title)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(_FIRST, number, column.heading, head)
    for at, line in enumerate(texts_of(wanted.rows, columns), start=_FIRST + 1):
        for number, (column, text) in enumerate(zip(columns, line, strict=True)):
            address = wanted.links.get(text, "") if column.field == "code" else ""
            if not address or sheet.write_url(at, number, address, cell, text) != 0:  # too long, or too many of them
                sheet.write_string(at, number, text, cell)
    sheet.freeze_panes(_FIRST + 1, 0)
    sheet.repeat_rows(_FIRST)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return held.getvalue()
