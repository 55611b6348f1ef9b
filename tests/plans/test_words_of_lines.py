"""The search box finds a line by any of its words, and the words of all lines lie where they are found quickly."""

import pytest
from django.db import connection
from django.db.models import Q

from caitien.access.models import School
from caitien.incoming.adopt import adopt
from caitien.plans.models import Plan, Task
from caitien.plans.reads import patterns_of, saying, saying_each, tasks_of
from tests.plans.reports import report, with_plan_row

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture
def plan(school: School) -> Plan:
    return adopt(school, with_plan_row(report(3), 1, work="Lát gạch, lát gạch rồi lại lát gạch sân sau"))[0]


def test_a_line_keeps_each_of_its_words_once(plan: Plan):
    for task in plan.tasks.all():
        words = task.folded.split()
        assert len(words) == len(set(words))


@pytest.mark.parametrize("words", ["lat gach", "Gạch sân", "gach  lat", "ạc"])
def test_a_line_is_found_by_its_words_in_any_order_and_by_a_part_of_one(plan: Plan, words: str):
    assert [task.plan_row for task in tasks_of(plan, words=words)] == [1]


def test_nothing_is_found_by_words_of_which_one_is_missing(plan: Plan):
    assert not tasks_of(plan, words="lat gach khongco")


def test_words_of_another_plan_are_not_looked_for(plan: Plan, other_school: School):
    adopt(other_school, with_plan_row(report(3), 1, work="Lát gạch sân trước"))
    assert [task.plan_id for task in saying(Task.objects.all(), "lat gach", within=Q(plan=plan))] == [plan.pk]


def test_on_sqlite_the_words_are_read_from_an_index_that_holds_nothing_else(plan: Plan):
    if connection.vendor != "sqlite":
        pytest.skip("long texts lie apart from their rows on PostgreSQL")
    told = tasks_of(plan, words="lat gach").explain()
    assert "COVERING INDEX words_of_lines" in told


@pytest.mark.parametrize("words", ["%", "ga_h", "l%t", "\\"])
def test_a_sign_is_looked_for_as_it_stands(plan: Plan, words: str):
    assert not tasks_of(plan, words=words)


def test_on_sqlite_a_page_is_walked_by_the_short_index_and_words_by_their_own(plan: Plan):
    if connection.vendor != "sqlite":
        pytest.skip("words lie apart from their rows on PostgreSQL")
    order, walked = ("-plan__school_year", "position", "pk"), Task.objects.filter(plan__school=plan.school)
    told = walked.order_by(*order).select_related("goal").explain()
    assert "USING INDEX tasks_in_order" in told
    said = saying_each(walked, patterns_of("lat gach")).order_by(*order).values("pk")[:9].explain()
    assert "COVERING INDEX words_of_lines" in said
    assert "TEMP B-TREE" not in told + said  # nothing is sorted: it stops where a page is full
