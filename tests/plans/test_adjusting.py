"""Deciding on adjustments: only of an approved plan, as it was shown, and of proposals that still wait."""

from datetime import date

import pytest

from caitien.access.models import School, User
from caitien.domain.field_names import FIELD_NAMES
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt
from caitien.plans.life.adjust import decide_adjustments, propose_withdrawal
from caitien.plans.life.adjusted import NOTHING, WITHDRAWN
from caitien.plans.life.life import plan_mark
from caitien.plans.life.proposals import adjustments_of, shown
from caitien.plans.models import Adjustment, Plan, Task, Version
from tests.plans.approving import LATER, approved, chair_of, change, decided
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


def rivals(plan: Plan, *, waiting: bool) -> dict[str, int]:
    """Of each proposal, by its words: how many others that wait want the same cell."""
    return {each.row.new: each.rivals for each in shown(plan, adjustments_of(plan, waiting=waiting))}


def test_a_proposal_says_how_many_others_want_the_same_cell(an: User, plan: Plan, proposal: Adjustment):
    assert rivals(plan, waiting=True) == {"Dạy bơi ở hồ của phường": 0}
    first, second = plan.tasks.all()[:2]
    change(an, first, "work", "Dạy bơi ở sông")
    change(an, first, "owners", "Tổ Thể dục")
    change(an, second, "work", "Sửa mái")
    assert rivals(plan, waiting=True) == {
        "Dạy bơi ở hồ của phường": 1,
        "Dạy bơi ở sông": 1,
        "Tổ Thể dục": 0,
        "Sửa mái": 0,
    }


def test_a_proposal_that_was_decided_has_no_rivals_but_those_that_wait(an: User, plan: Plan, proposal: Adjustment):
    decide(plan, proposal.pk, approve=False)
    assert rivals(plan, waiting=False) == {"Dạy bơi ở hồ của phường": 0}
    assert rivals(plan, waiting=True) == {}


def test_the_column_of_adjustments_says_what_is_in_force_and_why_a_line_was_withdrawn(an: User, plan: Plan):
    approved(plan)
    task = plan.tasks.all()[0]
    Task.objects.filter(pk=task.pk).update(adjusted="Họp ngày 3/10")  # typed by a person: it stays above
    decided(plan, change(an, task, "owners", ""), change(an, task, "work", "Dạy bơi"))
    task.refresh_from_db()
    assert task.adjusted == f"Họp ngày 3/10\nDạy bơi\n{FIELD_NAMES['owners']}: {NOTHING}"
    decided(plan, change(an, task, "owners", "Tổ Thể dục"))
    task.refresh_from_db()
    assert task.adjusted == f"Họp ngày 3/10\nDạy bơi\n{FIELD_NAMES['owners']}: Tổ Thể dục"
    given_up = propose_withdrawal(an, Task.objects.get(pk=task.pk), reason="Hồ bơi đóng cửa.")
    assert isinstance(given_up, Adjustment), given_up
    decided(plan, given_up)
    task.refresh_from_db()
    assert task.adjusted == f"Họp ngày 3/10\n{WITHDRAWN.format('Hồ bơi đóng cửa')}"
