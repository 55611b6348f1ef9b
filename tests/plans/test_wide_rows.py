"""A row of many columns is what Django would have made of it: of all columns, of some, changed and saved."""

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from caitien.access.models import School
from caitien.incoming.adopt import adopt
from caitien.plans.models import Goal, Plan, Task
from tests.plans.reports import report

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture
def plan(school: School) -> Plan:
    return adopt(school, report(3))[0]


@pytest.mark.parametrize("kind", [Goal, Task])
def test_every_column_says_what_the_database_says(plan: Plan, kind: type[Goal] | type[Task]):
    row = kind.objects.filter(plan=plan).order_by("pk")[0]
    plain = Model.from_db.__func__(kind, "default", *zip(*vars_of(row), strict=True))  # type: ignore[attr-defined]
    assert {**vars(row), "_state": None} == {**vars(plain), "_state": None}
    assert (row._state.db, row._state.adding) == ("default", False)
    assert row == plain


def vars_of(row: Goal | Task) -> list[tuple[str, object]]:
    return [(field.attname, getattr(row, field.attname)) for field in row._meta.concrete_fields]


def test_a_column_that_was_not_asked_for_is_read_when_it_is(plan: Plan):
    (task,) = Task.objects.filter(plan=plan).select_related("goal").only("work", "goal__criterion")[:1]
    assert task.get_deferred_fields() >= {"time", "folded"}
    with CaptureQueriesContext(connection) as asked:
        assert task.work
        assert task.goal.criterion
        assert len(asked) == 0
        assert task.folded
        assert len(asked) == 1


def test_what_is_changed_is_saved_and_what_is_read_anew_is_new(plan: Plan):
    task = Task.objects.filter(plan=plan).select_related("goal")[0]
    again = Task.objects.get(pk=task.pk)
    task.goal.topic, task.work = "Đề tài mới", "Việc mới"
    task.goal.save()
    task.save()
    again.refresh_from_db()
    assert (again.work, again.goal.topic) == ("Việc mới", "Đề tài mới")
    task.goal = Goal.objects.filter(plan=plan).exclude(pk=task.goal_id)[0]
    assert task.goal_id == task.goal.pk
