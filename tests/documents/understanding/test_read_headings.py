"""Columns found by what their heading means: the wordings schools use, in any order, in one header row or two."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from caitien.documents.printing.own_headings import under_own
from caitien.documents.write import write
from caitien.domain.official_forms.forms import Column
from caitien.domain.paper import Form, Paper, PlanRow
from caitien.domain.papers.column_headings import unit_at
from tests.specimens.layout import Columns, Grid, Spot, body, each, grouped, head, numbering
from tests.specimens.pour import word_table
from tests.specimens.reading import all_cells, noted, read_paper
from tests.specimens.schools import (
    ACTION_COLUMNS,
    ACTIONS,
    PLAN,
    PLAN_COLUMNS,
    PROBLEM_COLUMNS,
    PROBLEMS,
    RESULT_COLUMNS,
    RESULTS,
    REVIEW_COLUMNS,
    REVIEWS,
    bare,
    bare_results,
    without_level,
)
from tests.specimens.word import docx
from tests.specimens.wordings import (
    ACTION_WORDINGS,
    PLAN_WORDINGS,
    PROBLEM_WORDINGS,
    RESULT_WORDINGS,
    REVIEW_WORDINGS,
)


def reworded(columns: Columns, wordings: Mapping[str, tuple[str, ...]]) -> list[tuple[Columns, str]]:
    """The columns with one heading changed, for each wording; and what was changed."""
    return [({**columns, name: wording}, f"{name}: {wording!r}") for name, many in wordings.items() for wording in many]


def named(cases: list[tuple[Columns, str]]) -> list[object]:
    return [pytest.param(columns, id=name) for columns, name in cases]


@pytest.mark.parametrize("columns", named(reworded(PLAN_COLUMNS, PLAN_WORDINGS)))
def test_a_plan_column_is_known_by_any_of_its_wordings(columns: Columns) -> None:
    paper = read_paper(docx(word_table([*head(columns), *body(PLAN, columns)])))
    assert all_cells(paper.plan.items) == all_cells(bare(*PLAN))


@pytest.mark.parametrize("columns", named(reworded(RESULT_COLUMNS, RESULT_WORDINGS)))
def test_a_result_column_is_known_by_any_of_its_wordings(columns: Columns) -> None:
    paper = read_paper(docx(word_table([*head(columns), *body(RESULTS, columns)])))
    assert all_cells(paper.results) == all_cells(bare_results(*RESULTS))


@pytest.mark.parametrize("columns", named(reworded(PROBLEM_COLUMNS, PROBLEM_WORDINGS)))
def test_a_problem_column_is_known_by_any_of_its_wordings(columns: Columns) -> None:
    paper = read_paper(docx(word_table([*head(columns), *body(PROBLEMS, columns)])))
    assert all_cells(paper.problems) == all_cells(PROBLEMS)


@pytest.mark.parametrize("columns", named(reworded(ACTION_COLUMNS, ACTION_WORDINGS)))
def test_an_action_column_is_known_by_any_of_its_wordings(columns: Columns) -> None:
    paper = read_paper(docx(word_table([*head(columns), *body(ACTIONS, columns)])))
    assert all_cells(paper.plan.items) == all_cells(ACTIONS)


@pytest.mark.parametrize("columns", named(reworded(REVIEW_COLUMNS, REVIEW_WORDINGS)))
def test_a_review_column_is_known_by_any_of_its_wordings(columns: Columns) -> None:
    actions = word_table([*head(ACTION_COLUMNS), *body(ACTIONS, ACTION_COLUMNS)])
    paper = read_paper(docx(actions, "VI. Theo dõi, đánh giá", word_table([*head(columns), *body(REVIEWS, columns)])))
    assert all_cells(paper.reviews) == all_cells(REVIEWS)


def whole_schools() -> list[Columns]:
    """Headings of whole tables as different schools write them: every heading its own, the order its own too."""
    return [
        {
            "tt": "STT",
            "label": "Tiêu chí",
            "work": "Nội dung công việc",
            "target": "Kết quả mong đợi",
            "time": "Thời hạn",
            "owners": "Người phụ trách",
            "budget": "Kinh phí (nếu có)",
            "support": "Điều kiện thực hiện",
            "note": "Ghi chú",
        },
        {
            "label": "Tiêu chuẩn/tiêu chí",
            "target": "Mục tiêu",
            "work": "Biện pháp cải tiến",
            "owners": "Phân công",
            "time": "Thời gian",
            "budget": "Nguồn kinh phí",
            "support": "Hỗ trợ khác",
            "note": "Ghi chú",
        },
        {
            "tt": "TT",
            "label": "TIÊU CHÍ",
            "work": "GIẢI PHÁP",
            "owners": "NGƯỜI THỰC HIỆN",
            "time": "THỜI GIAN",
            "budget": "KINH PHÍ",
            "target": "KẾT QUẢ CẦN ĐẠT",
            "support": "ĐIỀU KIỆN HỖ TRỢ",
            "note": "GHI CHÚ",
        },
        {
            "note": "Ghi chú",
            "support": "Điều kiện hỗ trợ khác",
            "budget": "Dự kiến kinh phí",
            "time": "Thời gian",
            "owners": "Chủ trì",
            "work": "Công việc",
            "target": "Kết quả cần đạt",
            "label": "Tiêu chí",
            "tt": "TT",
        },
    ]


@pytest.mark.parametrize("columns", whole_schools(), ids=["work first", "no running number", "capitals", "backwards"])
def test_whole_tables_of_other_schools_read_alike(columns: Columns) -> None:
    paper = read_paper(docx(word_table([*head(columns), *body(PLAN, columns)])))
    assert all_cells(paper.plan.items) == all_cells(bare(*PLAN))


def two_rows(columns: Columns, over: Mapping[str, tuple[str, int]]) -> Grid:
    """Two header rows: some columns stand under a heading of their own group, the others are merged downward."""
    top: list[str | Spot] = []
    skip = 0
    for name, heading in columns.items():
        if skip:
            skip -= 1
        elif name in over:
            text, span = over[name]
            top.append(Spot(text, span))
            skip = span - 1
        else:
            top.append(Spot(heading, down=2))
    under = [name for first, (_, span) in over.items() for name in _from(columns, first, span)]
    return [top, [columns[name] for name in under]]


def _from(columns: Columns, first: str, span: int) -> list[str]:
    names = list(columns)
    start = names.index(first)
    return names[start : start + span]


GROUPS = {
    "planned": ("ND Kế hoạch cải tiến chất lượng giáo dục năm học 2025 - 2026", 2),
    "done": ("Kết quả thực hiện", 3),
}


@pytest.mark.parametrize(
    "groups",
    [GROUPS, {"done": ("Tình hình thực hiện", 3)}, {"planned": ("Kế hoạch", 2), "done": ("Kết quả", 3)}],
    ids=["as in the outline of the department", "one group", "short groups"],
)
@pytest.mark.parametrize("numbers", [False, True], ids=["", "numbered"])
def test_two_header_rows_with_merged_headings(groups: Mapping[str, tuple[str, int]], numbers: bool) -> None:
    under = numbering(RESULT_COLUMNS) if numbers else []
    grid = [*two_rows(RESULT_COLUMNS, groups), *under, *grouped(RESULTS, RESULT_COLUMNS)]
    assert all_cells(read_paper(docx(word_table(grid, repeat=2))).results) == all_cells(RESULTS)


def test_short_headings_mean_what_their_group_says() -> None:
    columns = {
        **RESULT_COLUMNS,
        "planned": "Đầu năm",
        "adjusted": "Điều chỉnh",
        "done": "Xong",
        "ongoing": "Đang",
        "not_started": "Chưa",
    }
    grid = [
        *two_rows(columns, {"planned": ("Nội dung kế hoạch", 2), "done": ("Kết quả thực hiện", 3)}),
        *body(RESULTS, columns),
    ]
    assert all_cells(read_paper(docx(word_table(grid))).results) == all_cells(bare_results(*RESULTS))


def test_a_plan_with_two_header_rows() -> None:
    over = {"owners": ("Tổ chức thực hiện", 2), "budget": ("Nguồn lực", 2)}
    grid = [*two_rows(PLAN_COLUMNS, over), *grouped(PLAN, PLAN_COLUMNS)]
    assert all_cells(read_paper(docx(word_table(grid))).plan.items) == all_cells(PLAN)


@pytest.mark.parametrize("form", ["({})", "{}", "[{}]", "{}."])
def test_a_row_of_column_numbers_is_not_a_row_of_the_plan(form: str) -> None:
    grid = [*head(PLAN_COLUMNS), *numbering(PLAN_COLUMNS, form), *grouped(PLAN, PLAN_COLUMNS)]
    assert all_cells(read_paper(docx(word_table(grid))).plan.items) == all_cells(PLAN)


def test_column_letters_and_formulas_under_the_header_are_no_row_either() -> None:
    letters = [["A", "B", "1", "2", "3", "4", "5", "6", "7"]]
    grid = [*head(PLAN_COLUMNS), *letters, *grouped(PLAN, PLAN_COLUMNS)]
    assert all_cells(read_paper(docx(word_table(grid))).plan.items) == all_cells(PLAN)


def test_headings_with_odd_letters() -> None:
    nfd_space = str.maketrans({" ": "\u00a0 "})
    grid = each([*head(PLAN_COLUMNS)], lambda text: text.translate(nfd_space))
    paper = read_paper(docx(word_table([*grid, *body(PLAN, PLAN_COLUMNS)])))
    assert all_cells(paper.plan.items) == all_cells(bare(*PLAN))


def test_columns_without_a_name_of_ours_are_kept_under_their_own_heading() -> None:
    columns = {**PLAN_COLUMNS, "+1": "Cam kết của phường", "+2": "Mã hồ sơ"}
    rows = (
        replace(PLAN[0], extra={"Cam kết của phường": "Sẽ trả lời trong tháng 10", "Mã hồ sơ": "HS-07"}),
        replace(PLAN[1], extra={"Mã hồ sơ": "HS-08"}),
        PLAN[2],
    )
    paper = read_paper(docx(word_table([*head(columns), *grouped(rows, columns)])))
    assert all_cells(paper.plan.items) == all_cells(rows)


def test_an_unknown_column_under_a_group_heading_is_kept() -> None:
    columns = {**PLAN_COLUMNS, "+1": "Lượt duyệt", "+2": "Người ký nháy"}
    row = replace(PLAN[0], extra={"Lượt duyệt": "Lần 2", "Người ký nháy": "Cô Mận"})
    grid = [*two_rows(columns, {"+1": ("Theo dõi nội bộ", 2)}), *body([row], columns)]
    (item,) = read_paper(docx(word_table(grid))).plan.items
    assert sorted(item.extra.values()) == ["Cô Mận", "Lần 2"]
    assert all("Lượt duyệt" in name or "Người ký nháy" in name for name in item.extra)


def test_lead_and_helpers_in_two_columns_lose_nothing() -> None:
    columns = {
        "tt": "TT",
        "label": "Tiêu chí",
        "target": "Mục tiêu",
        "work": "Giải pháp",
        "owners": "Chủ trì",
        "+1": "Phối hợp",
    }
    row = PlanRow(
        criterion="1.1", label="1.1", target="A", work="B", owners="Hiệu trưởng", extra={"Phối hợp": "Công đoàn"}
    )
    (item,) = read_paper(docx(word_table([*head(columns), *body([row], columns)]))).plan.items
    assert "Hiệu trưởng" in item.owners
    assert "Công đoàn" in item.owners or "Công đoàn" in item.extra.values()


def test_start_and_end_in_two_columns_under_time_lose_nothing() -> None:
    header: Grid = [
        [
            Spot("TT", down=2),
            Spot("Tiêu chí", down=2),
            Spot("Giải pháp", down=2),
            Spot("Thời gian", span=2),
            Spot("Người thực hiện", down=2),
        ],
        ["Bắt đầu", "Kết thúc"],
    ]
    (item,) = read_paper(
        docx(word_table([*header, ["1", "1.1", "Sơn lại phòng", "9/2025", "12/2025", "Tổ văn phòng"]]))
    ).plan.items
    kept = [item.time, *item.extra.values()]
    assert (item.work, item.owners) == ("Sơn lại phòng", "Tổ văn phòng")
    assert any("9/2025" in text for text in kept)
    assert any("12/2025" in text for text in kept)


def test_empty_columns_are_no_fields() -> None:
    columns = {"+0": "", **PLAN_COLUMNS, "+9": ""}
    paper = read_paper(docx(word_table([*head(columns), *grouped(PLAN, columns)])))
    assert all_cells(paper.plan.items) == all_cells(PLAN)


def test_standard_and_criterion_in_columns_of_their_own() -> None:
    columns = {"tt": "TT", "standard": "Tiêu chuẩn", "label": "Tiêu chí", "target": "Mục tiêu", "work": "Giải pháp"}
    rows = tuple(
        replace(row, label=row.criterion, owners="", time="", budget="", support="", note="") for row in bare(*PLAN)
    )
    paper = read_paper(docx(word_table([*head(columns), *body(rows, columns)])))
    assert all_cells(paper.plan.items) == all_cells(rows)


def test_a_title_row_inside_the_table_is_not_a_header() -> None:
    grid: Grid = [
        [Spot("KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG NĂM HỌC 2025 - 2026", 9)],
        *head(PLAN_COLUMNS),
        *grouped(PLAN, PLAN_COLUMNS),
    ]
    paper = read_paper(docx(word_table(grid)))
    assert all_cells(paper.plan.items) == all_cells(PLAN)
    assert paper.school_year == "2025-2026"


def test_a_table_of_something_else_is_not_a_plan() -> None:
    members = word_table(
        [["TT", "Họ và tên", "Chức vụ", "Nhiệm vụ"], ["1", "Đỗ Hoa Sim", "Hiệu trưởng", "Chủ tịch hội đồng"]]
    )
    plan = word_table([*head(PLAN_COLUMNS), *grouped(PLAN, PLAN_COLUMNS)])
    paper = read_paper(docx("Danh sách hội đồng tự đánh giá", members, plan))
    assert all_cells(paper.plan.items) == all_cells(PLAN)
    assert any("Chủ tịch hội đồng" in text for note in paper.notes for text in (note.quote,)) or any(
        "Chủ tịch hội đồng" in text for section in paper.sections for text in section.paragraphs
    )


def test_without_level_rows_there_is_no_level() -> None:
    rows = without_level(*PLAN)
    paper = read_paper(docx(word_table([*head(PLAN_COLUMNS), *grouped(rows, PLAN_COLUMNS)])))
    assert all_cells(paper.plan.items) == all_cells(rows)


# Headings and units


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
@pytest.mark.parametrize("unit", ["(triệu đồng)", "(ĐVT: nghìn đồng)", "(1.000 đồng)"])
def test_the_unit_over_a_column_is_kept_told_and_printed(unit: str, suffix: str) -> None:
    grid = [*head(PLAN_COLUMNS | {"budget": f"Kinh phí {unit}"}), *body(PLAN, PLAN_COLUMNS)]
    paper = read_paper(docx(word_table(grid)))
    assert paper.headings["plan"]["budget"] == f"Kinh phí {unit}"
    data = write(paper, paper.form, suffix)
    assert isinstance(data, bytes)
    again = read_paper(data, f"a.{suffix}")
    assert replace(again, report=replace(again.report, title="")) == paper  # what had no title is printed under one
    assert unit_at(again.headings, "plan.items.0.budget") == unit_at(paper.headings, "plan.items.0.budget") != ""


def test_a_later_table_with_another_unit_is_noted() -> None:
    first, second = (
        word_table([*head(PLAN_COLUMNS | {"budget": f"Kinh phí ({unit})"}), *body(PLAN, PLAN_COLUMNS)])
        for unit in ("triệu đồng", "đồng")
    )
    paper = read_paper(docx(first, "Bảng tiếp theo.", second))
    assert paper.headings["plan"]["budget"] == "Kinh phí (triệu đồng)"
    assert noted(paper, "Kinh phí (đồng)")


# Headings printed back


def printed_again(paper: Paper, suffix: str) -> Paper:
    data = write(paper, paper.form, suffix)
    assert isinstance(data, bytes)
    return read_paper(data, f"a.{suffix}")


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
@pytest.mark.parametrize("columns", whole_schools(), ids=["work first", "no running number", "capitals", "backwards"])
def test_a_plan_is_printed_under_the_headings_of_its_school(columns: Columns, suffix: str) -> None:
    columns = columns | {"target": f"{columns['target']} đến ngày 31/5/2027"}
    paper = read_paper(docx(word_table([*head(columns), *body(PLAN, columns)])))
    again = printed_again(paper, suffix)
    assert again.headings == paper.headings
    assert again.headings["plan"]["target"] == columns["target"]
    assert all_cells(again.plan.items) == all_cells(paper.plan.items)


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
@pytest.mark.parametrize("groups", [GROUPS, {"done": ("Tình hình thực hiện", 3)}], ids=["two groups", "one group"])
def test_merged_headings_of_a_school_are_printed_merged(groups: Mapping[str, tuple[str, int]], suffix: str) -> None:
    grid = [*two_rows(RESULT_COLUMNS, groups), *grouped(RESULTS, RESULT_COLUMNS)]
    paper = read_paper(docx("BÁO CÁO", "Về thực hiện kế hoạch cải tiến chất lượng giáo dục", word_table(grid)))
    again = printed_again(paper, suffix)
    assert again.headings == paper.headings != {}
    assert all_cells(again.results) == all_cells(paper.results)


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_bieu_2_is_printed_under_its_own_headings_with_the_units_of_the_school(suffix: str) -> None:
    columns = ACTION_COLUMNS | {"owners": "Người làm chính", "target": "Mức cần đạt (ĐVT: %)"}
    paper = read_paper(docx("KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG", word_table([*head(columns), *body(ACTIONS, columns)])))
    again = printed_again(replace(paper, form=Form.TT57), suffix)
    assert all_cells(again.plan.items) == all_cells(paper.plan.items)
    assert "owners" not in again.headings.get("plan", {})
    assert unit_at(again.headings, "plan.items.0.target") == "%"


def test_a_heading_that_would_be_read_as_another_column_is_not_printed() -> None:
    (column, other) = under_own(
        (Column("work", "Công việc", 9), Column("owners", "Chủ trì", 9)), {"owners": "Thời gian"}
    )
    assert (column.heading, other.heading) == ("Công việc", "Chủ trì")
