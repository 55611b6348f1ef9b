"""Tables that programs save as text: CSV with its signs, quotes and line ends, Excel's "Unicode Text"."""

import csv
import io
import time
from collections.abc import Sequence

import pytest

from caitien.documents.blocks import Table
from caitien.documents.formats.read_txt import pages_of_txt
from tests.specimens.layout import Grid, body, head
from tests.specimens.pour import rows_of_text
from tests.specimens.reading import all_cells, noted, read_paper, texts_of
from tests.specimens.schools import PLAN, PLAN_COLUMNS, RESULT_COLUMNS, RESULTS, bare, bare_results

PLAN_GRID: Grid = [*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)]
TITLE = ["KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG NĂM HỌC 2025-2026"]


def saved(rows: Sequence[Sequence[str]], *, sign: str = ",", end: str = "\r\n", every: bool = False) -> str:
    """The rows as Excel saves them: short rows filled up, quotes where a cell needs them, or everywhere."""
    held = io.StringIO()
    width = max(map(len, rows))
    quoting = csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
    writer = csv.writer(held, delimiter=sign, lineterminator="\r\n", quoting=quoting)
    writer.writerows([*row, *[""] * (width - len(row))] for row in rows)
    return held.getvalue().replace("\r\n", end)


def table_of(text: str) -> list[list[str]]:
    (table,) = (block for block in pages_of_txt(text).blocks if isinstance(block, Table))
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("sign", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"], ids=["Windows", "Unix", "Mac"])
@pytest.mark.parametrize("every", [False, True], ids=["quotes where needed", "quotes everywhere"])
def test_a_plan_saved_as_text_reads_as_the_workbook_does(sign: str, end: str, every: bool) -> None:
    text = saved([TITLE, [], *rows_of_text(PLAN_GRID)], sign=sign, end=end, every=every)
    paper = read_paper(text.encode("utf-8-sig"), "kh.csv")
    assert all_cells(paper.plan.items) == all_cells(bare(*PLAN))
    assert paper.school_year == "2025-2026"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_excels_unicode_text_keeps_cells_of_several_lines(encoding: str) -> None:
    rows = [["TT", "Tiêu chí", "Mục tiêu", "Giải pháp"], ["1", "1.1", "Sạch", "Quét sân.\nLau kính.\n\nThay bóng."]]
    (found,) = read_paper(saved(rows, sign="\t").encode(encoding), "kh.txt").plan.items
    assert found.work == "Quét sân.\nLau kính.\nThay bóng."


def test_the_results_of_a_report_in_semicolons_with_commas_in_figures() -> None:
    grid = [*head(RESULT_COLUMNS), *body(RESULTS, RESULT_COLUMNS)]
    text = saved(rows_of_text(grid), sign=";")
    assert all_cells(read_paper(text.encode(), "bc.csv").results) == all_cells(bare_results(*RESULTS))


CELLS = {
    "a comma in quotes": ('1,"Lắp quạt, sơn cửa",An', ["1", "Lắp quạt, sơn cửa", "An"]),
    "doubled quotes": ('1,"Phong trào ""Lớp xanh""",An', ["1", 'Phong trào "Lớp xanh"', "An"]),
    "a quote in the middle is a letter": ('1,Phong trào "Lớp xanh",An', ["1", 'Phong trào "Lớp xanh"', "An"]),
    "a quoted word at the beginning is a word": ('1,"Lớp xanh" mỗi tháng,An', ["1", '"Lớp xanh" mỗi tháng', "An"]),
    "an inch is no quote": ('1,Màn hình 43",An', ["1", 'Màn hình 43"', "An"]),
    "empty cells": ("1,,An", ["1", "", "An"]),
    "empty cells in quotes": ('1,"","An"', ["1", "", "An"]),
    "an empty cell at the end": ("1,Lắp quạt,", ["1", "Lắp quạt", ""]),
    "two lines in the first cell": ('"1\n2",Lắp quạt,An', ["1\n2", "Lắp quạt", "An"]),
    "two lines in the last cell": ('1,Lắp quạt,"An\nBình"', ["1", "Lắp quạt", "An\nBình"]),
    "a line that is a row by itself, in quotes": (
        '1,"Lắp\nquạt,cửa,đèn\nxong",An',
        ["1", "Lắp\nquạt,cửa,đèn\nxong", "An"],
    ),
    "a quote that is never closed": ('1,"Lắp quạt,An', ["1", '"Lắp quạt', "An"]),
}


@pytest.mark.parametrize(("line", "cells"), CELLS.values(), ids=CELLS.keys())
def test_the_cells_of_a_line(line: str, cells: list[str]) -> None:
    assert table_of(f"TT,Giải pháp,Chủ trì\n2,Sơn tường,Bình\n{line}\n")[2] == cells


def test_a_line_alone_in_a_file_of_quoted_cells_is_no_longer_quoted() -> None:
    lines = ('"TRƯỜNG TIỂU HỌC NẬM KHẨU"', '"KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG"', '"Năm học 2026-2027"')
    rows = ('"TT";"Tiêu chí";"Công việc";"Thời gian"', '"1";"1.1";"Sửa ""mái""";"9/2026"')
    paper = read_paper("\r\n".join((*lines, *rows)).encode(), "a.csv")
    assert (paper.school, paper.school_year) == ("Trường Tiểu học Nậm Khẩu", "2026-2027")
    assert [item.work for item in paper.plan.items] == ['Sửa "mái"']


def test_the_sign_a_file_names_itself_parts_its_cells() -> None:
    rows = table_of("sep=;\nTT;Giải pháp\n1;Lắp quạt\n")
    assert rows == [["TT", "Giải pháp"], ["1", "Lắp quạt"]]


def test_sentences_with_commas_are_no_rows() -> None:
    lines = (
        "Trường có 14 lớp, 512 học sinh, 30 giáo viên.",
        "Sân trường rộng, thoáng, nhiều cây.",
        "Tỉ lệ tăng từ 1,5 lên 2,5 điểm; giảm 0,5 điểm.",
        "Điểm trung bình 6,5; 7,5; 8,0.",
    )
    assert not any(isinstance(block, Table) for block in pages_of_txt("\n".join(lines)).blocks)


def test_words_around_a_table_of_semicolons_stay_words() -> None:
    text = "\n".join(
        (
            "Hội đồng họp ngày 28/8; thống nhất như sau.",
            saved(rows_of_text(PLAN_GRID), sign=";", end="\n"),
            "Thầy cô nào có ý kiến thì ghi lại; cuối tháng thư ký gom, trả lời, ghi sổ.",
        )
    )
    paper = read_paper(text.encode(), "kh.txt")
    assert all_cells(paper.plan.items) == all_cells(bare(*PLAN))
    assert "cuối tháng thư ký gom, trả lời, ghi sổ" in "\n".join(texts_of(paper))
    assert not noted(paper, "Tiêu chí 1.1;")


def test_a_quote_open_to_the_end_costs_no_time() -> None:
    started = time.process_time()
    pages_of_txt("\n".join(['1,"Lắp quạt,An'] * 20_001))
    assert time.process_time() - started < 5
