"""One tap on the page of coverage makes a line, or a proposal to add one."""

import pytest
from django.test import Client

from caitien.access.models import School, User
from caitien.domain.needs.need import NeedText
from caitien.domain.plan_state import PlanState
from caitien.needs.needs import record_needs
from caitien.plans.models import Adjustment, Need, Plan, Task
from tests.web.conftest import SignIn
from tests.web.planning.test_needs import words

ROOF = NeedText(kind="weakness", criterion="3.2", text="Mái hai phòng học nhà B dột khi mưa")


@pytest.fixture
def desk(signed_in: SignIn, an: User) -> Client:
    return signed_in(an)


@pytest.fixture
def need(an: User, school: School) -> Need:
    return record_needs(an, school, items=[ROOF]).added[0]


def test_one_tap_drafts_a_line_and_opens_it(desk: Client, plan: Plan, need: Need):
    answered = desk.post(f"/khuyen-nghi/{need.pk}/soan", {"plan": plan.pk})
    task = Task.objects.get(goal__answers__need=need)
    assert answered["Location"] == f"/ke-hoach/{plan.pk}/dong/{task.pk}"
    assert (task.owners, task.time, task.budget) == ("", "", "")
    again = desk.post(f"/khuyen-nghi/{need.pk}/soan", {"plan": plan.pk}, follow=True)
    assert "vừa có dòng đáp lại" in words(again)
    assert plan.tasks.count() == 29


def test_of_an_approved_plan_the_tap_proposes_and_says_so(desk: Client, plan: Plan, need: Need):
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.APPROVED)
    assert "Đề nghị thêm dòng" in words(desk.get("/khuyen-nghi/do-phu"))
    said = words(desk.post(f"/khuyen-nghi/{need.pk}/soan", {"plan": plan.pk}, follow=True))
    assert "chờ hiệu trưởng duyệt" in said
    assert Adjustment.objects.get().plan == plan
    assert plan.tasks.count() == 28


def test_of_a_plan_that_waits_for_approval_the_tap_says_what_to_do(desk: Client, plan: Plan, need: Need):
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.SUBMITTED)
    said = words(desk.post(f"/khuyen-nghi/{need.pk}/soan", {"plan": plan.pk}, follow=True))
    assert "nhờ hiệu trưởng trả lại" in said
    assert plan.tasks.count() == 28
