"""Rows are joined only where a page cut them; a data row is no heading, a percentage no criterion; moves are said."""

from collections.abc import Callable, Sequence

import pytest

from caitien.domain.paper import Paper, Status
from tests.specimens.layout import Grid, Spot
from tests.specimens.pour import piped, tabbed, txt, word_table, xlsx
from tests.specimens.reading import read_paper
from tests.specimens.word import PAGE_BREAK, docx, p, row, run, table

TITLE = (p("KẾ HOẠCH", bold=True), p("Cải tiến chất lượng năm học 2026-2027", bold=True))
Made = Callable[[Grid], Paper]
FORMATS: dict[str, Made] = {
    "Word": lambda grid: read_paper(docx(*TITLE, word_table(grid))),
    "Excel": lambda grid: read_paper(xlsx({"KH": [["KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG"], *grid]}), "a.xlsx"),
    "text": lambda grid: read_paper(txt("KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG\n", piped(grid)), "a.txt"),
    "tabs": lambda grid: read_paper(txt("KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG\n", tabbed(grid)), "a.txt"),
}
formats = pytest.mark.parametrize("made", FORMATS.values(), ids=FORMATS.keys())

SMALL: dict[str, tuple[Grid, list[str]]] = {
    "numbered": (
        (
            ("TT", "Nội dung công việc", "Người phụ trách", "Thời gian"),
            ("1", "lợp lại mái nhà xe", "tổ văn phòng", "tháng 9"),
            ("2", "trồng thêm cây", "đoàn trường", "tháng 10"),
            ("3", "đóng kệ sách", "giáo viên chủ nhiệm", "tháng 11"),
        ),
        ["lợp lại mái nhà xe", "trồng thêm cây", "đóng kệ sách"],
    ),
    "numbered with a full stop": (
        (
            ("STT", "Giải pháp", "Thời gian", "Phụ trách"),
            ("1.", "mời thợ xem điện", "quý I", "kế toán"),
            ("2.", "thay dây cũ,", "quý II", "kế toán"),
            ("3.", "nghiệm thu", "quý III", "hiệu trưởng"),
        ),
        ["mời thợ xem điện", "thay dây cũ,", "nghiệm thu"],
    ),
    "neither number nor criterion": (
        (
            ("Công việc", "Mục tiêu", "Người thực hiện", "Thời gian"),
            ("xếp lại kho", "kho gọn", "bảo vệ", "tháng 9"),
            ("sơn cổng", "cổng sạch", "văn phòng", "tháng 9"),
            ("kẻ vạch sân", "sân rõ vạch", "tổ thể dục", "tháng 10"),
        ),
        ["xếp lại kho", "sơn cổng", "kẻ vạch sân"],
    ),
    "under criteria": (
        (
            ("TT", "Tiêu chí", "Mục tiêu", "Giải pháp", "Thời gian"),
            ("1", "tiêu chí 3.1", "sân sạch", "lát lại gạch", "quý I"),
            ("2", "tiêu chí 3.2", "đủ quạt", "lắp thêm quạt", "quý II"),
            ("3", "", "đủ sách", "mua thêm sách", "quý III"),
        ),
        ["lát lại gạch", "lắp thêm quạt", "mua thêm sách"],
    ),
}


@formats
@pytest.mark.parametrize(("grid", "works"), SMALL.values(), ids=SMALL.keys())
def test_lines_that_begin_small_stay_lines(grid: Grid, works: list[str], made: Made) -> None:
    paper = made(grid)
    assert [item.work for item in paper.plan.items] == works
    assert not any(note.code == "rows-joined" for note in paper.notes)


ACTIONS: Grid = (
    (
        "TT",
        "Nội dung cải tiến",
        "Mục tiêu cải tiến",
        "Hoạt động/giải pháp",
        "Chỉ số đánh giá kết quả",
        "Thời gian thực hiện",
        "Đơn vị/cá nhân phụ trách",
        "Nguồn lực bảo đảm",
        "Minh chứng dự kiến",
        "Mức độ thực hiện",
    ),
    ("1", "Lớp thiếu đèn", "đủ sáng", "lắp đèn", "18 phòng", "tháng 9/2026", "tổ văn phòng", "", "ảnh", "Hoàn thành"),
    ("2", "Ít sách", "thêm sách", "mua sách", "90 cuốn", "tháng 10/2026", "thư viện", "", "", "Đang thực hiện"),
    ("3", "Sân hẹp", "rộng hơn", "xin đất", "văn bản", "tháng 11/2026", "hiệu trưởng", "", "", "Chưa hoàn thành"),
)


@formats
def test_three_lines_of_the_ministrys_form_stay_three(made: Made) -> None:
    found = made(ACTIONS).plan.items
    assert [item.time for item in found] == ["tháng 9/2026", "tháng 10/2026", "tháng 11/2026"]
    assert [item.status for item in found] == [Status.DONE, Status.ONGOING, Status.NOT_STARTED]


@formats
def test_problems_that_begin_small_stay_apart(made: Made) -> None:
    grid = [
        ["TT", "Tiêu chuẩn", "Tiêu chí liên quan (nếu có)", "Đánh giá hiện trạng", "Điểm hạn chế", "Nguyên nhân"],
        ["1", "Tiêu chuẩn 3", "", "có 18 phòng", "thiếu đèn", "chưa có tiền"],
        ["2", "Tiêu chuẩn 3", "", "thư viện 40 m2", "ít sách", "sách cũ nhiều"],
    ]
    assert [row.limitation for row in made(grid).problems] == ["thiếu đèn", "ít sách"]


@formats
@pytest.mark.parametrize("tick", ["x", "v", "có"])
def test_results_ticked_small_stay_apart(tick: str, made: Made) -> None:
    grid = [
        ["TT", "Nội dung công việc", "Đã hoàn thành", "Đang thực hiện", "Chưa thực hiện"],
        ["1", "sửa mái", tick, "", ""],
        ["2", "trồng cây", "", tick, ""],
        ["3", "lập tủ sách", "", "", tick],
    ]
    found = made(grid).results
    assert [row.planned for row in found] == ["sửa mái", "trồng cây", "lập tủ sách"]
    assert [row.status for row in found] == [Status.DONE, Status.ONGOING, Status.NOT_STARTED]


def test_actions_below_an_empty_criterion_are_lines_of_their_own_in_a_word_table() -> None:
    grid = [
        ["Tiêu chí", "Mục tiêu", "Giải pháp", "Thời gian"],
        ["3.1", "Sân sạch", "lát gạch", "quý I"],
        ["", "", "trồng cây", "quý II"],
        ["", "cây xanh hơn", "tưới cây", ""],
    ]
    paper = read_paper(docx(word_table(grid)))
    assert [(item.criterion, item.work) for item in paper.plan.items] == [
        ("3.1", "lát gạch"),
        ("3.1", "trồng cây"),
        ("3.1", "tưới cây"),
    ]


PAGES: Sequence[Sequence[str]] = (
    ("TT", "Tiêu chí", "Mục tiêu", "Giải pháp", "Người thực hiện", "Thời gian"),
    ("1", "Tiêu chí 3.1", "Sân có bóng mát quanh năm", "Trồng thêm hai mươi cây và", "Đoàn trường", "Quý I"),
    ("", "", "", "làm lối dốc cho xe lăn.", "", ""),
)


def test_a_line_cut_by_a_page_is_joined_and_both_places_are_said() -> None:
    first, second = word_table(PAGES[:2]), word_table([PAGES[0], PAGES[2]])
    paper = read_paper(docx(first, p(run(PAGE_BREAK)), second))
    (found,) = paper.plan.items
    assert found.work == "Trồng thêm hai mươi cây và làm lối dốc cho xe lăn."
    (note,) = (note for note in paper.notes if note.code == "rows-joined")
    assert "bảng 1, dòng 2" in note.text
    assert "bảng 2, dòng 2" in note.text


@pytest.mark.parametrize(
    "line",
    [
        ("2", "", "", "làm lối dốc cho xe lăn.", "", ""),
        ("", "Tiêu chí 3.2", "", "làm lối dốc cho xe lăn.", "", ""),
        ("", "", "lối đi dễ", "làm lối dốc cho xe lăn", "văn phòng", "quý II"),
    ],
    ids=["a number of its own", "a criterion of its own", "as full as the line above"],
)
def test_a_line_of_its_own_at_the_top_of_a_page_is_not_joined(line: tuple[str, ...]) -> None:
    paper = read_paper(docx(word_table(PAGES[:2]), p(run(PAGE_BREAK)), word_table([PAGES[0], line])))
    assert len(paper.plan.items) == 2
    assert not any(note.code == "rows-joined" for note in paper.notes)


def test_rows_of_a_workbook_are_never_joined() -> None:
    paper = read_paper(xlsx({"KH": [*PAGES]}), "a.xlsx")
    assert [item.work for item in paper.plan.items] == ["Trồng thêm hai mươi cây và", "làm lối dốc cho xe lăn."]


def test_a_shifted_row_is_moved_back_and_both_columns_are_said() -> None:
    shifted = table(
        list(PAGES[0]),
        row(*PAGES[1]),
        row("Tiêu chí 3.2", "Đủ quạt", "Lắp quạt", "Văn phòng", "Quý II", ""),
    )
    paper = read_paper(docx(shifted))
    assert (paper.plan.items[1].criterion, paper.plan.items[1].time) == ("3.2", "Quý II")
    (note,) = (note for note in paper.notes if note.code == "row-shifted")
    assert "cột 1" in note.text
    assert "cột 2" in note.text
    assert "Lắp quạt" in note.quote


@formats
@pytest.mark.parametrize(
    "target",
    [
        "2,5% học sinh còn phải rèn thêm",
        "3.5% trở xuống",
        "1,5 điểm tăng thêm mỗi môn",
        "2.5 triệu đồng mỗi lớp",
        "Tiêu chí 3.2 đạt Mức 2 vào cuối năm",
        "5,4 ‰",
    ],
)
def test_figures_and_sentences_beside_an_empty_criterion_move_nothing(target: str, made: Made) -> None:
    grid = [
        ["TT", "Tiêu chuẩn, tiêu chí", "Kết quả cần đạt", "Giải pháp", "Chủ trì", "Thời gian", "Kinh phí", "Ghi chú"],
        ["1", "", target, "Mở lớp phụ đạo", "Tổ Toán", "Tháng 9", "12", ""],
    ]
    (found,) = made(grid).plan.items
    assert (found.criterion, found.target, found.work) == ("", target, "Mở lớp phụ đạo")
    assert (found.owners, found.time, found.budget) == ("Tổ Toán", "Tháng 9", "12")


STATES = [
    ["TT", "Nội dung công việc", "Kết quả thực hiện", "", "", "Ghi chú"],
    ["", "", "Đã hoàn thành", "Đang thực hiện", "Chưa thực hiện", ""],
]
MERGED: Grid = [
    [Spot("TT", down=2), Spot("Nội dung công việc", down=2), Spot("Kết quả thực hiện", 3), Spot("Ghi chú", down=2)],
    ["Đã hoàn thành", "Đang thực hiện", "Chưa thực hiện"],
]
UNNUMBERED: Grid = [
    [Spot("Nội dung công việc", down=2), Spot("Kết quả thực hiện", 3), Spot("Ghi chú", down=2)],
    ["Đã hoàn thành", "Đang thực hiện", "Chưa thực hiện"],
]
BODY = [
    ["1", "Mua thêm sách tham khảo", "", "", "", ""],
    ["2", "Sửa mái nhà xe", "Xong tháng 10", "", "", ""],
    ["3", "Trồng cây", "", "", "Chờ kinh phí", ""],
]


@pytest.mark.parametrize(
    "grid",
    [[*STATES, *BODY], [*MERGED, *BODY], [*UNNUMBERED, *(line[1:] for line in BODY)]],
    ids=["not merged", "merged", "not numbered"],
)
@pytest.mark.parametrize("form", ["Word", "Excel"])
def test_a_first_line_without_a_state_is_no_third_row_of_headings(grid: Grid, form: str) -> None:
    paper = FORMATS[form](grid)
    assert [row.planned for row in paper.results] == ["Mua thêm sách tham khảo", "Sửa mái nhà xe", "Trồng cây"]
    assert [row.status for row in paper.results] == [Status.UNSTATED, Status.DONE, Status.NOT_STARTED]
