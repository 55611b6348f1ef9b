"""The plan on paper: all rows, nothing to edit, no empty frame."""

import re

import pytest
from django.test import Client

from caitien.access.models import School, User
from caitien.incoming.adopt import adopt
from caitien.plans.models import Plan
from caitien.web.planning.plan import LINES_A_PAGE
from tests.plans.reports import report
from tests.web.conftest import SignIn

pytestmark = pytest.mark.each_database

LINES = LINES_A_PAGE + 7


@pytest.fixture
def long_plan(school: School) -> Plan:
    return adopt(school, report(LINES))[0]


def rows(browser: Client, where: str) -> int:
    return len(re.findall(r"data-line=", browser.get(where).content.decode()))


def test_what_is_printed_has_all_rows_and_nothing_to_edit(signed_in: SignIn, an: User, long_plan: Plan):
    browser, year = signed_in(an), long_plan.school_year
    there = f"/ke-hoach?nam={year}"
    assert rows(browser, there) == LINES_A_PAGE
    page = browser.get(there).content.decode()
    assert f"nam={year}&amp;nam={year}" not in page
    assert re.search(r'href="[^"]*in=1"\s+data-print', page)
    whole = browser.get(f"{there}&in=1").content.decode()
    assert rows(browser, f"{there}&in=1") == LINES
    assert "data-whole" in whole
    assert "data-field=" not in whole
    assert 'class="box blank' not in whole
    assert "line-tools" not in whole


def test_what_is_filtered_is_printed_filtered(signed_in: SignIn, an: User, long_plan: Plan):
    browser = signed_in(an)
    asked = f"/ke-hoach?nam={long_plan.school_year}&tt=done"
    count = browser.get(asked).context["page"].paginator.count
    assert 0 < count < LINES
    assert rows(browser, f"{asked}&in=1") == count
