"""Papers in layouts of other schools (mẫu trường khác): columns, bands and assessments that bend the usual ones."""

from datetime import date
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from caitien.domain.paper import Form, Paper, Status
from tests.specimens import letterheads as heads
from tests.specimens.layout import Grid, Spot
from tests.specimens.pour import fill, word_table, xlsx
from tests.specimens.reading import read_paper, texts_of
from tests.specimens.word import Xml, cell, docx, p, row, table

DONE, ONGOING, NOT_STARTED = Status.DONE, Status.ONGOING, Status.NOT_STARTED
TITLE_1 = "Tổ chức và quản lý nhà trường"
PLAN: Grid = [["TT", "Tiêu chí", "Mục tiêu", "Giải pháp"], ["1", "Tiêu chí 3.2", "Đủ ghế", "Đóng thêm ghế"]]
RESULTS: Grid = [
    ["TT", "Tiêu chí", "Kế hoạch đầu năm", "Đã xong", "Đang làm", "Chưa làm"],
    ["1", "Tiêu chí 3.2", "Đóng thêm ghế", "Xong ngày 05/9", "", ""],
]


def read_grid(*lines: Any) -> Paper:
    return read_paper(docx(word_table(lines)))


def report(*blocks: str, foot: Xml | None = None) -> Paper:
    opening = (heads.as_table(), heads.title("BÁO CÁO", "Kết quả cải tiến chất lượng năm học 2024 - 2025"))
    return read_paper(docx(*opening, word_table(PLAN), word_table(RESULTS), *blocks, foot or heads.foot()))


# Criteria, standards and levels


def test_a_level_in_a_column_of_its_own() -> None:
    paper = read_grid(
        ["Tiêu chuẩn", "Tiêu chí", "Mức", "Giải pháp", "Người thực hiện"],
        [Spot(f"Tiêu chuẩn 1. {TITLE_1}", down=3), "Tiêu chí 1.1", "Mức 1", "Việc một", "Thư ký"],
        [Spot("Tiêu chí 1.2", down=2), "2", "Việc hai", "Văn thư"],
        ["Mức 3", "Việc ba", "Văn thư"],
    )
    assert [(i.criterion, i.level, i.work) for i in paper.plan.items] == [
        ("1.1", 1, "Việc một"),
        ("1.2", 2, "Việc hai"),
        ("1.2", 3, "Việc ba"),
    ]
    assert not paper.notes


@pytest.mark.parametrize("band", ["A. CẢI TIẾN ĐỂ ĐẠT MỨC 2", "1. Đối với Mức 2", "II. Các tiêu chí đạt mức 2"])
def test_a_band_over_the_table_names_its_level_in_passing(band: str) -> None:
    paper = read_grid(PLAN[0], [Spot(band, 4)], [Spot("Tiêu chuẩn 3", 4)], PLAN[1])
    assert [(i.level, i.standard, i.criterion) for i in paper.plan.items] == [(2, 3, "3.2")]
    assert not paper.notes


def test_standard_and_criterion_by_their_numbers_alone() -> None:
    paper = read_grid(
        ["Tiêu chuẩn", "Tiêu chí", "Nội dung", "Thời gian", "Phụ trách"],
        ["1", "1", "Việc một", "9/2025", "Thư ký"],
        ["1", "10", "Việc hai", "9/2025", "Thư ký"],
        ["2", "1", "Việc ba", "9/2025", "Thư ký"],
    )
    assert [(i.standard, i.criterion) for i in paper.plan.items] == [(1, "1.1"), (1, "1.10"), (2, "2.1")]


def test_criteria_counted_from_one_under_each_standard_are_sure_where_their_titles_say_so() -> None:
    paper = read_grid(
        PLAN[0],
        [Spot("II. TIÊU CHUẨN II: CÁN BỘ QUẢN LÝ", 4)],
        ["1", "Tiêu chí 2: Đối với giáo viên", "Đủ chuẩn", "Cử hai người đi học"],
    )
    assert [i.criterion for i in paper.plan.items] == ["2.2"]
    assert [note.code for note in paper.notes] in ([], ["inferred-criterion"])


def test_codes_in_the_running_number_and_titles_under_contents() -> None:
    paper = read_grid(
        ["TT", "Nội dung", "Chỉ tiêu", "Biện pháp thực hiện", "Thời gian"],
        ["1", f"Tiêu chuẩn 1: {TITLE_1}", "", "", ""],
        ["1.2", "Hội đồng trường", "Họp đủ", "Lập lịch họp", "9/2024"],
        ["1.6", "Việc riêng của trường", "Gọn", "Xếp lại sổ", "9/2024"],
    )
    assert [(i.criterion, i.label, i.work) for i in paper.plan.items] == [
        ("1.2", "1.2 Hội đồng trường", "Lập lịch họp"),
        ("1.6", "1.6 Việc riêng của trường", "Xếp lại sổ"),
    ]
    assert paper.form is Form.PLAN


def test_an_item_of_a_list_below_an_empty_cell_is_a_line_of_its_own() -> None:
    paper = read_grid(
        ["TT", "Tiêu chí", "Mục tiêu", "Giải pháp", "Thời gian"],
        ["1", "Tiêu chí 1.1", "Đích", "a) Việc một", "9/2025"],
        ["", "", "", "b) Việc hai", "10/2025"],
    )
    assert [(i.criterion, i.work, i.time) for i in paper.plan.items] == [
        ("1.1", "a) Việc một", "9/2025"),
        ("1.1", "b) Việc hai", "10/2025"),
    ]


# Which table is which


def test_a_small_table_under_each_criterion_is_a_plan_and_no_review() -> None:
    header = ["Nội dung cải tiến", "Giải pháp/biện pháp", "Người thực hiện", "Thời gian"]
    blocks = [
        part
        for code in ("1.1", "1.2")
        for part in (f"Tiêu chí {code}: Việc riêng", word_table([header, ["Sổ", f"Việc {code}", "Thư ký", "9/2024"]]))
    ]
    paper = read_paper(docx(heads.title("KẾ HOẠCH", "Cải tiến chất lượng năm học 2024 - 2025"), *blocks))
    assert [(i.criterion, i.topic, i.work) for i in paper.plan.items] == [
        ("1.1", "Sổ", "Việc 1.1"),
        ("1.2", "Sổ", "Việc 1.2"),
    ]
    assert (paper.form, paper.reviews) == (Form.PLAN, ())


def test_a_calendar_of_meetings_beside_the_plan_is_no_plan_and_is_named() -> None:
    calendar = [["Thời gian", "Nội dung công việc", "Người phụ trách"], ["Tháng 9", "Họp hội đồng", "Thư ký"]]
    paper = read_paper(docx(word_table(PLAN), "III. TỔ CHỨC THỰC HIỆN", word_table(calendar)))
    assert [i.criterion for i in paper.plan.items] == ["3.2"]
    assert [(note.code, "Họp hội đồng" in note.quote) for note in paper.notes] == [("unknown-table", True)]


def test_two_tables_side_by_side_on_one_sheet() -> None:
    def draw(sheet: Worksheet) -> None:
        fill(sheet, [["KẾ HOẠCH"], *PLAN])
        fill(sheet, [["KẾT QUẢ"], *RESULTS], left=6)

    paper = read_paper(xlsx({"Năm nay": draw}), "a.xlsx")
    assert [(i.criterion, i.target, i.work) for i in paper.plan.items] == [("3.2", "Đủ ghế", "Đóng thêm ghế")]
    assert [(i.criterion, i.planned, i.done, i.status) for i in paper.results] == [
        ("3.2", "Đóng thêm ghế", "Xong ngày 05/9", DONE)
    ]
    assert not any(row.extra for row in (*paper.plan.items, *paper.results))


# States


def test_the_choices_of_a_state_named_in_its_heading() -> None:
    paper = read_grid(
        [
            "TT",
            "Tiêu chí",
            "Nội dung cải tiến",
            "Kết quả thực hiện",
            "Tự đánh giá (Hoàn thành/Chưa hoàn thành)",
            "Lý do",
        ],
        ["1", "1.1", "Thêm chỉ tiêu", "Đã thêm bốn chỉ tiêu", "Hoàn thành", ""],
        ["2", "3.3", "Ngăn phòng y tế", "Chờ thợ", "Chưa hoàn thành", "Chờ xã duyệt"],
    )
    assert [(i.planned, i.status, i.status_text, i.done, i.not_started) for i in paper.results] == [
        ("Thêm chỉ tiêu", DONE, "Hoàn thành", "Đã thêm bốn chỉ tiêu", ""),
        ("Ngăn phòng y tế", NOT_STARTED, "Chưa hoàn thành", "", "Chờ thợ"),
    ]
    assert dict(paper.results[1].extra) == {"Lý do": "Chờ xã duyệt"}


def test_of_two_columns_on_the_outcome_the_one_with_words_of_a_state_tells_it() -> None:
    paper = read_grid(
        ["Tiêu chí", "Hạn chế", "Biện pháp cải tiến", "Kết quả đạt được", "Đánh giá"],
        ["1.1", "Thiếu chỉ tiêu", "Thêm chỉ tiêu", "Đủ bốn chỉ tiêu", "Đạt"],
        ["1.2", "Họp muộn", "Nhắc lịch", "Còn một buổi muộn", "Chưa đạt"],
    )
    assert [(i.planned, i.status) for i in paper.results] == [("Thêm chỉ tiêu", DONE), ("Nhắc lịch", NOT_STARTED)]
    assert [(i.done, i.not_started) for i in paper.results] == [("Đủ bốn chỉ tiêu", ""), ("", "Còn một buổi muộn")]
    assert dict(paper.results[0].extra) == {"Hạn chế": "Thiếu chỉ tiêu"}


# The words around the tables

ASSESSMENTS = {
    "side by side": (
        word_table([["Ưu điểm", "Hạn chế"], ["Việc chạy đều.", "Mái xe còn dột."]]),
        "Kiến nghị: Cấp tiền.",
    ),
    "side by side, counted": (
        word_table(
            [["TT", "Ưu điểm", "Tồn tại", "Kiến nghị"], ["1", "Việc chạy đều.", "Mái xe còn dột.", "Cấp tiền."]]
        ),
    ),
    "one below the other": (
        word_table([["Ưu điểm", "Việc chạy đều."], ["Hạn chế", "Mái xe còn dột."], ["Kiến nghị", "Cấp tiền."]]),
    ),
    "all in one paragraph": (
        "Nhận xét, đánh giá: Ưu điểm: Việc chạy đều. Hạn chế: Mái xe còn dột. Kiến nghị: Cấp tiền.",
    ),
    "what was reached": (
        "1. Những kết quả đạt được",
        "Việc chạy đều.",
        "2. Những tồn tại",
        "Mái xe còn dột.",
        "3. Đề xuất",
        "Cấp tiền.",
    ),
}


@pytest.mark.parametrize("blocks", ASSESSMENTS.values(), ids=ASSESSMENTS.keys())
def test_strengths_limitations_and_petitions_however_they_are_set(blocks: tuple[str, ...]) -> None:
    paper = report(*blocks)
    assert (paper.strengths, paper.limitations) == ("Việc chạy đều.", "Mái xe còn dột.")
    assert paper.recommendations == ("Cấp tiền.",)
    assert not paper.notes


def test_lessons_and_plans_after_the_limitations_are_none_of_them() -> None:
    paper = report("Hạn chế:", "Mái xe còn dột.", "Bài học kinh nghiệm: Xin tiền sớm.", "Phương hướng: Làm tiếp.")
    assert paper.limitations == "Mái xe còn dột."
    assert "Bài học kinh nghiệm: Xin tiền sớm." in texts_of(paper.sections)


FEET = {
    "approved by": (table(row("NGƯỜI LẬP\nLò Thị Ngân", "PHÊ DUYỆT CỦA HIỆU TRƯỞNG\nĐỗ Hoa Sim")), ()),
    "hint spelled with i": (
        table(row("Nơi nhận:\n- Lưu: VT.", "Hiệu trưởng\n(Kí tên, đóng dấu)\nĐỗ Hoa Sim")),
        ("Lưu: VT",),
    ),
    "seen by the ward": (
        table(
            row("Nơi nhận:\n- Lưu: VT.", "HIỆU TRƯỞNG\nĐỗ Hoa Sim"),
            row(cell("XÁC NHẬN CỦA UBND PHƯỜNG SÔNG TRONG\nCHỦ TỊCH\nMa Văn Tới", span=2)),
        ),
        ("Lưu: VT",),
    ),
}


@pytest.mark.parametrize(("foot", "recipients"), FEET.values(), ids=FEET.keys())
def test_the_head_of_school_signs_whoever_else_does(foot: Xml, recipients: tuple[str, ...]) -> None:
    paper = report(foot=foot)
    assert (paper.report.signer, paper.report.recipients) == ("Đỗ Hoa Sim", recipients)
    assert not any("đóng dấu" in text for text in texts_of(paper))


@pytest.mark.parametrize(
    "sentence",
    [
        "Ngày 12/9/2024, trường ban hành Kế hoạch số: 45/KH-THCSĐT.",
        "Kế hoạch cải tiến chất lượng (số 45/KH-THCSĐT, ngày 12/09/2024) được xây dựng từ tháng 8.",
        "Thực hiện KH số 45 /KH-THCSĐT, ngày 12 - 9 - 2024.",
        "Kế hoạch số 45/KH-THCSĐT được hiệu trưởng kí ban hành ngày 12 tháng 9 năm 2024.",
        "Số kế hoạch: 45/KH-THCSĐT; ngày ban hành: 12/9/2024.",
        "Theo Kế hoạch số 7/KH-UBND ngày 01/8/2024 của phường.\n"
        "Trường có Kế hoạch cải tiến số 45/KH-THCSĐT ngày 12/9/2024.",
    ],
)
def test_the_plan_reported_on_is_named_in_many_ways(sentence: str) -> None:
    opening = (heads.as_table(), heads.title("BÁO CÁO"), "I. Việc xây dựng kế hoạch", sentence)
    paper = read_paper(docx(*opening, word_table(PLAN), word_table(RESULTS)))
    assert (paper.plan.number, paper.plan.date) == ("45/KH-THCSĐT", date(2024, 9, 12))


def test_a_number_with_a_space_behind_its_dash_is_whole() -> None:
    paper = read_paper(docx(heads.as_table(number="Số 07/KH- PTDTNT"), heads.title(), word_table(PLAN)))
    assert paper.report.number == "07/KH-PTDTNT"


def test_an_appendix_is_no_body_above() -> None:
    paper = read_paper(docx(p("PHỤ LỤC"), p("KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG NĂM HỌC 2024-2025"), word_table(PLAN)))
    assert (paper.report.upper_body, paper.school_year) == ("", "2024-2025")


# Biểu 2 in the words of other schools

ACTION_HEADINGS = (
    ["TT", "Nội dung", "Mục tiêu", "Hoạt động/giải pháp", "Chỉ số đánh giá kết quả"],
    ["Thời gian", "Đơn vị/cá nhân phụ trách", "Nguồn lực", "Minh chứng dự kiến", "Mức độ thực hiện"],
)
ACTION_HEADER = [*ACTION_HEADINGS[0], *ACTION_HEADINGS[1]]
ACTION = [
    "1",
    "Nhắc hạn",
    "Xong 8/9 việc",
    "Lập bảng chung",
    "Số việc đúng hạn",
    "01/9/2026 - 30/11/2026",
    "Cô Mây",
    "Không",
]


def test_the_form_with_arabic_headings_and_its_problems_in_a_paragraph() -> None:
    paper = read_paper(
        docx(
            p("KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG", bold=True),
            "1. Thông tin chung",
            "Cơ sở giáo dục: Trường THCS Suối Bạc",
            "Năm học: 2026-2027",
            "4. Tóm tắt vấn đề trọng tâm cần cải tiến",
            "Việc giao bằng miệng nên hay quên.",
            "5. Bảng kế hoạch cải tiến",
            word_table([ACTION_HEADER, [*ACTION, "MC.1.4.01", "Đang thực hiện - 40%"]]),
            "6. Theo dõi và đánh giá thực hiện",
            "Mỗi tháng xem một lần.",
        )
    )
    (found,) = paper.plan.items
    assert (found.topic, found.work, found.evidence) == ("Nhắc hạn", "Lập bảng chung", "MC.1.4.01")
    assert (found.status, found.status_text) == (ONGOING, "Đang thực hiện - 40%")
    assert (paper.form, paper.school, paper.school_year) == (Form.TT57, "Trường THCS Suối Bạc", "2026-2027")
    assert "Việc giao bằng miệng nên hay quên." in texts_of(paper.sections)
    assert not paper.notes


def test_parts_of_the_form_in_usual_words_of_another_order_need_no_look() -> None:
    header = ["TT", "Tiêu chuẩn", "Tiêu chí", "Hiện trạng", "Hạn chế", "Nguyên nhân"]
    paper = read_paper(
        docx(
            "II. CĂN CỨ XÂY DỰNG KẾ HOẠCH",
            "1. Ý kiến cha mẹ học sinh.",
            "IV. TÓM TẮT CÁC VẤN ĐỀ TRỌNG TÂM CẦN CẢI TIẾN",
            word_table([header, ["1", "1", "1.4", "Xong bốn việc", "Không ai nhắc", "Giao bằng miệng"]]),
            "VIII. CƠ CHẾ THEO DÕI, ĐÁNH GIÁ",
            "Họp hai lần.",
        )
    )
    assert [section.part for section in paper.sections] == ["II", "VIII"]
    assert not paper.notes


@pytest.mark.parametrize("blank", ["(chưa nhập)", "(nhà trường bổ sung)", "[CHƯA ĐỦ DỮ LIỆU - chưa in]"])
@pytest.mark.parametrize("across", [True, False])
def test_a_blank_of_the_form_is_no_line_and_is_named(blank: str, across: bool) -> None:
    line = [Spot(blank, 10)] if across else ["1", blank, *[""] * 8]
    paper = read_grid(ACTION_HEADER, line)
    assert paper.plan.items == ()
    assert [(note.code, note.quote) for note in paper.notes] == [("unfilled", blank)]
