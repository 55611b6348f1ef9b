"""How far a line is: told by the column that holds text, by a tick, or by a word in one column."""

from collections.abc import Mapping

import pytest

from caitien.domain.paper import Paper, Status
from tests.specimens.layout import Grid, Spot, body, head
from tests.specimens.pour import word_table
from tests.specimens.reading import all_cells, read_paper
from tests.specimens.schools import ACTION_COLUMNS, ACTIONS, RESULT_COLUMNS, RESULTS, bare_results, result_row
from tests.specimens.word import cell, docx, p, row, run, symbol, table

DONE, ONGOING, NOT_STARTED, UNSTATED = Status.DONE, Status.ONGOING, Status.NOT_STARTED, Status.UNSTATED


def report(*lines: list[str], columns: Mapping[str, str] = RESULT_COLUMNS) -> Paper:
    return read_paper(docx(word_table([list(columns.values()), *lines])))


def test_the_column_that_holds_text_tells_the_state() -> None:
    paper = report(*body(RESULTS, RESULT_COLUMNS))
    assert all_cells(paper.results) == all_cells(bare_results(*RESULTS))
    assert paper.counts == {"done": 2, "ongoing": 1, "not_started": 1, "unstated": 1}


@pytest.mark.parametrize("tick", ["x", "X", "✓", "✔", "√", "v", "V", "+", "☒", "☑", "●", "x\n", "Có"])
@pytest.mark.parametrize(("name", "status"), [("done", DONE), ("ongoing", ONGOING), ("not_started", NOT_STARTED)])
def test_a_tick_tells_the_state_and_stays_in_its_column(tick: str, name: str, status: Status) -> None:
    row_ = result_row("1.1", status, level=None, planned="Sơn lại phòng", **{name: tick.strip()})
    paper = report(*body([row_], RESULT_COLUMNS))
    assert all_cells(paper.results) == all_cells(bare_results(row_))


def test_an_empty_box_is_no_tick() -> None:
    paper = report(["1", "Tiêu chí 1.1", "Sơn lại", "", "☐", "☒", "☐", ""])
    assert paper.results[0].status is ONGOING


@pytest.mark.parametrize("nothing", ["-", "–", "không", "Không có", "…", "..."])
def test_a_dash_or_no_in_a_state_column_is_no_state(nothing: str) -> None:
    paper = report(["1", "Tiêu chí 1.1", "Sơn lại", "", "Xong ngày 02/8", nothing, nothing, ""])
    assert paper.results[0].status is DONE
    assert paper.results[0].done == "Xong ngày 02/8"


def test_a_tick_of_the_wingdings_font() -> None:
    tick = cell(p(run(symbol("F0FC"))))
    data = docx(table(list(RESULT_COLUMNS.values()), row("1", "Tiêu chí 1.1", "Sơn lại", "", "", tick, "", "")))
    (found,) = read_paper(data).results
    assert (found.status, found.ongoing) == (ONGOING, "✓")


def test_two_states_in_one_row_count_as_the_least_finished_and_are_noted() -> None:
    paper = report(["1", "Tiêu chí 1.1", "Hai việc", "", "Việc đầu xong", "", "Việc sau chưa có tiền", ""])
    (found,) = paper.results
    assert (found.status, found.done, found.not_started) == (NOT_STARTED, "Việc đầu xong", "Việc sau chưa có tiền")
    assert paper.notes


def test_a_row_without_a_state_is_unstated_and_noted() -> None:
    paper = report(["1", "Tiêu chí 1.1", "Sơn lại", "Lùi sang năm sau", "", "", "", ""])
    assert paper.results[0].status is UNSTATED
    assert paper.notes


WORDS = {
    "Hoàn thành": DONE,
    "Đã hoàn thành": DONE,
    "Đã thực hiện": DONE,
    "Đã xong": DONE,
    "Đạt": DONE,
    "Hoàn thành 100%": DONE,
    "100%": DONE,
    "Hoàn thành đúng tiến độ": DONE,
    "ĐÃ HOÀN THÀNH": DONE,
    "Đã triển khai xong": DONE,
    "Đang thực hiện": ONGOING,
    "Đang thực hiện - 40%": ONGOING,
    "Đang thực hiện (đạt 60%)": ONGOING,
    "Đang triển khai": ONGOING,
    "Đang làm, chậm so với kế hoạch": ONGOING,
    "Chậm tiến độ": ONGOING,
    "Hoàn thành 70%": ONGOING,
    "70%": ONGOING,
    "Đã thực hiện một phần": ONGOING,
    "Hoàn thành một phần": ONGOING,
    "Chưa hoàn thành": NOT_STARTED,
    "Chưa thực hiện": NOT_STARTED,
    "Chưa bắt đầu": NOT_STARTED,
    "Chưa triển khai": NOT_STARTED,
    "Không thực hiện được": NOT_STARTED,
    "0%": NOT_STARTED,
    "chưa làm": NOT_STARTED,
    "Đã hoàn thành.": DONE,
    "Hoàn thành tốt": DONE,
    "Hoàn thành vượt mức kế hoạch": DONE,
    "Hoàn thành trước hạn": DONE,
    "Hoàn thành nhưng chậm hai tuần": DONE,
    "Đã thực hiện xong": DONE,
    "Đang tiến hành": ONGOING,
    "Đang trong quá trình thực hiện": ONGOING,
    "Đã và đang thực hiện": ONGOING,
    "Đã hoàn thành 2/3 công việc": ONGOING,
    "Chưa tiến hành": NOT_STARTED,
    "Chưa thực hiện được do thiếu kinh phí": NOT_STARTED,
    "": UNSTATED,
}


@pytest.mark.parametrize(("words", "status"), WORDS.items())
def test_the_word_in_the_column_of_biểu_2_tells_the_state(words: str, status: Status) -> None:
    line = [*body(ACTIONS[:1], ACTION_COLUMNS)[0][:-1], words]
    (found,) = report(line, columns=ACTION_COLUMNS).plan.items
    assert (found.status, found.status_text) == (status, words)


@pytest.mark.parametrize(
    "heading", ["Kết quả thực hiện", "Tình trạng", "Trạng thái", "Mức độ hoàn thành", "Tiến độ", "Kết quả"]
)
@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Đã hoàn thành, có biên bản ngày 02/8", DONE),
        ("Đang thực hiện - 40%", ONGOING),
        ("Chưa thực hiện", NOT_STARTED),
    ],
)
def test_the_word_in_one_column_of_a_report_tells_the_state(heading: str, words: str, status: Status) -> None:
    columns = {
        "tt": "TT",
        "label": "Tiêu chí",
        "planned": "Nội dung kế hoạch",
        "status_text": heading,
        "note": "Ghi chú",
    }
    (found,) = report(["1", "Tiêu chí 1.1", "Sơn lại phòng", words, "Lưu hồ sơ"], columns=columns).results
    assert (found.planned, found.note) == ("Sơn lại phòng", "Lưu hồ sơ")
    assert (found.status, found.status_text) == (status, words)


def test_a_result_told_in_a_free_sentence_is_kept_whole() -> None:
    columns = {"tt": "TT", "label": "Tiêu chí", "planned": "Nội dung kế hoạch", "status_text": "Kết quả thực hiện"}
    words = "Ba buổi tập huấn cho 40 giáo viên trong tháng Mười."
    paper = report(["1", "Tiêu chí 1.1", "Tập huấn giáo viên", words], columns=columns)
    (found,) = paper.results
    assert words in (found.done, found.status_text, *found.extra.values())
    assert found.status is DONE or paper.notes


def test_words_nobody_can_tell_are_kept_and_noted() -> None:
    line = [*body(ACTIONS[:1], ACTION_COLUMNS)[0][:-1], "Xem phụ lục"]
    paper = report(line, columns=ACTION_COLUMNS)
    assert (paper.plan.items[0].status, paper.plan.items[0].status_text) == (UNSTATED, "Xem phụ lục")
    assert any("Xem phụ lục" in note.quote for note in paper.notes)


@pytest.mark.parametrize(
    "heading",
    [
        "Kết quả đạt được (số liệu cụ thể)",
        "Kết quả đến nay",
        "Chi tiết kết quả",
        "Minh chứng, số liệu đạt được",
        "Tình hình cụ thể",
        "Thực tế thực hiện",
        "Mô tả",
        "Nội dung đã làm được",
        "Việc đã thực hiện",
    ],
)
@pytest.mark.parametrize(
    ("state", "column"), [("Hoàn thành", "done"), ("Đang thực hiện", "ongoing"), ("Chưa thực hiện", "not_started")]
)
def test_words_beside_a_state_stand_in_the_column_of_that_state(heading: str, state: str, column: str) -> None:
    columns = {"tt": "TT", "label": "Tiêu chí", "planned": "Việc đề ra", "said": heading, "state": "Mức độ thực hiện"}
    (found,) = report(["1", "Tiêu chí 1.1", "Sơn lại phòng", "Sơn được một tầng", state], columns=columns).results
    assert {"done": found.done, "ongoing": found.ongoing, "not_started": found.not_started} == {
        **dict.fromkeys(("done", "ongoing", "not_started"), ""),
        column: "Sơn được một tầng",
    }
    assert (found.status.value, found.status_text, found.extra) == (column, state, {})


@pytest.mark.parametrize("heading", ["Hoàn thành", "Xong"])
@pytest.mark.parametrize(
    "terms", [("Trước 15/10/2026", "Cuối học kỳ II"), ("30/10", "3/2027"), ("tháng 10", "Hè 2027")]
)
def test_terms_under_completed_are_when_and_not_that_it_is(heading: str, terms: tuple[str, str]) -> None:
    columns = {"tt": "TT", "work": "Nội dung công việc cải tiến", "owners": "Phụ trách", "time": heading}
    lines = [[str(number), "Sơn lại phòng", "Kế toán", term] for number, term in enumerate(terms, 1)]
    paper = report(*lines, columns=columns)
    assert paper.results == ()
    assert [(item.time, item.owners) for item in paper.plan.items] == [(term, "Kế toán") for term in terms]


def test_ticks_under_completed_are_a_state() -> None:
    columns = {"tt": "TT", "work": "Nội dung công việc cải tiến", "owners": "Phụ trách", "done": "Hoàn thành"}
    (found,) = report(["1", "Sơn lại phòng", "Kế toán", "x"], columns=columns).results
    assert found.status is DONE


# A plan and its results in one wide table

WIDE = {
    "tt": "TT",
    "label": "Tiêu chí",
    "target": "Kết quả cần đạt",
    "work": "Giải pháp",
    "owners": "Người thực hiện",
    "time": "Thời gian",
    "done": "Đã thực hiện",
    "ongoing": "Đang thực hiện",
    "not_started": "Chưa thực hiện",
    "note": "Ghi chú",
}
WIDE_LINES = [
    ["1", "Tiêu chí 1.1", "Đích một", "Việc một", "Tổ Toán", "Quý I", "Xong 12/3", "", "", "Có ảnh"],
    ["2", "Tiêu chí 1.2", "Đích hai", "Việc hai", "Tổ Văn", "Quý II", "", "Làm được một nửa", "", ""],
    ["3", "Tiêu chí 2.1", "Đích ba", "Việc ba", "Tổ Anh", "Quý III", "", "", "Thiếu tiền", ""],
]


@pytest.mark.parametrize("grouped_head", [False, True], ids=["one header row", "two header rows"])
def test_a_wide_table_is_a_plan_and_its_results(grouped_head: bool) -> None:
    top: Grid = head(WIDE)
    if grouped_head:
        names = list(WIDE.values())
        top = [
            [*(Spot(name, down=2) for name in names[:6]), Spot("Kết quả thực hiện", 3), Spot("Ghi chú", down=2)],
            names[6:9],
        ]
    paper = read_paper(docx(word_table([*top, *WIDE_LINES])))
    assert [(i.criterion, i.target, i.work, i.owners, i.time) for i in paper.plan.items] == [
        ("1.1", "Đích một", "Việc một", "Tổ Toán", "Quý I"),
        ("1.2", "Đích hai", "Việc hai", "Tổ Văn", "Quý II"),
        ("2.1", "Đích ba", "Việc ba", "Tổ Anh", "Quý III"),
    ]
    assert [(r.criterion, r.done, r.ongoing, r.not_started, r.status) for r in paper.results] == [
        ("1.1", "Xong 12/3", "", "", DONE),
        ("1.2", "", "Làm được một nửa", "", ONGOING),
        ("2.1", "", "", "Thiếu tiền", NOT_STARTED),
    ]
    assert "Có ảnh" in (paper.plan.items[0].note, paper.results[0].note)


def test_a_plan_with_a_column_of_state_words() -> None:
    columns = {
        "tt": "TT",
        "label": "Tiêu chí",
        "target": "Mục tiêu",
        "work": "Giải pháp",
        "time": "Thời gian",
        "s": "Tình trạng",
    }
    paper = report(["1", "1.1", "Đích", "Việc", "Quý I", "Đang thực hiện - 40%"], columns=columns)
    assert [(i.criterion, i.target, i.work, i.time) for i in paper.plan.items] == [("1.1", "Đích", "Việc", "Quý I")]
    states = [(i.status, i.status_text) for i in (*paper.plan.items, *paper.results)]
    assert (ONGOING, "Đang thực hiện - 40%") in states
