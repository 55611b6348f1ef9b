"""The search box finds a line by any of its words, and the words of all lines lie where they are found quickly."""

import pytest
from django.db import connection
from django.db.models import Q

from caitien.access.models import School
from caitien.incoming.adopt import adopt
from caitien.plans.models import Plan, Task
from caitien.plans.reads import saying, tasks_of
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
