"""A long plan becomes a paper and is never held twice: lines come part by part, what they say alike is kept once."""

import pytest

from caitien.access.models import School
from caitien.domain.paper import Form, Paper, Plan, PlanRow, ResultRow, Status
from caitien.incoming.adopt import adopt
from caitien.plans import compose as composing
from caitien.plans.compose import compose

pytestmark = pytest.mark.django_db
ROWS = tuple(
    PlanRow(criterion=f"1.{number}", label=f"Tiêu chí 1.{number}", work=f"Việc {number}", owners="Tổ Văn phòng")
    for number in range(1, 8)
)
RESULTS = tuple(
    ResultRow(criterion=row.criterion, label=row.label, planned=row.work, done="Đã xong.", status=Status.DONE)
    for row in ROWS
)
PAPER = Paper(form=Form.REPORT, school_year="2026-2027", plan=Plan(items=ROWS), results=RESULTS)


@pytest.mark.each_database
def test_lines_that_come_part_by_part_make_the_same_paper(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composing, "_AT_ONCE", 2)
    plan, _ = adopt(school, PAPER)
    assert compose(plan).plan.items == ROWS
    assert compose(plan).results == RESULTS


def test_what_lines_say_alike_is_kept_once(school: School) -> None:
    plan, _ = adopt(school, PAPER)
    found = compose(plan)
    assert all(row.owners is found.plan.items[0].owners for row in found.plan.items)
    assert all(told.planned is row.work for row, told in zip(found.plan.items, found.results, strict=True))
