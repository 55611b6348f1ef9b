"""The tables of the forms and of the lists of evidence: which columns, how wide, what stands in their cells."""

import pytest

from caitien.domain.evidence.codes import CodeStyle
from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.evidence.lists import BOX_COLUMNS, POINT_COLUMNS, EvidenceList, Reach, columns_of, texts_of
from caitien.domain.official_forms.forms import (
    ACTION_TABLE,
    FORMS,
    PLAN_TABLE,
    PROBLEM_TABLE,
    RESULT_TABLE,
    REVIEW_TABLE,
    TableForm,
)
from caitien.domain.paper import Form, Letterhead

PAGE = 252  # mm between the edges of a page that lies


@pytest.mark.parametrize(
    ("table", "widths", "spare"),
    [
        (PLAN_TABLE, "10 24 43 58 34 23 20 22 16", "30 28 28 22"),
        (RESULT_TABLE, "10 24 48 40 42 36 34 16", "22"),
        (PROBLEM_TABLE, "10 38 32 62 55 55", ""),
        (ACTION_TABLE, "10 30 30 40 28 22 24 22 28 22", "24 22 16"),
        (REVIEW_TABLE, "36 64 64 52 36", ""),
    ],
    ids=lambda each: each.name if isinstance(each, TableForm) else "",
)
def test_the_columns_of_a_form_fill_its_page(table: TableForm, widths: str, spare: str) -> None:
    assert [column.width for column in table.columns] == list(map(int, widths.split()))
    assert [column.width for column in table.spare] == list(map(int, spare.split()))
    assert FORMS[Form.TT57].part("I") is not None
    assert abs(sum(column.width for column in table.columns) - PAGE) <= 4


def test_which_tables_are_grouped_and_have_blank_rows_for_the_pen() -> None:
    tables = {table.name: table for form in FORMS.values() for table in form.tables}
    assert [table.grouped for table in (PLAN_TABLE, RESULT_TABLE, PROBLEM_TABLE, ACTION_TABLE)] == [
        True,
        True,
        False,
        False,
    ]
    assert {name: table.blank_rows for name, table in tables.items()} == {
        **{"plan": 1, "results": 1, "problems": 1},
        "reviews": 2,
    }


ITEM = EvidenceItem(
    code="[H1-1.1-01]", name="Sổ", criterion="1.1", also=("1.2", "1.3"), issued="05/9/2026", extra={"Tủ": "A"}
)


def listed(style: CodeStyle, reach: Reach, *rows: EvidenceItem) -> EvidenceList:
    return EvidenceList(style=style, reach=reach, school="", head=Letterhead(), rows=rows)


def test_a_list_that_is_sent_has_the_ministrys_columns_an_inner_one_ours_too() -> None:
    assert [column.width for column in BOX_COLUMNS] == [14, 8, 20, 60, 36, 34, 24]
    assert [column.width for column in POINT_COLUMNS] == [8, 20, 70, 50, 30]
    assert columns_of(listed(CodeStyle.BOX, Reach.SENT, ITEM)) == BOX_COLUMNS
    assert columns_of(listed(CodeStyle.POINTS, Reach.SENT, ITEM)) == POINT_COLUMNS
    box, point = (columns_of(listed(style, Reach.INNER, ITEM, ITEM)) for style in (CodeStyle.BOX, CodeStyle.POINTS))
    assert [(column.field, column.width) for column in box[7:]] == [
        *(("location", 30), ("keeper", 24), ("state", 16), ("extra.Tủ", 18)),
    ]
    assert [(column.field, column.width) for column in point[5:]] == [
        *(("keeper", 24), ("state", 16), ("criterion", 16), ("issued", 28), ("issuer", 28), ("extra.Tủ", 18)),
    ]


def test_the_cells_of_a_list_are_numbered_from_one() -> None:
    columns = columns_of(listed(CodeStyle.POINTS, Reach.INNER, ITEM))
    first, second = texts_of([ITEM, EvidenceItem(code="x", name="y")], columns)
    assert first[:3] == ("1", "[H1-1.1-01]", "Sổ")
    assert first[7:9] == ("1.1; 1.2; 1.3", "05/9/2026")
    assert (first[-1], second[0], second[-1]) == ("A", "2", "")
