"""A line that waits for a body outside, and a letter about it, as the tests of waits make them (việc chờ bên ngoài)."""

from datetime import date

import pytest

from caitien.access.models import OutsideBody, School, User
from caitien.plans.models import Plan, Task
from caitien.work.models import Letter, Waiting
from caitien.work.outside.waiting import (
    open_waiting,
    record_letter,
)

SINCE, TODAY = date(2026, 10, 1), date(2026, 12, 1)


@pytest.fixture
def task(plan: Plan) -> Task:
    return plan.tasks.select_related("plan", "school", "goal").order_by("position")[0]


@pytest.fixture
def city(school: School) -> OutsideBody:
    return OutsideBody.objects.create(school=school, name="UBND phường Hồ Xuân", aliases=["UBND phường"])


def wait(who: User, task: Task, name: str = "UBND phường Hồ Xuân", what: str = "Giao mặt bằng sân sau") -> Waiting:
    found = open_waiting(who, task, name=name, what=what, since=SINCE, today=TODAY)
    assert isinstance(found, Waiting), found
    return found


def write(who: User, waiting: Waiting, way: str, number: str, day: date) -> Letter:
    said = "Xin giao mặt bằng" if way == "sent" else "Đang xem xét"
    found = record_letter(who, waiting, way=way, number=number, date=day, summary=said, today=TODAY)
    assert isinstance(found, Letter), found
    return found
