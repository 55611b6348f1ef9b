"""Rows of the old plan and its report: standards, levels, criteria, cut rows, merged cells, several tables."""

from dataclasses import replace

import pytest

from caitien.domain.paper import PlanRow
from tests.specimens.layout import Grid, Spot, body, grouped, head, hung, line, numbering
from tests.specimens.pour import word_table
from tests.specimens.reading import all_cells, cells, read_paper
from tests.specimens.schools import PLAN, PLAN_COLUMNS, RESULT_COLUMNS, RESULTS, TITLES, bare, plan_row, without_level
from tests.specimens.word import PAGE_BREAK, Xml, cell, docx, p, row, run, table

SHORT = {"label": "Tiêu chí", "target": "Mục tiêu", "work": "Giải pháp", "time": "Thời gian"}


def plan_of(*blocks: str) -> list[dict[str, object]]:
    return all_cells(read_paper(docx(*blocks)).plan.items)


# Standards


def test_standards_and_levels_as_merged_rows() -> None:
    assert plan_of(word_table([*head(PLAN_COLUMNS), *grouped(PLAN, PLAN_COLUMNS)])) == all_cells(PLAN)


STANDARD_ROWS = {
    "a colon": "Tiêu chuẩn 1: {}",
    "a full stop": "Tiêu chuẩn 1. {}",
    "a dash": "Tiêu chuẩn 1 - {}",
    "capitals": "TIÊU CHUẨN 1: {}",
    "a Roman numeral": "Tiêu chuẩn I: {}",
    "short": "TC1: {}",
    "a number before it": "1. Tiêu chuẩn 1: {}",
    "an en dash and no-break spaces": "Tiêu\u00a0chuẩn\u00a01 – {}",
    "a space before the colon": "Tiêu chuẩn 1 : {}",
}


@pytest.mark.parametrize("form", STANDARD_ROWS.values(), ids=STANDARD_ROWS.keys())
def test_a_merged_row_names_the_standard(form: str) -> None:
    grid: Grid = [*head(PLAN_COLUMNS), [Spot(form.format(TITLES[1]), 9)], *body(PLAN[:2], PLAN_COLUMNS)]
    assert plan_of(word_table(grid)) == all_cells(without_level(*PLAN[:2]))


def test_a_standard_row_whose_cells_are_not_merged() -> None:
    grid = [*head(PLAN_COLUMNS), ["1", f"Tiêu chuẩn 1: {TITLES[1]}", *[""] * 7], *body(PLAN[:2], PLAN_COLUMNS)]
    assert plan_of(word_table(grid)) == all_cells(without_level(*PLAN[:2]))


def test_a_standard_row_in_two_paragraphs() -> None:
    grid: Grid = [*head(PLAN_COLUMNS), [Spot(f"Tiêu chuẩn 1:\n{TITLES[1]}", 9)], *body(PLAN[:2], PLAN_COLUMNS)]
    assert plan_of(word_table(grid)) == all_cells(without_level(*PLAN[:2]))


def test_a_standard_without_its_title() -> None:
    grid: Grid = [*head(PLAN_COLUMNS), [Spot("Tiêu chuẩn 1", 9)], *body(PLAN[:2], PLAN_COLUMNS)]
    assert plan_of(word_table(grid)) == all_cells(bare(*PLAN[:2]))


def test_a_standard_merged_downward_in_a_column_of_its_own() -> None:
    columns = {"+": "Tiêu chuẩn", **SHORT}
    rows = [replace(row, owners="", budget="", support="", note="", level=None) for row in PLAN[:3]]
    grid: Grid = [
        list(columns.values()),
        [Spot(f"Tiêu chuẩn 1: {TITLES[1]}", down=2), *line(rows[0], SHORT)],
        line(rows[1], SHORT),
        [f"Tiêu chuẩn 2: {TITLES[2]}", *line(rows[2], SHORT)],
    ]
    assert plan_of(word_table(grid)) == all_cells(rows)


@pytest.mark.parametrize("form", ["Tiêu chuẩn {}: {}", "{}. Tiêu chuẩn {}: {}", "Tiêu chuẩn {}. {}"])
def test_standards_as_headings_between_tables(form: str) -> None:
    blocks: list[str] = []
    for number in (1, 2, 3, 5):
        rows = [row for row in PLAN if row.standard == number]
        words = (
            form.format(number, number, TITLES[number])
            if form.count("{}") == 3
            else form.format(number, TITLES[number])
        )
        blocks += [p(words), word_table([*head(PLAN_COLUMNS), *body(rows, PLAN_COLUMNS)])]
    assert plan_of(*blocks) == all_cells(without_level(*PLAN))


def test_standards_only_in_the_number_of_the_criterion() -> None:
    assert plan_of(word_table([*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)])) == all_cells(bare(*PLAN))


# Levels


@pytest.mark.parametrize("words", ["MỨC 2", "Mức 2", "MỨC 2:", "II. MỨC 2", "Mức độ 2", "Tiêu chí mức 2"])
def test_a_merged_row_names_the_level(words: str) -> None:
    grid: Grid = [*head(PLAN_COLUMNS), [Spot(words, 9)], *body(PLAN[:2], PLAN_COLUMNS)]
    assert plan_of(word_table(grid)) == all_cells(replace(row, level=2) for row in bare(*PLAN[:2]))


def test_a_level_above_the_table() -> None:
    assert plan_of(
        p("MỨC 2", bold=True), word_table([*head(PLAN_COLUMNS), *body(PLAN[:2], PLAN_COLUMNS)])
    ) == all_cells(replace(row, level=2) for row in bare(*PLAN[:2]))


# Criteria

LABELS = {
    "Tiêu chí 1.1": "1.1",
    "1.1": "1.1",
    "TC 1.1": "1.1",
    "TC1.1": "1.1",
    "Tiêu chuẩn 3.3": "3.3",
    "Tiêu chí 1.10": "1.10",
    "Tiêu chí 1.1: Phương hướng, chiến lược xây dựng và phát triển nhà trường": "1.1",
    "Tiêu chí 1.1. Phương hướng, chiến lược xây dựng và phát triển nhà trường": "1.1",
    "1.1. Phương hướng, chiến lược xây dựng và phát triển nhà trường": "1.1",
    "1.1 Phương hướng, chiến lược xây dựng và phát triển nhà trường": "1.1",
    "Tiêu chí 1.1:\nPhương hướng, chiến lược xây dựng và phát triển nhà trường": "1.1",
    "TIÊU CHÍ 5.6": "5.6",
    "Tiêu chí: 2.4": "2.4",
    "T/c 2.4": "2.4",
    "Tiêu chí 2.4.": "2.4",
    "- Tiêu chí 2.4": "2.4",
    "Tiêu chí số 2.4": "2.4",
    "Tiêu chí 2. 4": "2.4",
    "Tiêu chí 2.4 (Mức 2)": "2.4",
    "Tiêu chí 2.4 - chỉ báo b": "2.4",
}


@pytest.mark.parametrize(("label", "criterion"), LABELS.items())
def test_a_criterion_is_known_in_any_form_and_its_label_kept(label: str, criterion: str) -> None:
    grid = [list(SHORT.values()), [label, "Đích cần tới", "Việc phải làm", "Quý I"]]
    (found,) = read_paper(docx(word_table(grid))).plan.items
    assert (found.criterion, found.label, found.standard) == (criterion, label, int(criterion[0]))
    assert (found.target, found.work, found.time) == ("Đích cần tới", "Việc phải làm", "Quý I")


def test_several_criteria_in_one_cell_are_noted() -> None:
    grid = [list(SHORT.values()), ["Tiêu chí 3.1, 3.2", "Đích", "Việc", "Quý I"]]
    paper = read_paper(docx(word_table(grid)))
    assert (paper.plan.items[0].criterion, paper.plan.items[0].label) == ("3.1", "Tiêu chí 3.1, 3.2")
    assert any("3.2" in note.text + note.quote for note in paper.notes)


def test_a_number_in_the_work_is_no_criterion() -> None:
    grid = [list(SHORT.values()), ["Tiêu chí 2.1", "Từ mức 1.5 lên 2.0", "3.2 triệu đồng cho 1.1 bộ", "9.2025"]]
    (found,) = read_paper(docx(word_table(grid))).plan.items
    assert (found.criterion, found.standard) == ("2.1", 2)
    assert found.work == "3.2 triệu đồng cho 1.1 bộ"


def test_criteria_as_merged_rows_above_their_actions() -> None:
    columns = {"tt": "TT", "target": "Mục tiêu", "work": "Giải pháp", "time": "Thời gian"}
    grid: Grid = [
        list(columns.values()),
        [Spot(f"Tiêu chuẩn 1: {TITLES[1]}", 4)],
        [Spot("Tiêu chí 1.1", 4)],
        ["1", "Đích một", "Việc một", "Quý I"],
        ["2", "Đích hai", "Việc hai", "Quý II"],
        [Spot("Tiêu chí 1.2", 4)],
        ["1", "Đích ba", "Việc ba", "Quý III"],
    ]
    assert [(i["criterion"], i["label"], i["work"], i["time"]) for i in plan_of(word_table(grid))] == [
        ("1.1", "Tiêu chí 1.1", "Việc một", "Quý I"),
        ("1.1", "Tiêu chí 1.1", "Việc hai", "Quý II"),
        ("1.2", "Tiêu chí 1.2", "Việc ba", "Quý III"),
    ]


# Several tables


def pages(*parts: list[PlanRow], again: bool, numbers: bool = False) -> list[Xml]:
    """A table for each page; the header pasted again or not."""
    out: list[Xml] = []
    for number, rows in enumerate(parts):
        top = [*head(PLAN_COLUMNS), *(numbering(PLAN_COLUMNS) if numbers else [])] if again or not number else []
        out += [word_table([*top, *body(rows, PLAN_COLUMNS)]), p(run(PAGE_BREAK))]
    return out


@pytest.mark.parametrize("again", [True, False], ids=["header pasted again", "continued without a header"])
@pytest.mark.parametrize("numbers", [False, True], ids=["", "numbered"])
def test_a_table_per_page_is_one_plan(again: bool, numbers: bool) -> None:
    assert plan_of(*pages(list(PLAN[:2]), list(PLAN[2:3]), list(PLAN[3:]), again=again, numbers=numbers)) == all_cells(
        bare(*PLAN)
    )


def test_the_header_typed_again_in_the_middle_of_a_table() -> None:
    grid = [*head(PLAN_COLUMNS), *body(PLAN[:2], PLAN_COLUMNS), *head(PLAN_COLUMNS), *body(PLAN[2:], PLAN_COLUMNS)]
    assert plan_of(word_table(grid)) == all_cells(bare(*PLAN))


def test_the_standard_goes_on_over_the_page() -> None:
    rows = without_level(*PLAN[:2])
    first = word_table([*head(PLAN_COLUMNS), *grouped(rows[:1], PLAN_COLUMNS)])
    second = word_table([*head(PLAN_COLUMNS), *body(rows[1:], PLAN_COLUMNS)])
    assert plan_of(first, p(), second) == all_cells(rows)


def test_a_plan_and_its_results_in_two_tables() -> None:
    paper = read_paper(
        docx(
            "1. Kế hoạch",
            word_table([*head(PLAN_COLUMNS), *grouped(PLAN, PLAN_COLUMNS)]),
            "2. Kết quả thực hiện",
            word_table([*head(RESULT_COLUMNS), *grouped(RESULTS, RESULT_COLUMNS)]),
        )
    )
    assert all_cells(paper.plan.items) == all_cells(PLAN)
    assert all_cells(paper.results) == all_cells(RESULTS)
    assert paper.counts == {"done": 2, "ongoing": 1, "not_started": 1, "unstated": 1}


def test_plan_and_results_in_turn_for_each_standard() -> None:
    blocks: list[str] = []
    for number in (1, 2, 3, 5):
        blocks += [
            p(f"Tiêu chuẩn {number}: {TITLES[number]}"),
            word_table([*head(PLAN_COLUMNS), *body([row for row in PLAN if row.standard == number], PLAN_COLUMNS)]),
            word_table(
                [*head(RESULT_COLUMNS), *body([row for row in RESULTS if row.standard == number], RESULT_COLUMNS)]
            ),
        ]
    paper = read_paper(docx(*blocks))
    assert all_cells(paper.plan.items) == all_cells(without_level(*PLAN))
    assert all_cells(paper.results) == all_cells(replace(row, level=None) for row in RESULTS)


def test_plan_only() -> None:
    paper = read_paper(docx(word_table([*head(PLAN_COLUMNS), *grouped(PLAN, PLAN_COLUMNS)])))
    assert (len(paper.plan.items), len(paper.results)) == (5, 0)


def test_results_only() -> None:
    paper = read_paper(docx(word_table([*head(RESULT_COLUMNS), *grouped(RESULTS, RESULT_COLUMNS)])))
    assert all_cells(paper.results) == all_cells(RESULTS)
    assert paper.plan.items == ()


# Merged and cut rows

TWICE = (
    plan_row(
        "3.1", level=None, target="Sân trường sạch", work="Lát lại gạch vỡ", owners="Tổ văn phòng", time="Quý III"
    ),
    plan_row("3.1", level=None, target="Sân trường sạch", work="Trồng sáu cây bàng", owners="Đoàn đội", time="Quý IV"),
    plan_row("3.1", level=None, target="Sân trường sạch", work="Kẻ lại vạch sân", owners="Tổ Thể dục"),
    plan_row("3.2", level=None, target="Đủ bàn ghế", work="Đóng thêm 20 bộ", owners="Kế toán", time="Quý IV"),
)


@pytest.mark.parametrize("together", [("tt", "label", "target"), ("label", "target")], ids=["with TT", "without TT"])
def test_actions_under_one_criterion_merged_downward_are_rows_of_their_own(together: tuple[str, ...]) -> None:
    grid = [*head(PLAN_COLUMNS), *hung(TWICE, PLAN_COLUMNS, together)]
    assert plan_of(word_table(grid)) == all_cells(replace(row, standard_title="") for row in TWICE)


def test_only_the_criterion_is_merged_downward() -> None:
    rows = tuple(replace(row, target=f"Đích {i}", standard_title="") for i, row in enumerate(TWICE))
    assert plan_of(word_table([*head(PLAN_COLUMNS), *hung(rows, PLAN_COLUMNS, ("tt", "label"))])) == all_cells(rows)


def test_time_and_owners_merged_downward_hold_for_each_row() -> None:
    rows = tuple(replace(row, time="Cả năm", owners="Tổ văn phòng", standard_title="") for row in TWICE[:3])
    grid = [*head(PLAN_COLUMNS), *hung(rows, PLAN_COLUMNS, ("tt", "label", "target", "owners", "time"))]
    assert plan_of(word_table(grid)) == all_cells(rows)


def test_actions_below_an_empty_criterion_cell_that_is_not_merged() -> None:
    columns = {"tt": "TT", **SHORT}
    grid = [
        list(columns.values()),
        ["1", "3.1", "Sân sạch", "Lát gạch.", "Quý I"],
        ["", "", "Cây xanh hơn", "Trồng cây.", "Quý II"],
    ]
    found = plan_of(word_table(grid))
    assert [(i["criterion"], i["target"], i["work"], i["time"]) for i in found] == [
        ("3.1", "Sân sạch", "Lát gạch.", "Quý I"),
        ("3.1", "Cây xanh hơn", "Trồng cây.", "Quý II"),
    ]


def test_a_row_cut_by_the_end_of_a_page_is_joined_by_a_space() -> None:
    whole = replace(
        bare(PLAN[0])[0],
        target="Chiến lược phát triển có thêm chỉ tiêu về chuyển đổi số",
        work="Lấy ý kiến các tổ.\nTrình hội đồng trường thông qua trước ngày tựu trường.",
        owners="Hiệu trưởng; thư ký hội đồng",
        note="",
    )
    first = replace(
        whole,
        target="Chiến lược phát triển có thêm",
        work="Lấy ý kiến các tổ.\nTrình hội đồng trường",
        owners="Hiệu trưởng; thư",
    )
    rest = ["", "", "chỉ tiêu về chuyển đổi số", "thông qua trước ngày tựu trường.", "ký hội đồng", "", "", "", ""]
    second = [*head(PLAN_COLUMNS), rest, *body(PLAN[1:2], PLAN_COLUMNS)]
    found = plan_of(
        word_table([*head(PLAN_COLUMNS), *body([first], PLAN_COLUMNS)]), p(run(PAGE_BREAK)), word_table(second)
    )
    assert found == [cells(whole), cells(bare(PLAN[1])[0])]


def test_a_paragraph_that_begins_on_the_next_page_stays_a_paragraph() -> None:
    first = replace(bare(PLAN[0])[0], work="Lấy ý kiến các tổ.")
    rest = ["", "", "", "Trình hội đồng trường thông qua.", "", "", "", "", ""]
    found = plan_of(
        word_table([*head(PLAN_COLUMNS), *body([first], PLAN_COLUMNS)]), word_table([*head(PLAN_COLUMNS), rest])
    )
    assert found == [cells(replace(first, work="Lấy ý kiến các tổ.\nTrình hội đồng trường thông qua."))]


def test_a_cell_merged_over_two_columns_goes_to_the_first() -> None:
    grid: Grid = [list(SHORT.values()), ["1.1", "Đích", Spot("Làm quanh năm, không đợi đợt", 2)]]
    (found,) = read_paper(docx(word_table(grid))).plan.items
    assert (found.work, found.time) == ("Làm quanh năm, không đợi đợt", "")


def test_rows_without_a_word_are_no_rows() -> None:
    grid = [*head(PLAN_COLUMNS), *grouped(PLAN, PLAN_COLUMNS), [""] * 9, ["6", *[""] * 8]]
    assert plan_of(word_table(grid)) == all_cells(PLAN)


def test_a_criterion_with_nothing_planned_is_still_a_row() -> None:
    grid = [*head(PLAN_COLUMNS), *body(PLAN[:1], PLAN_COLUMNS), ["2", "Tiêu chí 1.2", *[""] * 7]]
    found = plan_of(word_table(grid))
    assert [row["criterion"] for row in found] == ["1.1", "1.2"]


def test_a_sum_row_at_the_end_is_no_criterion() -> None:
    grid: Grid = [*head(PLAN_COLUMNS), *grouped(PLAN, PLAN_COLUMNS), [Spot("Tổng cộng", 6), "241.500.000 đồng", "", ""]]
    paper = read_paper(docx(word_table(grid)))
    assert all_cells(paper.plan.items[:5]) == all_cells(PLAN)
    assert len(paper.plan.items) == 5
    assert any("241.500.000" in note.quote for note in paper.notes)


def test_a_remark_merged_over_the_table_is_noted() -> None:
    words = "Các tiêu chí không nêu ở trên tiếp tục duy trì."
    grid: Grid = [*head(PLAN_COLUMNS), *grouped(PLAN, PLAN_COLUMNS), [Spot(words, 9)]]
    paper = read_paper(docx(word_table(grid)))
    assert all_cells(paper.plan.items) == all_cells(PLAN)
    assert any(words in note.quote for note in paper.notes)


def test_a_block_shifted_one_column_to_the_left_is_put_back() -> None:
    shifted = table(
        list(PLAN_COLUMNS.values()),
        row(*line(PLAN[0], PLAN_COLUMNS)),
        *(row(*line(item, PLAN_COLUMNS)[1:], cell("")) for item in PLAN[1:3]),
        row(*line(PLAN[3], PLAN_COLUMNS)),
    )
    paper = read_paper(docx(shifted))
    assert all_cells(paper.plan.items) == all_cells(bare(*PLAN[:4]))
