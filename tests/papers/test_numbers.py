"""Numbers of papers: read as people write them, the next of their kind and year, none used twice."""

import datetime as dt

import pytest

from caitien.access.models import School, User
from caitien.domain.paper import Form
from caitien.papers.numbers import Number, is_used, next_number, read_number
from caitien.plans.models import Plan, Version

DAY, NEXT_YEAR = dt.date(2026, 9, 10), dt.date(2027, 1, 5)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5/BC-THPTHS", Number(5, "BC", "THPTHS")),
        (" 05/BC-THPTHS ", Number(5, "BC", "THPTHS")),
        ("218-01/KH-THPTHS", Number(218, "KH", "THPTHS", "-01")),
        ("999999/BB-HĐ", Number(999_999, "BB", "HĐ")),
        ("1000000/BB-HĐ", None),
        ("0/BC-THPTHS", None),
        ("5/QĐ-THPTHS", None),
        ("5/BC-", None),
        ("/BC-THPTHS", None),
        ("", None),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: Number | None):
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Number(5, "BC", "THPTHS"), "05/BC-THPTHS"),
        (Number(10, "KH", "THPTHS"), "10/KH-THPTHS"),
        (Number(7, "KH", "THPTHS", "-01"), "07-01/KH-THPTHS"),
    ],
)
def test_a_figure_below_ten_is_written_with_a_zero(number: Number, written: str):
    assert str(number) == written


def plan_of(school: School, year: str, number: str = "", date: dt.date | None = None) -> Plan:
    return Plan.objects.create(school=school, school_year=year, number=number, date=date)


def version(an: User, plan: Plan, paper_number: str, date: dt.date = DAY) -> Version:
    number = plan.versions.count() + 1
    values = {"number": number, "paper_number": paper_number, "date": date, "approver": an, "paper": {}}
    return Version.objects.create(school=plan.school, plan=plan, **values)


def test_the_next_number_is_one_more_than_the_highest_of_its_kind_and_year(an: User, school: School):
    plan = plan_of(school, "2026-2027", "số chưa rõ")
    assert next_number(plan, Form.REPORT, DAY) == "01/BC-"  # a school that never wrote one
    other = plan_of(school, "2025-2026")
    for number, day in (("12/KH-THPTHS", DAY), ("3/BC-THPTHS", DAY), ("chưa rõ", DAY), ("40/KH-THPTHS", NEXT_YEAR)):
        version(an, other, number, day)
    plan.number = "09/KH-THPTHS"
    assert next_number(plan, Form.PLAN, DAY) == "13/KH-THPTHS"
    assert next_number(plan, Form.REPORT, DAY) == "04/BC-THPTHS"
    assert next_number(plan, Form.TT57, NEXT_YEAR) == "41/KH-THPTHS"
    plan.number, plan.letterhead = "", {"number": "/KH-HOASEN"}
    assert next_number(plan, Form.PLAN, DAY) == "13/KH-HOASEN"


def test_the_plan_itself_bears_the_number_it_was_approved_with(an: User, school: School):
    plan = plan_of(school, "2026-2027", "12/KH-THPTHS", DAY)
    version(an, plan, "12/KH-THPTHS")
    assert next_number(plan, Form.PLAN, DAY) == "12/KH-THPTHS"
    assert next_number(plan, Form.REPORT, DAY) == "01/BC-THPTHS"  # of another kind it is another number
    assert next_number(plan, Form.PLAN, DAY + dt.timedelta(days=1)) == "13/KH-THPTHS"
    version(an, plan_of(school, "2025-2026"), "12/KH-THPTHS")
    assert next_number(plan, Form.PLAN, DAY) == "13/KH-THPTHS"  # another plan bears it already


def test_a_number_is_used_by_another_plan_of_the_school_in_the_year(an: User, school: School, other_school: School):
    plan = plan_of(school, "2026-2027")
    twelve = Number(12, "KH", "THPTHS")
    version(an, plan, "12/KH-THPTHS")
    version(an, plan_of(other_school, "2026-2027"), "12/KH-THPTHS")
    assert not is_used(plan, twelve, DAY)
    version(an, plan_of(school, "2025-2026"), "12/KH-KHAC")
    assert is_used(plan, twelve, DAY)
    assert not is_used(plan, twelve, NEXT_YEAR)
    assert not is_used(plan, Number(12, "BC", "THPTHS"), DAY)
    assert not is_used(plan, Number(12, "KH", "THPTHS", "-01"), DAY)
