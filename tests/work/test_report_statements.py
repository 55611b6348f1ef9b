"""What a report asks of the database: so much and no more, on either database, however long the plan is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caitien.access.models import School, User
from caitien.checking.keep import keep_check
from caitien.domain.tasks.work_state import WorkState
from caitien.incoming.adopt import adopt
from caitien.plans.models import Assignment
from caitien.work.models import Occurrence
from caitien.work.reporting.report import report_progress
from tests.plans.approving import TODAY
from tests.plans.reports import report

pytestmark = pytest.mark.each_database

IN_TRANSACTION = 15  # statements on tables; who is only assigned costs one more
_OF_THE_TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@pytest.mark.parametrize("rows", [4, 60])
@pytest.mark.parametrize("who", ["an", "binh"])
def test_a_report_costs_so_many_statements(an: User, binh: User, school: School, rows: int, who: str):
    plan, _ = adopt(school, report(rows))
    keep_check(plan, TODAY)
    actor = {"an": an, "binh": binh}[who]
    occurrence = Occurrence.objects.filter(plan=plan, task__position=2).get()
    Assignment.objects.create(school=school, task=occurrence.task, user=binh)
    for number in range(2):
        occurrence.refresh_from_db()
        with CaptureQueriesContext(connection) as asked:
            told = report_progress(
                actor,
                occurrence,
                state=WorkState.ONGOING,
                text=f"Đã lát {number + 20} m2 gạch, còn 40 m2",
                key=f"{number}",
            )
        assert told.pk
    statements = [each["sql"] for each in asked if not each["sql"].startswith(_OF_THE_TRANSACTION)]
    assert len(statements) <= IN_TRANSACTION + (who == "binh"), "\n".join(sql[:160] for sql in statements)
