"""More papers of the kinds that were read wrongly: boxes in one cell, names of schools, feet, tables after the plan."""

from collections.abc import Sequence

import pytest

from caitien.documents.write import write
from caitien.domain.paper import Paper, Status
from caitien.domain.paper_kind import PaperKind
from tests.specimens.pour import word_table
from tests.specimens.reading import read_paper
from tests.specimens.word import Xml, cell, docx, p, row, run, table
from tests.specimens.word_forms import box, old_box

LETTERHEAD = ("ỦY BAN NHÂN DÂN XÃ MƯỜNG LẠN", "TRƯỜNG TIỂU HỌC NẬM KHẨU")
PLAN_TITLE = ("KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG", "Năm học 2026-2027")
REPORT_TITLE = ("BÁO CÁO KẾT QUẢ THỰC HIỆN KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG", "Năm học 2026-2027")
PLAN = (
    ("TT", "Tiêu chí", "Công việc, giải pháp", "Người thực hiện", "Thời gian"),
    ("1", "Tiêu chí 1.1", "Sửa mái nhà xe", "Bảo vệ", "Tháng 9/2026"),
    ("2", "Tiêu chí 3.2", "Trồng cây", "Tổ 1", "Tháng 10/2026"),
)
RESULTS = (
    ("TT", "Tiêu chí", "Nội dung kế hoạch", "Đã hoàn thành", "Đang thực hiện", "Chưa thực hiện"),
    ("1", "1.1", "Sửa mái", "Xong", "", ""),
    ("2", "1.2", "Sơn tường", "", "Đang sơn", ""),
)


def paper_of(title: Sequence[str], *blocks: Xml, head: Sequence[str] = LETTERHEAD) -> Paper:
    return read_paper(docx(*map(p, head), *(p(line, bold=True) for line in title), *blocks))


def written_again(paper: Paper, suffix: str) -> Paper:
    data = write(paper, paper.form, suffix)
    assert isinstance(data, bytes)
    return read_paper(data, f"a.{suffix}")


# Boxes, several in one cell


def stated(*cells: Xml) -> list[Status]:
    head = row(*map(cell, ("TT", "Tiêu chí", "Nội dung kế hoạch", "Mức độ thực hiện", "Ghi chú")))
    rows = [row(cell(str(n)), cell(f"1.{n}"), cell("Sơn"), said, cell("")) for n, said in enumerate(cells, 1)]
    return [result.status for result in paper_of(REPORT_TITLE, table(head, *rows, columns=5)).results]


WORDS = ("Đã hoàn thành", "Đang thực hiện", "Chưa thực hiện")
EACH = [Status.DONE, Status.ONGOING, Status.NOT_STARTED]


def test_of_boxes_below_each_other_the_ticked_one_tells() -> None:
    cells = [cell(*(p(box(word == one), run(f" {word}")) for word in WORDS)) for one in WORDS]
    assert stated(*cells) == EACH


def test_of_boxes_of_old_forms_behind_their_words_the_ticked_one_tells() -> None:
    cells = [
        cell(p(*(part for word in WORDS for part in (run(f"{word} "), old_box(word == one), run(" ")))))
        for one in WORDS
    ]
    assert stated(*cells) == EACH


@pytest.mark.parametrize(("on", "off"), [("☑", "☐"), ("☒", "□"), ("[x]", "[ ]"), ("(X)", "( )"), ("■", "□")])
def test_of_boxes_made_of_signs_the_ticked_one_tells(on: str, off: str) -> None:
    cells = [cell(" ".join(f"{on if word == one else off} {word}" for word in WORDS)) for one in WORDS]
    assert stated(*cells) == EACH


def test_where_no_box_or_several_are_ticked_no_state_is_told_and_a_note_asks() -> None:
    assert stated(cell("☐ Hoàn thành\n☐ Đang thực hiện"), cell("☑ Hoàn thành\n☑ Đang thực hiện")) == [
        Status.UNSTATED,
        Status.UNSTATED,
    ]


@pytest.mark.parametrize("dots", ["……………", "............", "________", "…"])
def test_a_cell_that_waits_for_the_pen_is_blank(dots: str) -> None:
    grid = (PLAN[0], ("1", "1.1", "Sửa mái", dots, "Tháng 9"))
    (item,) = paper_of(PLAN_TITLE, word_table(grid)).plan.items
    assert (item.work, item.owners) == ("Sửa mái", "")


# Names


SCHOOLS = [
    (("TRƯỜNG TIỂU HỌC", "NẬM KHẨU"), "Trường Tiểu học Nậm Khẩu"),
    (("TRƯỜNG THCS NẬM KHẨU", "LỊCH TRỰC"), "Trường THCS Nậm Khẩu"),
    (("TRƯỜNG THCS NẬM KHẨU", "TỔNG HỢP"), "Trường THCS Nậm Khẩu"),
    (("TRƯỜNG THCS NẬM KHẨU", "SỔ TÀI SẢN"), "Trường THCS Nậm Khẩu"),
    (("TRƯỜNG THCS NẬM KHẨU + TỔ VĂN PHÒNG",), "Trường THCS Nậm Khẩu"),
    (("TRƯỜNG MẦM NON HOA BAN, XÃ MƯỜNG LẠN",), "Trường Mầm non Hoa Ban, xã Mường Lạn"),
    (("TRƯỜNG THCS “NẬM KHẨU”",), "Trường THCS “Nậm Khẩu”"),
    (("TRUNG TÂM GDNN-GDTX HUYỆN MAI SƠN",), "Trung tâm GDNN-GDTX huyện Mai Sơn"),
]


@pytest.mark.parametrize(("lines", "school"), SCHOOLS)
def test_the_schools_name_is_its_name_in_ordinary_letters(lines: Sequence[str], school: str) -> None:
    head = ("ỦY BAN NHÂN DÂN XÃ MƯỜNG LẠN", *lines)
    assert paper_of(PLAN_TITLE, word_table(PLAN), head=head).school == school


def test_marks_and_line_ends_of_markdown_are_no_letters() -> None:
    text = (
        "**TRƯỜNG TIỂU HỌC NẬM KHẨU**<br>**TỔ VĂN PHÒNG**\n\n# KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG\n\n"
        "| TT | Tiêu chí | Công việc | Người thực hiện | Thời gian |\n|--|--|--|--|--|\n"
        "| 1 | 1.1 | _Sửa mái_ nhà xe | Bảo vệ | Tháng 9 |\n"
    )
    paper = read_paper(text.encode(), "a.md")
    assert (paper.school, paper.plan.items[0].work) == ("Trường Tiểu học Nậm Khẩu", "Sửa mái nhà xe")


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
@pytest.mark.parametrize(
    ("title", "subject"),
    [("KẾ HOẠCH", "Kiểm tra nội bộ"), ("BIÊN BẢN", "Họp xét thi đua"), ("QUYẾT ĐỊNH", "Thành lập ban soạn thảo")],
)
def test_the_line_below_a_title_that_stands_alone_is_what_the_paper_is_about(
    title: str, subject: str, suffix: str
) -> None:
    paper = paper_of((title, subject), p("HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC NẬM KHẨU"), p("Căn cứ Luật Giáo dục;"))
    assert (paper.report.title, paper.report.subject) == (title, subject)
    assert written_again(paper, suffix) == paper


# Tables behind the plan


def test_names_numbered_on_below_the_plan_are_no_lines_of_it() -> None:
    staff = (
        ("3", "Lò Thị Hoa", "Hiệu trưởng", "Trưởng ban", "0912"),
        ("4", "Hà Văn Tú", "Hiệu phó", "Ủy viên", "0913"),
    )
    paper = paper_of(PLAN_TITLE, word_table(PLAN), p(""), word_table(staff))
    assert len(paper.plan.items) == 2
    assert any("Hà Văn Tú" in note.quote for note in paper.notes)


# Labels and feet


def test_labels_of_a_self_assessment_stay_where_they_stand_even_once() -> None:
    lines = ("Tiêu chuẩn 1", "Điểm mạnh cơ bản: trường ổn định.", "Điểm yếu cơ bản: thiếu phòng.")
    paper = paper_of(("BÁO CÁO TỰ ĐÁNH GIÁ", "Năm học 2026-2027"), *map(p, lines))
    assert paper.kind is PaperKind.SELF_ASSESSMENT
    assert (paper.strengths, paper.limitations) == ("", "")
    assert [section.paragraphs for section in paper.sections] == [lines]


FEET = [
    (("Mường Lạn, ngày 20 tháng 5 năm 2027", "Người viết báo cáo", "Lò Thị Mây"), "Người viết báo cáo", ()),
    (("Nơi gửi:", "- Các tổ;", "- Lưu: VT.", "HIỆU TRƯỞNG", "Lò Thị Mây"), "HIỆU TRƯỞNG", ("Các tổ", "Lưu: VT")),
    (("XÁC NHẬN CỦA UBND XÃ", "Hà Văn Tú", "HIỆU TRƯỞNG", "Lò Thị Mây"), "HIỆU TRƯỞNG", ()),
]


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
@pytest.mark.parametrize(("lines", "post", "recipients"), FEET, ids=["small-post", "noi-gui", "xac-nhan"])
def test_a_foot_below_the_petitions_is_no_petition(
    lines: Sequence[str], post: str, recipients: tuple[str, ...], suffix: str
) -> None:
    paper = paper_of(REPORT_TITLE, word_table(RESULTS), p("Kiến nghị"), p("Cấp kinh phí."), *map(p, lines))
    assert paper.recommendations == ("Cấp kinh phí.",)
    assert (paper.report.signer, paper.report.signer_title) == ("Lò Thị Mây", post)
    assert paper.report.recipients == recipients
    assert written_again(paper, suffix) == paper


@pytest.mark.parametrize("whose", ["HIỆU TRƯỞNG", "HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC ĐỒI CHÈ"])
@pytest.mark.parametrize("grounds", ["Căn cứ Luật Giáo dục;", "Xét đề nghị của tổ văn phòng;", "Điều 1. Kiện toàn tổ."])
def test_whose_decision_it_is_stays_above_its_grounds_and_signs_once(whose: str, grounds: str) -> None:
    lines = ("QUYẾT ĐỊNH", "Về việc kiện toàn tổ giám sát", whose, grounds, "HIỆU TRƯỞNG", "Nguyễn Thị Lài")
    paper = read_paper(docx(*map(p, lines)))
    assert (paper.report.signer_title, paper.report.signer) == ("HIỆU TRƯỞNG", "Nguyễn Thị Lài")
    assert [text for section in paper.sections for text in section.paragraphs] == [whose, grounds]


def test_a_sentence_that_begins_as_a_list_of_recipients_is_a_sentence() -> None:
    lines = ("I. Quy định", "Nơi nhận: phòng văn thư, trong giờ hành chính.", "Mỗi tổ nộp một bản.")
    paper = paper_of(PLAN_TITLE, *map(p, lines), word_table(PLAN))
    assert paper.report.recipients == ()
    assert paper.sections[0].paragraphs == lines[1:]


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_who_signs_beside_the_head_of_school_stays_in_its_place_when_printed(suffix: str) -> None:
    signed = word_table((("NGƯỜI LẬP", "HIỆU TRƯỞNG"), ("Lò Thị Hoa", "Hà Văn Tú")))
    paper = paper_of(PLAN_TITLE, word_table(PLAN), signed)
    assert paper.report.signer == "Hà Văn Tú"
    assert written_again(paper, suffix) == paper


# A table of reviews drawn in one table with the plan


NINE = (
    *("TT", "Tiêu chí", "Kết quả cần đạt", "Công việc", "Người thực hiện"),
    *("Thời gian", "Kinh phí", "Điều kiện", "Ghi chú"),
)
LINES = (
    ("1", "1.1", "Tốt", "Sửa mái", "Bảo vệ", "9/2026", "", "", ""),
    ("2", "1.2", "Khá", "Sơn", "Tổ 1", "10/2026", "", "", ""),
)
REVIEWS = {
    "a column for each": (
        (1, 2, 2, 1, 2, 1),
        ("TT", "Thời điểm", "Nội dung rà soát", "Kết quả", "Điều chỉnh", "Người rà soát"),
    ),
    "without numbers": ((3, 2, 2, 2), ("Thời điểm rà soát", "Nội dung rà soát", "Kết quả", "Người rà soát")),
}


@pytest.mark.parametrize("band", ["", "VI. THEO DÕI, RÀ SOÁT"], ids=["at once", "under a name"])
@pytest.mark.parametrize(("spans", "heads"), REVIEWS.values(), ids=REVIEWS)
def test_a_table_of_reviews_inside_that_of_the_plan_is_one_of_its_own(
    spans: Sequence[int], heads: Sequence[str], band: str
) -> None:
    def wide(*texts: str) -> Xml:
        return row(*(cell(text, span=span) for text, span in zip(texts, spans, strict=True)))

    said = ["Cuối học kỳ I", "Tiến độ", "Đạt", *(["Không"] if "Điều chỉnh" in heads else []), "Hiệu trưởng"]
    numbered = ["1", *said] if len(spans) > len(said) else said
    above = [row(cell(band, span=9))] if band else []
    paper = paper_of(PLAN_TITLE, table(NINE, *LINES, *above, wide(*heads), wide(*numbered), columns=9))
    assert [line.work for line in paper.plan.items] == ["Sửa mái", "Sơn"]
    (review,) = paper.reviews
    assert (review.moment, review.content, review.result, review.reviewer) == (
        *("Cuối học kỳ I", "Tiến độ", "Đạt"),
        "Hiệu trưởng",
    )
