"""Versions of a plan: frozen with their file, handed out only as they were approved, held side by side."""

import datetime as dt

import pytest

from caitien.access.models import School
from caitien.documents.read import read
from caitien.domain.paper import Form, Paper
from caitien.incoming.adopt import adopt
from caitien.plans.life.versions import (
    DAMAGED,
    NOW,
    Side,
    difference,
    file_of_version,
    paper_of_version,
    plan_paper,
    side_of,
    versions_of,
)
from caitien.plans.models import Plan, Version
from tests.people import an_of
from tests.plans.approving import LATER, TODAY, approved, change, decided
from tests.plans.reports import report


@pytest.fixture
def plan(school: School) -> Plan:
    """A plan approved on the tenth of September and adjusted on the first of December."""
    plan = adopt(school, report(3))[0]
    approved(plan)
    decided(plan, change(an_of(school), plan.tasks.all()[0], "owners", "Tổ Toán"), number="15/QĐ-THPTHS")
    return plan


def test_a_version_is_kept_with_the_file_that_was_printed_of_it(plan: Plan):
    last, first = versions_of(plan)
    assert [(each.number, each.paper_number, each.date) for each in (last, first)] == [
        (2, "15/QĐ-THPTHS", LATER),
        (1, "12/KH-THPTHS", TODAY),
    ]
    paper = paper_of_version(first)
    assert isinstance(paper, Paper)
    data = file_of_version(first, ".docx")
    assert isinstance(data, bytes)
    back = read(data, name="a.docx")
    assert isinstance(back, Paper)
    assert (back.plan, back.school) == (paper.plan, paper.school)
    sheet = file_of_version(first, ".xlsx")
    assert isinstance(sheet, bytes)
    assert (paper.report.number, paper.report.date, paper.plan.number) == ("12/KH-THPTHS", TODAY, "12/KH-THPTHS")


def test_a_version_that_is_not_what_was_approved_is_not_handed_out(plan: Plan):
    first = plan.versions.get(number=1)
    with first.file.storage.open(first.file.name, "wb") as file:
        file.write(b"khac")
    assert file_of_version(first, ".docx") == DAMAGED
    assert isinstance(file_of_version(first, ".xlsx"), bytes)  # printed of the paper, which is whole
    Version.objects.filter(pk=first.pk).update(paper={**first.paper, "school": "Trường khác"})
    first = plan.versions.get(number=1)
    assert paper_of_version(first) == DAMAGED
    assert file_of_version(first, ".xlsx") == DAMAGED
    assert side_of(plan, "1") == DAMAGED


def test_two_versions_are_held_side_by_side(plan: Plan):
    first, second, now = (side_of(plan, key) for key in ("1", "2", NOW))
    assert isinstance(first, Side)
    assert isinstance(second, Side)
    assert isinstance(now, Side)
    assert (first.name, second.name) == ("Bản 1, 10/09/2026", "Bản 2, 01/12/2026")
    assert (now.name, now.paper) == ("Đang có hiệu lực", second.paper)
    changed = [change.field for row in difference(first, second).rows for change in row.changes]
    assert "owners" in changed
    assert difference(second, now).same


@pytest.mark.parametrize("key", ["3", "0", "x", "", "1.0", "-1"])
def test_a_version_that_is_not_there_is_none(plan: Plan, key: str):
    assert side_of(plan, key) is None


def test_a_draft_stands_beside_its_versions_as_it_is_now(school: School):
    plan = adopt(school, report(3))[0]
    now = side_of(plan, NOW)
    assert isinstance(now, Side)
    assert (now.name, now.paper.form) == ("Đang soạn", Form.PLAN)


def test_a_plan_is_printed_under_the_number_and_date_that_are_given(school: School):
    plan = adopt(school, report(2))[0]
    day = dt.date(2026, 9, 5)
    paper = plan_paper(plan, number="7/KH", date=day)
    assert (paper.report.number, paper.report.date, paper.report.date_text) == ("7/KH", day, "")
    assert (paper.plan.number, paper.plan.date) == ("7/KH", day)
    own = plan_paper(plan)
    assert own.plan.number == own.report.number == "12/KH-THPTHS"
    assert own.plan.date is None
    school.evaluated = "yes"
    plan.school = school
    assert "sau đánh giá ngoài" in plan_paper(plan).report.subject
    assert "sau đánh giá ngoài" not in own.report.subject
