"""A Paper as a workbook (bảng tính): its words on the first sheet, each table on a sheet of its own.

The first sheet says where each table belongs, so the workbook reads back as the same paper. Sheets print on A4 lying on
its side, one page wide, headings repeated.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import groupby, zip_longest
from math import ceil
from typing import Any, Final

import xlsxwriter

from caitien.documents.printing.qr import qr_png
from caitien.documents.printing.word.columns import column_widths
from caitien.documents.printing.word.page import LANDSCAPE
from caitien.documents.printing.write_around import has_foot, has_letterhead, subject_of, title_of
from caitien.documents.printing.write_as import as_form
from caitien.documents.printing.write_body import Element, LineKind, body
from caitien.documents.printing.write_grid import Cells, Grid, Group
from caitien.domain.official_forms.forms import ARCHIVE, MOTTO, NATION, PROSE_SHEET, RECIPIENTS, Column, table_mark
from caitien.domain.official_forms.standing import BLANK, blank_or, caption, date_line, number_line
from caitien.domain.paper import Form, Letterhead, Paper
from caitien.domain.papers.paper_marks import DEMO, NO_MARKS, Marks

_FONT: Final = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_WRAPPED: Final = {**_FONT, "text_wrap": True}
_BOXED: Final = {**_WRAPPED, "border": 1}
_LOOKS: Final[dict[str, dict[str, Any]]] = {
    "text": _WRAPPED,
    "bold": {**_FONT, "bold": True},
    "title": {**_WRAPPED, "bold": True, "align": "center"},
    "head": {**_BOXED, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EDEDED"},
    "cell": _BOXED,
    "number": {**_BOXED, "align": "center"},
    "level": {**_BOXED, "bold": True, "align": "center"},
    "standard": {**_BOXED, "bold": True},
    "demo": {**_FONT, "bold": True, "font_color": "#B00020"},
    "small": {**_FONT, "font_size": 9},
}
_A4: Final = 9
_LETTER: Final = 105  # Excel counts widths in letters, of so many twentieths of a point
_ROOM: Final = LANDSCAPE.room
_LINE: Final = 16.0  # height of a line of text in points
_TALLEST: Final = 409.0  # the highest row Excel knows
_FULL: Final = 1.15  # letters of Times on one of Excel's letters, blanks at line ends counted in
_LEFT, _RIGHT = 40, 92  # widths of the prose sheet's columns, in letters
_UNDATED: Final = date(1980, 1, 1)  # a workbook must be dated; the same paper gives the same bytes
_QR: Final = 0.35  # of the picture's own size: some 20 mm
_CAPTION_ROWS: Final = 2  # the caption and an empty row

Look = dict[str, Any]


def write_xlsx(paper: Paper, form: Form, marks: Marks = NO_MARKS) -> bytes:
    """The paper as a workbook in the order of that form, with marks of ours; the same gives the same bytes. Linear in
    the cells."""
    held, paper = io.BytesIO(), as_form(paper, form)
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_numbers": False})
    made = datetime.combine(paper.report.date or _UNDATED, time())
    book.set_properties({"title": title_of(paper, form), "author": paper.school, "created": made})
    looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
    elements = body(paper, form)
    _prose_sheet(book, looks, list(_lines(paper, form, elements)), marks)
    for element in elements:
        if isinstance(element, Grid):
            _table_sheet(book, looks, element, caption(element.form, paper), marks)
    book.close()
    return held.getvalue()


# --- the first sheet: every line of the paper -------------------------------------------------------------------------


def _lines(paper: Paper, form: Form, elements: Sequence[Element]) -> Iterator[tuple[str, str, str]]:
    """The look of each row of the prose sheet, and what stands left and right."""
    if has_letterhead(paper):
        yield from _head(paper)
    for words in filter(None, (title_of(paper, form), subject_of(paper, form))):
        yield "title", "", words
    yield "text", "", ""  # sets the subject apart from the first words
    for element in elements:
        if isinstance(element, Grid):
            yield "text", "", table_mark(element.form.sheet)
        elif element.kind in (LineKind.HEADING, LineKind.LEAD):
            yield "text", element.text, ""
        else:
            yield "text", "", element.text
    if has_foot(paper):
        yield from _foot(paper.report)


def _head(paper: Paper) -> Iterator[tuple[str, str, str]]:
    """Issuing body left, Quốc hiệu right, row by row as in a document."""
    left = [*blank_or(paper.report.upper_body).split("\n"), blank_or(paper.school)]
    for issuer, nation in zip_longest(left, (NATION, MOTTO), fillvalue=""):
        yield "text", issuer, nation
    yield "text", number_line(paper.report.number), date_line(paper.report)


def _foot(report: Letterhead) -> Iterator[tuple[str, str, str]]:
    *others, last = report.recipients or (BLANK, ARCHIVE)
    yield "text", RECIPIENTS, ""
    for line in (*(f"- {name};" for name in others), f"- {last}."):
        yield "text", "", line
    for line in (*blank_or(report.signer_title).split("\n"), blank_or(report.signer)):
        yield "title", "", line


def _prose_sheet(book: Any, looks: Look, lines: Sequence[tuple[str, str, str]], marks: Marks) -> None:
    sheet = book.add_worksheet(PROSE_SHEET)
    sheet.set_column(0, 0, _LEFT)
    sheet.set_column(1, 1, _RIGHT)
    _printed(sheet, marks)
    for number, (look, left, right) in enumerate(lines):
        sheet.set_row(number, _height([right], [_RIGHT]))
        if left:
            sheet.write_string(number, 0, left, looks["bold"])
        if right:
            sheet.write_string(number, 1, right, looks[look])
    _marked_at_the_end(sheet, looks, len(lines) + 1, marks)


def _marked_at_the_end(sheet: Any, looks: Look, row: int, marks: Marks) -> None:
    """The words of a sample, the paper's code, the address that tells of it, and its QR below them."""
    if marks.demo:
        sheet.write_string(row - 1, 1, DEMO, looks["demo"])
    for number, line in enumerate(marks.lines, start=row):
        sheet.write_string(number, 1, line, looks["small"])
    if marks.code:
        picture = {"image_data": io.BytesIO(qr_png(marks.scanned)), "x_scale": _QR, "y_scale": _QR}
        sheet.insert_image(row + len(marks.lines), 1, "qr.png", picture | {"description": marks.scanned})


# --- a sheet for each table -------------------------------------------------------------------------------------------


def _table_sheet(book: Any, looks: Look, grid: Grid, title: str, marks: Marks) -> None:
    sheet = book.add_worksheet(grid.form.sheet)
    first = _CAPTION_ROWS + (2 if grid.headed_twice else 1)
    last = len(grid.columns) - 1
    widths = [width / _LETTER for width in column_widths(grid, _ROOM)]
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    sheet.write_string(0, 0, title, looks["bold"])
    if marks.demo:
        sheet.write_string(1, 0, DEMO, looks["demo"])
    _head_rows(sheet, looks, grid)
    sheet.set_row(first - 1, _height([column.heading for column in grid.columns], widths))
    for number, line in enumerate(grid.rows, start=first):
        if isinstance(line, Group):
            sheet.merge_range(number, 0, number, last, line.text, looks[line.kind])
        else:
            sheet.set_row(number, _height(line.texts, widths))
            _write_row(sheet, looks, number, line, grid.columns)
    sheet.freeze_panes(first, 2)
    sheet.autofilter(first - 1, 0, first - 1 + len(grid.rows), last)
    sheet.repeat_rows(_CAPTION_ROWS, first - 1)
    _printed(sheet, marks)


def _head_rows(sheet: Any, looks: Look, grid: Grid) -> None:
    """One header row, or two with shared headings merged across and the others merged downward."""
    bottom = _CAPTION_ROWS + grid.headed_twice
    for parent, group in groupby(enumerate(grid.columns), key=lambda pair: pair[1].parent):
        members = list(group)
        for number, column in members:
            if grid.headed_twice and not parent:
                sheet.merge_range(_CAPTION_ROWS, number, bottom, number, column.heading, looks["head"])
            else:
                sheet.write_string(bottom, number, column.heading, looks["head"])
        if parent:
            sheet.merge_range(_CAPTION_ROWS, members[0][0], _CAPTION_ROWS, members[-1][0], parent, looks["head"])


def _write_row(sheet: Any, looks: Look, number: int, line: Cells, columns: Sequence[Column]) -> None:
    for position, (text, column) in enumerate(zip(line.texts, columns, strict=True)):
        if column.field == "number" and text:
            sheet.write_number(number, position, int(text), looks["number"])
        else:
            sheet.write_string(number, position, text, looks["cell"])


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Height of a row for its longest cell, in points; LibreOffice does not find it by itself as Excel does."""
    lines = max(
        sum(ceil(len(line) / (width * _FULL)) or 1 for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(_TALLEST, max(1, lines) * _LINE)


def _printed(sheet: Any, marks: Marks) -> None:
    """A4 on its side, one page wide, page numbers at the top as in a document; cells of digits are meant as text."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    sheet.set_header(f'&C&P\n&"Times New Roman,Bold"&KB00020{DEMO}' if marks.demo else "&C&P")
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
