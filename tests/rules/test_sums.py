"""K16 adds up as a person does: every unit of money, what is rounded, what is named in part; and rows of totals."""

from datetime import date
from decimal import Decimal

import pytest

from caitien.domain.paper import Note, Paper, Place, Plan, PlanRow, Source
from caitien.rules.context import RuleContext
from caitien.rules.planned.k16_sum_is_no_sum import _shown, find


def said(paper: Paper) -> list[str]:
    return [hit.what for hit in find(RuleContext(paper=paper, today=date(2026, 5, 20)))]


@pytest.mark.parametrize(
    ("text", "total", "made"),
    [
        ("Tổng 3 tỷ đồng, gồm 1 tỷ đồng và 1,5 tỉ đồng", "3 tỷ", "2,5 tỷ đồng"),
        ("Tổng 2 tỉ đồng, gồm 1 tỷ và 100 triệu", "2 tỉ", "1,1 tỷ đồng"),
        ("Tổng 2 tr, gồm 1 tr và 500.000 vnđ", "2 tr", "1,5 triệu đồng"),
        ("Tổng 30 nghìn đồng: 10 ngàn đồng, 10.000 đ", "30 nghìn", "20.000 đồng"),
        ("Tổng 50 ngàn đồng: 10 nghìn đồng, 10.000 đồng", "50 ngàn", "20.000 đồng"),
        ("Tổng 1.000 đồng: 400 đồng, 500 đồng", "1.000 đồng", "900 đồng"),
        ("Tổng 1 tỷ đồng: 500 triệu đồng, 400 triệu đồng", "1 tỷ", "900 triệu đồng"),
        ("Tổng 10 triệu đồng, trong đó 5 triệu đồng sách, 6 triệu đồng bàn", "10 triệu", "11 triệu đồng"),
        ("Tổng 10 triệu đồng, gồm 5 triệu đồng sách, 6 triệu đồng bàn; tổng 3 triệu khác", "10 triệu", "11 triệu đồng"),
        ("Tổng 200 triệu đồng, gồm 100 triệu đồng và 101.100.000 đồng", "200 triệu", "201,1 triệu đồng"),
        ("Tổng 200 triệu đồng, gồm 100 triệu đồng và 98.900.000 đồng", "200 triệu", "198,9 triệu đồng"),
    ],
)
def test_parts_that_do_not_make_the_total_are_told_with_what_they_make(text: str, total: str, made: str):
    assert said(Paper(strengths=text)) == [f"Tổng ghi {total}, các phần cộng lại được {made}."]


@pytest.mark.parametrize(
    "text",
    [
        "Tổng 2 triệu đồng, gồm 1 triệu đồng",  # one part is no sum
        "Tổng 200 triệu đồng, gồm 100 triệu đồng và 101 triệu đồng",  # half a per cent is rounding, either way
        "Tổng 200 triệu đồng, gồm 100 triệu đồng và 99 triệu đồng",
        "Tổng 10 triệu đồng, trong đó 5 triệu đồng sách, 5 triệu đồng bàn",
        "Tổng 10 triệu đồng, trong đó 5 triệu đồng sách, 4 triệu đồng bàn",
        "Tổng 10 triệu đồng, gồm 5 triệu đồng sách. Thêm 6 triệu đồng bàn",  # the next sentence
        "Tổng 10 triệu đồng, gồm 5 triệu đồng sách mỗi lớp, 2 triệu đồng bàn",
        "Tổng số 45 học sinh, 20 nam và 25 nữ",
        "Tổng số 45 học sinh, 20 nam và 24 nam",
    ],
)
def test_what_a_person_would_let_pass_is_let_pass(text: str):
    assert said(Paper(strengths=text)) == []


def test_girls_may_be_named_first():
    assert said(Paper(strengths="Tổng số 45 học sinh, 24 nữ và 20 nam")) == [
        "Tổng ghi 45 người, nam và nữ cộng lại được 44."
    ]


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        *((999, "999 đồng"), (999_999, "999.999 đồng"), (10**6, "1 triệu đồng"), (1_500_000, "1,5 triệu đồng")),
        *((999_900_000, "999,9 triệu đồng"), (10**9, "1 tỷ đồng"), (2_500_000_000, "2,5 tỷ đồng")),
    ],
)
def test_an_amount_is_said_in_the_largest_unit_it_reaches(amount: int, words: str):
    assert _shown(Decimal(amount)) == words


def rows(*budgets: str, table: int | None = None) -> list[PlanRow]:
    """Lines of a plan; a budget that begins with "=" stands on a row of totals."""
    made = []
    for number, text in enumerate(budgets):
        source = Source(table=table, rows=(2 * number + 1,) if table is not None else ())
        named = {"label": "Tổng cộng"} if text.startswith("=") else {"criterion": "1.1", "work": f"Việc {number}"}
        made.append(PlanRow(**named, budget=text.lstrip("="), source=source))
    return made


def planned(*budgets: str, unit: str = "", notes: tuple[Note, ...] = (), table: int | None = None) -> Paper:
    headings = {"plan": {"budget": f"Kinh phí ({unit})"}} if unit else {}
    return Paper(plan=Plan(items=tuple(rows(*budgets, table=table))), headings=headings, notes=notes)


@pytest.mark.parametrize(
    ("budgets", "told"),
    [
        (("5 triệu", "8 triệu", "=13 triệu"), []),
        (("5 triệu", "8 triệu", "=14 triệu"), [("14 triệu", "13 triệu đồng")]),
        (("5 triệu", "=6 triệu"), []),  # one line above is no sum
        (("5 triệu", "", "8 triệu", "=14 triệu"), [("14 triệu", "13 triệu đồng")]),  # an empty cell counts nothing
        (("5 triệu", "theo giá 2026", "8 triệu", "=14 triệu"), []),  # words with a figure may be any amount
        (("5 triệu", "xã hội hoá", "8 triệu", "=14 triệu"), [("14 triệu", "13 triệu đồng")]),
        (("5 triệu", "5 triệu", "8 triệu", "=13 triệu"), []),  # a merged cell repeats itself
        (("5 triệu", "5 triệu", "8 triệu", "=18 triệu"), []),
        (("5 triệu", "8 triệu", "=13 triệu", "1 triệu", "2 triệu", "=16 triệu"), []),  # with the total before
        (("5 triệu", "8 triệu", "=13 triệu", "1 triệu", "2 triệu", "=3 triệu", "=16 triệu"), []),
        (
            ("5 triệu", "8 triệu", "=13 triệu", "1 triệu", "2 triệu", "=3 triệu", "=17 triệu"),
            [("17 triệu", "16 triệu đồng")],
        ),
        (("5 triệu", "8 triệu", "=chưa rõ", "1 triệu", "2 triệu", "=4 triệu"), []),
        (("100 triệu", "100 triệu", "1 triệu", "=200 triệu"), []),
        (("100 triệu", "101,1 triệu", "=200 triệu"), [("200 triệu", "201,1 triệu đồng")]),
        (("100 triệu", "98,9 triệu", "=200 triệu"), [("200 triệu", "198,9 triệu đồng")]),
    ],
)
def test_a_row_of_totals_is_held_to_the_lines_above_it(budgets: tuple[str, ...], told: list[tuple[str, str]]):
    sentence = "Dòng tổng ghi {}, các dòng trên cộng lại được {}."
    assert said(planned(*budgets)) == [sentence.format(*each) for each in told]


def test_a_bare_figure_counts_where_the_heading_names_its_unit():
    assert said(planned("5", "8,5", "=20", unit="triệu đồng")) == [
        "Dòng tổng ghi 20, các dòng trên cộng lại được 13,5 triệu đồng."
    ]
    assert said(planned("5", "8,5", "=20", unit="nghìn đồng")) == [
        "Dòng tổng ghi 20, các dòng trên cộng lại được 13.500 đồng."
    ]
    assert said(planned("5", "8,5", "=20")) == []


def sum_row(quote: str, row: int, table: int = 1) -> Note:
    return Note(code="sum-row", text="Dòng cộng.", quote=quote, place=Place(table=table, row=row))


@pytest.mark.parametrize(
    ("quote", "row", "told"),
    [
        ("Tổng cộng: 20 triệu đồng", 4, [("20 triệu đồng", "13 triệu đồng")]),  # rows 1 and 3 stand above it
        ("Tổng | 20 triệu đồng | ", 4, [("20 triệu đồng", "13 triệu đồng")]),
        ("Tổng cộng: 13 triệu đồng", 4, []),
        ("Tổng cộng: 20 triệu đồng", 6, []),  # below all three: 33 or, without the row above, as it is said
        ("Tổng | 20 triệu | 30 triệu", 4, []),  # nobody knows which is meant
        ("Tổng cộng: 20 triệu đồng", 3, []),  # not below the row, nor between two
        ("Tổng cộng: 20 triệu đồng", 5, []),
    ],
)
def test_a_total_the_reader_left_out_is_held_to_the_rows_of_its_table_above_it(
    quote: str, row: int, told: list[tuple[str, str]]
):
    sentence = "Dòng tổng ghi {}, các dòng trên cộng lại được {}."
    paper = planned("5 triệu", "8 triệu", "7 triệu", table=1, notes=(sum_row(quote, row),))
    assert said(paper) == [sentence.format(*each) for each in told]
    assert said(planned("5 triệu", "8 triệu", "7 triệu", table=2, notes=(sum_row(quote, row),))) == []
