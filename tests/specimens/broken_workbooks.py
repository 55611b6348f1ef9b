"""Workbooks with one wrong detail (sổ tính hỏng một chỗ): a usual plan in Excel, one place of its XML rewritten."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

HEADINGS = ("TT", "Tiêu chí", "Kết quả cần đạt", "Công việc", "Người thực hiện", "Thời gian", "Kinh phí")
ROW = ("1", "Tiêu chí 1.1", "Mọi phòng đủ sáng", "Thay bóng đèn dãy nhà B", "Tổ Văn phòng")
SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
STRINGS, TYPES, RELATIONS = "xl/sharedStrings.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)

Parts = dict[str, bytes]
Change = Callable[[Parts], None]


@cache
def whole_workbook() -> bytes:
    """A plan of three rows with everything a workbook of a school has on it."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["KẾ HOẠCH cải tiến chất lượng năm học 2026-2027"])
    sheet.merge_cells("A1:G1")
    sheet.append(list(HEADINGS))
    for number in range(3):
        sheet.append([*ROW, dt.date(2026, 9, 15 + number), 1_500_000])
    _dress(sheet)
    book.defined_names["vung"] = DefinedName("vung", attr_text="'Sheet'!$A$2:$G$5")
    stream = io.BytesIO()
    book.save(stream)
    return _packed(_with_shared_texts(_unpacked(stream.getvalue())))


def _with_shared_texts(parts: Parts) -> Parts:
    """Texts kept in one place for all cells, as Excel does it and openpyxl does not."""
    texts: list[bytes] = []

    def shared(found: "re.Match[bytes]") -> bytes:
        texts.append(found[2])
        return b'<c %bt="s"><v>%d</v></c>' % (found[1], len(texts) - 1)

    sheet = re.sub(rb'<c ([^>]*)t="inlineStr"><is>(.*?)</is></c>', shared, parts[SHEET])
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="%d">' % len(texts)
    strings += b"".join(b"<si>%b</si>" % text for text in texts) + b"</sst>"
    related = rb'<Relationship Id="rIdT" Type="\1/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    relations = re.sub(rb'(?<=Type=")([^"]*)(/\w+".*)</Relationships>', rb"\1\2" + related, parts[RELATIONS], count=1)
    typed = _TYPE + b"</Types>"
    types = parts[TYPES].replace(b"</Types>", typed)
    return {**parts, SHEET: sheet, STRINGS: strings, RELATIONS: relations, TYPES: types}


def _dress(sheet: Any) -> None:
    line = Side(style="thin")
    for cell in sheet[2]:
        cell.font, cell.fill = Font(name="Times New Roman", bold=True), PatternFill("solid", fgColor="DDEEFF")
        cell.border, cell.alignment = Border(line, line, line, line), Alignment(wrap_text=True)
    for row in (3, 4, 5):
        sheet.cell(row, 6).number_format, sheet.cell(row, 7).number_format = "dd/mm/yyyy", "#,##0"
    sheet["D3"].comment = Comment("Hỏi lại giá", "An")
    sheet["D3"].hyperlink = "https://example.vn/"
    checked = DataValidation(type="list", formula1='"Đạt,Chưa đạt"')
    checked.add("C3:C5")
    sheet.add_data_validation(checked)
    sheet.conditional_formatting.add("G3:G5", CellIsRule(operator="greaterThan", formula=["5"], font=Font(bold=True)))
    sheet.add_table(Table(displayName="bang", ref="A2:G5"))
    sheet.column_dimensions["D"].width, sheet.freeze_panes, sheet.print_title_rows = 40, "A3", "2:2"
    sheet.auto_filter.ref = "A2:G5"


def broken(change: Change) -> bytes:
    """The whole workbook after a change of its parts."""
    parts = _unpacked(whole_workbook())
    change(parts)
    return _packed(parts)


def _unpacked(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(parts: Parts) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def _written(part: str, pattern: bytes, by: bytes) -> Change:
    """The first place of a part where the pattern stands, written otherwise; it must stand there."""

    def change(parts: Parts) -> None:
        parts[part], times = re.subn(pattern, by, parts[part], count=1, flags=re.S)
        assert times, (part, pattern)

    return change


def _without(part: str) -> Change:
    def change(parts: Parts) -> None:
        del parts[part]

    return change


def _whole(part: str, content: bytes) -> Change:
    def change(parts: Parts) -> None:
        parts[part] = content

    return change


def _twice(part: str, element: bytes) -> Change:
    return _written(part, rb"(<" + element + rb"\b[^>]*/>)", rb"\1\1")


def _value(content: bytes) -> Change:
    """The first day of the plan as another cell."""
    return _written(SHEET, rb'<c r="F3"[^>]*>.*?</c>', content)


_STYLE = rb'(<c r="F3") s="\d+"'

BROKEN: dict[str, Change] = {
    # values
    "a day that does not exist": _value(b'<c r="F3" t="d"><v>2026-99-99T99:99:99</v></c>'),
    "a day that is no day": _value(b'<c r="F3" t="d"><v>mai</v></c>'),
    "a day before all days": _written(SHEET, rb'(<c r="F3"[^>]*><v>)[^<]*', rb"\g<1>-99999999"),
    "a day after all days": _written(SHEET, rb'(<c r="F3"[^>]*><v>)[^<]*', rb"\g<1>99999999999"),
    "a number that is none": _value(b'<c r="F3"><v>NaN</v></c>'),
    "a number that is none, as a day": _written(SHEET, rb'(<c r="F3"[^>]*><v>)[^<]*', rb"\g<1>NaN"),
    "a number without end": _value(b'<c r="F3"><v>1e999</v></c>'),
    "a number without end, as a day": _written(SHEET, rb'(<c r="F3"[^>]*><v>)[^<]*', rb"\g<1>-1e999"),
    "a number of words": _value(b'<c r="F3"><v>hai</v></c>'),
    "a number of thousands of digits": _value(b'<c r="F3"><v>' + b"9" * 6_000 + b"</v></c>"),
    "a yes that is a nine": _value(b'<c r="F3" t="b"><v>9</v></c>'),
    "a yes that is a word": _value(b'<c r="F3" t="b"><v>co</v></c>'),
    "an error of no kind": _value(b'<c r="F3" t="e"><v>#LA!</v></c>'),
    "a kind nobody knows": _value(b'<c r="F3" t="la"><v>x</v></c>'),
    "a kind that is empty": _value(b'<c r="F3" t=""><v>x</v></c>'),
    "a shared text beyond the last": _value(b'<c r="F3" t="s"><v>99999</v></c>'),
    "a shared text before the first": _value(b'<c r="F3" t="s"><v>-1</v></c>'),
    "a shared text by a word": _value(b'<c r="F3" t="s"><v>x</v></c>'),
    "a shared text by nothing": _value(b'<c r="F3" t="s"><v/></c>'),
    "a text of its own that is not there": _value(b'<c r="F3" t="inlineStr"/>'),
    "a value twice": _value(b'<c r="F3"><v>1</v><v>2</v></c>'),
    "a formula of nothing": _value(b'<c r="F3"><f t="shared" si="9"/><v>3</v></c>'),
    "a formula of a kind nobody knows": _value(b'<c r="F3"><f t="la" ref="??">A1</f><v>3</v></c>'),
    # places
    "a cell nowhere": _written(SHEET, rb'<c r="F3"', b'<c r="??"'),
    "a cell without a number": _written(SHEET, rb'<c r="F3"', b'<c r="F"'),
    "a cell of row 0": _written(SHEET, rb'<c r="F3"', b'<c r="F0"'),
    "a cell of another row": _written(SHEET, rb'<c r="F3"', b'<c r="F1"'),
    "a cell far outside": _written(SHEET, rb'<c r="F3"', b'<c r="ZZZ9999999"'),
    "a cell in small letters": _written(SHEET, rb'<c r="F3"', b'<c r="f3"'),
    "a cell twice": _written(SHEET, rb'(<c r="F3".*?</c>)', rb"\1\1"),
    "cells from behind": _written(SHEET, rb'(<c r="A3".*?</c>)(.*?)(</row>)', rb"\2\1\3"),
    "a row by a word": _written(SHEET, rb'<row r="3"', b'<row r="ba"'),
    "a row below zero": _written(SHEET, rb'<row r="3"', b'<row r="-3"'),
    "a row beyond the last": _written(SHEET, rb'<row r="3"', b'<row r="99999999999"'),
    "a row by half": _written(SHEET, rb'<row r="3"', b'<row r="3.5"'),
    "a row twice": _written(SHEET, rb'(<row r="3".*?</row>)', rb"\1\1"),
    "rows from below": _written(SHEET, rb'(<row r="3".*?</row>)(<row r="4".*?</row>)', rb"\2\1"),
    "a height by a word": _written(SHEET, rb'<row r="3"', b'<row r="3" ht="cao" customHeight="1"'),
    "a row in a style beyond the last": _written(SHEET, rb'<row r="3"', b'<row r="3" s="999" customFormat="1"'),
    "a level of rows by a word": _written(SHEET, rb'<row r="3"', b'<row r="3" outlineLevel="hai"'),
    # merged areas, size, columns, views
    "a merged area of nothing": _written(SHEET, rb'<mergeCell ref="[^"]*"', b'<mergeCell ref=""'),
    "a merged area of words": _written(SHEET, rb'<mergeCell ref="[^"]*"', b'<mergeCell ref="x:y"'),
    "a merged area from below": _written(SHEET, rb'<mergeCell ref="[^"]*"', b'<mergeCell ref="G1:A1"'),
    "a merged area of one cell": _written(SHEET, rb'<mergeCell ref="[^"]*"', b'<mergeCell ref="A1"'),
    "a merged area of columns": _written(SHEET, rb'<mergeCell ref="[^"]*"', b'<mergeCell ref="A:G"'),
    "a merged area of the whole sheet": _written(SHEET, rb'<mergeCell ref="[^"]*"', b'<mergeCell ref="A1:XFD1048576"'),
    "a merged area without a place": _written(SHEET, rb'<mergeCell ref="[^"]*"', b"<mergeCell"),
    "merged areas counted wrongly": _written(SHEET, rb'<mergeCells count="1"', b'<mergeCells count="-7"'),
    "a merged area twice": _twice(SHEET, b"mergeCell"),
    "a size of nothing": _written(SHEET, rb'<dimension ref="[^"]*"', b'<dimension ref=""'),
    "a size of words": _written(SHEET, rb'<dimension ref="[^"]*"', b'<dimension ref="A1:??"'),
    "a size of everything": _written(SHEET, rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"'),
    "a column narrower than nothing": _written(SHEET, rb'(<col [^>]*)width="[^"]*"', rb'\1width="-5"'),
    "a column as wide as a word": _written(SHEET, rb'(<col [^>]*)width="[^"]*"', rb'\1width="to"'),
    "a column by a word": _written(SHEET, rb'(<col [^>]*)min="[^"]*"', rb'\1min="D"'),
    "a column from behind": _written(SHEET, rb'(<col [^>]*)max="[^"]*"', rb'\1max="0"'),
    "a column without end": _written(SHEET, rb'(<col [^>]*)max="[^"]*"', rb'\1hidden="1" max="99999999"'),
    "a column in a style beyond the last": _written(SHEET, rb"<col ", b'<col style="999" '),
    "a view of a state nobody knows": _written(SHEET, rb'state="frozen"', b'state="la"'),
    "a split by a word": _written(SHEET, rb'ySplit="2"', b'ySplit="hai"'),
    # what stands after the cells
    "a validation nobody knows": _written(SHEET, rb'type="list"', b'type="la"'),
    "a validation of no place": _written(SHEET, rb'sqref="C3:C5"', b'sqref="??"'),
    "a condition nobody knows": _written(SHEET, rb'operator="greaterThan"', b'operator="la"'),
    "a condition in a style beyond the last": _written(SHEET, rb'dxfId="0"', b'dxfId="99"'),
    "a filter of no place": _written(SHEET, rb'<autoFilter ref="[^"]*"', b'<autoFilter ref="??"'),
    "a link of no place": _written(SHEET, rb'(<hyperlink [^>]*)ref="[^"]*"', rb'\1ref="??"'),
    "a link over the whole sheet": _written(SHEET, rb'(<hyperlink [^>]*)ref="[^"]*"', rb'\1ref="A1:XFD1048576"'),
    "a link to nothing": _written(SHEET, rb'(<hyperlink [^>]*)r:id="[^"]*"', rb'\1r:id="rId99"'),
    "a table that is not there": _written(SHEET, rb'(<tablePart [^>]*)r:id="[^"]*"', rb'\1r:id="rId99"'),
    "a margin by a word": _written(SHEET, rb'<pageMargins left="[^"]*"', b'<pageMargins left="rong"'),
    "a paper nobody knows": _written(SHEET, rb"(<pageMargins [^>]*/>)", rb'\1<pageSetup orientation="la" scale="x"/>'),
    "an element nobody knows": _written(SHEET, rb"<sheetData>", b"<la><la/></la><sheetData>"),
    "a sheet without cells": _written(SHEET, rb"<sheetData>.*</sheetData>", b""),
    "a sheet that is something else": _whole(SHEET, b"<la/>"),
    "a sheet that is nothing": _whole(SHEET, b""),
    "a sheet that is cut short": _written(SHEET, rb"</row></sheetData>.*", b""),
    # styles
    "a cell in an empty style": _written(SHEET, _STYLE, rb'\1 s=""'),
    "a cell in a style by a word": _written(SHEET, _STYLE, rb'\1 s="dep"'),
    "a cell in a style beyond the last": _written(SHEET, _STYLE, rb'\1 s="99999"'),
    "a cell in a style before the first": _written(SHEET, _STYLE, rb'\1 s="-1"'),
    "a fill of nothing": _written(STYLES, rb"<fill>.*?</fill>|<fill/>", b"<fill/>"),
    "a fill nobody knows": _written(STYLES, rb'patternType="solid"', b'patternType="la"'),
    "a colour of words": _written(STYLES, rb'rgb="[^"]*"', b'rgb="xanh"'),
    "a colour beyond the last": _written(STYLES, rb'rgb="[^"]*"', b'indexed="999"'),
    "a font beyond the last": _written(STYLES, rb'(<cellXfs.*?)fontId="\d+"', rb'\1fontId="999"'),
    "a font by a word": _written(STYLES, rb'(<cellXfs.*?)fontId="\d+"', rb'\1fontId="x"'),
    "a font of a family nobody knows": _written(STYLES, rb'<family val="\d+"', b'<family val="99"'),
    "a font as large as a word": _written(STYLES, rb'<sz val="[^"]*"', b'<sz val="to"'),
    "a format of nothing": _written(STYLES, rb'numFmtId="14"|numFmtId="16\d"', b'numFmtId="9999"'),
    "a format by a word": _written(STYLES, rb'(<cellXfs.*?)numFmtId="\d+"', rb'\1numFmtId="x"'),
    "a border nobody knows": _written(STYLES, rb'style="thin"', b'style="la"'),
    "an alignment nobody knows": _written(STYLES, rb'wrapText="1"', b'horizontal="la"'),
    "styles without styles of cells": _written(STYLES, rb"<cellXfs.*?</cellXfs>", b""),
    "styles that are something else": _whole(STYLES, b"<la/>"),
    "styles that are nothing": _whole(STYLES, b""),
    "styles that are cut short": _written(STYLES, rb"</styleSheet>", b""),
    "no styles": _without(STYLES),
    # parts
    "no shared texts": _without(STRINGS),
    "shared texts that are nothing": _whole(STRINGS, b""),
    "shared texts that are cut short": _written(STRINGS, rb"</si></sst>|</sst>", b""),
    "shared texts counted wrongly": _written(STRINGS, rb'uniqueCount="\d+"', b'uniqueCount="nhieu"'),
    "no list of types": _without(TYPES),
    "a list of types that is empty": _written(TYPES, rb"(<Types[^>]*>).*</Types>", rb"\1</Types>"),
    "a workbook of another type": _written(TYPES, rb"sheet\.main\+xml", b"la+xml"),
    "a type twice": _twice(TYPES, b"Override"),
    "no relations": _without("_rels/.rels"),
    "no relations of the workbook": _without(RELATIONS),
    "a relation twice": _twice(RELATIONS, b"Relationship"),
    "relations that are cut short": _written(RELATIONS, rb"</Relationships>", b""),
    "a relation to nothing": _written(RELATIONS, rb"worksheets/sheet1\.xml", b"worksheets/sheet9.xml"),
    "a relation upwards": _written(RELATIONS, rb'Target="[^"]*sheet1\.xml"', b'Target="../../../etc/passwd"'),
    "no sheet": _without(SHEET),
    "no sheet named": _written(BOOK, rb"<sheets>.*</sheets>", b"<sheets/>"),
    "a sheet named twice": _twice(BOOK, b"sheet"),
    "a sheet of a name that may not be": _written(BOOK, rb'<sheet ([^>]*)name="[^"]*"', rb'<sheet \1name="a/b:[c]*?"'),
    "a sheet without a name": _written(BOOK, rb'<sheet ([^>]*)name="[^"]*"', rb'<sheet \1name=""'),
    "a sheet of a long name": _written(BOOK, rb'<sheet ([^>]*)name="[^"]*"', rb'<sheet \1name="' + b"x" * 300 + b'"'),
    "a sheet shown as nobody knows": _written(BOOK, rb'state="visible" r:id', b'state="la" r:id'),
    "a sheet numbered by a word": _written(BOOK, rb'sheetId="\d+"', b'sheetId="x"'),
    "an open sheet beyond the last": _written(BOOK, rb'activeTab="0"', b'activeTab="99"'),
    "a name for nothing": _written(BOOK, rb"(<definedName [^>]*)>[^<]*<", rb"\1>#REF!???<"),
    "a print title of nothing": _written(BOOK, rb"'Sheet'!\$2:\$2", b"'La'!$x:$y"),
    "a name of a sheet beyond the last": _written(BOOK, rb'localSheetId="\d+"', b'localSheetId="99"'),
    "a workbook that is something else": _whole(BOOK, b"<la/>"),
    "a workbook that is cut short": _written(BOOK, rb"</workbook>", b""),
    "no comments": _without("xl/comments/comment1.xml"),
    "a comment nowhere": _written("xl/comments/comment1.xml", rb'ref="D3"', b'ref="??"'),
    "a comment on the last cell": _written("xl/comments/comment1.xml", rb'ref="D3"', b'ref="XFD1048576"'),
    "a comment by nobody": _written("xl/comments/comment1.xml", rb'authorId="0"', b'authorId="99"'),
    "a comment that is cut short": _written("xl/comments/comment1.xml", rb"</comments>", b""),
    "properties of a day that is none": _written("docProps/core.xml", rb"\d{4}-\d\d-\d\dT", b"9999-99-99T"),
    "properties that are cut short": _written("docProps/core.xml", rb"</\w+:coreProperties>", b""),
    "a theme that is cut short": _written("xl/theme/theme1.xml", rb"</a:theme>|</theme>", b""),
    "a table of no place": _written("xl/tables/table1.xml", rb'ref="[^"]*"', b'ref="??"'),
}
