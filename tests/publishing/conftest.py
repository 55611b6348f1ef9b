"""A school under Thông tư 57/2026 whose plan of eight lines is approved (kế hoạch đã phê duyệt)."""

from dataclasses import replace

import pytest

from caitien.access.models import School
from caitien.domain.paper import Paper
from caitien.incoming.adopt import adopt
from caitien.plans.models import Plan
from tests.plans.approving import approved
from tests.plans.reports import report, with_plan_row


@pytest.fixture
def paper() -> Paper:
    """Two lines name people: one of the school, one who is not."""
    named = with_plan_row(report(8), 1, owners="Trần Văn Bình, tổ trưởng tổ Toán", budget="1.234.567.890 đồng")
    named = with_plan_row(named, 2, work="Mời ông Phạm Minh Đức (0912 345 678) sửa mái", owners="Tổ văn phòng")
    return replace(named, report=replace(named.report, signer_title="HIỆU TRƯỞNG"))


@pytest.fixture
def plan(school: School, paper: Paper) -> Plan:
    school.framework = "tt57-2026-pt"
    school.save()
    found = adopt(school, paper)[0]
    approved(found)
    return found
