"""Small files that would cost a machine dearly (tệp nhỏ mà nặng): each of a kind, written in a line or two."""

from collections.abc import Callable, Mapping
from typing import Final

from tests.specimens.packages import DOCUMENT, package, sheet_package, word_package
from tests.specimens.printed import Page, pdf

_TEXT = b'<c t="inlineStr"><is><t>Thay m\xc3\xa1i</t></is></c>'
_ROWS = b"".join(b'<row r="%d">%b</row>' % (row, _TEXT * 7) for row in range(1, 60))
_WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%b</w:body></w:document>'
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_RELATION = b'<Relationship Id="r1" Type="http://x/comments" Target="../comments1.xml"/>'


def workbook(rows: bytes = _ROWS, after: bytes = b"", **parts: bytes) -> bytes:
    """A workbook of one sheet, with what may stand after its rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    book = f'<workbook xmlns="{main}"><sheets><sheet name="A" sheetId="1"/></sheets></workbook>'.encode()
    sheet = f'<worksheet xmlns="{main}"><sheetData>'.encode() + rows + b"</sheetData>" + after + b"</worksheet>"
    return sheet_package(b"", **{"xl/workbook.xml": book, "xl/worksheets/sheet1.xml": sheet, **parts})


def open_sheet(inner: str) -> bytes:
    """An OpenDocument workbook with this in its sheet."""
    names = f'xmlns:office="{_ODF}:office:1.0" xmlns:table="{_ODF}:table:1.0" xmlns:text="{_ODF}:text:1.0"'
    content = f'<office:document-content {names} office:version="1.2"><office:body><office:spreadsheet>'
    content += f'<table:table table:name="A">{inner}</table:table></office:spreadsheet></office:body>'
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return package({"mimetype": kind, "content.xml": (content + "</office:document-content>").encode()})


def _word(body: bytes) -> bytes:
    return word_package(_WORD % body)


def _merged(*areas: str) -> bytes:
    return b"<mergeCells>" + b"".join(b'<mergeCell ref="%b"/>' % area.encode() for area in areas) + b"</mergeCells>"


def _strings(text: bytes) -> dict[str, bytes]:
    return {"xl/sharedStrings.xml": b"<sst><si><t>" + text + b"</t></si></sst>"}


def _far_comment() -> bytes:
    comments = (
        b'<comments><commentList><comment ref="XFD1048576"><text><t>x</t></text></comment></commentList></comments>'
    )
    related = b"<Relationships>" + _RELATION + b"</Relationships>"
    return workbook(**{"xl/worksheets/_rels/sheet1.xml.rels": related, "xl/comments1.xml": comments})


def _cell(span: bytes) -> bytes:
    return b"<w:tc><w:tcPr>" + span + b"</w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"


def _styles_in_a_chain(count: int) -> bytes:
    """A Word file whose paragraph has a style based on another, which is based on another …"""
    main = _WORD[_WORD.find(b'"') + 1 : _WORD.find(b'">')]
    style = b'<w:style w:type="paragraph" w:styleId="s%d"><w:basedOn w:val="s%d"/></w:style>'
    chain = b"".join(style % (number, number + 1) for number in range(count))
    styled = b'<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>Thay mai</w:t></w:r></w:p>'
    return word_package(_WORD % styled, **{"word/styles.xml": b'<w:styles xmlns:w="%b">%b</w:styles>' % (main, chain)})


def _nested(times: int) -> bytes:
    return b"<w:tbl><w:tr><w:tc>" * times + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * times


_PARAGRAPH: Final = b"<w:p><w:r><w:t>%b</w:t></w:r></w:p>"
_FAR: Final = b'<row r="1048576"><c r="XFD1048576" s="1"%b</row>'
_REPEATED: Final = (
    '<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="{}">'
    "<text:p>{}</text:p></table:table-cell></table:table-row>"
)

WORKBOOKS: Mapping[str, Callable[[], bytes]] = {
    "one merged area of a whole sheet": lambda: workbook(after=_merged("A1:XFD1048576")),
    "merged areas over each other": lambda: workbook(after=_merged(*(["A1:XFD1048576"] * 20_000))),
    "a merged area of a column for each column": lambda: workbook(
        after=_merged(
            *(f"{chr(65 + a)}{chr(65 + b)}1:{chr(65 + a)}{chr(65 + b)}1048576" for a in range(26) for b in range(26))
        )
    ),
    "a long text used by a hundred cells": lambda: workbook(
        b'<row><c t="s"><v>0</v></c></row>' * 100, **_strings(b"Sua mai " * 110_000)
    ),
    "a text used by half a million cells": lambda: workbook(
        b"<row>" + b'<c t="s"><v>0</v></c>' * 20 + b"</row>", **_strings(b"x" * 3_000_000)
    ),
    "an empty formatted cell in the last corner": lambda: workbook(_ROWS + _FAR % b"/>"),
    "one with an end of its own": lambda: workbook(_ROWS + _FAR % b"></c>"),
    "a word in the last corner": lambda: workbook(_ROWS + _FAR % b"><v>1</v></c>"),
    "a comment in the last corner": _far_comment,
    "a link over a whole sheet": lambda: workbook(after=b'<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'),
    "hidden columns without end": lambda: workbook(after=b'<cols><col min="1" max="999999999" hidden="1"/></cols>'),
    "a row of sixteen thousand cells, sixty times": lambda: workbook(
        (b"<row>" + b"<c><v>1</v></c>" * 16_384 + b"</row>") * 60
    ),
    "conditions over a whole sheet": lambda: workbook(
        after=b'<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="1"/>'
        b"</conditionalFormatting>" * 50_000
    ),
    "shared texts far out of the list": lambda: workbook(
        b'<row><c t="s"><v>99999999999999999999</v></c><c t="s"><v>-5</v></c><c t="s"><v>NaN</v></c></row>' * 100,
        **_strings(b"x"),
    ),
    "a number of a million figures": lambda: workbook(b"<row><c><v>" + b"9" * 1_000_000 + b"</v></c></row>"),
    "a format of a hundred thousand signs": lambda: workbook(
        b'<row><c s="1"><v>5</v></c></row>' * 200,
        **{
            "xl/styles.xml": b'<styleSheet><numFmts><numFmt numFmtId="170" formatCode="'
            + b"#,##0.0[" * 12_500
            + b'"/></numFmts>'
            b'<cellXfs><xf/><xf numFmtId="170"/></cellXfs></styleSheet>'
        },
    ),
}
OTHERS: Mapping[str, Callable[[], bytes]] = {
    "a cell of Word over two thousand million columns": lambda: _word(
        b"<w:tbl><w:tr>" + _cell(b'<w:gridSpan w:val="2000000000"/>') * 50 + b"</w:tr></w:tbl>"
    ),
    "a row of Word after two thousand million columns": lambda: _word(
        b'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="2000000000"/></w:trPr>' + _cell(b"") * 5 + b"</w:tr></w:tbl>"
    ),
    "sixty thousand styles based on one another": lambda: _styles_in_a_chain(60_000),
    "controls in controls": lambda: _word(b"<w:sdt><w:sdtContent>" * 20_000 + b"</w:sdtContent></w:sdt>" * 20_000),
    "tables in tables": lambda: _word(_nested(80)),
    "a paragraph of eight million letters": lambda: _word(
        b"<w:p><w:r><w:t>" + b"Ke hoach, " * 800_000 + b"</w:t></w:r></w:p>"
    ),
    "a hundred thousand paragraphs": lambda: _word(_PARAGRAPH % b"1. Viec" * 100_000),
    "a table of forty thousand rows": lambda: _word(
        b"<w:tbl>" + (b"<w:tr>" + _cell(b"") * 7 + b"</w:tr>") * 40_000 + b"</w:tbl>"
    ),
    "a text of one line": lambda: b"Tieu chi 1.1; " * 1_500_000,
    "a text of blanks": lambda: b"a" + b" " * 8_000_000 + b"b",
    "a text of empty lines": lambda: b"a\n" + b"\n" * 8_000_000 + b"b",
    "a text of tabs": lambda: (b"a\t" * 2_000 + b"\n") * 400,
    "a text of open quotes": lambda: b'a;"b\n' * 1_000_000,
    "a text of bars": lambda: b"|" * 6_000_000,
    "a PDF of lines": lambda: pdf([Page()]) + b"% " * 2_000_000,
    "a Word file that is cut short": lambda: word_package(DOCUMENT)[:-40],
}
OLD: Mapping[str, Callable[[], bytes]] = {
    "rows repeated a million times": lambda: open_sheet(_REPEATED.format(1_048_576, 1_024, "TT")),
    "a cell repeated beyond all numbers": lambda: open_sheet(_REPEATED.format(9**30, 9**30, "TT")),
    "blanks repeated": lambda: open_sheet(_REPEATED.format(1, 1, '<text:s text:c="999999999"/>b')),
    "a picture longer than the file": lambda: b"{\\rtf1 A{\\pict\\pngblip\\bin1900000000 xx}\\par}",
    "groups in groups": lambda: b"{\\rtf1 " + b"{\\pict" * 30_000,
    "a table of HTML over a million columns": lambda: (
        b"<html><table>" + b'<tr><td colspan="1000000" rowspan="60000">x' * 300
    ),
    "an OLE file of nothing": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 30_000,
}
