"""What a process counted last of a plan holds under its mark alone, and never what a transaction may take back."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from caitien.access.models import Unit, User
from caitien.access.schools.units import merge_units
from caitien.domain.people.owners import PERSON, UNIT
from caitien.plans.models import Assignment, Plan
from caitien.plans.people.assign import Party, assign, unassign
from caitien.web.planning.table_page.toolbar import leads_of
from caitien.work.counting.tally import Group, Sums, _Counted, keep_sums, sums_of
from caitien.work.models import Occurrence
from tests.work.conftest import occurrences_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.each_database]

ONE = Sums(groups=(Group("1.1", 1, "done", late=False, due=False, planned=True, added=False, count=1),))
TWO = Sums(withdrawn=2)


def test_another_mark_is_another_count() -> None:
    counted = _Counted()
    counted.keep(7, "before", ONE)
    assert counted.of(7, "before") == ONE
    assert counted.of(7, "after") is None
    assert counted.of(8, "before") is None
    counted.keep(7, "after", TWO)
    assert (counted.of(7, "before"), counted.of(7, "after")) == (None, TWO)


def test_within_a_transaction_nothing_is_kept() -> None:
    counted = _Counted()
    with transaction.atomic():
        counted.keep(7, "not yet", ONE)
    assert counted.of(7, "not yet") is None


def test_it_holds_so_many_plans_and_no_more() -> None:
    counted = _Counted()
    for plan in range(3 * _Counted.MOST):
        counted.keep(plan, "now", ONE)
        assert len(counted._sums) <= _Counted.MOST


def test_under_no_mark_nothing_is_kept() -> None:
    counted = _Counted()
    counted.keep(7, "", ONE)
    assert counted.of(7, "") is None


@pytest.mark.parametrize("kept", [True, False])
def test_what_was_counted_before_units_were_merged_is_not_told_after(an: User, plan: Plan, kept: bool) -> None:
    first, second = (Unit.objects.create(school=plan.school, name=name) for name in ("Tổ Sử", "Tổ Địa"))
    task = plan.tasks.filter(state="not_started").order_by("position")[0]
    Assignment.objects.create(school=plan.school, task=task, unit=first)
    occurrences_of(task)
    today = timezone.localdate()
    if kept:
        keep_sums(day=today - timedelta(days=1))
    Occurrence.objects.filter(task=task).update(due=today - timedelta(days=3))
    assert f"unit {first.pk}" in [each.who for each in sums_of(plan, today).whose]
    merge_units(an, plan.school, unit=first.pk, into=second.pk)
    found = [each.who for each in sums_of(plan, today).whose]
    assert f"unit {second.pk}" in found
    assert f"unit {first.pk}" not in found


@pytest.mark.parametrize("kept", [True, False])
def test_who_leads_a_line_is_counted_anew_after_each_change_of_it(an: User, binh: User, plan: Plan, kept: bool) -> None:
    """The sums hold one part of each who leads; co-operating is no leading, and a part that is gone names nobody."""

    def leads() -> list[tuple[str, str]]:
        if kept:
            keep_sums()
        return leads_of(sums_of(plan, timezone.localdate()))

    unit = Unit.objects.create(school=plan.school, name="Tổ Sử")
    first, second = plan.tasks.order_by("position")[:2]
    assert leads() == []
    for task in (first, second):
        assign(an, task, part="lead", to=Party(PERSON, binh.pk))
    assign(an, first, part="support", to=Party(UNIT, unit.pk))
    assert leads() == [(f"user {binh.pk}", str(binh))]
    gone = first.assignments.get(user=binh)
    unassign(an, first, assignment=gone.pk)
    assert leads() == [(f"user {binh.pk}", str(binh))]
    assign(an, first, part="lead", to=Party(UNIT, unit.pk))
    assert {who for who, _ in leads()} == {f"user {binh.pk}", f"unit {unit.pk}"}
    Unit.objects.filter(pk=unit.pk).update(name="Tổ Địa")
    assert (f"unit {unit.pk}", "Tổ Địa") in leads()
