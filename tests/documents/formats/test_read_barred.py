"""Tables between bars in a text: quotes and line ends inside a cell, rules of every kind, quotes that are letters."""

import time

import pytest

from caitien.documents.blocks import Table
from caitien.documents.formats.read_txt import pages_of_txt

HEAD = "| TT | Việc | Người làm |\n|---|---|---|\n"
ROWS = {
    "a quoted cell": ('| 1 | "Sửa mái" | An |', ["1", "Sửa mái", "An"]),
    "a bar in quotes": ('| 1 | "Sửa | sơn" | An |', ["1", "Sửa | sơn", "An"]),
    "a quote in quotes": ('| 1 | "Đọc ""Đất""" | An |', ["1", 'Đọc "Đất"', "An"]),
    "two lines in quotes": ('| 1 | "Sửa mái\nnhà bếp" | An |', ["1", "Sửa mái\nnhà bếp", "An"]),
    "four lines in quotes": ('| 1 | "a\n- b\n- c\n- d" | "An"|', ["1", "a\n- b\n- c\n- d", "An"]),
    "no bars outside": ('1 | "Sửa mái\nnhà bếp" | An', ["1", "Sửa mái\nnhà bếp", "An"]),
    "two lines, no quotes": ("| 1 | Sửa mái\nnhà bếp | An |", ["1", "Sửa mái\nnhà bếp", "An"]),
    "an open quote": ('| 1 | Đọc "Đất rừng | An |', ["1", 'Đọc "Đất rừng', "An"]),
    "a bar of Markdown": ("| 1 | Sửa \\| sơn | An |", ["1", "Sửa | sơn", "An"]),
}
FRAMES = (
    "┌──┬──┬──┐\n│ TT │ Việc │ Người làm │\n├──┼──┼──┤\n│ 1 │ Sửa │ An │\n│ 2 │ Mua │ Bình │\n└──┴──┴──┘",
    "+--+--+--+\n| TT | Việc | Người làm |\n+==+==+==+\n| 1 | Sửa | An |\n+--+--+--+\n| 2 | Mua | Bình |\n+--+--+--+",
)


def rows(text: str) -> list[list[str]]:
    (table,) = pages_of_txt(text).blocks
    assert isinstance(table, Table)
    return [[cell.text.strip() for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize(("line", "cells"), ROWS.values(), ids=ROWS)
def test_a_row_has_its_own_cells(line: str, cells: list[str]) -> None:
    assert rows(f"{HEAD}{line}\n| 2 | Mua ghế | Bình |\n")[1:] == [cells, ["2", "Mua ghế", "Bình"]]


@pytest.mark.parametrize("text", FRAMES, ids=["signs of a frame", "corners"])
def test_rules_are_no_rows_and_part_no_table(text: str) -> None:
    assert rows(text) == [["TT", "Việc", "Người làm"], ["1", "Sửa", "An"], ["2", "Mua", "Bình"]]


def test_an_unended_row_takes_in_no_line_that_makes_it_longer_than_the_others() -> None:
    blocks = pages_of_txt(f"{HEAD}| 1 | Sửa mái\nmột | hai | ba | bốn |\n").blocks
    assert [cell.text.strip() for cell in blocks[0].rows[1].cells] == ["1", "Sửa mái"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "unit", ['| "x | y |\n', "| x | y\n", '| "x | y\nz\n', '|"', '| "x', '|"""x', "| a\n" + "c\n" * 198]
)
def test_time_is_linear_in_the_text(unit: str) -> None:
    def cost(count: int) -> float:
        begun = time.process_time()
        pages_of_txt(HEAD + unit * count)
        return time.process_time() - begun

    few = 40_000 // len(unit)
    cost(few)
    assert cost(few * 8) < 8 * 4 * max(cost(few), 0.01)
