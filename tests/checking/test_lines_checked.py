"""What is kept of the findings follows the lines: after each verb it is what a check of the whole paper would find, or
it says that it is behind; a look writes nothing."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from caitien.access.models import School, User
from caitien.checking.checks import PlacedFinding, found_rows, keys_of, look
from caitien.checking.findings import Findings
from caitien.checking.keep import check_all_due, keep_check
from caitien.checking.looking import findings_now, findings_of
from caitien.domain.tasks.work_state import WorkState
from caitien.incoming.adopt import adopt
from caitien.incoming.receive import receive_paper
from caitien.jobs.chores import do_due, is_any_due
from caitien.plans.compose import compose
from caitien.plans.models import Check, Found, Plan, Task
from caitien.plans.table.edit import CellEdit, edit_cells
from caitien.plans.table.report_cells import report_cells
from caitien.plans.table.table_lines import add_line
from caitien.rules.catalogue import codes_of
from caitien.rules.scope import Scope
from caitien.work.models import Occurrence
from caitien.work.reporting.report import report_progress
from caitien.work.schedule import refresh_occurrences
from tests.plans.reports import report, with_plan_row

pytestmark = pytest.mark.each_database

TODAY = date(2026, 11, 20)
CROWD = "Toàn thể cán bộ giáo viên"
Row = tuple[object, ...]


@pytest.fixture
def plan(school: School) -> Plan:
    """A plan of six lines, checked by the workers."""
    plan, _ = adopt(school, with_plan_row(report(6), 2, owners=CROWD))
    keep_check(plan, TODAY)
    return plan


@pytest.fixture
def patient(settings: Settings) -> None:
    """A site with workers, who have time."""
    settings.CHECK_PATIENCE = 20


def edit(an: User, plan: Plan, row: int, **cells: str) -> Task:
    task = plan.tasks.get(plan_row=row)
    edited = edit_cells(an, plan, [CellEdit(task.pk, name, text) for name, text in cells.items()])
    assert edited.kept
    plan.refresh_from_db()
    return task


def kept_of_lines(plan: Plan) -> set[Row]:
    """What is kept of the rules of one line."""
    return {_row(row) for row in Found.objects.filter(check_made__plan=plan, code__in=codes_of(Scope.LINE))}


def found_of_lines(plan: Plan) -> set[Row]:
    """What a check of the whole paper finds by these rules."""
    rows = found_rows(look(compose(plan), TODAY, None), keys_of(plan))
    return {_row(row) for row in rows if row.code in codes_of(Scope.LINE)}


def _row(row: Found) -> Row:
    import msgspec

    return (row.turn, row.severity, row.code, row.row, row.mark, msgspec.convert(row.said, PlacedFinding))


def untouched(plan: Plan, task: Task) -> set[int]:
    """The rows of findings of other lines, by their keys in the database."""
    own = (f"plan.items.#{task.pk}", f"results.#{task.pk}")
    return set(Found.objects.filter(check_made__plan=plan).exclude(row__in=own).values_list("pk", flat=True))


def written(asked: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in asked if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]


EDITS: dict[str, Callable[[User, Plan], Task]] = {
    "a crowd leads": lambda an, plan: edit(an, plan, 0, owners=CROWD),
    "a crowd leads no more": lambda an, plan: edit(an, plan, 2, owners="Tổ Văn phòng"),
    "a day no calendar has": lambda an, plan: edit(an, plan, 4, time="Xong ngày 31/4/2027", work="Lắp 4 bóng đèn"),
    "another criterion, in two lines": lambda an, plan: edit(an, plan, 2, criterion="3.3"),
    "five lines at once": lambda an, plan: [
        edit_cells(an, plan, [CellEdit(task.pk, "owners", CROWD) for task in plan.tasks.filter(plan_row__lt=5)]),
        plan.refresh_from_db(),
        plan.tasks.get(plan_row=0),
    ][2],
}


@pytest.mark.parametrize("deed", EDITS.values(), ids=EDITS)
def test_after_an_edit_the_lines_are_kept_as_a_whole_check_finds_them(
    an: User, plan: Plan, deed: Callable[[User, Plan], Task]
):
    deed(an, plan)
    assert kept_of_lines(plan) == found_of_lines(plan)
    kept = Check.objects.get()
    assert sum(kept.counts.values()) == kept.found.count()
    do_due()
    assert {_row(row) for row in kept.found.all()} == {
        _row(row) for row in found_rows(look(compose(plan), timezone.localdate(), None), keys_of(plan))
    }


def test_only_the_rows_of_the_touched_line_are_written(an: User, plan: Plan):
    task = plan.tasks.get(plan_row=0)
    before = untouched(plan, task)
    edit(an, plan, 0, owners=CROWD)
    assert untouched(plan, task) == before


def test_a_report_has_its_line_looked_at_too(an: User, plan: Plan):
    refresh_occurrences([plan])
    occurrence = Occurrence.objects.filter(plan=plan).first()
    said = report_progress(an, occurrence, state=WorkState.DONE, text="Thực hiện tốt", answer="", over=True)
    assert said.pk
    plan.refresh_from_db()
    row = f"results.#{occurrence.task_id}"
    assert Found.objects.filter(code="T04", row=row).exists()
    assert kept_of_lines(plan) == found_of_lines(plan)


def test_what_the_whole_paper_said_of_words_that_are_gone_is_gone_with_them(an: User, plan: Plan, patient: None):
    edit(an, plan, 3, work="Phân công họp lý giáo viên dạy thay")
    keep_check(plan, TODAY)
    assert Found.objects.filter(code="P10").exists()
    edit(an, plan, 3, work="Phân công hợp lý giáo viên dạy thay")
    findings = findings_of(plan, TODAY)
    assert findings.behind
    assert "P10" not in {seen.finding.code for seen in findings.all}


def test_a_blank_that_was_filled_is_blank_no_more(an: User, plan: Plan, patient: None):
    edit(an, plan, 3, time="")
    keep_check(plan, TODAY)
    assert Found.objects.filter(code="K01").exists()
    edit(an, plan, 3, time="Tháng 11/2026")
    assert "K01" not in {seen.finding.code for seen in findings_of(plan, TODAY).all}


def test_while_the_workers_are_at_it_the_kept_check_is_shown_and_says_so(an: User, plan: Plan, patient: None):
    edit(an, plan, 0, owners=CROWD)
    findings = findings_of(plan, TODAY)
    assert findings.behind
    assert {"K05"} <= {seen.finding.code for seen in findings.all if seen.task == plan.tasks.get(plan_row=0).pk}
    assert not findings_now(plan, TODAY).behind


def test_a_page_without_workers_is_stale_for_no_longer_than_its_patience(
    an: User, plan: Plan, patient: None, settings: Settings
):
    edit(an, plan, 0, time="")
    assert findings_of(plan, TODAY).behind
    settings.CHECK_PATIENCE = 0
    findings = findings_of(plan, TODAY)
    assert not findings.behind
    assert "K01" in {seen.finding.code for seen in findings.all}


def test_a_page_that_read_the_plan_before_another_wrote_checks_no_whole_paper(
    an: User, plan: Plan, patient: None, monkeypatch: pytest.MonkeyPatch
):
    """It would be half a second of the processor in a page, and ten megabytes its process keeps."""
    read = Plan.objects.get(pk=plan.pk)
    edit(an, plan, 0, owners=CROWD)
    monkeypatch.setattr("caitien.checking.checks.look", lambda *_: pytest.fail("the whole paper was checked"))
    findings = findings_of(read, TODAY)
    assert findings.behind
    assert "K05" in {seen.finding.code for seen in findings.all if seen.task == plan.tasks.get(plan_row=0).pk}


def test_a_check_holds_up_who_writes_meanwhile_only_when_it_came_too_late_again_and_again(
    an: User, plan: Plan, monkeypatch: pytest.MonkeyPatch
):
    edit(an, plan, 0, time="")
    held: list[bool] = []
    depth = len(connection.savepoint_ids)

    def someone_writes(*asked: object) -> list[PlacedFinding]:
        held.append(len(connection.savepoint_ids) > depth)
        if not held[-1]:
            edit(an, Plan.objects.get(pk=plan.pk), len(held), support=f"Sân trường {len(held)}")
        return look(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr("caitien.checking.checks.look", someone_writes)
    kept = keep_check(Plan.objects.get(pk=plan.pk), TODAY)
    assert held == [False, False, True]
    assert kept == Check.objects.get()
    assert not findings_of(Plan.objects.get(pk=plan.pk), TODAY).behind


def test_lines_that_came_or_went_are_never_shown_behind(an: User, plan: Plan, patient: None):
    add_line(an, plan, values={"work": "Trồng cây", "criterion": "1.1"})
    plan.refresh_from_db()
    assert not findings_of(plan, TODAY).behind


def test_a_verb_that_tells_nobody_makes_no_page_say_what_is_not_so(plan: Plan, patient: None):
    plan.tasks.filter(plan_row=2).update(owners="Tổ Văn phòng")
    plan.save()
    findings = findings_of(plan, TODAY)
    assert not findings.behind
    assert "K05" not in {seen.finding.code for seen in findings.all}


def test_a_line_edited_after_one_that_was_not_told_of_does_not_pass_the_other_for_checked(an: User, plan: Plan):
    plan.tasks.filter(plan_row=2).update(owners="Tổ Văn phòng")
    plan.save()
    edit(an, plan, 0, support="Sân trường")
    assert "K05" not in {seen.finding.code for seen in findings_of(plan, TODAY).all}


def test_a_look_writes_nothing(an: User, plan: Plan):
    edit(an, plan, 0, owners=CROWD)
    with CaptureQueriesContext(connection) as asked:
        assert findings_of(plan, TODAY).all
        assert findings_of(plan, TODAY + timedelta(days=1)).errors
    assert not written(asked)


@pytest.mark.parametrize("rows", [6, 60])
def test_an_edit_costs_the_same_number_of_statements_however_long_the_plan_is(an: User, school: School, rows: int):
    plan, _ = adopt(school, report(rows))
    keep_check(plan, TODAY)
    task = plan.tasks.get(plan_row=1)
    with CaptureQueriesContext(connection) as asked:
        edit_cells(an, plan, [CellEdit(task.pk, "owners", CROWD)])
    assert len([query for query in asked if "plans_found" in query["sql"] or "plans_check" in query["sql"]]) <= 5


def test_the_workers_check_what_changed_once(an: User, school: School, plan: Plan):
    receive_paper(an, school, name="a.docx", data=b"a", paper=report(2))
    assert is_any_due()
    do_due()
    assert not is_any_due()
    with CaptureQueriesContext(connection) as asked:
        check_all_due()
    assert not written(asked)
    edit(an, plan, 0, time="")
    assert is_any_due()


def test_a_paper_that_cannot_be_checked_keeps_no_other_from_it(
    an: User, school: School, plan: Plan, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    broken, _ = adopt(school, report(2, school_year="2030-2031"))
    edit(an, plan, 0, time="")
    monkeypatch.setattr(
        "caitien.checking.checks.compose",
        lambda about: compose(about) if about.pk != broken.pk else compose(about, form="none"),  # type: ignore[arg-type]
    )
    check_all_due()
    assert "check of Plan" in caplog.text
    assert isinstance(findings_of(plan, timezone.localdate()), Findings)
    assert Check.objects.get(plan=plan).mark == findings_mark(plan)


def findings_mark(plan: Plan) -> str:
    from caitien.checking.checks import check_status

    return check_status(plan, timezone.localdate()).mark


def test_cells_typed_by_a_teacher_have_their_line_looked_at(an: User, plan: Plan):
    task = plan.tasks.get(plan_row=1)
    report_cells(an, task, [CellEdit(task.pk, "done", "Thực hiện tốt")])
    plan.refresh_from_db()
    assert kept_of_lines(plan) == found_of_lines(plan)
