"""A plan of whose people something is told (kế hoạch để thử)."""

import pytest

from caitien.access.models import School
from caitien.incoming.adopt import adopt
from caitien.plans.models import Plan
from tests.plans.reports import report


@pytest.fixture
def plan(school: School) -> Plan:
    return adopt(school, report(8))[0]
