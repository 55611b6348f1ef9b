"""Recommendations and weaknesses are read from a pasted list, a table or a report (đọc khuyến nghị, điểm yếu)."""

import pytest

from caitien.documents.read_needs import criterion_named, needs_in_text, read_needs
from caitien.documents.refusal import Refusal
from caitien.documents.understanding.needs import FROM_ABOVE, FROM_SENTENCE, NO_CRITERION, NO_KIND, SEVERAL, TOO_LONG
from caitien.domain.needs.need import Needs, NeedText
from tests.specimens import pour, word
from tests.specimens.printed import Page, pdf

GRID = [
    ["TT", "Tiêu chí", "Điểm yếu", "Khuyến nghị của đoàn", "Ghi chú"],
    ["1", "Tiêu chí 3.2", "Mái hai phòng học tầng trên dột", "Lợp lại mái trước mùa mưa", ""],
    ["2", "Tiêu chí 1.4", "Sổ theo dõi kế hoạch bỏ trống từ tháng 11", "", "đã nhắc"],
]


def read(data: bytes, name: str = "tep.txt") -> Needs:
    found = read_needs(data, name=name)
    assert not isinstance(found, Refusal), found.reason
    return found


def said(needs: Needs) -> list[tuple[str, str, str]]:
    return [(item.kind, item.criterion, item.text) for item in needs.items]


def pasted(*lines: str, kind: str = "weakness") -> tuple[NeedText, ...]:
    return needs_in_text("\n".join(lines), kind=kind).items


# --- a pasted list ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Tiêu chí 3.2: Mái nhà B dột",
        "1. Tiêu chí 3.2: Mái nhà B dột",
        "- TC 3.2 – Mái nhà B dột",
        "a) Tiêu chí 3.2. Mái nhà B dột",
        "• Tiêu  chí 3.2 : Mái nhà B dột",
        "II. Tiêu chí 3.2: Mái nhà B dột",
    ],
)
def test_numbering_and_dashes_go_and_the_criterion_in_front_is_known(line: str) -> None:
    (item,) = pasted(line)
    assert (item.kind, item.criterion, item.text, item.doubts) == ("weakness", "3.2", "Mái nhà B dột", ())


def test_lines_that_begin_with_a_small_letter_are_each_their_own() -> None:
    assert [item.text for item in pasted("mái dột", "thiếu ghế", "+ cửa hỏng")] == ["mái dột", "thiếu ghế", "cửa hỏng"]


def test_a_numbered_line_that_was_wrapped_is_one() -> None:
    texts = [item.text for item in pasted("1. Mái nhà B dột khi mưa", "lớn kéo dài", "2. Thiếu ghế")]
    assert texts == ["Mái nhà B dột khi mưa lớn kéo dài", "Thiếu ghế"]


def test_a_heading_inside_the_list_tells_another_kind() -> None:
    items = pasted("- Mái dột", "Khuyến nghị của đoàn đánh giá ngoài:", "- Lợp lại mái")
    assert [(item.kind, item.text) for item in items] == [("weakness", "Mái dột"), ("recommendation", "Lợp lại mái")]


def test_what_is_doubtful_says_why() -> None:
    items = pasted(
        "Thiếu ghế",
        "Tiêu chí 2.1, 2.2: Hai cô chưa đạt chuẩn",
        "3.3 Phòng máy còn 12 máy",
        "Cha mẹ ít dự họp (tiêu chí 4.1)",
        f"Tiêu chí 1.1: {'dài ' * 200}",
    )
    doubts = [item.doubts for item in items]
    assert doubts[0] == (NO_CRITERION,)
    assert doubts[1] == (SEVERAL,)
    assert "3.3" in doubts[2][0]
    assert doubts[3] == (FROM_SENTENCE,)
    assert doubts[4] == (TOO_LONG,)
    assert [item.criterion for item in items] == ["", "2.1", "3.3", "4.1", "1.1"]


def test_cells_copied_from_excel_are_a_list_too() -> None:
    items = pasted("1\tTiêu chí 3.2\tMái nhà B dột", "2\t3.4\tNhà vệ sinh tắc nước")
    assert [(item.criterion, item.text) for item in items] == [
        ("3.2", "Mái nhà B dột"),
        ("3.4", "Nhà vệ sinh tắc nước"),
    ]


def test_nothing_pasted_is_nothing() -> None:
    assert pasted("", "  ", "-") == ()
    assert pasted("Điểm yếu: Không.", "Không có") == ()


# --- files ------------------------------------------------------------------------------------------------------------

TABLE = [
    ("weakness", "3.2", "Mái hai phòng học tầng trên dột"),
    ("recommendation", "3.2", "Lợp lại mái trước mùa mưa"),
    ("weakness", "1.4", "Sổ theo dõi kế hoạch bỏ trống từ tháng 11"),
]


def test_a_table_in_word_in_excel_and_in_text_reads_the_same() -> None:
    assert said(read(word.docx(pour.word_table(GRID)), "a.docx")) == TABLE
    assert said(read(pour.xlsx({"Điểm yếu": GRID}), "a.xlsx")) == TABLE
    assert said(read(pour.tabbed(GRID).encode(), "a.tsv")) == TABLE


def test_where_it_stands_is_told_and_nothing_is_doubtful() -> None:
    items = read(pour.xlsx({"Rà soát": GRID}), "a.xlsx").items
    assert [item.place for item in items] == ["trang tính “Rà soát”, dòng 2"] * 2 + ["trang tính “Rà soát”, dòng 3"]
    assert not any(item.doubts for item in items)


def test_a_blank_criterion_takes_the_one_above_and_says_so() -> None:
    grid = [["TT", "Tiêu chí", "Hạn chế"], ["1", "Tiêu chí 3.2", "Mái dột"], ["2", "", "Phòng tối"]]
    items = read(pour.tabbed(grid).encode(), "a.tsv").items
    assert [(item.criterion, item.doubts) for item in items] == [("3.2", ()), ("3.2", (FROM_ABOVE,))]


def test_a_row_over_the_table_names_the_criterion_of_those_below() -> None:
    grid = [["TT", "Nội dung khuyến nghị", "Ghi chú"], ["Tiêu chí 4.1", "", ""], ["1", "Họp cha mẹ ba lần một năm", ""]]
    assert said(read(pour.tabbed(grid).encode(), "a.tsv")) == [("recommendation", "4.1", "Họp cha mẹ ba lần một năm")]


def test_several_in_one_cell_are_several() -> None:
    grid = [["Tiêu chí", "Tồn tại, hạn chế"], ["Tiêu chí 3.2", "- Mái dột\n- Sàn lún\nở hai góc"]]
    items = read(word.docx(pour.word_table(grid)), "a.docx").items
    assert [(item.criterion, item.text) for item in items] == [("3.2", "Mái dột"), ("3.2", "Sàn lún\nở hai góc")]


def test_a_plain_column_has_the_kind_of_the_heading_above_it() -> None:
    grid = [["TT", "Tiêu chí", "Nội dung"], ["1", "Tiêu chí 3.2", "Lợp lại mái"]]
    lone = read(pour.tabbed(grid).encode(), "a.tsv").items[0]
    assert (lone.kind, lone.doubts) == ("", (NO_KIND,))
    headed = read(pour.txt("KHUYẾN NGHỊ CỦA ĐOÀN ĐÁNH GIÁ NGOÀI", "", pour.tabbed(grid))).items[0]
    assert (headed.kind, headed.doubts) == ("recommendation", ())


REPORT = """BÁO CÁO TỰ ĐÁNH GIÁ
Tiêu chuẩn 3: Cơ sở vật chất
Tiêu chí 3.2: Khối lớp học
1. Mô tả hiện trạng
Trường có hai mươi phòng.
2. Điểm mạnh
Phòng nào cũng đủ đèn.
3. Điểm yếu
- Mái hai phòng tầng trên dột khi mưa
lớn.
- Chưa có phòng tin học thứ hai.
4. Kế hoạch cải tiến chất lượng
Sửa mái. Hạn chế này sẽ hết trong hè.
Tiêu chí 3.3: Khối hành chính
3. Điểm yếu: Không.
Tiêu chí 3.4: Khu vệ sinh
Điểm yếu: Nhà vệ sinh hay tắc nước.
KHUYẾN NGHỊ CỦA ĐOÀN ĐÁNH GIÁ NGOÀI
Tiêu chí 3.2: Nhà trường sớm lợp lại mái nhà B.
"""
OF_REPORT = [
    ("weakness", "3.2", "Mái hai phòng tầng trên dột khi mưa lớn."),
    ("weakness", "3.2", "Chưa có phòng tin học thứ hai."),
    ("weakness", "3.4", "Nhà vệ sinh hay tắc nước."),
    ("recommendation", "3.2", "Nhà trường sớm lợp lại mái nhà B."),
]


def test_the_parts_of_a_report_give_its_weaknesses_and_recommendations() -> None:
    assert said(read(REPORT.encode())) == OF_REPORT
    in_word = word.docx(REPORT.replace("mưa\nlớn", "mưa lớn").strip())
    assert said(read(in_word, "bao-cao.docx")) == OF_REPORT


def test_what_was_left_out_is_told() -> None:
    notes = read(REPORT.encode()).notes
    assert [note.quote for note in notes if note.code == "outside-list"] == ["Sửa mái. Hạn chế này sẽ hết trong hè."]
    assert "3 đoạn khác" in notes[-1].text


def test_a_table_of_something_else_is_told_and_not_taken() -> None:
    other = [["TT", "Nội dung", "Mục tiêu", "Kinh phí"], ["1", "Sửa sân", "Sân phẳng", "5 triệu"]]
    found = read(pour.txt(pour.tabbed(GRID), "", pour.tabbed(other)))
    assert said(found) == TABLE
    assert any("không có cột điểm yếu" in note.text for note in found.notes)


def test_a_file_without_any_is_refused_in_words() -> None:
    found = read_needs("Kế hoạch tuần\nThứ hai chào cờ.".encode(), name="a.txt")
    assert isinstance(found, Refusal)
    assert "Khuyến nghị" in found.reason


def test_a_broken_file_is_refused_by_the_gate() -> None:
    assert isinstance(read_needs(b"PK\x03\x04 no zip", name="a.docx"), Refusal)


@pytest.mark.parametrize(("typed", "code"), [("3.2", "3.2"), ("Tiêu chí 1.10", "1.10"), ("tc 4.1", "4.1"), ("ba", "")])
def test_a_typed_criterion_is_known_in_the_ways_people_write_it(typed: str, code: str) -> None:
    assert criterion_named(typed) == code


def test_a_printed_list_is_read() -> None:
    page = Page()
    page.words(70, 100, "KHUYẾN NGHỊ CỦA ĐOÀN ĐÁNH GIÁ NGOÀI")
    page.words(70, 130, "1. Tiêu chí 3.2: Nhà trường sớm lợp lại mái nhà B.")
    expected = [("recommendation", "3.2", "Nhà trường sớm lợp lại mái nhà B.")]
    assert said(read(pdf([page]), "a.pdf")) == expected
