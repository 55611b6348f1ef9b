"""Tables as schools bend them: columns of their own, states in two or four columns, tables in tables, two signers."""

import pytest

from caitien.domain.paper import Paper, Status
from tests.specimens import letterheads as heads
from tests.specimens.layout import Grid, Spot, body, head
from tests.specimens.pour import word_table, xlsx
from tests.specimens.reading import all_cells, read_paper, texts_of
from tests.specimens.schools import PLAN, PLAN_COLUMNS, TITLES, bare
from tests.specimens.word import cell, docx, p, row, table

DONE, ONGOING, NOT_STARTED = Status.DONE, Status.ONGOING, Status.NOT_STARTED


def read_grid(*lines: list[str]) -> Paper:
    return read_paper(docx(word_table(lines)))


def test_a_plan_that_also_tells_what_is_weak_is_still_a_plan() -> None:
    paper = read_grid(
        ["TT", "Tiêu chí", "Hiện trạng", "Hạn chế", "Mục tiêu", "Giải pháp", "Người thực hiện", "Thời gian"],
        ["1", "Tiêu chí 3.2", "Có 12 phòng", "Hai phòng dột", "Không phòng nào dột", "Lợp lại mái", "Kế toán", "Hè"],
    )
    (found,) = paper.plan.items
    assert (found.criterion, found.target, found.work, found.owners, found.time) == (
        "3.2",
        "Không phòng nào dột",
        "Lợp lại mái",
        "Kế toán",
        "Hè",
    )
    assert dict(found.extra) == {"Hiện trạng": "Có 12 phòng", "Hạn chế": "Hai phòng dột"}


@pytest.mark.parametrize("heading", ["Điểm yếu", "Tồn tại, hạn chế", "Nội dung cần cải tiến", "Khuyến nghị của đoàn"])
def test_what_the_plan_answers_to_is_kept(heading: str) -> None:
    paper = read_grid(
        ["TT", "Tiêu chí", heading, "Giải pháp", "Thời gian", "Người thực hiện", "Kinh phí"],
        ["1", "Tiêu chí 3.2", "Hai phòng dột", "Lợp lại mái", "Hè", "Kế toán", "60 triệu"],
    )
    (found,) = paper.plan.items
    assert (found.criterion, found.work, found.time, found.owners, found.budget) == (
        "3.2",
        "Lợp lại mái",
        "Hè",
        "Kế toán",
        "60 triệu",
    )
    assert "Hai phòng dột" in "\n".join(texts_of(paper.plan))


def test_evidence_and_owners_in_a_table_of_results_are_kept() -> None:
    paper = read_grid(
        [
            "TT",
            "Tiêu chí",
            "Nội dung kế hoạch",
            "Đã hoàn thành",
            "Đang thực hiện",
            "Chưa thực hiện",
            "Minh chứng",
            "Người phụ trách",
        ],
        ["1", "Tiêu chí 3.2", "Lợp lại mái", "Xong ngày 02/8", "", "", "[H3-3.2-01]", "Kế toán"],
    )
    (found,) = paper.results
    assert (found.planned, found.done, found.status) == ("Lợp lại mái", "Xong ngày 02/8", DONE)
    assert dict(found.extra) == {"Minh chứng": "[H3-3.2-01]", "Người phụ trách": "Kế toán"}


@pytest.mark.parametrize(
    "names", [("Hoàn thành", "Chưa hoàn thành"), ("Đã thực hiện", "Chưa thực hiện"), ("Đạt", "Chưa đạt")]
)
def test_two_columns_of_state(names: tuple[str, str]) -> None:
    paper = read_grid(
        ["TT", "Tiêu chí", "Nội dung kế hoạch", *names],
        ["1", "1.1", "Việc một", "x", ""],
        ["2", "1.2", "Việc hai", "", "x"],
    )
    assert [(i.criterion, i.planned, i.status) for i in paper.results] == [
        ("1.1", "Việc một", DONE),
        ("1.2", "Việc hai", NOT_STARTED),
    ]


def test_late_in_a_column_of_its_own_is_under_way() -> None:
    names = ["Đã hoàn thành", "Đang thực hiện", "Chậm tiến độ", "Chưa thực hiện"]
    lines = [["1", "1.1", "Việc một", "", "", "Trễ hai tháng", ""], ["2", "1.2", "Việc hai", "", "Làm dở", "", ""]]
    paper = read_grid(["TT", "Tiêu chí", "Nội dung kế hoạch", *names], *lines)
    assert [i.status for i in paper.results] == [ONGOING, ONGOING]
    said = [" ".join(texts_of(item)) for item in paper.results]
    assert "Trễ hai tháng" in said[0]
    assert "Làm dở" in said[1]


def test_a_share_of_the_work_done_tells_the_state() -> None:
    lines = [["1", "1.1", "Việc một", "100%"], ["2", "1.2", "Việc hai", "70%"], ["3", "1.3", "Việc ba", "0%"]]
    paper = read_grid(["TT", "Tiêu chí", "Nội dung kế hoạch", "Tỷ lệ hoàn thành"], *lines)
    assert [(i.status, i.status_text) for i in paper.results] == [(DONE, "100%"), (ONGOING, "70%"), (NOT_STARTED, "0%")]


def test_the_code_in_the_running_number_and_the_title_in_the_criterion() -> None:
    paper = read_grid(
        ["TT", "Tiêu chí", "Mục tiêu", "Giải pháp"],
        ["1.2", "Hội đồng trường và các hội đồng khác", "Họp đủ", "Lập lịch họp cả năm"],
        ["1.10", "Đảm bảo an ninh trật tự, an toàn trường học", "An toàn", "Thêm một bảo vệ"],
    )
    assert [(i.criterion, i.standard, i.work) for i in paper.plan.items] == [
        ("1.2", 1, "Lập lịch họp cả năm"),
        ("1.10", 1, "Thêm một bảo vệ"),
    ]


@pytest.mark.parametrize(
    "label",
    [
        "Tiêu chí1.4",
        "Tiêu chí 1 .4",
        "Tiêu Chí 1.4",
        "tiêu chí 1.4",
        "Tiêu chí  1.4 ",
        "Tiêu chí 1.4;",
        "TIÊU CHÍ 1.4:",
        "*Tiêu chí 1.4",
    ],
)
def test_carelessly_typed_criteria(label: str) -> None:
    (found,) = read_grid(["Tiêu chí", "Mục tiêu", "Giải pháp"], [label, "Đích", "Việc"]).plan.items
    assert (found.criterion, found.standard) == ("1.4", 1)


def test_a_plan_inside_a_table_that_only_holds_the_page_together() -> None:
    inner = word_table([*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)])
    paper = read_paper(docx(table(row(cell(p("KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG"), inner, p())))))
    assert all_cells(paper.plan.items) == all_cells(bare(*PLAN))


def test_rows_shorter_than_the_header() -> None:
    paper = read_paper(
        docx(table(("TT", "Tiêu chí", "Mục tiêu", "Giải pháp", "Ghi chú"), ("1", "1.1", "Đích", "Việc"), ("2", "1.2")))
    )
    assert [(i.criterion, i.target, i.work) for i in paper.plan.items] == [("1.1", "Đích", "Việc"), ("1.2", "", "")]


def test_a_standard_in_a_column_merged_over_its_criteria_with_its_title_below() -> None:
    grid: Grid = [
        ["Tiêu chuẩn", "Tiêu chí", "Mục tiêu", "Giải pháp"],
        [Spot(f"Tiêu chuẩn 1\n{TITLES[1]}", down=2), "1.1", "Đích một", "Việc một"],
        ["1.2", "Đích hai", "Việc hai"],
        [Spot("2", down=2), "2.1", "Đích ba", "Việc ba"],
        ["2.2", "Đích bốn", "Việc bốn"],
    ]
    found = read_paper(docx(word_table(grid))).plan.items
    assert [(i.standard, i.criterion, i.work) for i in found] == [
        (1, "1.1", "Việc một"),
        (1, "1.2", "Việc hai"),
        (2, "2.1", "Việc ba"),
        (2, "2.2", "Việc bốn"),
    ]
    assert found[0].standard_title == TITLES[1]


@pytest.mark.parametrize("between", ["(tiếp theo)", "Bảng 1 (tiếp)", "", "Trang 2"])
def test_words_between_the_pages_of_one_table(between: str) -> None:
    first = word_table([*head(PLAN_COLUMNS), *body(PLAN[:2], PLAN_COLUMNS)])
    second = word_table([*head(PLAN_COLUMNS), *body(PLAN[2:], PLAN_COLUMNS)])
    assert all_cells(read_paper(docx(first, p(between), second)).plan.items) == all_cells(bare(*PLAN))


def test_the_principal_signs_beside_the_one_who_wrote() -> None:
    foot = table(row(cell("NGƯỜI LẬP BIỂU\n\n\nLò Thị Ngân"), cell("HIỆU TRƯỞNG\n\n\nĐỗ Hoa Sim")))
    paper = read_paper(
        docx(heads.as_table(), heads.title(), word_table([*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)]), foot)
    )
    assert (paper.report.signer, paper.report.signer_title) == ("Đỗ Hoa Sim", "HIỆU TRƯỞNG")
    assert "Lò Thị Ngân" in "\n".join(texts_of(paper))


def test_two_plans_of_two_years_are_not_mixed_up_silently() -> None:
    grid = [*head(PLAN_COLUMNS), *body(PLAN[:1], PLAN_COLUMNS)]
    paper = read_paper(
        docx(p("Kế hoạch năm học 2024 - 2025"), word_table(grid), p("Kế hoạch năm học 2025 - 2026"), word_table(grid))
    )
    assert len(paper.plan.items) == 2
    assert "2024 - 2025" in "\n".join(texts_of(paper))


def test_a_workbook_where_the_title_shares_the_header_row() -> None:
    grid: Grid = [["Biểu số 1", *list(PLAN_COLUMNS.values())], *[["", *line] for line in body(PLAN, PLAN_COLUMNS)]]
    assert all_cells(read_paper(xlsx({"KH": grid}), "a.xlsx").plan.items) == all_cells(bare(*PLAN))
