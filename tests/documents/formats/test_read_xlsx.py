"""Workbooks: title rows, hidden columns, merged cells, real dates and numbers, one sheet or two."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from caitien.domain.paper import Paper
from tests.specimens.layout import Grid, Line, Spot, body, grouped, head, hung, numbering
from tests.specimens.pour import fill, typed, xlsx
from tests.specimens.reading import all_cells, noted, read_paper, texts_of
from tests.specimens.schools import PLAN, PLAN_COLUMNS, RESULT_COLUMNS, RESULTS, bare, bare_results, plan_row

PLAN_GRID: Grid = [*head(PLAN_COLUMNS), *grouped(PLAN, PLAN_COLUMNS)]
RESULT_GRID: Grid = [*head(RESULT_COLUMNS), *grouped(RESULTS, RESULT_COLUMNS)]
TITLE = "KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG NĂM HỌC 2025 - 2026"


def read_sheets(**sheets: Grid | Callable[[Worksheet], object]) -> Paper:
    return read_paper(xlsx({name.replace("_", " "): sheet for name, sheet in sheets.items()}), "mau.xlsx")


def test_a_plan_and_its_results_on_two_sheets() -> None:
    paper = read_sheets(Kế_hoạch=PLAN_GRID, Kết_quả=RESULT_GRID)
    assert all_cells(paper.plan.items) == all_cells(PLAN)
    assert all_cells(paper.results) == all_cells(RESULTS)
    assert paper.plan.items[0].source.sheet == "Kế hoạch"
    assert paper.results[0].source.sheet == "Kết quả"


def test_a_plan_and_its_results_on_one_sheet() -> None:
    paper = read_sheets(Tất_cả=[[TITLE], [""], *PLAN_GRID, [""], ["Kết quả thực hiện"], *RESULT_GRID])
    assert all_cells(paper.plan.items) == all_cells(PLAN)
    assert all_cells(paper.results) == all_cells(RESULTS)


TOPS: dict[str, Grid] = {
    "a title and an empty row": [[TITLE], [""]],
    "a title merged over the width": [[Spot(TITLE, 9)]],
    "a whole head": [
        [Spot("UBND PHƯỜNG SÔNG TRONG", 3), "", Spot("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 5)],
        [Spot("TRƯỜNG THCS ĐỒI THÔNG", 3), "", Spot("Độc lập - Tự do - Hạnh phúc", 5)],
        [""],
        [Spot(TITLE, 9)],
        [Spot("(Kèm theo Kế hoạch số 27/KH-THCSĐT ngày 12/9/2025)", 9)],
        [""],
    ],
}


@pytest.mark.parametrize("top", TOPS.values(), ids=TOPS.keys())
def test_rows_above_the_header_are_no_rows_of_the_plan(top: Grid) -> None:
    paper = read_sheets(KH=[*top, *PLAN_GRID])
    assert all_cells(paper.plan.items) == all_cells(PLAN)
    assert paper.school_year == "2025-2026"


def test_the_head_of_a_sheet_names_the_school() -> None:
    paper = read_sheets(KH=[*TOPS["a whole head"], *PLAN_GRID])
    assert (paper.school.upper(), paper.school_type) == ("TRƯỜNG THCS ĐỒI THÔNG", "thcs")


def test_a_table_that_begins_in_column_c_row_7() -> None:
    def draw(sheet: Worksheet) -> None:
        sheet["C2"] = TITLE
        fill(sheet, PLAN_GRID, top=7, left=3)

    paper = read_sheets(KH=draw)
    assert all_cells(paper.plan.items) == all_cells(PLAN)
    assert paper.plan.items[0].source.rows == (10,)


def test_empty_rows_and_columns_around_the_table() -> None:
    def draw(sheet: Worksheet) -> None:
        fill(sheet, PLAN_GRID)
        for row, column in ((400, 1), (3, 60)):
            sheet.cell(row, column).number_format = "0.00"
        sheet.row_dimensions[900].height = 30

    assert all_cells(read_sheets(KH=draw).plan.items) == all_cells(PLAN)


def test_an_empty_row_inside_the_table_does_not_end_it() -> None:
    grid = [*head(PLAN_COLUMNS), *body(PLAN[:2], PLAN_COLUMNS), [""] * 9, *body(PLAN[2:], PLAN_COLUMNS)]
    assert all_cells(read_sheets(KH=grid).plan.items) == all_cells(bare(*PLAN))


def test_merged_cells_hold_for_every_row_they_cover() -> None:
    rows = (
        plan_row("3.1", level=None, target="Sân sạch", work="Lát lại gạch vỡ", time="Quý III"),
        plan_row("3.1", level=None, target="Sân sạch", work="Trồng sáu cây bàng", time="Quý IV"),
    )
    found = read_sheets(KH=[*head(PLAN_COLUMNS), *hung(rows, PLAN_COLUMNS)]).plan.items
    assert all_cells(found) == all_cells(replace(row, standard_title="") for row in rows)


def test_two_header_rows_merged_both_ways() -> None:
    names = list(RESULT_COLUMNS.values())
    header: Grid = [
        [
            Spot(names[0], down=2),
            Spot(names[1], down=2),
            Spot("Nội dung kế hoạch", 2),
            Spot("Kết quả thực hiện", 3),
            Spot(names[7], down=2),
        ],
        names[2:7],
    ]
    found = read_sheets(KQ=[*header, *numbering(RESULT_COLUMNS), *body(RESULTS, RESULT_COLUMNS)]).results
    assert all_cells(found) == all_cells(bare_results(*RESULTS))


def hide_column(letter: str) -> Callable[[Worksheet], object]:
    def draw(sheet: Worksheet) -> None:
        fill(sheet, [*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)])
        sheet.column_dimensions[letter].hidden = True

    return draw


def test_what_stands_in_a_hidden_column_is_not_lost() -> None:
    paper = read_sheets(KH=hide_column("H"))
    assert all(row.work == wanted.work for row, wanted in zip(paper.plan.items, PLAN, strict=True))
    assert PLAN[0].support in "\n".join(texts_of(paper))


def test_what_stands_in_a_hidden_row_is_not_lost() -> None:
    def draw(sheet: Worksheet) -> None:
        fill(sheet, [*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)])
        sheet.row_dimensions[3].hidden = True

    said = "\n".join(texts_of(read_sheets(KH=draw)))
    assert PLAN[1].work in said


def test_a_hidden_sheet_is_not_lost() -> None:
    def draw(sheet: Worksheet) -> None:
        fill(sheet, [["Danh sách chọn"], ["Hàng năm"], ["Hằng tháng"]])
        sheet.sheet_state = "hidden"

    paper = read_sheets(KH=PLAN_GRID, DM=draw)
    assert all_cells(paper.plan.items) == all_cells(PLAN)
    assert noted(paper, "Hằng tháng") or any("DM" in f"{note.text} {note.place}" for note in paper.notes)


VALUES = {
    "a date": (date(2025, 10, 15), "dd/mm/yyyy", {"15/10/2025"}),
    "a date and time": (datetime(2025, 10, 15), "d/m/yyyy", {"15/10/2025"}),
    "a day below ten": (date(2025, 9, 5), "dd/mm/yyyy", {"05/09/2025", "05/9/2025", "5/9/2025"}),
    "an American date format": (date(2025, 10, 15), "m/d/yyyy", {"15/10/2025"}),
    "a month": (date(2025, 10, 1), "mm/yyyy", {"10/2025"}),
    "a number": (40, "General", {"40"}),
    "a number with a fraction": (1.5, "General", {"1,5", "1.5"}),
    "a whole number kept as a fraction": (40.0, "General", {"40"}),
    "thousands": (240000000, "#,##0", {"240.000.000", "240000000", "240,000,000"}),
    "a large number": (240000000, "General", {"240000000"}),
    "a percentage": (0.4, "0%", {"40%"}),
    "a percentage with a fraction": (0.415, "0.0%", {"41,5%", "41.5%"}),
    "a year": (2025, "General", {"2025"}),
    "a truth": (True, "General", {"TRUE", "True", "ĐÚNG", "x", "Có", "true"}),
    "zero": (0, "General", {"0"}),
    "a text that looks like a number": ("0123", "@", {"0123"}),
}


@pytest.mark.parametrize(("value", "number_format", "seen"), VALUES.values(), ids=VALUES.keys())
def test_real_dates_and_numbers_read_as_they_show(value: object, number_format: str, seen: set[str]) -> None:
    def draw(sheet: Worksheet) -> None:
        fill(sheet, [*head(PLAN_COLUMNS), *body(PLAN[:1], PLAN_COLUMNS)])
        typed(sheet, "F2", value, number_format)

    assert read_sheets(KH=draw).plan.items[0].time in seen


@pytest.mark.parametrize(
    ("value", "number_format", "criterion"),
    [(1.1, "General", "1.1"), (1.1, "0.0", "1.1"), (1.1, "0.00", "1.10"), (3.5, "General", "3.5")],
)
def test_criteria_typed_as_numbers(value: float, number_format: str, criterion: str) -> None:
    def draw(sheet: Worksheet) -> None:
        fill(sheet, [*head(PLAN_COLUMNS), *body(PLAN[:1], PLAN_COLUMNS)])
        typed(sheet, "B2", value, number_format)

    assert read_sheets(KH=draw).plan.items[0].criterion == criterion


def test_running_numbers_as_numbers_and_as_formulas() -> None:
    def draw(sheet: Worksheet) -> None:
        fill(sheet, [*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)])
        sheet["A2"] = 1
        for row in range(3, 7):
            sheet[f"A{row}"] = f"=A{row - 1}+1"

    assert all_cells(read_sheets(KH=draw).plan.items) == all_cells(bare(*PLAN))


def test_several_tables_one_for_each_standard() -> None:
    grid: list[Line] = [[TITLE]]
    for number in (1, 2, 3, 5):
        rows = [row for row in PLAN if row.standard == number]
        grid += [
            [""],
            [f"Tiêu chuẩn {number}: {rows[0].standard_title}"],
            *head(PLAN_COLUMNS),
            *body(rows, PLAN_COLUMNS),
        ]
    found = read_sheets(KH=grid).plan.items
    assert all_cells(found) == all_cells(replace(row, level=None) for row in PLAN)


def test_a_sheet_for_each_standard() -> None:
    sheets = {
        f"TC_{n}": [*head(PLAN_COLUMNS), *body([row for row in PLAN if row.standard == n], PLAN_COLUMNS)]
        for n in (1, 2, 3, 5)
    }
    assert all_cells(read_sheets(**sheets).plan.items) == all_cells(bare(*PLAN))


def test_a_sheet_of_notes_only_is_not_lost() -> None:
    paper = read_sheets(
        KH=PLAN_GRID, Ghi_chú=[["Phường hẹn trả lời về máy tính trong tháng Mười."], ["Cô Mận giữ bản có dấu."]]
    )
    assert all_cells(paper.plan.items) == all_cells(PLAN)
    assert "Phường hẹn trả lời về máy tính trong tháng Mười." in "\n".join(texts_of(paper))


def test_a_line_below_the_table_is_not_a_row_of_the_plan() -> None:
    paper = read_sheets(KH=[*PLAN_GRID, [""], ["", "Người lập biểu: Đỗ Hoa Sim"]])
    assert all_cells(paper.plan.items) == all_cells(PLAN)
    assert "Người lập biểu: Đỗ Hoa Sim" in "\n".join(texts_of(paper))


def test_a_comment_on_a_cell_is_noted() -> None:
    from openpyxl.comments import Comment

    def draw(sheet: Worksheet) -> None:
        fill(sheet, PLAN_GRID)
        sheet["D4"].comment = Comment("Hỏi lại chị kế toán.", "Thư ký")

    assert noted(read_sheets(KH=draw), "Hỏi lại chị kế toán.")


def test_lines_inside_a_cell_are_paragraphs() -> None:
    grid = [["Tiêu chí", "Mục tiêu", "Giải pháp"], ["1.1", "Sạch", "Quét sân.\r\n\r\nLau kính."]]
    assert read_sheets(KH=grid).plan.items[0].work == "Quét sân.\nLau kính."


def test_text_in_runs_of_different_looks() -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    def draw(sheet: Worksheet) -> None:
        fill(sheet, [["Tiêu chí", "Mục tiêu", "Giải pháp"], ["1.1", "Sạch", ""]])
        sheet["C2"] = CellRichText("Quét ", TextBlock(InlineFont(b=True), "toàn bộ"), " sân.")

    assert read_sheets(KH=draw).plan.items[0].work == "Quét toàn bộ sân."
