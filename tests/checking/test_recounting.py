"""The keeper proves what is kept: what is wrong is said, named and mended, what is right is left alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from caitien import keeping
from caitien.access.models import School, User
from caitien.checking.recounting import Difference, differences
from caitien.domain.tasks.work_state import WorkState
from caitien.incoming.adopt import adopt
from caitien.jobs.chores import do_due, is_any_due, start_over
from caitien.plans.models import Check, Found, Plan
from caitien.plans.table.edit import CellEdit, edit_cells
from caitien.work.models import Occurrence, Tally
from caitien.work.reporting.report import report_progress
from tests.plans.reports import report

pytestmark = pytest.mark.each_database


@pytest.fixture
def plan(school: School, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """A plan of six lines, all of it kept."""
    monkeypatch.setattr(keeping, "with_site", lambda do: do())  # the site of the tests
    plan, _ = adopt(school, report(6))
    do_due()
    return plan


def _break_findings(plan: Plan) -> None:
    Found.objects.filter(check_made__plan=plan).first().delete()


def _break_sums(plan: Plan) -> None:
    tally = Tally.objects.get(plan=plan)
    tally.sums["groups"][0]["count"] += 1
    tally.save()


def _break_occurrences(plan: Plan) -> None:
    Occurrence.objects.filter(plan=plan).first().delete()
    start_over()
    do_due()


@pytest.mark.parametrize(
    ("harm", "what"), [(_break_findings, "phát hiện"), (_break_sums, "con số"), (_break_occurrences, "lượt việc")]
)
def test_what_is_wrong_is_named_and_mended(plan: Plan, capsys: pytest.CaptureFixture[str], harm, what: str):
    harm(plan)
    assert keeping.recount(mend=False) == 1
    said = capsys.readouterr().out
    assert f"dòng {what} lệch" in said
    assert "Thêm --mend để sửa" in said
    assert keeping.recount(mend=True) == 0
    capsys.readouterr()
    assert keeping.recount(mend=False) == 0
    assert "đều khớp" in capsys.readouterr().out


def test_a_plan_that_was_worked_on_is_whole_and_proving_it_changes_nothing(an: User, plan: Plan):
    task = plan.tasks.get(plan_row=2)
    edit_cells(an, plan, [CellEdit(task.pk, "owners", "Toàn thể giáo viên")])
    occurrence = Occurrence.objects.filter(task=task).first()
    report_progress(an, occurrence, state=WorkState.DONE, text="Thực hiện tốt", answer="")
    kept = set(Found.objects.values_list("pk", flat=True)), set(Occurrence.objects.values_list("pk", "state"))
    plan.refresh_from_db()
    assert differences(plan, localdate()) == []
    assert kept == (set(Found.objects.values_list("pk", flat=True)), set(Occurrence.objects.values_list("pk", "state")))


def test_the_workers_find_nothing_left_to_do(plan: Plan):
    assert not is_any_due()
    start_over()
    with CaptureQueriesContext(connection) as asked:
        do_due()
    writes = [each["sql"] for each in asked if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql for sql in writes if "jobs_upkeep" not in sql] == []


def test_each_row_that_differs_is_counted(plan: Plan):
    kept = Check.objects.get(plan=plan)
    gone = kept.found.order_by("turn")[0]
    severity = gone.severity
    gone.delete()
    assert differences(plan, localdate()) == [Difference("phát hiện", 2)]  # a row is missing, and the counts say more
    kept.counts[severity] -= 1
    kept.save()
    assert differences(plan, localdate()) == [Difference("phát hiện", 1)]
    kept.found.filter(pk=kept.found.order_by("turn")[0].pk).update(mark="0" * 16)
    assert differences(plan, localdate()) == [Difference("phát hiện", 3)]  # one is not that which is there, besides


def test_each_turn_that_differs_is_counted(plan: Plan):
    first, second = Occurrence.objects.filter(plan=plan).order_by("pk")[:2]
    Occurrence.objects.filter(pk=first.pk).update(number=9)
    assert Difference("lượt việc", 2) in differences(plan, localdate())
    second.refresh_from_db()
    assert Occurrence.objects.get(pk=first.pk).number == 9  # a look writes nothing
