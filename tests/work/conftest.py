"""A plan whose work is told of (kế hoạch đang làm): An is secretary, Bình has line 3, both know what they do."""

import pytest
from django.db import transaction

from caitien.access.models import School, User
from caitien.domain.paper import Paper
from caitien.incoming.adopt import adopt
from caitien.plans.models import Assignment, Plan, Task
from caitien.work.models import Occurrence
from caitien.work.schedule import refresh_occurrences
from tests.plans.reports import report


@pytest.fixture
def paper() -> Paper:
    return report(8)


@pytest.fixture
def plan(school: School, paper: Paper) -> Plan:
    with transaction.atomic():  # also where a test commits
        return adopt(school, paper)[0]


@pytest.fixture
def task(plan: Plan, binh: User) -> Task:
    """Bình's line: under way, says the paper."""
    found = plan.tasks.select_related("goal", "plan").get(plan_row=4)
    Assignment.objects.create(school=plan.school, task=found, user=binh)
    return found


def occurrences_of(task: Task) -> list[Occurrence]:
    """The occurrences of a line as they stand by now, in order."""
    refresh_occurrences([task.plan])
    return list(Occurrence.objects.filter(task=task).order_by("number"))


def only_occurrence(task: Task) -> Occurrence:
    """The occurrence of a line that has one."""
    (found,) = occurrences_of(task)
    return found
