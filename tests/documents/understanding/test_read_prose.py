"""The words around the tables: strengths, limitations, petitions, and every other section kept where it stood."""

import pytest

from caitien.documents.write import write
from caitien.domain.paper import Paper
from tests.specimens import letterheads as heads
from tests.specimens.layout import body, head
from tests.specimens.pour import word_table
from tests.specimens.reading import one_line, read_paper
from tests.specimens.schools import PLAN, PLAN_COLUMNS, RESULT_COLUMNS, RESULTS
from tests.specimens.word import docx, p

PLAN_TABLE = word_table([*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)])
RESULT_TABLE = word_table([*head(RESULT_COLUMNS), *body(RESULTS, RESULT_COLUMNS)])

GOOD_1, GOOD_2 = "Giáo viên các tổ vào việc sớm.", "Phường hỗ trợ kịp thời tiền sửa chữa."
BAD_1, BAD_2 = "Hai việc phải lùi vì chờ tường rào.", "Sổ theo dõi ghi chưa đều tay."
ASK_1, ASK_2 = "Phường bố trí tiền mua máy tính trong quý I.", "Sở mở lớp bồi dưỡng cho nhân viên thư viện."


def report(*lines: str) -> Paper:
    return read_paper(docx(heads.as_table(), heads.title("BÁO CÁO"), PLAN_TABLE, RESULT_TABLE, *lines, heads.foot()))


def plain(text: str) -> str:
    """Without the dashes and pluses at the beginnings of lines, on one line."""
    return one_line(" ".join(line.strip().lstrip("-+–•* ").strip() for line in text.split("\n")))


LAYOUTS = {
    "as in the outline": (
        "- Nhận xét, đánh giá:",
        f"+ Ưu điểm: {GOOD_1} {GOOD_2}",
        f"+ Hạn chế: {BAD_1} {BAD_2}",
        "- Kiến nghị, đề xuất:",
        f"+ {ASK_1}",
        f"+ {ASK_2}",
    ),
    "numbered headings, paragraphs": (
        "1. Nhận xét",
        "a) Ưu điểm",
        GOOD_1,
        GOOD_2,
        "b) Hạn chế",
        BAD_1,
        BAD_2,
        "2. Kiến nghị",
        ASK_1,
        ASK_2,
    ),
    "numbered headings, lists": (
        "1. Ưu điểm:",
        f"- {GOOD_1}",
        f"- {GOOD_2}",
        "2. Tồn tại, hạn chế:",
        f"- {BAD_1}",
        f"- {BAD_2}",
        "3. Kiến nghị, đề xuất:",
        f"- {ASK_1}",
        f"- {ASK_2}",
    ),
    "Roman headings in capitals": (
        "IV. ƯU ĐIỂM",
        GOOD_1,
        GOOD_2,
        "V. HẠN CHẾ",
        BAD_1,
        BAD_2,
        "VI. KIẾN NGHỊ",
        f"- {ASK_1}",
        f"- {ASK_2}",
    ),
    "strong and weak points": (
        "1. Điểm mạnh",
        f"{GOOD_1} {GOOD_2}",
        "2. Điểm yếu",
        f"{BAD_1} {BAD_2}",
        "3. Đề xuất, kiến nghị",
        f"- {ASK_1}",
        f"- {ASK_2}",
    ),
    "what was reached, what remains": (
        "1. Những ưu điểm",
        GOOD_1,
        GOOD_2,
        "2. Những tồn tại, hạn chế",
        BAD_1,
        BAD_2,
        "3. Đề xuất",
        ASK_1,
        ASK_2,
    ),
    "in one line each": (
        f"* Ưu điểm: {GOOD_1} {GOOD_2}",
        f"* Tồn tại: {BAD_1} {BAD_2}",
        "* Kiến nghị:",
        f"- {ASK_1}",
        f"- {ASK_2}",
    ),
    "bullets of Word": (
        "Ưu điểm",
        p(GOOD_1, numbered=True),
        p(GOOD_2, numbered=True),
        "Hạn chế",
        p(BAD_1, numbered=True),
        p(BAD_2, numbered=True),
        "Kiến nghị",
        p(ASK_1, numbered=True),
        p(ASK_2, numbered=True),
    ),
    "bold headings": (
        p("Ưu điểm:", bold=True),
        GOOD_1,
        GOOD_2,
        p("Hạn chế:", bold=True),
        BAD_1,
        BAD_2,
        p("Kiến nghị:", bold=True),
        ASK_1,
        ASK_2,
    ),
}


@pytest.mark.parametrize("lines", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_strengths_limitations_and_petitions(lines: tuple[str, ...]) -> None:
    paper = report(*lines)
    assert plain(paper.strengths) == f"{GOOD_1} {GOOD_2}"
    assert plain(paper.limitations) == f"{BAD_1} {BAD_2}"
    assert paper.recommendations == (ASK_1, ASK_2)


ASKED = ("Đề nghị Ủy ban nhân dân xã sửa mái nhà bếp", "Đề xuất phòng Văn hóa cấp thêm bàn ghế")


@pytest.mark.parametrize("label", [(), ("Kiến nghị:",), ("3. Kiến nghị, đề xuất",), ("Kiến nghị với cấp trên:",)])
def test_a_sentence_that_asks_is_a_petition_and_opens_none(label: tuple[str, ...]) -> None:
    paper = report("Ưu điểm:", GOOD_1, "Hạn chế:", BAD_1, *label, *(f"- {text}" for text in ASKED))
    assert paper.recommendations == ASKED
    assert plain(paper.limitations) == BAD_1


def test_whom_a_petition_asks_is_kept_with_what_it_asks() -> None:
    paper = report("Kiến nghị:", "- Đề nghị UBND xã: Sửa mái nhà bếp.", "- Mua thêm bàn ghế.")
    assert paper.recommendations == ("Đề nghị UBND xã: Sửa mái nhà bếp.", "Mua thêm bàn ghế.")


@pytest.mark.parametrize("lines", [("Kiến nghị: Không.",), ("Kiến nghị, đề xuất: Không có",)])
def test_nothing_to_ask_is_not_lost(lines: tuple[str, ...]) -> None:
    paper = report("Ưu điểm:", GOOD_1, *lines)
    assert plain(paper.strengths) == GOOD_1
    assert any("Không" in text for text in (*paper.recommendations, *(note.quote for note in paper.notes)))


def test_the_closing_sentence_is_no_petition() -> None:
    closing = "Trên đây là báo cáo kết quả thực hiện của nhà trường, kính trình phường xem xét./."
    paper = report("Kiến nghị, đề xuất:", f"- {ASK_1}", f"- {ASK_2}", closing)
    assert paper.recommendations == (ASK_1, ASK_2)
    said = [text for section in paper.sections for text in section.paragraphs] + [note.quote for note in paper.notes]
    assert any("kính trình phường xem xét" in text for text in said)


def test_petitions_before_the_assessment() -> None:
    paper = report("1. Kiến nghị", f"- {ASK_1}", "2. Ưu điểm", GOOD_1, "3. Hạn chế", BAD_1)
    assert (paper.recommendations, plain(paper.strengths), plain(paper.limitations)) == ((ASK_1,), GOOD_1, BAD_1)


def test_an_assessment_above_the_tables() -> None:
    lines = ("I. Nhận xét", "1. Ưu điểm", GOOD_1, "2. Hạn chế", BAD_1, "II. Kết quả thực hiện")
    paper = read_paper(docx(heads.as_table(), heads.title("BÁO CÁO"), *lines, RESULT_TABLE, heads.foot()))
    assert (plain(paper.strengths), plain(paper.limitations)) == (GOOD_1, BAD_1)
    assert len(paper.results) == len(RESULTS)


def test_a_petition_to_several_bodies_keeps_who_is_asked() -> None:
    paper = report(
        "3. Kiến nghị",
        "a) Đối với Ủy ban nhân dân phường:",
        f"- {ASK_1}",
        "b) Đối với Sở Giáo dục và Đào tạo:",
        f"- {ASK_2}",
    )
    said = "\n".join(
        (
            *paper.recommendations,
            *(text for section in paper.sections for text in (section.heading, *section.paragraphs)),
        )
    )
    assert all(
        words in said for words in (ASK_1, ASK_2, "Đối với Ủy ban nhân dân phường", "Đối với Sở Giáo dục và Đào tạo")
    )


def test_sections_stand_where_they_stood() -> None:
    paper = read_paper(
        docx(
            heads.as_table(),
            heads.title("BÁO CÁO"),
            "I. Việc xây dựng kế hoạch",
            "Hội đồng họp hai lần trong tháng Tám.",
            "Thư ký ghi lại ý kiến của từng tổ.",
            "II. Việc triển khai",
            "Kế hoạch được dán ở bảng tin.",
            PLAN_TABLE,
            "III. Kết quả tự kiểm tra",
            "Tổ giám sát đi từng phòng.",
            RESULT_TABLE,
            "IV. Phương hướng",
            "Năm tới làm tiếp việc còn dở.",
        )
    )
    found = [
        (section.before, f"{section.part}. {section.heading}".removeprefix(". "), section.paragraphs)
        for section in paper.sections
    ]
    assert found == [
        (
            "plan",
            "I. Việc xây dựng kế hoạch",
            ("Hội đồng họp hai lần trong tháng Tám.", "Thư ký ghi lại ý kiến của từng tổ."),
        ),
        ("plan", "II. Việc triển khai", ("Kế hoạch được dán ở bảng tin.",)),
        ("results", "III. Kết quả tự kiểm tra", ("Tổ giám sát đi từng phòng.",)),
        ("end", "IV. Phương hướng", ("Năm tới làm tiếp việc còn dở.",)),
    ]


def test_the_word_strengths_inside_a_sentence_is_no_heading() -> None:
    paper = report("Nhà trường phát huy ưu điểm của các năm trước.", "Ưu điểm:", GOOD_1, "Hạn chế:", BAD_1)
    assert (plain(paper.strengths), plain(paper.limitations)) == (GOOD_1, BAD_1)


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
@pytest.mark.parametrize(
    "line",
    [
        "PHẦN II. TỔ CHỨC LÀM VIỆC Ở TỔ",
        "Phần II: Cách làm",
        "Mục II. Việc của từng tổ",
        "IX. Việc về sau",
        "VIII - Quỹ",
    ],
)
@pytest.mark.parametrize("title", ["BÁO CÁO", "KẾ HOẠCH"])
def test_a_heading_is_printed_as_the_school_numbers_it(line: str, title: str, suffix: str) -> None:
    table = word_table([*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)])
    paper = read_paper(docx(title, "Cải tiến chất lượng giáo dục", line, "Mỗi tổ họp một lần một tháng.", table))
    assert line in [section.line for section in paper.sections]
    data = write(paper, paper.form, suffix)
    assert isinstance(data, bytes)
    again = read_paper(data, f"a.{suffix}")
    assert again == paper
    assert line in [section.line for section in again.sections]
