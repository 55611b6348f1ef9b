"""Deciding on adjustments: only of an approved plan, as it was shown, and of proposals that still wait."""

from datetime import date

import pytest

from caitien.access.models import School, User
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt
from caitien.plans.life.adjust import decide_adjustments
from caitien.plans.life.life import plan_mark
from caitien.plans.models import Adjustment, Plan, Version
from tests.plans.approving import LATER, approved, chair_of, change
from tests.plans.reports import report

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture
def plan(school: School) -> Plan:
    return adopt(school, report(4))[0]


@pytest.fixture
def proposal(an: User, plan: Plan) -> Adjustment:
    approved(plan)
    return change(an, plan.tasks.all()[0], "work", "Dạy bơi ở hồ của phường")


def decide(plan: Plan, *keys: int, seen: str = "", approve: bool = True, day: date = LATER) -> Version | Refused:
    plan.refresh_from_db()
    mark = seen or plan_mark(plan)
    return decide_adjustments(
        chair_of(plan.school), plan, keys=list(keys), approve=approve, number="", date=day, seen=mark
    )


def test_a_proposal_that_waits_is_approved_into_a_new_version(plan: Plan, proposal: Adjustment):
    assert isinstance(decide(plan, proposal.pk), Version)
    assert plan.tasks.all()[0].work == "Dạy bơi ở hồ của phường"


def test_a_plan_that_is_another_than_was_shown_is_not_decided_on(plan: Plan, proposal: Adjustment):
    assert isinstance(decide(plan, proposal.pk, seen="0" * 16), Refused)
    assert plan.tasks.all()[0].work != "Dạy bơi ở hồ của phường"


@pytest.mark.parametrize("state", ["draft", "submitted", "closed"])
def test_only_an_approved_plan_is_adjusted(plan: Plan, proposal: Adjustment, state: str):
    plan.refresh_from_db()
    Plan.objects.filter(pk=plan.pk).update(state=state)
    assert isinstance(decide(plan, proposal.pk), Refused)
    assert plan.tasks.all()[0].work != "Dạy bơi ở hồ của phường"


def test_what_was_decided_is_not_decided_again(plan: Plan, proposal: Adjustment):
    decide(plan, proposal.pk, approve=False)
    assert isinstance(decide(plan, proposal.pk), Refused)


def test_a_proposal_that_is_not_there_is_refused(plan: Plan, proposal: Adjustment):
    assert isinstance(decide(plan, proposal.pk, proposal.pk + 1), Refused)
    assert isinstance(decide(plan), Refused)
