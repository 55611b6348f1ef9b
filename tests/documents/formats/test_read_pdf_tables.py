"""Tables of a PDF: cells from ruled lines, rows whole over page ends."""

import pytest

from tests.specimens.printed import Page
from tests.specimens.printed_text import COLUMNS, HEADER, LEFT, PROSE, paragraphs, read, set_row, tables, texts, wrapped


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


@pytest.mark.parametrize(
    "named", [["2", "Tiêu chí 1.2"], ["II", "Tiêu chí 1.2"], ["", "Tiêu chí 1.2. Hội đồng trường"]]
)
def test_nor_one_with_a_number_of_its_own_however_small_it_begins(named: list[str]) -> None:
    first, second = Page(), Page()
    set_row(first, COLUMNS, 700, ["1", "Tiêu chí 1.1", "mua máy chiếu", "tháng 9/2026"], 715)
    set_row(second, COLUMNS, 60, [*named, "dán bảng theo dõi", "tháng 10/2026"], 90)
    (table,) = tables(read(first, second))
    assert [texts(row)[2:] for row in table.rows] == [
        ["mua máy chiếu", "tháng 9/2026"],
        ["dán bảng theo dõi", "tháng 10/2026"],
    ]


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
