"""These tests start from what the plans' tests start from."""

import pytest

from caitien.access.models import User
from caitien.evidence.models import Item
from caitien.incoming.adopt import adopt_paper
from caitien.plans.models import Plan, Task, Upload
from tests.evidence.made import offered_by
from tests.plans.conftest import paper, upload

__all__ = ["paper", "upload"]


@pytest.fixture
def plan(an: User, upload: Upload) -> Plan:
    """The school's plan, from the report An dropped."""
    return adopt_paper(an, upload)


@pytest.fixture
def task(plan: Plan) -> Task:
    """Its first line."""
    return plan.tasks.select_related("goal", "plan__school").order_by("position")[0]


@pytest.fixture
def offered(binh: User, task: Task) -> Item:
    """What Bình offered for that line."""
    return offered_by(binh, task)
