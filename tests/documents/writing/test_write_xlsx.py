"""The workbook: made to work in and to print, and to be read back."""

import io
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from caitien.documents.printing.write_xlsx import write_xlsx
from caitien.domain.paper import Form, Paper
from tests.documents.writing.test_write_docx import AN, RESULT, ROW


def opened(paper: Paper, form: Form = Form.REPORT) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(paper, form)))


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return opened(AN)


def prose(book: openpyxl.Workbook) -> list[str]:
    return [str(value) for row in book.worksheets[0].iter_rows(values_only=True) for value in row if value]


def test_each_table_has_a_sheet_of_its_own_behind_the_words(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["Văn bản", "Kế hoạch", "Kết quả"]


def test_the_first_sheet_says_where_each_table_belongs(book: openpyxl.Workbook) -> None:
    found = prose(book)
    assert found.index("(Xem bảng ở trang tính “Kế hoạch”)") < found.index("- Kết quả thực hiện")
    assert found.index("- Kết quả thực hiện") < found.index("(Xem bảng ở trang tính “Kết quả”)")


def test_the_words_of_the_paper_stand_on_the_first_sheet(book: openpyxl.Workbook) -> None:
    wanted = {"Số: 05/BC-THPTGM", "Sông Mây, ngày 05 tháng 02 năm 2026", "+ Ưu điểm: Cả trường cùng làm.", "- Lưu: VT."}
    assert wanted <= set(prose(book))


@pytest.mark.parametrize(("name", "frozen", "filtered"), [("Kế hoạch", "C4", "A3:I6"), ("Kết quả", "C5", "A4:H7")])
def test_headings_are_frozen_and_filter(book: openpyxl.Workbook, name: str, frozen: str, filtered: str) -> None:
    assert book[name].freeze_panes == frozen
    assert book[name].auto_filter.ref == filtered


@pytest.mark.parametrize(("name", "repeated"), [("Kế hoạch", "$3:$3"), ("Kết quả", "$3:$4")])
def test_headings_repeat_on_every_printed_page(book: openpyxl.Workbook, name: str, repeated: str) -> None:
    assert book[name].print_title_rows == repeated


def test_every_sheet_prints_on_a4_on_its_side_one_page_wide(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # 1 is what absence means


def test_the_caption_says_whose_table_it_is(book: openpyxl.Workbook) -> None:
    said = "Bảng kế hoạch cải tiến chất lượng giáo dục của Trường THPT Gò Mây, năm học 2026-2027"
    assert book["Kế hoạch"]["A1"].value == said


def merged(sheet: Worksheet) -> set[str]:
    return {str(area) for area in sheet.merged_cells.ranges}


def test_shared_headings_and_group_rows_are_merged(book: openpyxl.Workbook) -> None:
    assert {"C3:D3", "E3:G3", "A3:A4", "A5:H5", "A6:H6"} <= merged(book["Kết quả"])


def test_text_that_looks_like_a_formula_or_a_number_stays_text() -> None:
    row = replace(ROW, work="=1+1", time="2026", budget="1.10")
    cells = [cell.value for cell in opened(replace(AN, plan=replace(AN.plan, items=(row,))))["Kế hoạch"][6]]
    assert cells[:2] == [1, "Tiêu chí 1.1"]
    assert (cells[3], cells[5], cells[6]) == ("=1+1", "2026", "1.10")


def test_a_long_cell_gets_a_wide_column_and_a_high_row() -> None:
    work = "Sửa mái hiên và thay toàn bộ quạt trần của dãy phòng học phía đông. " * 10
    sheet = opened(replace(AN, plan=replace(AN.plan, items=(replace(ROW, work=work.strip()),))))["Kế hoạch"]
    widths = {letter: dimension.width for letter, dimension in sheet.column_dimensions.items()}
    assert max(widths, key=lambda letter: widths[letter]) == "D"
    assert sheet.row_dimensions[6].height > 60
    assert sheet["D6"].alignment.wrap_text


def test_the_same_paper_gives_the_same_bytes() -> None:
    paper = replace(AN, results=(RESULT,))
    assert write_xlsx(paper, Form.REPORT) == write_xlsx(paper, Form.REPORT)
