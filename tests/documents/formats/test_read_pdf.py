"""An has the paper as a PDF only: its paragraphs and tables come back, or a sentence says why not."""

import json
import re
from pathlib import Path

import pytest

from caitien.documents.blocks import Pages, Paragraph, Table
from caitien.documents.formats.read_pdf import pages_of_pdf
from tests.specimens.printed import LANDSCAPE, Page, width
from tests.specimens.printed_text import (
    LEFT,
    PROSE,
    RIGHT,
    paragraphs,
    read,
    set_text,
    tables,
    texts,
    wrapped,
)

SAMPLE = Path(__file__).parents[4] / "shared" / "samples" / "lhp-2023-2024"
needs_sample = pytest.mark.skipif(not SAMPLE.exists(), reason="the real sample lies outside the project (../shared)")


# The real sample.


@needs_sample
def test_every_cell_of_the_real_report_is_read() -> None:
    expected = json.loads((SAMPLE / "expected.json").read_text())
    pages = pages_of_pdf((SAMPLE / "report.pdf").read_bytes())
    assert isinstance(pages, Pages)
    _, plan, results, _ = tables(pages)
    plan_columns = {"target": 2, "work": 3, "owners": 4, "time": 5, "budget": 6, "support": 7, "note": 8}
    result_columns = {"planned": 2, "adjusted": 3, "done": 4, "ongoing": 5, "not_started": 6, "note": 7}
    assert criteria_of(plan, plan_columns) == wanted(expected["plan"]["items"], plan_columns)
    assert criteria_of(results, result_columns) == wanted(expected["results"], result_columns)


def criteria_of(table: Table, columns: dict[str, int]) -> list[dict[str, str]]:
    full = [texts(row) for row in table.rows if not row.header and len(row.cells) == max(columns.values()) + 1]
    found = [{name: " ".join(row[at].split()) for name, at in columns.items()} for row in full]
    return [{"criterion": row[1].rpartition(" ")[2], **cells} for row, cells in zip(full, found, strict=True)]


def wanted(rows: list[dict[str, str]], columns: dict[str, int]) -> list[dict[str, str]]:
    return [{name: " ".join(row[name].split()) for name in ("criterion", *columns)} for row in rows]


@needs_sample
def test_the_real_report_has_whole_rows_and_whole_paragraphs() -> None:
    pages = pages_of_pdf((SAMPLE / "report.pdf").read_bytes())
    assert isinstance(pages, Pages)
    assert not any(row.cut for table in tables(pages) for row in table.rows)
    head, *_, foot = tables(pages)
    assert texts(head.rows[0])[0].count("\n") == 2
    assert texts(foot.rows[0])[1].startswith("HIỆU TRƯỞNG\n")
    assert not any(re.match(r"[a-zà-ỹ]", text) for text in paragraphs(pages)[4:])


# Paragraphs.


def test_wrapped_lines_are_one_paragraph() -> None:
    page = Page()
    end = set_text(page, PROSE, LEFT, 80, RIGHT - LEFT)
    set_text(page, "Các tổ thực hiện.", LEFT, end, RIGHT - LEFT)
    assert paragraphs(read(page)) == [PROSE, "Các tổ thực hiện."]


def test_a_paragraph_goes_on_over_the_page_end() -> None:
    lines = wrapped(PROSE, RIGHT - LEFT)
    first, second = Page(), Page()
    for number, line in enumerate(lines):
        (first if number < 3 else second).words(LEFT, 770 if number < 0 else 700 + number * 12, line)
    assert paragraphs(read(first, second)) == [PROSE]


def test_a_line_the_writer_ended_is_a_paragraph_though_it_looks_unfinished() -> None:
    page = Page()
    set_text(page, f"Phân công thực hiện\ngồm ba tổ\n{PROSE}", LEFT, 80, RIGHT - LEFT)
    assert paragraphs(read(page)) == ["Phân công thực hiện", "gồm ba tổ", PROSE]


def test_space_above_begins_a_paragraph_though_the_line_is_full() -> None:
    page = Page()
    full = wrapped(PROSE, RIGHT - LEFT)[0]
    page.words(LEFT, 100, full)
    page.words(LEFT, 112, full)
    page.words(LEFT, 140, full)
    assert paragraphs(read(page)) == [f"{full} {full}", full]


def test_a_range_broken_at_its_hyphen_is_whole_again() -> None:
    page = Page()
    page.words(LEFT, 100, "Kế hoạch của nhà trường trong năm học 2024-")
    page.words(LEFT, 112, "2025 gồm các nội dung chính nêu trong bảng dưới")
    assert paragraphs(read(page)) == [
        "Kế hoạch của nhà trường trong năm học 2024-2025 gồm các nội dung chính nêu trong bảng dưới"
    ]


def test_words_drawn_in_pieces_are_words() -> None:
    """Kerning cuts a word into pieces; where a blank is, there may be nothing but room."""
    page = Page()
    page.text(LEFT, 100, "Trư")
    page.text(LEFT + width("Trư") - 0.4, 100, "ờng")
    page.text(LEFT + width("Trường "), 100, "tiểu")
    page.text(LEFT + width("Trường tiểu "), 100, "học")
    assert paragraphs(read(page)) == ["Trường tiểu học"]


def test_marks_drawn_after_their_letters_join_them() -> None:
    page = Page()
    page.text(LEFT, 100, "Ke\u0302\u0301 hoa\u0323ch")
    assert paragraphs(read(page)) == ["Ke\u0302\u0301 hoa\u0323ch"]


def test_bold_headings_are_told() -> None:
    page = Page()
    page.text(LEFT, 100, "KẾ HOẠCH", bold=True)
    page.text(LEFT, 140, "Căn cứ chương trình năm học")
    assert [block.bold for block in read(page).blocks if isinstance(block, Paragraph)] == [True, False]


@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_a_page_drawn_on_its_side_reads_as_if_turned(quarter: int) -> None:
    page = Page(size=LANDSCAPE)
    places = {1: ((100, 500), (120, 500)), 2: ((700, 300), (700, 280)), 3: ((700, 100), (680, 100))}[quarter]
    for (x, y), words in zip(places, ("KẾ HOẠCH", "Căn cứ chương trình"), strict=True):
        page.text(x, y, words, quarter=quarter)
    assert " ".join(paragraphs(read(page))) == "KẾ HOẠCH Căn cứ chương trình"


# Letterhead and foot.


def letterhead(page: Page, y: float = 60) -> None:
    page.words(LEFT, y, "UBND XÃ ĐỒNG XANH")
    page.words(300, y, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    page.words(LEFT, y + 14, "TRƯỜNG TIỂU HỌC ĐỒNG XANH")
    page.words(320, y + 14, "Độc lập - Tự do - Hạnh phúc")
    page.stroke(LEFT + 40, y + 17, LEFT + 90, y + 17)
    page.words(LEFT, y + 50, "Số: 07/KH-TH")
    page.words(300, y + 50, "Đồng Xanh, ngày 05 tháng 9 năm 2025")


def test_a_letterhead_comes_column_by_column() -> None:
    page = Page()
    letterhead(page)
    page.words(270, 150, "KẾ HOẠCH")
    pages = read(page)
    (head,) = tables(pages)
    assert [texts(row) for row in head.rows] == [
        [
            "UBND XÃ ĐỒNG XANH\nTRƯỜNG TIỂU HỌC ĐỒNG XANH",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        ],
        ["Số: 07/KH-TH", "Đồng Xanh, ngày 05 tháng 9 năm 2025"],
    ]
    assert paragraphs(pages) == ["KẾ HOẠCH"]


def test_the_name_far_below_the_post_stays_with_it() -> None:
    page = Page()
    page.words(LEFT, 600, "Nơi nhận:")
    page.words(LEFT, 612, "- UBND xã;")
    page.words(LEFT, 624, "- Lưu: VT.")
    page.words(380, 600, "HIỆU TRƯỞNG")
    page.words(385, 680, "Lê Thu Hạnh")
    (foot,) = tables(read(page))
    assert texts(foot.rows[0]) == ["Nơi nhận:\n- UBND xã;\n- Lưu: VT.", "HIỆU TRƯỞNG\nLê Thu Hạnh"]


# Margins.


def test_page_numbers_go_and_running_words_are_noted() -> None:
    pages = []
    for number in (1, 2, 3):
        page = Page()
        page.words(295, 40, str(number))
        page.words(LEFT, 300, f"{('Một', 'Hai', 'Ba')[number - 1]} tổ thực hiện kế hoạch.")
        page.words(LEFT, 815, "Trường Tiểu học Đồng Xanh")
        pages.append(page)
    found = read(*pages)
    assert [text.split()[0] for text in paragraphs(found)] == ["Một", "Hai", "Ba"]
    assert [(note.code, note.quote) for note in found.notes] == [("running-header", "Trường Tiểu học Đồng Xanh")]


@pytest.mark.parametrize("form", ["{}", "Trang {}", "- {} -", "{}/3", "Trang {} / 3", "Page {} of 3", "[{}]"])
def test_page_numbers_go_however_they_are_printed(form: str) -> None:
    pages = [Page() for _ in range(3)]
    for number, page in enumerate(pages, 1):
        page.words(280, 820, form.format(number))
        page.words(LEFT, 300, f"Nhà trường sơn lại phòng học số {number}0.")
    found = read(*pages)
    assert paragraphs(found) == [f"Nhà trường sơn lại phòng học số {number}0." for number in (1, 2, 3)]
    assert not found.notes


def test_a_date_at_the_top_of_a_page_stays() -> None:
    first, second = Page(), Page()
    first.words(LEFT, 60, "Năm học 2025-2026")
    first.words(LEFT, 300, "Nội dung")
    second.words(LEFT, 300, "Kết quả")
    assert "Năm học 2025-2026" in paragraphs(read(first, second))
