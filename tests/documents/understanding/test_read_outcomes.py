"""A state in one column, its words in another: they belong to the official column of that state."""

from collections.abc import Sequence

import pytest

from caitien.domain.paper import Paper
from tests.specimens.layout import Grid, Spot
from tests.specimens.pour import word_table, xlsx
from tests.specimens.reading import read_paper
from tests.specimens.word import docx

BEGIN = ("TT", "Tiêu chí", "Nội dung kế hoạch")
LINES = (("1", "1.1", "Sửa mái"), ("2", "1.2", "Sơn tường"), ("3", "2.1", "Mua tủ"))
STATES = ("Hoàn thành", "Đang thực hiện", "Chưa thực hiện")
WORDS = ("Lợp 120 m2, nghiệm thu 5/9", "Sơn được 3/5 phòng", "Chưa có kinh phí")
READ = [("done", WORDS[0], "", ""), ("ongoing", "", WORDS[1], ""), ("not_started", "", "", WORDS[2])]


def report(*grid: Sequence[str | Spot]) -> Paper:
    title = "BÁO CÁO KẾT QUẢ THỰC HIỆN KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG"
    return read_paper(docx(title, "Năm học 2026-2027", word_table([list(row) for row in grid])))


def beside(*columns: Sequence[str]) -> Grid:
    """The lines with further columns behind them."""
    return [[*line, *more] for line, more in zip(LINES, zip(*columns, strict=True), strict=True)]


def told(paper: Paper) -> list[tuple[str, str, str, str]]:
    return [(row.status.value, row.done, row.ongoing, row.not_started) for row in paper.results]


@pytest.mark.parametrize(
    "heading",
    [
        "Kết quả cụ thể (số liệu)",
        "Nội dung đạt được",
        "Diễn giải kết quả, tồn tại",
        "Sản phẩm",
        "Sản phẩm cụ thể",
        "Kết quả/Sản phẩm",
        "Giải trình",
        "Giải trình, nguyên nhân",
        "Giải trình (nếu chưa hoàn thành)",
        "Nhận xét",
        "Nhận xét, đánh giá",
    ],
)
def test_words_beside_the_state_stand_in_its_column(heading: str) -> None:
    paper = report((*BEGIN, "Mức độ thực hiện", heading), *beside(STATES, WORDS))
    assert told(paper) == READ
    assert not any(row.extra for row in paper.results)


@pytest.mark.parametrize("state", ["Tình trạng", "Trạng thái", "Kết quả", "Tiến độ", "Mức độ hoàn thành (%)"])
def test_however_the_state_is_headed(state: str) -> None:
    assert told(report((*BEGIN, state, "Kết quả cụ thể"), *beside(STATES, WORDS))) == READ


def test_wherever_the_words_stand() -> None:
    assert told(report((*BEGIN, "Sản phẩm", "Mức độ thực hiện"), *beside(WORDS, STATES))) == READ


def test_also_where_no_criterion_has_a_column() -> None:
    grid = [[line[0], line[2], *more] for line, more in zip(LINES, zip(STATES, WORDS, strict=True), strict=True)]
    assert told(report(("TT", "Nội dung kế hoạch", "Mức độ thực hiện", "Kết quả cụ thể"), *grid)) == READ


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Kết quả thực hiện", ("Mức độ", "Nội dung cụ thể")),
        ("Kết quả thực hiện", ("Mức độ thực hiện", "Nhận xét")),
        ("Đánh giá", ("Trạng thái", "Diễn giải")),
        ("Tình hình thực hiện", ("Mức độ", "Sản phẩm")),
    ],
)
def test_under_a_merged_heading(above: str, below: tuple[str, str]) -> None:
    head: Grid = [[*(Spot(text, 1, 2) for text in BEGIN), Spot(above, 2)], list(below)]
    assert told(report(*head, *beside(STATES, WORDS))) == READ
    sheet = [["BÁO CÁO KẾT QUẢ CẢI TIẾN CHẤT LƯỢNG"], *head, *beside(STATES, WORDS)]
    assert told(read_paper(xlsx({"KQ": sheet}), "a.xlsx")) == READ


def test_beside_columns_to_tick_the_words_stand_for_the_tick() -> None:
    ticks = [["x", "", ""], ["", "x", ""], ["", "", "x"]]
    states = ("Hoàn thành", "Đang thực hiện", "Chưa thực hiện")
    paper = report((*BEGIN, *states, "Kết quả cụ thể"), *beside(*zip(*ticks, strict=True), WORDS))
    assert told(paper) == READ


def test_evidence_notes_and_reasons_keep_their_own_columns() -> None:
    columns = ("Mức độ thực hiện", "Sản phẩm", "Minh chứng", "Nguyên nhân", "Ghi chú")
    more = (STATES, WORDS, ("Biên bản 5", "", ""), ("", "", "Thiếu tiền"), ("", "Xong trước Tết", ""))
    paper = report((*BEGIN, *columns), *beside(*more))
    assert told(paper) == READ
    assert [(row.extra, row.note) for row in paper.results] == [
        ({"Minh chứng": "Biên bản 5"}, ""),
        ({}, "Xong trước Tết"),
        ({"Nguyên nhân": "Thiếu tiền"}, ""),
    ]


def test_evidence_beside_the_state_makes_no_plan_of_a_report() -> None:
    paper = report((*BEGIN, "Mức độ thực hiện", "Minh chứng"), *beside(STATES, ("Biên bản 5", "", "")))
    assert [(row.status.value, row.extra) for row in paper.results] == [
        ("done", {"Minh chứng": "Biên bản 5"}),
        ("ongoing", {}),
        ("not_started", {}),
    ]


def test_words_of_no_state_stay_under_their_own_heading() -> None:
    paper = report((*BEGIN, "Mức độ thực hiện", "Sản phẩm"), [*LINES[0], "", "Lợp 20 m2"])
    (row,) = paper.results
    assert (row.status.value, row.status_text, row.extra) == ("unstated", "", {"Sản phẩm": "Lợp 20 m2"})


PLAN = ("TT", "Tiêu chí", "Công việc", "Người thực hiện", "Thời gian", "Mức độ thực hiện", "Sản phẩm")


def test_a_plan_that_tells_its_states_is_a_plan_and_its_results() -> None:
    paper = report(PLAN, ["1", "1.1", "Sửa mái", "An", "9/2026", "Hoàn thành", WORDS[0]])
    assert [row.owners for row in paper.plan.items] == ["An"]
    assert told(paper) == READ[:1]


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        (PLAN, ["1", "1.1", "Sửa mái", "An", "9/2026", "", "Mái mới"]),
        ((*PLAN[:4], "Tiến độ", "Sản phẩm"), ["1", "1.1", "Sửa mái", "An", "9/2026", "Mái mới"]),
    ],
)
def test_the_product_a_plan_means_to_have_is_no_result(heading: tuple[str, ...], line: list[str]) -> None:
    paper = report(heading, line)
    assert paper.results == ()
    (row,) = paper.plan.items
    assert (row.time, row.extra) == ("9/2026", {"Sản phẩm": "Mái mới"})
