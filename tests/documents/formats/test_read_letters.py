"""Old and odd letters: fonts of before Unicode, letters in pieces, odd spaces; the Paper holds clean Unicode."""

import unicodedata

import pytest

from tests.specimens import letterheads as heads
from tests.specimens.layout import each, grouped, head
from tests.specimens.old_fonts import tcvn3, tcvn3_capitals, vni
from tests.specimens.pour import tabbed, txt, word_table, xlsx
from tests.specimens.reading import all_cells, read_paper
from tests.specimens.schools import PLAN, PLAN_COLUMNS, RESULT_COLUMNS, RESULTS
from tests.specimens.word import SOFT_HYPHEN, cell, docx, p, row, run, table

GRID = [*head(PLAN_COLUMNS), *grouped(PLAN, PLAN_COLUMNS)]


@pytest.mark.parametrize("font", [".VnTime", ".VnTime Bold", ".VnArial", ".vntime"])
def test_tcvn3_becomes_unicode(font: str) -> None:
    work = "Sửa 12 bàn, ghế; quét vôi dãy B.\nĐề nghị phường cấp thêm: thước, phấn, bảng phụ."
    grid = [["Tiêu chí", "Mục tiêu", "Giải pháp"], ["Tiêu chí 3.2", "Lớp học sạch", work]]
    paper = read_paper(docx(word_table(each(grid, tcvn3), font=font)))
    assert [(i.label, i.target, i.work) for i in paper.plan.items] == [("Tiêu chí 3.2", "Lớp học sạch", work)]


@pytest.mark.parametrize("font", ["VNI-Times", "VNI-Helve", "VNI-Times Bold"])
def test_vni_becomes_unicode(font: str) -> None:
    paper = read_paper(docx(word_table(each(GRID, vni), font=font)))
    assert all_cells(paper.plan.items) == all_cells(PLAN)


def test_the_capital_font_of_tcvn3_gives_capitals() -> None:
    paper = read_paper(
        docx(
            p(run(tcvn3_capitals("TRƯỜNG THCS ĐỒI THÔNG"), font=".VnTimeH")),
            p(run(tcvn3_capitals("KẾ HOẠCH"), font=".VnTimeH")),
            word_table([["Tiêu chí", "Mục tiêu", "Giải pháp"], ["1.1", "Sạch", "Việc"]]),
        )
    )
    assert paper.school.upper() == "TRƯỜNG THCS ĐỒI THÔNG"
    assert paper.report.title == "KẾ HOẠCH"


def test_a_cell_of_capitals_typed_in_the_capital_font() -> None:
    shouted = cell(p(run(tcvn3_capitals("KHẨN TRƯƠNG"), font=".VnTimeH"), run(tcvn3(" sửa mái."), font=".VnTime")))
    data = docx(table(("Tiêu chí", "Mục tiêu", "Giải pháp"), row("1.1", "Sạch", shouted)))
    assert read_paper(data).plan.items[0].work == "KHẨN TRƯƠNG sửa mái."


def test_the_letter_u_with_horn_survives_as_a_soft_hyphen_of_word() -> None:
    # TCVN3 types "ư" as U+00AD; some versions of Word saved that letter as an element of its own.
    work = cell(p(run("Tr", SOFT_HYPHEN, tcvn3("ờng mới"), font=".VnTime")))
    data = docx(table(("Tiêu chí", "Mục tiêu", "Giải pháp"), row("1.1", "Sạch", work)))
    assert read_paper(data).plan.items[0].work == "Trường mới"


def test_old_and_new_fonts_in_one_cell() -> None:
    work = cell(
        p(
            run(tcvn3("Sửa mái "), font=".VnTime"),
            run("trước mùa mưa", font="Times New Roman"),
            run(vni(", xong tháng Sáu."), font="VNI-Times"),
        )
    )
    data = docx(table(("Tiêu chí", "Mục tiêu", "Giải pháp"), row("1.1", "Sạch", work)))
    assert read_paper(data).plan.items[0].work == "Sửa mái trước mùa mưa, xong tháng Sáu."


def test_the_old_font_set_for_the_whole_file() -> None:
    grid = [["Tiêu chí", "Mục tiêu", "Giải pháp"], ["Tiêu chí 3.2", "Lớp học sạch", "Quét vôi dãy B trước năm học"]]
    paper = read_paper(docx(word_table(each(grid, tcvn3)), default_font=".VnTime"))
    assert [(i.label, i.target, i.work) for i in paper.plan.items] == [tuple(grid[1])]


def test_unicode_text_set_in_an_old_font_is_left_alone() -> None:
    # A typist pastes Unicode into a file whose font is still named .VnTime: what is Unicode already stays.
    grid = [["Tiêu chí", "Mục tiêu", "Giải pháp"], ["Tiêu chí 3.2", "Lớp học sạch", "Quét vôi dãy B trước năm học"]]
    paper = read_paper(docx(word_table(grid, font=".VnTime")))
    assert [(i.label, i.target, i.work) for i in paper.plan.items] == [tuple(grid[1])]


def test_latin_letters_in_a_new_font_are_not_taken_for_old_ones() -> None:
    work = "Mua đĩa của hãng Müller-Größe, 5 µm, ±2%, ghi “÷” và «x» bằng bút ®"
    paper = read_paper(docx(word_table([["Tiêu chí", "Mục tiêu", "Giải pháp"], ["1.1", "Sạch", work]])))
    assert paper.plan.items[0].work == work


FORMS = {
    "in pieces (NFD)": lambda text: unicodedata.normalize("NFD", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "two spaces": lambda text: text.replace(" ", "  "),
    "zero-width spaces": lambda text: text.replace(" ", "\u200b "),
}


@pytest.mark.parametrize("change", FORMS.values(), ids=FORMS.keys())
def test_odd_letters_everywhere_in_word(change: type) -> None:
    assert all_cells(read_paper(docx(word_table(each(GRID, change)))).plan.items) == all_cells(PLAN)


@pytest.mark.parametrize("change", FORMS.values(), ids=FORMS.keys())
def test_odd_letters_everywhere_in_a_workbook(change: type) -> None:
    assert all_cells(read_paper(xlsx({"KH": each(GRID, change)}), "mau.xlsx").plan.items) == all_cells(PLAN)


@pytest.mark.parametrize("change", FORMS.values(), ids=FORMS.keys())
def test_odd_letters_everywhere_in_text(change: type) -> None:
    assert all_cells(read_paper(txt(change(tabbed(GRID))), "mau.txt").plan.items) == all_cells(PLAN)


def test_odd_letters_in_head_and_results() -> None:
    grid = each([*head(RESULT_COLUMNS), *grouped(RESULTS, RESULT_COLUMNS)], FORMS["in pieces (NFD)"])
    lines = [unicodedata.normalize("NFD", line) for line in ("Năm học 2025\u00a0-\u00a02026", "Ưu điểm: Làm sớm.")]
    paper = read_paper(docx(heads.as_table(), lines[0], word_table(grid), lines[1]))
    assert all_cells(paper.results) == all_cells(RESULTS)
    assert (paper.school_year, paper.strengths) == ("2025-2026", "Làm sớm.")
