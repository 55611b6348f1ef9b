"""Numbers that are none, or have no end, wherever a table, a form or a sentence has a number: no reader stumbles."""

import pytest

from caitien.documents.read import read_here
from caitien.domain.paper import Paper
from caitien.domain.states import status_of
from caitien.domain.texts.count import count_in
from tests.specimens.layout import Columns, body, head
from tests.specimens.pour import word_table
from tests.specimens.schools import ACTION_COLUMNS, ACTIONS, PLAN, PLAN_COLUMNS, RESULT_COLUMNS, RESULTS
from tests.specimens.word import docx, p, run

ODD = ["\u00b2", "\u2460", "9" * 5_000, f"{'9' * 5_000}.{'9' * 5_000}", "\u0663", "-1", "1e999"]


def numbered_twice(columns: Columns, rows: object, odd: str) -> list[object]:
    """A table whose every cell of the first two columns holds an odd number, twice: as begun, and as gone on with."""
    grid = [*head(columns), *body(rows, columns)]
    table = [grid[0], *([odd, odd, *row[2:]] for row in grid[1:])]
    return [word_table(table), word_table(table[1:])]


@pytest.mark.parametrize("odd", ODD, ids=["a square", "a ring", "no end", "a code without end", "Arabic", "below", "e"])
@pytest.mark.parametrize(
    ("columns", "rows"), [(PLAN_COLUMNS, PLAN), (RESULT_COLUMNS, RESULTS), (ACTION_COLUMNS, ACTIONS)]
)
def test_an_odd_number_in_a_table_is_read_as_words(columns: Columns, rows: object, odd: str) -> None:
    data = docx("KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG", *numbered_twice(columns, rows, odd))
    assert isinstance(read_here(data, name="ke-hoach.docx"), Paper)


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_number_in_columns_of_standard_and_level_is_read_as_words(odd: str) -> None:
    heads = ["Mức", "Tiêu chuẩn", "Tiêu chí", "Công việc", "Người thực hiện", "Thời gian"]
    table = word_table(
        [heads, [odd, odd, odd, "Sơn tường", "Bảo vệ", odd], ["1", "2", odd, "Sửa mái", "Tổ 1", "9/2026"]]
    )
    assert isinstance(read_here(docx("KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG", table), name="ke-hoach.docx"), Paper)


@pytest.mark.parametrize("odd", ["9" * 5_000, "-1", "\u00b2", ""])
def test_a_list_to_choose_from_without_such_an_entry_shows_its_first(odd: str) -> None:
    entries = f'<w:ffData><w:ddList><w:result w:val="{odd}"/><w:listEntry w:val="Sơn"/></w:ddList></w:ffData>'
    field = f'<w:r><w:fldChar w:fldCharType="begin">{entries}</w:fldChar></w:r>'
    ends = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    paper = read_here(docx(p(run("Việc: "), type(run(""))(field), type(run(""))(ends))), name="a.docx")
    assert isinstance(paper, Paper)
    assert paper.sections[0].paragraphs == ("Việc: Sơn",)


def test_a_share_without_end_is_no_state_and_no_count() -> None:
    assert status_of(f"hoàn thành {'1' * 5_000}/{'2' * 5_000}") is status_of("hoàn thành")
    assert (count_in("12"), count_in("\u00b2"), count_in("1" * 5_000)) == (12, None, None)
