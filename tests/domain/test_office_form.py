"""An office's form as it is seen: its columns under headings, its rows to be filled, its labels beside blanks."""

import pytest

from caitien.domain.official_forms.office_form import DOTS, FormCell, FormRow, FormTable, grid_of, lone_cells


def row(number: int, *texts: str) -> FormRow:
    """A row of cells: "" is blank, "^" the lower part of a merge, "a>2" spans two columns."""
    cells, column = [], 1
    for text in texts:
        words, _, span = text.partition(">")
        cells.append(FormCell(column, words.strip("^"), int(span or 1), continues=words == "^"))
        column += int(span or 1)
    return FormRow(number, tuple(cells))


def table(*rows: tuple[str, ...], skip: int = 0) -> FormTable:
    return FormTable(7, "", tuple(row(number, *texts) for number, texts in enumerate(rows, 1 + skip)))


@pytest.mark.parametrize(
    ("text", "open_"),
    [
        *(("", True), ("1", True), ("(2)", True), ("iv", True), ("a", True), ("…", True), ("=", True), ("123", True)),
        *(("1234", False), ("i1", False), ("k", False), ("Tên", False), ("=A1", False), ("...", True), ("h)", True)),
    ],
)
def test_a_row_of_numbers_dots_and_formulas_is_to_be_filled(text: str, open_: bool):
    assert row(1, text, "").is_open is open_


def test_a_cell_covers_the_columns_it_spans():
    found = row(1, "a", "b>2", "c")
    assert [cell.text if (cell := found.at(column)) else None for column in range(6)] == [
        None,
        "a",
        "b",
        "b",
        "c",
        None,
    ]
    assert found.texts == ["a", "b", "c"]


def test_a_grid_begins_with_three_headings_and_ends_its_head_before_the_first_blank():
    found = grid_of(table(("Biểu 1", ""), ("TT", "Trường>2", "Số"), ("^", "Tên", "Mã", "^"), ("(1)", "", "", "")))
    assert found is not None
    assert found.headings == ((1, "TT"), (2, "Trường / Tên"), (3, "Trường / Mã"), (4, "Số"))
    assert [each.number for each in found.body] == [4]


@pytest.mark.parametrize(("texts", "is_grid"), [(("A", "B"), False), (("A", "B", "C"), True), (("A", "", "B"), False)])
def test_two_texts_are_a_label_beside_another(texts: tuple[str, ...], is_grid: bool):
    assert (grid_of(table(texts, ("", "", ""))) is not None) is is_grid


def test_a_head_with_a_blank_of_its_own_is_none():
    assert grid_of(table(("A", "", "B", "C"), ("", "", "", ""))) is None


def test_columns_are_those_from_the_first_heading_to_the_last_with_their_spans():
    found = grid_of(table(("", "A", "B", "C>2"), ("", "", "", "", "")))
    assert found is not None
    assert [column for column, _ in found.headings] == [2, 3, 4, 5]


def test_numbers_of_columns_are_no_headings_and_the_same_words_are_said_once():
    found = grid_of(table(("Tên", "Số", "Nơi"), ("Tên", "Lớp", "Nơi"), ("1", "2", "(3)"), ("", "", "")))
    assert found is not None
    assert [words for _, words in found.headings] == ["Tên", "Số / Lớp", "Nơi"]


def test_the_rows_run_to_the_first_gap():
    rows = (
        *table(("A", "B", "C")).rows,
        row(2, "", "", ""),
        row(3, "", "", ""),
        row(5, "", "", ""),
        row(6, "", "", ""),
    )
    found = grid_of(FormTable(1, "", rows))
    assert found is not None
    assert [each.number for each in found.body] == [2, 3]
    assert grid_of(table(("A", "B", "C"), ("d", "e", "f"))).body == ()


def test_a_blank_is_named_by_the_label_to_its_left_else_above():
    found = table(("Tên trường", ""), ("Số lớp", "Số em"), ("", ""), ("", "^"))
    assert list(lone_cells(found)) == [
        ("c:7:1:2", "Tên trường"),
        *(("c:7:3:1", "Số lớp"), ("c:7:3:2", "Số em")),
        ("c:7:4:1", "Số lớp"),
    ]
    assert list(lone_cells(table(("", ""), ("A", "", "")))) == [("c:7:2:2", "A")]


@pytest.mark.parametrize(("text", "dots"), [("..", False), ("...", True), ("…", True), ("._.", True), ("a. b", False)])
def test_three_dots_are_to_be_written_on(text: str, dots: bool):
    assert bool(DOTS.search(text)) is dots
