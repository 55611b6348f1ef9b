"""The official Word file: every line of the form of Nghị định 30/2020, and what a person can go on doing with it."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from caitien.documents.printing.word.widths import line_width
from caitien.documents.printing.write_docx import write_docx
from caitien.domain.official_forms.forms import FORMS, MOTTO, NATION
from caitien.domain.official_forms.standing import default_subject
from caitien.domain.paper import (
    Form,
    Letterhead,
    Paper,
    Plan,
    PlanRow,
    Problem,
    ResultRow,
    Section,
    Status,
)

HEAD = Letterhead(
    upper_body="SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTỈNH SÔNG MÂY",
    number="5/BC-THPTGM",
    place="Sông Mây",
    date=date(2026, 2, 5),
    title="BÁO CÁO",
    signer="Nguyễn Thị Gạo",
    signer_title="KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG",
    recipients=("Sở GD&ĐT (để báo cáo)", "Lưu: VT"),
)
ROW = PlanRow(criterion="1.1", label="Tiêu chí 1.1", standard=1, standard_title="Tổ chức", level=1, work="Sửa mái hiên")
RESULT = ResultRow(criterion="1.1", label="Tiêu chí 1.1", standard=1, standard_title="Tổ chức", level=1, done="Đã sửa")
AN = Paper(  # the report of An's school
    school="Trường THPT Gò Mây",
    school_year="2026-2027",
    report=HEAD,
    plan=Plan(number="12/KH-THPTGM", items=(ROW,)),
    results=(replace(RESULT, status=Status.DONE),),
    strengths="Cả trường cùng làm.",
    recommendations=("Sở cấp vốn sửa bếp ăn.",),
)


def opened(paper: Paper, form: Form | None = None) -> Document:
    return docx.Document(io.BytesIO(write_docx(paper, form or paper.form)))


def lines(document: Document) -> list[Paragraph]:
    """Every paragraph in reading order, those in tables included."""
    found: list[Paragraph] = []
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            found.append(block)
        else:
            found += [line for row in block.rows for cell in row.cells for line in cell.paragraphs]
    return found


def line(document: Document, text: str) -> Paragraph:
    """The one paragraph with this text."""
    found = [each for each in lines(document) if each.text.replace("\xa0", " ") == text]
    assert found, [each.text for each in lines(document)]
    return found[0]


def words(document: Document) -> list[str]:
    return [each.text for each in lines(document) if each.text]


def wide_tables(document: Document) -> list[Table]:
    return [table for table in document.tables if table.style is not None and table.style.name == "VB Bảng kẻ"]


@pytest.mark.parametrize("side", ["top_margin", "bottom_margin", "left_margin", "right_margin"])
def test_pages_are_a4_with_the_margins_of_the_decree(side: str) -> None:
    allowed = {"top_margin": (20, 25), "bottom_margin": (20, 25), "left_margin": (30, 35), "right_margin": (15, 20)}
    for section in opened(AN).sections:
        assert {round(section.page_width.mm), round(section.page_height.mm)} == {210, 297}
        low, high = allowed[side]
        assert Mm(low) - 635 <= getattr(section, side) <= Mm(high) + 635


def test_wide_tables_lie_on_their_side_and_prose_stands_upright() -> None:
    turned = [section.orientation for section in opened(AN).sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


def test_page_numbers_stand_in_the_top_margin_but_not_on_the_first_page() -> None:
    first, *others = opened(AN).sections
    assert first.different_first_page_header_footer
    assert not any(section.different_first_page_header_footer for section in others)
    assert "PAGE" not in first.first_page_header._element.xml
    for section in (first, *others):
        assert ' PAGE "' in section.header._element.xml
        assert section.header.paragraphs[0].style.name == "VB Số trang"
        assert section.header_distance < section.top_margin


# What stands on paper → style, points, bold, italic, capitals, as the table of the decree has it.
LOOKS = [
    (NATION, "VB Quốc hiệu", 12, True, None, None),
    (MOTTO, "VB Tiêu ngữ", 13, True, None, None),
    ("TỈNH SÔNG MÂY", "VB Cơ quan chủ quản", 12, None, None, True),
    ("Trường THPT Gò Mây", "VB Cơ quan ban hành", 12, True, None, True),
    ("Số: 05/BC-THPTGM", "VB Số, ký hiệu", 13, None, None, None),
    ("Sông Mây, ngày 05 tháng 02 năm 2026", "VB Địa danh, ngày tháng", 13, None, True, None),
    ("BÁO CÁO", "VB Tên loại", 14, True, None, True),
    ("PHÓ HIỆU TRƯỞNG", "VB Chức vụ người ký", 14, True, None, True),
    ("Nguyễn Thị Gạo", "VB Họ tên người ký", 14, True, None, None),
    ("Nơi nhận:", "VB Nơi nhận", 12, True, True, None),
    ("- Lưu: VT.", "VB Nơi nhận, danh sách", 11, None, None, None),
]


@pytest.mark.parametrize(("text", "name", "size", "bold", "italic", "capitals"), LOOKS)
def test_each_part_of_the_form_has_its_own_style(
    text: str, name: str, size: int, bold: bool | None, italic: bool | None, capitals: bool | None
) -> None:
    found = line(opened(AN), text)
    assert found.style is not None
    font = found.style.font
    assert found.style.name == name
    assert (font.size.pt, font.bold, font.italic, font.all_caps) == (size, bold, italic, capitals)
    assert not any(run._element.rPr is not None for run in found.runs), "formatted run by run"


def drawn_under(document: Document, text: str) -> tuple[int, int]:
    """The length of the line drawn beneath a text and the width it has room in, in twentieths of a point."""
    above = line(document, text)
    rule = above._p.getnext()
    around = above._p.getparent()
    assert rule.pPr.pStyle.val == "KeNgang"
    section = document.sections[0]
    page = section.page_width - section.left_margin - section.right_margin
    room = around.width if around.tag == qn("w:tc") else page
    return (room - rule.pPr.ind.left - rule.pPr.ind.right) // 635, room // 635


@pytest.mark.parametrize("school", ["Trường THPT Gò Mây", "Trường Phổ thông dân tộc nội trú Trung học cơ sở Gò Mây"])
def test_lines_are_drawn_as_long_as_the_decree_asks(school: str) -> None:
    document = opened(replace(AN, school=school))
    own, left = drawn_under(document, school)
    text = min(line_width(school.upper(), 12), left)
    subject = line(document, default_subject(replace(AN, school=school), Form.REPORT))

    assert abs(drawn_under(document, MOTTO)[0] - line_width(MOTTO, 13)) <= 1
    assert text / 3 <= own <= text / 2
    below, _ = drawn_under(document, subject.text)
    longest = max(line_width(part, 14) for part in subject.text.split("\n"))
    assert longest / 3 <= below <= longest / 2


def test_a_school_name_that_can_stay_on_one_line_does() -> None:
    name = "Trường Mầm non Hoa Gạo"
    half = line(opened(replace(AN, school=name)), name)._p.getparent().width

    assert line_width(name.upper(), 12) < half // 635 < line_width(name.upper(), 12) * 1.2


def test_the_font_is_times_new_roman_everywhere() -> None:
    fonts = opened(AN).styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}")
    assert set(fonts.attrib.values()) == {"Times New Roman"}
    assert "theme" not in opened(AN).styles.element.xml


def test_body_text_is_justified_with_a_first_line_and_room_between_paragraphs() -> None:
    style = opened(AN).styles["VB Nội dung"]
    assert style.paragraph_format.alignment == 3
    assert 10 <= style.paragraph_format.first_line_indent.mm <= 12.8
    assert style.paragraph_format.space_after.pt >= 6
    assert 1 <= style.paragraph_format.line_spacing <= 1.5
    assert 13 <= style.font.size.pt <= 14


def test_the_body_ends_with_its_mark() -> None:
    prose = [each.text for each in opened(AN).paragraphs if each.text]
    assert prose[-1].endswith("./.")


def test_a_school_that_ends_its_report_itself_gets_no_second_ending() -> None:
    own = "Nhà trường kính trình./."
    paper = replace(AN, sections=(Section(part="IV", heading="Lời kết", paragraphs=(own,)),))
    assert [text for text in words(opened(paper)) if text.endswith("./.")] == [own]


@pytest.mark.parametrize("ending", ["Nhà trường kính trình./.", "Nhà trường kính trình."])
def test_the_signature_is_never_parted_from_the_last_words(ending: str) -> None:
    document = opened(replace(AN, sections=(Section(part="IV", heading="Lời kết", paragraphs=(ending,)),)))
    *_, last, foot, after, _ = document.element.body

    assert document.styles[Paragraph(last, document).style.name].paragraph_format.keep_with_next
    assert [row.find(f".//{qn('w:cantSplit')}") is not None for row in foot.tr_lst] == [True]
    assert Paragraph(after, document).style.paragraph_format.line_spacing.pt < 0.1  # needs no page of its own


def test_header_rows_repeat_and_no_row_breaks_across_pages() -> None:
    for table in wide_tables(opened(AN)):
        rows = table._tbl.tr_lst
        heads = [row for row in rows if row.find(f".//{qn('w:tblHeader')}") is not None]
        assert heads == rows[: len(heads)]
        assert heads
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_the_result_table_has_two_header_rows_with_merged_headings() -> None:
    first, second = (row.cells for row in wide_tables(opened(AN))[1].rows[:2])
    assert first[2].text == first[3].text != second[2].text
    assert first[4].text == first[5].text == first[6].text == "Kết quả thực hiện"
    assert first[0]._tc is second[0]._tc


def test_levels_and_standards_are_rows_of_one_merged_cell() -> None:
    rows = wide_tables(opened(AN))[0].rows
    assert [len(row._tr.tc_lst) for row in rows] == [9, 1, 1, 9]
    assert [row.cells[0].text for row in rows[1:3]] == ["MỨC 1", "Tiêu chuẩn 1: Tổ chức"]


def test_paragraphs_of_a_cell_stay_paragraphs() -> None:
    paper = replace(AN, plan=Plan(items=(replace(ROW, work="Lập danh sách\n- sửa quạt\n- thay đèn"),)))
    cell = wide_tables(opened(paper))[0].rows[-1].cells[3]
    assert [each.text for each in cell.paragraphs] == ["Lập danh sách", "- sửa quạt", "- thay đèn"]


def test_a_paragraph_follows_the_last_table() -> None:
    body = opened(AN).element.body
    assert [element.tag for element in body][-3:] == [qn("w:tbl"), qn("w:p"), qn("w:sectPr")]


# Of the elements a schema sequence allows, those we write, in its order (ECMA-376, part 1, annex A).
ORDERS = {
    "w:pPr": "pStyle keepNext pBdr spacing ind contextualSpacing jc outlineLvl sectPr",
    "w:rPr": "rFonts b bCs i iCs caps color sz szCs lang",
    "w:tblPr": "tblStyle tblW tblBorders tblLayout tblCellMar tblLook",
    "w:tcPr": "tcW gridSpan vMerge vAlign",
    "w:trPr": "cantSplit tblHeader",
    "w:sectPr": "headerReference type pgSz pgMar titlePg",
    "w:style": "name basedOn uiPriority semiHidden qFormat pPr rPr tblPr",
    "w:tblBorders": "top left bottom right insideH insideV",
    "w:tblCellMar": "top left bottom right",
    "w:tbl": "tblPr tblGrid tr",
    "w:tc": "tcPr p",
    "w:p": "pPr r fldSimple",
    "w:settings": "zoom defaultTabStop compat themeFontLang",
    "w:styles": "docDefaults style",
    "w:docDefaults": "rPrDefault pPrDefault",
}


@pytest.mark.parametrize("form", list(Form))
def test_elements_stand_in_the_order_word_wants(form: Form) -> None:
    found = 0
    with zipfile.ZipFile(io.BytesIO(write_docx(AN, form))) as package:
        roots = [etree.fromstring(package.read(name)) for name in package.namelist() if name.startswith("word/")]
    for parent, order in ORDERS.items():
        places = {qn(f"w:{name}"): place for place, name in enumerate(order.split())}
        for element in (element for root in roots for element in root.iter(qn(parent))):
            standing = [places[child.tag] for child in element]
            assert standing == sorted(standing), etree.tostring(element)
            found += 1
    assert found > 100


@pytest.mark.parametrize("form", list(Form))
def test_what_is_unknown_is_left_blank_and_never_guessed(form: Form) -> None:
    printed = words(opened(Paper(form=form)))
    assert printed.count("…………") == 4  # upper body, school, post, name
    assert "- …………;" in printed
    assert not any("Trường" in text for text in printed)


def test_characters_xml_cannot_hold_do_not_spoil_the_file() -> None:
    odd = replace(ROW, work="A & B < C > D \x00\x0b\ud800\uffff “E”")
    assert wide_tables(opened(replace(AN, plan=Plan(items=(odd,)))))[0].rows[-1].cells[3].text == "A & B < C > D  “E”"


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert write_docx(AN, Form.REPORT) == write_docx(replace(AN), Form.REPORT)


def test_the_file_is_small_and_names_no_program_or_author_of_ours() -> None:
    data = write_docx(AN, Form.REPORT)
    assert len(data) < 12_000
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert "docProps/thumbnail.jpeg" not in package.namelist()
    properties = opened(AN).core_properties
    assert (properties.author, properties.language) == ("Trường THPT Gò Mây", "vi-VN")
    assert properties.title.startswith("BÁO CÁO Về thực hiện")


def test_bieu_2_prints_its_own_headings_whatever_the_school_called_its_parts() -> None:
    sections = (Section(before="problems", part="II", heading="Cơ sở xây dựng", paragraphs=("Kết quả năm trước.",)),)
    paper = Paper(form=Form.TT57, problems=(Problem(standard=1, limitation="Thiếu ghế"),), sections=sections)
    headings = [
        each.text for each in opened(paper).paragraphs if each.style is not None and each.style.name == "VB Đề mục"
    ]
    assert headings == [part.line() for part in FORMS[Form.TT57].parts]


def test_a_report_keeps_the_outline_its_department_asked_for() -> None:
    sections = (Section(before="plan", part="I", heading="Tình hình chung", paragraphs=("Trường có 30 lớp.",)),)
    printed = words(opened(replace(AN, sections=sections)))
    assert "I. Tình hình chung" in printed
    assert not any(text.startswith("II.") for text in printed)


def test_a_table_left_blank_has_rows_for_the_pen() -> None:
    problems, actions, reviews = wide_tables(opened(Paper(form=Form.TT57)))
    assert [len(table.rows) for table in (problems, actions, reviews)] == [2, 2, 3]


def test_a_table_of_few_words_keeps_the_widths_of_the_form() -> None:
    widths = [cell.width.mm for cell in wide_tables(opened(AN))[0].rows[0].cells]
    number, criterion, target, work = widths[:4]

    assert number < criterion < target < work


def test_a_full_table_gives_room_to_where_the_words_are() -> None:
    full = replace(ROW, work="Rà soát, sửa chữa mái hiên và bàn ghế các phòng học. " * 12)
    few, many = (
        wide_tables(opened(replace(AN, plan=Plan(items=(row,)))))[0].rows[0].cells[3].width for row in (ROW, full)
    )

    assert many > few * 1.2


def test_columns_the_form_lacks_stand_at_the_end_under_a_heading() -> None:
    row = replace(ROW, indicator="3 phòng", extra={"Xếp loại": "Khá"})
    head, *_, last = wide_tables(opened(replace(AN, plan=Plan(items=(row,)))))[0].rows
    assert [cell.text for cell in head.cells][9:] == ["Chỉ số đánh giá kết quả", "Xếp loại"]
    assert [cell.text for cell in last.cells][9:] == ["3 phòng", "Khá"]
