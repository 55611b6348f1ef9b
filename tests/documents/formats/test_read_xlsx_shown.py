"""Workbooks as Excel shows them, and workbooks with a wrong detail: the cells count, the detail costs itself only."""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from caitien.documents.read import read
from caitien.documents.refusal import Refusal
from caitien.domain.paper import Note, Paper
from tests.specimens.pour import fill, typed, xlsx
from tests.specimens.reading import noted, read_paper
from tests.specimens.zipped import changed, renamed, with_parts

HEAD = ["TT", "Tiêu chí", "Kết quả cần đạt", "Công việc, giải pháp", "Chủ trì", "Thời gian", "Kinh phí"]
LINE = ["1", "Tiêu chí 3.2", "Phòng học mát", "Lắp thêm quạt trần", "Bảo vệ", "Tháng 9", "6 triệu"]
TITLE = "KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG NĂM HỌC 2026-2027"
SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"

Draw = Callable[[Worksheet], object]


def book(draw: Draw = lambda _: None, *more: list[str]) -> bytes:
    """A plan of one line, or more, with something drawn over it; its line is row 3, its works column D."""

    def drawn(sheet: Worksheet) -> None:
        fill(sheet, [[TITLE], HEAD, LINE, *more])
        draw(sheet)

    return xlsx({"KH": drawn})


def written_by_another(work: str, formula: str = "") -> bytes:
    """The same plan by a program that lists its texts apart and computes no formula."""
    held = io.BytesIO()
    made = xlsxwriter.Workbook(held)
    sheet = made.add_worksheet("KH")
    for row, texts in enumerate([[TITLE], HEAD, [*LINE[:3], work, *LINE[4:]]]):
        sheet.write_row(row, 0, texts)
    if formula:
        sheet.write_formula("G3", formula)
    made.close()
    return held.getvalue()


def paper_of(draw: Draw, *more: list[str]) -> Paper:
    return read_paper(book(draw, *more), "kh.xlsx")


def notes(paper: Paper, code: str) -> list[Note]:
    return [note for note in paper.notes if note.code == code]


def put(where: str, value: Any, number_format: str = "General", **look: Any) -> Draw:
    """A value in a cell, with its format and its font."""

    def draw(sheet: Worksheet) -> None:
        typed(sheet, where, value, number_format)
        if look:
            sheet[where].font = Font(**look)

    return draw


# As the program shows it


def test_the_unit_of_money_in_a_format_is_read() -> None:
    assert paper_of(put("G3", 15, '0" triệu đồng"')).plan.items[0].budget == "15 triệu đồng"


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (date(2026, 3, 15), "dd/mm", "15/03"),
        (date(2026, 4, 30), "d-mmm", "30/4"),
        (date(2026, 9, 5), "[$-42A]d/m;@", "5/9"),
    ],
)
def test_a_day_shown_without_its_year_keeps_none_of_the_year_it_was_typed_in(value: date, code: str, seen: str) -> None:
    assert paper_of(put("F3", value, code)).plan.items[0].time == seen


@pytest.mark.parametrize(("code", "criterion"), [("d-mmm", "2.3"), ("dd/mm/yyyy", "2.3"), ("dd/mm", "2.3")])
def test_a_criterion_that_excel_took_for_a_day_is_read_as_it_was_typed_and_doubted(code: str, criterion: str) -> None:
    paper = paper_of(put("B3", date(2026, 3, 2), code))
    assert paper.plan.items[0].criterion == criterion
    (doubt,) = notes(paper, "number-became-day")
    assert criterion in doubt.text
    assert (doubt.place.row, doubt.place.column) == (3, 2)


def test_a_day_in_a_column_of_times_is_no_criterion() -> None:
    assert not notes(paper_of(put("F3", date(2026, 1, 1), "d-mmm")), "number-became-day")


def test_formulas_nobody_has_computed_are_told() -> None:
    def draw(sheet: Worksheet) -> None:
        sheet["D3"] = '="Lắp thêm "&"quạt"'
        sheet["G3"] = "=2*3000000"

    (note,) = notes(paper_of(draw), "no-result")
    assert "D3, G3" in note.text
    assert '"Lắp thêm "&"quạt"' in note.quote


def test_a_formula_with_an_empty_text_for_a_result_is_computed() -> None:
    held = '<c r="G3" t="str"><f>""</f><v></v></c>'
    data = changed(book(put("G3", '=""')), SHEET, '<c r="G3"><f>""</f><v></v></c>', held)
    assert not notes(read_paper(data, "kh.xlsx"), "no-result")


def test_the_noughts_of_a_program_that_computes_nothing_are_told() -> None:
    assert "G3" in notes(read_paper(written_by_another("Lắp quạt", formula="=2*3"), "kh.xlsx"), "no-result")[0].text


def test_an_error_of_excel_is_told() -> None:
    held = '<c r="G3" t="e"><f>1/0</f><v>#DIV/0!</v>'
    data = changed(book(put("G3", "=1/0")), SHEET, '<c r="G3"><f>1/0</f><v></v>', held)
    paper = read_paper(data, "kh.xlsx")
    assert paper.plan.items[0].budget == "#DIV/0!"
    assert notes(paper, "cell-error")


@pytest.mark.parametrize(
    ("held", "seen"),
    [
        ("Lắp quạt_x000D_\nSơn cửa", "Lắp quạt\nSơn cửa"),
        ("Lắp quạt_x000D_Sơn cửa", "Lắp quạt\nSơn cửa"),
        ("Lắp_x0009_quạt", "Lắp quạt"),
        ("Tệp _x005F_x000D_ trong tên", "Tệp _x000D_ trong tên"),
        ("Vui _xD83D__xDE00_", "Vui 😀"),
        ("Vui _xD83D_", "Vui \ufffd"),
    ],
)
def test_letters_written_as_codes_are_letters_again(held: str, seen: str) -> None:
    data = changed(written_by_another("LAP"), "xl/sharedStrings.xml", "LAP", held)
    assert read_paper(data, "kh.xlsx").plan.items[0].work == seen


@pytest.mark.parametrize(
    ("letter", "font", "sign"),
    [("ü", "Wingdings", "✓"), ("P", "Wingdings 2", "✓"), ("\uf0fc", "Wingdings", "✓"), ("a", "Webdings", "✓")],
)
def test_a_tick_in_a_font_of_signs_is_a_tick(letter: str, font: str, sign: str) -> None:
    assert paper_of(put("G3", letter, name=font)).plan.items[0].budget == sign


def test_words_crossed_out_are_left_out_and_quoted() -> None:
    def draw(sheet: Worksheet) -> None:
        struck = InlineFont(strike=True)
        sheet["D3"] = CellRichText("Lắp quạt ", TextBlock(struck, "bằng quỹ lớp"))
        sheet["G3"] = "9 triệu"
        sheet["G3"].font = Font(strike=True)

    paper = paper_of(draw)
    assert (paper.plan.items[0].work, paper.plan.items[0].budget) == ("Lắp quạt", "")
    (note,) = notes(paper, "struck-through")
    assert note.quote == "bằng quỹ lớp\n9 triệu"


def test_what_a_format_hides_is_quoted() -> None:
    paper = paper_of(put("G3", "Chi riêng", ";;;"))
    assert paper.plan.items[0].budget == ""
    assert noted(paper, "Chi riêng")


def test_hidden_rows_are_read_and_said() -> None:
    def draw(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[4].hidden = True

    paper = paper_of(draw, ["2", "Tiêu chí 3.3", "Sân sạch", "Lát gạch", "Đoàn", "Tháng 10", ""])
    assert len(paper.plan.items) == 2
    (note,) = notes(paper, "hidden-rows")
    assert "2 dòng" in note.text
    assert "3–4" in note.text


def test_words_under_a_merged_area_are_quoted() -> None:
    data = book(put("G3", "Chữ nằm dưới"))
    data = changed(
        data, SHEET, "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="F3:G3"/></mergeCells>'
    )
    assert noted(read_paper(data, "kh.xlsx"), "Chữ nằm dưới")


def test_a_box_to_tick_in_a_cell_is_one() -> None:
    complement = '<extLst><ext uri="x"><xfpb:xfComplement xmlns:xfpb="http://x" i="0"/></ext></extLst>'
    look = f'<xf numFmtId="0" fontId="0" fillId="0" borderId="0">{complement}</xf></cellXfs>'
    data = changed(book(put("G3", True)), STYLES, "</cellXfs>", look)
    data = changed(data, SHEET, '<c r="G3" t="b">', '<c r="G3" s="1" t="b">')
    assert read_paper(data, "kh.xlsx").plan.items[0].budget == "☑"


# Beside the cells

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_drawing(shape: str) -> bytes:
    """A workbook whose sheet has a drawing with this shape in it."""
    anchor = (
        "<xdr:from><xdr:col>1</xdr:col><xdr:row>9</xdr:row></xdr:from>"
        "<xdr:to><xdr:col>8</xdr:col><xdr:row>30</xdr:row></xdr:to>"
    )
    drawing = (
        f'<xdr:wsDr xmlns:xdr="{DRAWING}/spreadsheetDrawing" xmlns:a="{DRAWING}/main">'
        f"<xdr:twoCellAnchor>{anchor}{shape}</xdr:twoCellAnchor></xdr:wsDr>"
    )
    relation = f'<Relationship Id="rId1" Type="{RELATIONS}/drawing" Target="../drawings/drawing1.xml"/>'
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return with_parts(
        book(),
        {
            "xl/drawings/drawing1.xml": drawing,
            "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{package}">{relation}</Relationships>',
        },
    )


def test_words_in_a_text_box_are_quoted() -> None:
    runs = "<a:r><a:t>Bổ sung: </a:t></a:r><a:r><a:t>xây bồn rửa tay</a:t></a:r>"
    box = f"<xdr:sp><xdr:txBody><a:p>{runs}</a:p></xdr:txBody></xdr:sp>"
    assert noted(read_paper(with_drawing(box), "kh.xlsx"), "Bổ sung: xây bồn rửa tay")


def test_a_large_picture_is_named() -> None:
    assert notes(read_paper(with_drawing("<xdr:pic/>"), "kh.xlsx"), "picture")


def test_comments_with_answers_are_read_once() -> None:
    threads = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="D3"><text>Hỏi lại giá quạt</text></threadedComment>'
        '<threadedComment ref="D3"><text>Đã hỏi rồi</text></threadedComment></ThreadedComments>'
    )
    data = book(lambda sheet: setattr(sheet["D3"], "comment", Comment("[Bản cũ] Hỏi lại giá quạt", "Thư ký")))
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    link = (
        '<Relationship Id="rId9" Type="http://x/threadedComment" Target="../threadedComments/tc1.xml"/></Relationships>'
    )
    data = changed(with_parts(data, {"xl/threadedComments/tc1.xml": threads}), rels, "</Relationships>", link)
    (note,) = (note for note in read_paper(data, "kh.xlsx").notes if "quạt" in note.quote)
    assert note.quote == "Hỏi lại giá quạt\nĐã hỏi rồi"
    assert (note.place.row, note.place.column) == (3, 4)


def test_words_of_header_and_footer_are_quoted_and_page_numbers_are_not() -> None:
    def draw(sheet: Worksheet) -> None:
        sheet.oddHeader.center.text = "Bản lấy ý kiến lần hai"
        sheet.oddFooter.right.text = "&P/&N"

    paper = paper_of(draw)
    assert noted(paper, "Bản lấy ý kiến lần hai")
    assert all("&" not in note.quote for note in paper.notes)


# A wrong detail


def far_corner(sheet: Worksheet) -> None:
    sheet["XFD1048576"].font = Font(bold=True)


WRONG: dict[str, Callable[[], bytes]] = {
    "a fill that is none": lambda: changed(book(), STYLES, "<fill><patternFill/></fill>", "<fill/>"),
    "a font without a name": lambda: changed(book(), STYLES, '<name val="Calibri"/>', "<name/>"),
    "an unknown colour": lambda: changed(book(), STYLES, "<color theme", '<color rgb="đỏ"/><color theme'),
    "a border of a style nobody knows": lambda: changed(book(), STYLES, "<left/>", '<left style="gợn"/>'),
    "no styles at all": lambda: changed(book(), "xl/_rels/workbook.xml.rels", "/styles", "/khac"),
    "styles that are no XML": lambda: with_parts(book(), {STYLES: "<styleSheet><fonts>"}),
    "an empty style number": lambda: changed(book(), SHEET, '<c r="D3"', '<c r="D3" s=""'),
    "a style that is not there": lambda: changed(book(), SHEET, '<c r="D3"', '<c r="D3" s="999"'),
    "a validation of no known kind": lambda: changed(
        book(),
        SHEET,
        "</sheetData>",
        '</sheetData><dataValidations><dataValidation type="chon" sqref="A1"/></dataValidations>',
    ),
    "a conditional format nobody knows": lambda: changed(
        book(), SHEET, "</sheetData>", '</sheetData><conditionalFormatting><cfRule type="la"/></conditionalFormatting>'
    ),
    "a merge that is none": lambda: changed(
        book(), SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A:Z"/><mergeCell/></mergeCells>'
    ),
    "a filter over nothing": lambda: changed(
        book(), SHEET, "</sheetData>", '</sheetData><autoFilter ref="lung tung"/>'
    ),
    "a column of no number": lambda: changed(
        book(), SHEET, "<sheetData>", '<cols><col min="a" hidden="1"/></cols><sheetData>'
    ),
    "a row height that is no number": lambda: changed(book(), SHEET, '<row r="3">', '<row r="3" ht="cao">'),
    "rows without numbers": lambda: changed(book(), SHEET, '<row r="3">', "<row>"),
    "a sheet view of another world": lambda: changed(book(), SHEET, "<sheetView ", '<sheetView view="bay" '),
    "strokes before the names": lambda: renamed(book(), lambda name: name if name[0] == "[" else f"/{name}"),
    "backslashes in the names": lambda: renamed(book(), lambda name: name.replace("/", "\\")),
    "names in capitals": lambda: renamed(book(), lambda name: name.replace("sheet1.xml", "Sheet1.XML")),
    "no core properties": lambda: with_parts(book(), {"docProps/core.xml": "<x/>"}),
    "properties with a day that is none": lambda: with_parts(
        book(), {"docProps/core.xml": "<a><created>hôm qua</created></a>"}
    ),
    "a theme that is no XML": lambda: with_parts(book(), {"xl/theme/theme1.xml": "<a:theme"}),
    "names of areas that lead nowhere": lambda: changed(
        book(),
        "xl/workbook.xml",
        "</workbook>",
        '<definedNames><definedName name="x">#REF!</definedName></definedNames></workbook>',
    ),
    "a formatted cell in the last corner": lambda: book(far_corner),
    "drawings that are not there": lambda: with_parts(
        book(),
        {
            "xl/worksheets/_rels/sheet1.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Type="http://x/drawing" Target="../drawings/khong.xml"/></Relationships>'
        },
    ),
}


@pytest.mark.parametrize("make", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_detail_costs_no_line(make: Callable[[], bytes]) -> None:
    (found,) = read_paper(make(), "kh.xlsx").plan.items
    assert (found.criterion, found.work, found.time) == ("3.2", "Lắp thêm quạt trần", "Tháng 9")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml"])
def test_a_workbook_whose_words_cannot_be_had_is_refused_in_one_sentence(part: str) -> None:
    refused = read(with_parts(written_by_another("Lắp quạt"), {part: "<sst><si>"}), name="kh.xlsx")
    assert isinstance(refused, Refusal)
    assert refused.code == "damaged"


def test_a_text_that_is_not_in_the_list_is_an_empty_cell() -> None:
    data = changed(written_by_another("Lắp quạt"), SHEET, '<c r="G3" t="s"><v>14</v>', '<c r="G3" t="s"><v>900</v>')
    assert read_paper(data, "kh.xlsx").plan.items[0].budget == ""


def test_a_time_beside_a_day_is_kept() -> None:
    paper = paper_of(put("F3", datetime(2026, 9, 15, 7, 30), "dd/mm/yyyy hh:mm"))
    assert paper.plan.items[0].time == "15/09/2026 07:30"
