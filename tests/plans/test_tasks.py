"""The tasks of all years as they are asked for: each word narrows by itself."""

import pytest
from django.db import transaction

from caitien.access.models import School, Unit, User
from caitien.access.rights import acting_user_of
from caitien.incoming.adopt import adopt
from caitien.plans.models import Assignment, Plan
from caitien.plans.tasks import Wanted, tasks_for
from tests.plans.reports import report

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]
OLD, NEW = "2025-2026", "2026-2027"


@pytest.fixture
def plans(school: School) -> list[Plan]:
    with transaction.atomic():
        return [adopt(school, report(rows, school_year=year))[0] for rows, year in ((4, OLD), (6, NEW))]


@pytest.mark.parametrize("wanted", [Wanted(year=OLD), Wanted(unit=3), Wanted(state="done"), Wanted(words="bàn")])
def test_each_word_alone_asks_for_something(wanted: Wanted):
    assert wanted.any


def test_no_word_asks_for_nothing():
    assert not Wanted().any


def test_a_year_keeps_to_its_plan_in_the_list(an: User, plans: list[Plan]):
    acting = acting_user_of(an)
    assert acting
    assert {task.plan for task in tasks_for(acting, Wanted(year=OLD))} == {plans[0]}


def test_a_line_taken_out_is_not_listed(an: User, plans: list[Plan]):
    acting = acting_user_of(an)
    assert acting
    gone = plans[1].tasks.first()
    assert gone
    plans[1].tasks.filter(pk=gone.pk).update(removed_at="2026-10-01T00:00Z")
    assert gone not in tasks_for(acting, Wanted())


def test_a_unit_has_what_is_given_to_it_or_to_its_people(an: User, school: School, plans: list[Plan]):
    acting = acting_user_of(an)
    assert acting
    unit, other = (Unit.objects.create(school=school, name=name) for name in ("Tổ Toán", "Tổ Văn"))
    unit.members.create(school=school, user=an)
    first, second, third = plans[1].tasks.all()[:3]
    for task, whose in ((first, {"unit": unit}), (second, {"user": an}), (third, {"unit": other})):
        Assignment.objects.create(school=school, task=task, **whose)
    assert set(tasks_for(acting, Wanted(unit=unit.pk))) == {first, second}
