"""Cúc has no account (người chưa có tài khoản): she is of Tổ Văn, and line 3 of the plan is hers."""

import pytest

from caitien.access.models import School, Unit, User
from caitien.access.people.entering import enter_person
from caitien.plans.models import Assignment, Task
from caitien.work.models import Occurrence
from tests.work.conftest import only_occurrence, paper, plan

__all__ = ["paper", "plan"]


@pytest.fixture
def unit(school: School) -> Unit:
    return Unit.objects.create(school=school, name="Tổ Văn")


@pytest.fixture
def cuc(an: User, school: School, unit: Unit) -> User:
    made = enter_person(an, school, name="Đỗ Thị Cúc", unit=unit.pk)
    assert isinstance(made, User)
    return made


@pytest.fixture
def task(plan, cuc: User) -> Task:
    found = plan.tasks.select_related("goal", "plan").get(plan_row=4)
    Assignment.objects.create(school=plan.school, task=found, user=cuc)
    return found


@pytest.fixture
def occurrence(task: Task) -> Occurrence:
    return only_occurrence(task)
