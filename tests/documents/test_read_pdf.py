"""An has the paper as a PDF only: its paragraphs and tables come back, or a sentence says why not."""

import json
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from caitien.documents.blocks import Pages, Paragraph, Row, Table
from caitien.documents.formats.pdf.process import MAX_PAGES, ask_child, read_here
from caitien.documents.formats.read_pdf import pages_of_pdf
from caitien.documents.refusal import Refusal
from tests.specimens.printed import LANDSCAPE, Page, pdf, width

SAMPLE = Path(__file__).resolve().parents[3] / "shared" / "samples" / "lhp-2023-2024"
needs_sample = pytest.mark.skipif(not SAMPLE.exists(), reason="the real sample lies outside the project (../shared)")

LEFT, RIGHT = 60.0, 320.0
PROSE = (
    "Ban giám hiệu rà soát hồ sơ phòng Tin học rồi lập danh mục máy hỏng để gửi đơn vị bảo dưỡng trước ngày khai giảng "
    "và báo cáo kết quả về tổ Văn phòng trong tuần đầu của tháng sau."
)


def read(*pages: Page) -> Pages:
    answer = pages_of_pdf(pdf(pages))
    assert isinstance(answer, Pages), answer.text
    return answer


def refused(data: bytes) -> str:
    answer = pages_of_pdf(data)
    assert isinstance(answer, Refusal)
    assert re.search(r"hãy .*\.$", answer.text), "the sentence says what to do"
    return answer.code


def paragraphs(pages: Pages) -> list[str]:
    return [block.text for block in pages.blocks if isinstance(block, Paragraph)]


def tables(pages: Pages) -> list[Table]:
    return [block for block in pages.blocks if isinstance(block, Table)]


def texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def wrapped(words: str, room: float, size: float = 10) -> list[str]:
    """The lines of a text in that room, as every program wraps them."""
    lines: list[str] = []
    for word in words.split():
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def set_text(page: Page, words: str, x: float, y: float, room: float, *, trailing: bool = False) -> float:
    """Paragraphs in a column; the baseline after them."""
    for paragraph in words.split("\n"):
        for line in wrapped(paragraph, room):
            page.words(x, y, line, trailing=trailing)
            y += 12
    return y


def set_row(
    page: Page, xs: list[float], top: float, cells: list[str], bottom: float, *, trailing: bool = False
) -> None:
    for left, right, text in zip(xs, xs[1:], cells, strict=False):
        set_text(page, text, left + 5, top + 11, right - left - 10, trailing=trailing)
    page.grid(xs, [top, bottom])


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


# Tables.

COLUMNS = [60.0, 100.0, 200.0, 400.0, 500.0]
HEADER = ["TT", "Tiêu chí", "Công việc cần thực hiện", "Thời gian"]


@pytest.mark.parametrize("thick", [0.5, 1.5, 3.0, 6.0])
def test_borders_drawn_as_thin_boxes_make_a_table(thick: float) -> None:
    page = Page()
    set_row(page, COLUMNS, 100, HEADER, 130)
    set_row(page, COLUMNS, 130, ["1", "Tiêu chí 1.1", PROSE, "Hằng năm"], 250)
    page.grid(COLUMNS, [100, 130, 250], thick)
    (table,) = tables(read(page))
    assert [texts(row) for row in table.rows] == [HEADER, ["1", "Tiêu chí 1.1", PROSE, "Hằng năm"]]


def test_a_merged_cell_has_its_span_and_its_lower_parts() -> None:
    page = Page()
    set_row(page, [60.0, 500.0], 100, ["MỨC 1"], 120)
    for x0, x1 in ((60, 100), (200, 500)):
        page.stroke(x0, 150, x1, 150)
    page.stroke(60, 180, 500, 180)
    for x in (60, 100, 200, 500):
        page.stroke(x, 120, x, 180)
    page.words(105, 132, "Tiêu chí 1.1")
    page.words(205, 132, "Mua máy chiếu")
    page.words(205, 162, "Dán bảng theo dõi")
    (table,) = tables(read(page))
    assert [(cell.text, cell.column, cell.span) for cell in table.rows[0].cells] == [("MỨC 1", 0, 3)]
    assert [cell.continues for cell in table.rows[2].cells] == [False, True, False]
    assert texts(table.rows[1]) == ["", "Tiêu chí 1.1", "Mua máy chiếu"]
    assert texts(table.rows[2]) == ["", "", "Dán bảng theo dõi"]


def test_an_underline_in_a_cell_is_no_border() -> None:
    page = Page()
    set_row(page, COLUMNS, 100, ["1", "Tiêu chí 1.1", "Mua máy chiếu\nDán bảng", "Hằng năm"], 150)
    page.stroke(205, 113, 290, 113)
    (table,) = tables(read(page))
    assert texts(table.rows[0]) == ["1", "Tiêu chí 1.1", "Mua máy chiếu\nDán bảng", "Hằng năm"]


def test_a_frame_around_a_paragraph_is_no_table() -> None:
    page = Page()
    page.grid([50, 400], [80, 120])
    page.words(LEFT, 100, "Căn cứ chương trình năm học")
    pages = read(page)
    assert tables(pages) == []
    assert paragraphs(pages) == ["Căn cứ chương trình năm học"]


def cut_in_two(*, header: bool, closed: bool, trailing: bool = False) -> list[Page]:
    """A row whose work goes on on the second page, its other cells being finished."""
    lines = wrapped(PROSE, 190)
    first, second = Page(), Page()
    set_row(first, COLUMNS, 700, HEADER, 730)
    set_row(first, COLUMNS, 730, ["1", "Tiêu chí 1.1", " ".join(lines[:4]), "Hằng năm"], 782, trailing=trailing)
    if not closed:
        first.marks = [mark for mark in first.marks if " 60.00 re" not in mark and not _is_level_at(mark, 842 - 782.5)]
    top = 60.0
    if header:
        set_row(second, COLUMNS, 60, HEADER, 90)
        top = 90.0
    set_row(second, COLUMNS, top, ["", "", " ".join(lines[4:]), ""], top + 60, trailing=trailing)
    set_row(second, COLUMNS, top + 60, ["2", "Tiêu chí 1.2", "Mua máy chiếu", "Hằng năm"], top + 90)
    return [first, second]


def _is_level_at(mark: str, y: float) -> bool:
    return mark.split()[1] == f"{y:.2f}" and mark.endswith("0.50 re f*")


@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("trailing", [True, False])
def test_a_row_cut_by_the_page_end_is_whole(header: bool, closed: bool, trailing: bool) -> None:
    (table,) = tables(read(*cut_in_two(header=header, closed=closed, trailing=trailing)))
    body = [texts(row) for row in table.rows if not row.header and row.cells[0].text != "TT"]
    assert body == [["1", "Tiêu chí 1.1", PROSE, "Hằng năm"], ["2", "Tiêu chí 1.2", "Mua máy chiếu", "Hằng năm"]]
    assert [row.page for row in table.rows][-1] == 2


def test_a_pasted_header_is_marked() -> None:
    (table,) = tables(read(*cut_in_two(header=True, closed=True)))
    assert [row.header for row in table.rows] == [True, False, True, False]


def test_a_new_row_at_the_top_of_a_page_is_not_joined_to_the_last() -> None:
    """All cells of the row before had room for more: nothing of them can be still to come."""
    first, second = Page(), Page()
    set_row(first, COLUMNS, 700, ["1", "Tiêu chí 1.1", "mua máy chiếu", "Hằng năm"], 780)
    set_row(second, COLUMNS, 60, ["", "", "dán bảng theo dõi", "Học kỳ I"], 90)
    (table,) = tables(read(first, second))
    assert [texts(row)[2] for row in table.rows] == ["mua máy chiếu", "dán bảng theo dõi"]


def test_tables_of_other_columns_stay_apart() -> None:
    first, second = Page(), Page()
    set_row(first, COLUMNS, 700, HEADER, 780)
    set_row(second, [60.0, 250.0, 500.0], 60, ["Học kỳ I", "Rà soát"], 90)
    assert [table.number for table in tables(read(first, second))] == [1, 2]


def test_a_row_over_three_pages_is_whole() -> None:
    lines = wrapped(PROSE, 90)
    columns = [60.0, 160.0, 260.0]
    pages = []
    for number, part in enumerate((lines[:6], lines[6:12], lines[12:])):
        page = Page()
        bottom = 100 + 12 * len(part) + 4
        set_row(page, columns, 100, ["Tiêu chí 1.1" if number == 0 else "", " ".join(part)], bottom)
        pages.append(page)
    (table,) = tables(read(*pages))
    assert [texts(row) for row in table.rows] == [["Tiêu chí 1.1", PROSE]]


def test_thousands_of_dots_are_a_border() -> None:
    page = Page()
    set_row(page, COLUMNS, 100, HEADER, 130)
    page.marks = [mark for mark in page.marks if not mark.endswith("re f*")]
    for x in COLUMNS:
        for step in range(16):
            page.box(x, 100 + step * 2, x + 1, 101 + step * 2)
    for y in (100.0, 130.0):
        for step in range(220):
            page.box(60 + step * 2, y, 61 + step * 2, y + 1)
    (table,) = tables(read(page))
    assert texts(table.rows[0]) == HEADER


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


def test_a_date_at_the_top_of_a_page_stays() -> None:
    first, second = Page(), Page()
    first.words(LEFT, 60, "Năm học 2025-2026")
    first.words(LEFT, 300, "Nội dung")
    second.words(LEFT, 300, "Kết quả")
    assert "Năm học 2025-2026" in paragraphs(read(first, second))


# Files that are no use, or no good.


def page_of_text() -> Page:
    page = Page()
    page.words(LEFT, 100, "Căn cứ chương trình năm học")
    return page


def test_a_scanned_file_is_refused_with_what_to_do() -> None:
    assert refused(pdf([Page(picture=True)] * 3)) == "scanned"


def test_a_scanned_page_among_others_is_noted() -> None:
    (note,) = read(page_of_text(), Page(picture=True)).notes
    assert (note.code, note.place.page) == ("page-is-picture", 2)


def test_an_empty_file_is_refused() -> None:
    assert refused(pdf([Page()])) == "empty"


def test_a_file_under_a_password_is_refused() -> None:
    assert refused(pdf([page_of_text()], encrypted=True)) == "encrypted"


def test_a_file_whose_font_does_not_name_its_letters_is_refused() -> None:
    assert refused(pdf([page_of_text()], nameless=True)) == "strange-letters"


def test_too_many_pages_are_refused() -> None:
    assert refused(pdf([Page()] * (MAX_PAGES + 1))) == "too-many-pages"


@pytest.mark.parametrize("tenth", range(10))
def test_a_file_cut_short_is_read_or_refused(tenth: int) -> None:
    whole = pdf([page_of_text()])
    answer = pages_of_pdf(whole[: len(whole) * tenth // 10])
    assert isinstance(answer, Pages) or answer.code in ("damaged", "empty")


def bomb() -> bytes:
    """A page of two gigabytes of blanks and lines, twice deflated."""
    inner = zlib.compress(b"0 0 m 1 1 l S\n" * 30_000_000, 1)
    stream = zlib.compress(inner, 9)
    head = pdf([page_of_text()])
    place = head.index(b"/Filter /FlateDecode")
    start = head.index(b"stream\n", place) + 7
    end = head.index(b"\nendstream", start)
    filters = b"/Filter [/FlateDecode /FlateDecode]"
    length = re.sub(rb"/Length \d+ $", b"/Length %d " % len(stream), head[:place])
    return length + filters + head[place + 20 : start] + stream + head[end:]


_MEASURED = """
import json, resource, sys, time
from pathlib import Path
from caitien.documents.formats.read_pdf import pages_of_pdf
start = time.perf_counter()
answer = pages_of_pdf(Path(sys.argv[1]).read_bytes())
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps([getattr(answer, "code", "read"), seconds, peak]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured, and bounded, as Linux does it")
def test_a_bomb_ends_the_child_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(bomb())
    command = [sys.executable, "-c", _MEASURED, str(path)]
    measured = subprocess.run(command, capture_output=True, text=True, check=True)
    code, seconds, peak = json.loads(measured.stdout)
    assert code in ("too-slow", "damaged", "empty")
    assert seconds < 6
    assert peak < 500


def test_a_mistake_of_ours_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that stumbles says so, and no school is told that its file is damaged."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(RuntimeError):
        ask_child(pdf([page_of_text()]))


def test_the_child_says_what_it_reads() -> None:
    data = pdf([page_of_text()])
    assert ask_child(data).blocks[0][1]["text"] == read_here(data).blocks[0][1].text
