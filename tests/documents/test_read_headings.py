"""Columns found by what their heading means: the wordings schools use, in any order, in one header row or two."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from caitien.domain.paper import PlanRow
from tests.specimens.layout import Columns, Grid, Spot, body, each, grouped, head, numbering
from tests.specimens.pour import word_table
from tests.specimens.reading import all_cells, read_paper
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

PLAN_WORDINGS: Mapping[str, tuple[str, ...]] = {
    "tt": ("STT", "Số TT", "Số thứ tự", "TT.", "Stt"),
    "label": (
        "Tiêu chuẩn/Tiêu chí", "Tiêu chí", "TIÊU CHÍ", "Tên tiêu chí", "Tiêu chuẩn - Tiêu chí", "Các tiêu chí",
        "Tiêu chuẩn, tiêu chí cần cải tiến", "Tiêu chí (theo Thông tư 18)", "Mã tiêu chí", "TC",
        "Nội dung tiêu chí", "Tiêu chuẩn,\ntiêu chí", "Tiêu  chuẩn , tiêu chí", "TIÊU CHUẨN / TIÊU CHÍ",
    ),
    "target": (
        "Kết quả cần đạt", "Mục tiêu", "Mục tiêu cần đạt", "Yêu cầu cần đạt", "Kết quả mong đợi", "Kết quả dự kiến",
        "Chỉ tiêu", "Chỉ tiêu phấn đấu", "Kết quả dự kiến đạt được", "Dự kiến kết quả", "Mục tiêu, kết quả cần đạt",
        "Mục tiêu cải tiến", "KQ cần đạt", "Kết quả cần đạt\n(so với hiện trạng)", "KẾT QUẢ CẦN ĐẠT",
    ),
    "work": (
        "Giải pháp", "Các giải pháp", "Biện pháp thực hiện", "Nội dung công việc", "Công việc cần thực hiện",
        "Giải pháp/công việc cần thực hiện", "Giải pháp cải tiến chất lượng", "Nhiệm vụ, giải pháp", "Việc cần làm",
        "Biện pháp cải tiến", "Nội dung, biện pháp thực hiện", "Hoạt động/giải pháp", "Công việc, giải pháp",
        "Các hoạt động cải tiến", "Cách thức thực hiện", "Giải pháp thực hiện", "Nội dung thực hiện",
    ),
    "owners": (
        "Người thực hiện", "Phân công thực hiện", "Người phụ trách", "Bộ phận thực hiện", "Đơn vị/cá nhân phụ trách",
        "Trách nhiệm thực hiện", "Phụ trách", "Cá nhân, tổ chức thực hiện", "Nhân lực thực hiện", "Chủ trì, phối hợp",
        "Người chịu trách nhiệm", "Lực lượng thực hiện", "Đơn vị thực hiện", "Đơn vị chủ trì, phối hợp", "Nhân lực",
        "Người chủ trì/phối hợp", "Phân công trách nhiệm", "Cá nhân/bộ phận chịu trách nhiệm",
    ),
    "time": (
        "Thời gian", "Thời hạn", "Thời gian thực hiện", "Thời gian hoàn thành", "Thời điểm hoàn thành", "TG thực hiện",
        "Thời hạn hoàn thành", "Lộ trình thực hiện", "Thời gian bắt đầu - kết thúc", "Thời gian dự kiến",
        "Thời gian (bắt đầu, hoàn thành)", "THỜI GIAN", "Hạn hoàn thành", "Dự kiến thời gian",
    ),
    "budget": (
        "Kinh phí", "Kinh phí dự kiến", "Kinh phí (nếu có)", "Nguồn kinh phí", "Dự toán kinh phí", "Dự trù kinh phí",
        "Kinh phí thực hiện", "Kinh phí (triệu đồng)", "KP dự kiến", "Dự kiến\nkinh phí", "Nguồn lực tài chính",
        "Kinh phí, nguồn lực",
    ),
    "support": (
        "Điều kiện hỗ trợ", "Các điều kiện hỗ trợ", "Điều kiện hỗ trợ khác (nếu có)", "Hỗ trợ khác",
        "Điều kiện thực hiện", "Điều kiện đảm bảo", "Điều kiện bảo đảm", "Các điều kiện khác", "ĐK hỗ trợ khác",
        "Điều kiện hổ trợ khác",
    ),
    "note": ("Ghi chú (nếu có)", "GHI CHÚ", "Ghi Chú", "Ghi chú khác", "Chú thích"),
}  # fmt: skip

RESULT_WORDINGS: Mapping[str, tuple[str, ...]] = {
    "planned": (
        "KH đầu năm", "Kế hoạch đầu năm học", "ND Kế hoạch cải tiến chất lượng được XD đầu năm", "Kế hoạch ban đầu",
        "Nội dung kế hoạch", "Nội dung KH xây dựng đầu năm", "Kế hoạch đã xây dựng", "Nội dung theo kế hoạch",
        "Kế hoạch cải tiến chất lượng", "Nội dung kế hoạch cải tiến", "Công việc theo kế hoạch",
        "Nội dung kế hoạch cải tiến chất lượng đã xây dựng",
    ),
    "adjusted": (
        "KH đã điều chỉnh", "Kế hoạch điều chỉnh", "Kế hoạch sau điều chỉnh", "Nội dung điều chỉnh",
        "Nội dung điều chỉnh, bổ sung", "Điều chỉnh (nếu có)", "ND kế hoạch được điều chỉnh", "Điều chỉnh, bổ sung",
        "ND Kế hoạch cải tiến chất lượng giáo dục đã được điều chỉnh",
    ),
    "done": (
        "Những công việc đã triển khai xong theo đúng KH", "Đã hoàn thành", "Hoàn thành", "Công việc đã thực hiện",
        "Đã thực hiện", "Nội dung đã hoàn thành", "Đã xong", "Những việc đã làm xong", "ĐÃ HOÀN THÀNH",
        "Đã thực hiện xong đúng kế hoạch",
    ),
    "ongoing": (
        "Những công việc đang triển khai theo KH, hoặc chậm so với KH", "Đang thực hiện", "Đang triển khai",
        "Đang làm", "Đang thực hiện hoặc chậm", "Công việc đang thực hiện, chậm tiến độ", "Đang tiến hành",
        "Đang thực hiện/chậm so với kế hoạch",
    ),
    "not_started": (
        "Những công việc chưa triển khai", "Chưa thực hiện", "Chưa làm", "Công việc chưa triển khai",
        "Những việc chưa thực hiện", "Chưa thực hiện được", "CHƯA THỰC HIỆN", "Không thực hiện được",
    ),
    "note": ("Ghi chú (nếu có)", "GC"),
}  # fmt: skip

PROBLEM_WORDINGS: Mapping[str, tuple[str, ...]] = {
    "label": ("Tiêu chí (nếu có)", "Tiêu chí", "Tiêu chí liên quan", "Tiêu chí liên\nquan (nếu có)"),
    "baseline": ("Hiện trạng", "Đánh giá thực trạng", "Thực trạng", "Mô tả hiện trạng", "ĐÁNH GIÁ HIỆN TRẠNG"),
    "limitation": ("Hạn chế", "Điểm yếu", "Hạn chế, tồn tại", "Tồn tại, hạn chế", "Những hạn chế", "Các điểm hạn chế"),
    "cause": ("Nguyên nhân", "Nguyên nhân hạn chế", "Nguyên nhân chính", "NGUYÊN NHÂN CỦA HẠN CHẾ"),
}
ACTION_WORDINGS: Mapping[str, tuple[str, ...]] = {
    "topic": ("Nội dung", "Vấn đề cải tiến", "Nội dung cần cải tiến", "NỘI DUNG CẢI TIẾN", "Nội dung cải tiến\n(2)"),
    "target": ("Mục tiêu", "Mục tiêu cần đạt", "Mục tiêu cải tiến (3)", "Mục tiêu\n(3)"),
    "work": ("Hoạt động, giải pháp", "Giải pháp", "Hoạt động", "Giải pháp thực hiện", "Hoạt động/giải pháp (4)"),
    "indicator": ("Chỉ số đánh giá", "Chỉ số", "Chỉ số kết quả", "Chỉ số đánh giá kết quả\n(5)", "Chỉ số đo lường"),
    "time": ("Thời gian", "Thời gian (6)", "Thời hạn", "Thời gian hoàn thành"),
    "owners": (
        "Phụ trách",
        "Người phụ trách",
        "Đơn vị, cá nhân phụ trách",
        "Phụ trách\n(7)",
        "Đơn vị/cá nhân thực hiện",
    ),
    "budget": ("Nguồn lực", "Nguồn lực (8)", "Nguồn lực đảm bảo", "Nguồn lực thực hiện", "Kinh phí, nguồn lực"),
    "evidence": ("Minh chứng dự kiến", "Minh chứng", "Thông tin, minh chứng dự kiến", "Minh chứng dự kiến\n(9)"),
    "status_text": ("Mức độ hoàn thành", "Mức độ thực hiện (10)", "Tình trạng", "Trạng thái", "Mức độ"),
}
REVIEW_WORDINGS: Mapping[str, tuple[str, ...]] = {
    "moment": ("Thời gian", "Thời điểm đánh giá", "Thời điểm theo dõi", "THỜI ĐIỂM"),
    "content": ("Nội dung", "Nội dung theo dõi, đánh giá", "Nội dung đánh giá", "Nội dung giám sát"),
    "result": ("Kết quả", "Kết quả đạt được", "KẾT QUẢ THỰC HIỆN", "Kết quả theo dõi"),
    "adjustment": ("Điều chỉnh", "Nội dung điều chỉnh", "Điều chỉnh, bổ sung (nếu có)", "Đề xuất điều chỉnh"),
    "reviewer": ("Người theo dõi, đánh giá", "Người giám sát", "Người thực hiện đánh giá", "Người theo dõi"),
}


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
        {"tt": "STT", "label": "Tiêu chí", "work": "Nội dung công việc", "target": "Kết quả mong đợi", "time": "Thời hạn",
         "owners": "Người phụ trách", "budget": "Kinh phí (nếu có)", "support": "Điều kiện thực hiện", "note": "Ghi chú"},
        {"label": "Tiêu chuẩn/tiêu chí", "target": "Mục tiêu", "work": "Biện pháp cải tiến", "owners": "Phân công",
         "time": "Thời gian", "budget": "Nguồn kinh phí", "support": "Hỗ trợ khác", "note": "Ghi chú"},
        {"tt": "TT", "label": "TIÊU CHÍ", "work": "GIẢI PHÁP", "owners": "NGƯỜI THỰC HIỆN", "time": "THỜI GIAN",
         "budget": "KINH PHÍ", "target": "KẾT QUẢ CẦN ĐẠT", "support": "ĐIỀU KIỆN HỖ TRỢ", "note": "GHI CHÚ"},
        {"note": "Ghi chú", "support": "Điều kiện hỗ trợ khác", "budget": "Dự kiến kinh phí", "time": "Thời gian",
         "owners": "Chủ trì", "work": "Công việc", "target": "Kết quả cần đạt", "label": "Tiêu chí", "tt": "TT"},
    ]  # fmt: skip


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
