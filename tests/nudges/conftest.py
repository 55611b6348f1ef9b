"""Cúc has no account (người chưa có tài khoản): she is of Tổ Văn, and line 3 of the plan is hers."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from caitien.access.models import School, Unit, User
from caitien.access.people.entering import enter_person
from caitien.plans.models import Assignment, Plan, Task
from caitien.work.models import Occurrence
from tests.nudges.mornings import MORNING, Clock, given
from tests.nudges.post import Post, open_post
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


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    """The mail server of the site."""
    with open_post(settings) as (found, _port):
        yield found


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A Monday morning, until a test says otherwise."""
    found = Clock(MORNING)
    monkeypatch.setattr(timezone, "now", lambda: found.now)
    return found


@pytest.fixture
def turn(plan: Plan, binh: User) -> Occurrence:
    """Bình's only one: due on 13/11/2026, a Friday."""
    return given(plan, binh, 4, "2026-11-13")
