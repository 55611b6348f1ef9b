"""Findings as they are kept: counted, read row by row, and passed over with the line they are about."""

from collections import Counter
from datetime import date
from importlib import import_module
from types import SimpleNamespace
from unittest.mock import MagicMock

import msgspec
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from caitien.access.models import School, User
from caitien.checking.checks import line_row
from caitien.checking.findings import Seen
from caitien.checking.keep import keep_check
from caitien.checking.looking import findings_of
from caitien.checking.settle import dismiss_finding, undecided
from caitien.domain.papers.cells import mark_of
from caitien.incoming.adopt import adopt
from caitien.plans.life.adjust import propose_withdrawal
from caitien.plans.models import Decision, Dismissal, Found, Plan
from caitien.plans.table.split import line_mark, proposed_pieces, split_task
from tests.plans.approving import approved, chair_of, decided
from tests.plans.reports import report, with_plan_row

TODAY = date(2026, 11, 20)
GARBLED = "Phân công họp lý giáo viên dạy thay trong tuần có hội giảng của cả hai tổ"
BOTH = "Mở lớp bơi cho khối 6.\nCông đoàn trồng mười cây bàng ở sân sau."


@pytest.fixture
def plan(school: School) -> Plan:
    """A plan whose second line holds two actions, its fourth a misread word, its fifth an unknown criterion."""
    paper = with_plan_row(with_plan_row(report(6), 1, work=BOTH), 3, work=GARBLED)
    with transaction.atomic():
        return adopt(school, with_plan_row(paper, 4, criterion="9.9", label="Tiêu chí 9.9"))[0]


def garbled(plan: Plan) -> Seen:
    return next(seen for seen in findings_of(Plan.objects.get(pk=plan.pk), TODAY).all if seen.finding.code == "P10")


def test_what_is_counted_is_what_is_there(an: User, plan: Plan):
    dismiss_finding(an, plan, mark=garbled(plan).mark, reason="Đúng chữ của trường", today=TODAY)
    found = findings_of(plan, TODAY)
    there = Counter(seen.finding.severity.value for seen in found.all if seen.dismissal is None)
    assert {weight: number for weight, _, number in found.counts if number} == there
    assert found.how_many_open == len(found.seen(found.open_rows())) == len(found.all) - 1
    assert [seen.finding.code for seen in found.dismissed(5)] == ["P10"]


def test_rows_read_at_once_ask_nothing_more(plan: Plan):
    keep_check(plan, TODAY)
    found = findings_of(plan, TODAY)
    rows = [
        line_row(table, key) for table in ("plan.items", "results") for key in plan.tasks.values_list("pk", flat=True)
    ]
    found.read(rows)
    with CaptureQueriesContext(connection) as asked:
        said = [seen.mark for row in rows for seen in found.at_row(row)]
        found.read(rows)
    assert len(asked) == 0
    assert len(said) == Found.objects.exclude(row="").count() > 0


def test_a_paper_checked_anew_leaves_no_old_finding_behind(plan: Plan):
    keep_check(plan, TODAY)
    plan.tasks.filter(plan_row=3).update(work="Phân công hợp lý giáo viên dạy thay")
    plan.save()
    keep_check(plan, TODAY)
    found = findings_of(plan, TODAY)
    assert "P10" not in {seen.finding.code for seen in found.all}
    assert Found.objects.count() == len(found.all)


def test_a_finding_passed_over_stays_so_when_a_line_above_is_split(an: User, plan: Plan):
    dismiss_finding(an, plan, mark=garbled(plan).mark, reason="Đúng chữ của trường", today=TODAY)
    task = plan.tasks.get(plan_row=1)
    pieces = proposed_pieces(task)
    assert split_task(an, plan, task=task.pk, pieces=pieces, seen=line_mark(task), leaving=True)
    seen = garbled(plan)
    assert seen.finding.path == "plan.items.4.work"
    assert seen.dismissal is not None


def test_and_when_a_line_above_is_withdrawn_from_a_plan_in_force(an: User, school: School):
    paper = with_plan_row(report(6), 3, work=GARBLED)
    plan = adopt(school, paper)[0]
    dismiss_finding(an, plan, mark=garbled(plan).mark, reason="Đúng chữ của trường", today=TODAY)
    approved(plan)
    task = plan.tasks.get(plan_row=1)
    decided(plan, propose_withdrawal(chair_of(school), task, reason="Hết vốn"))
    assert garbled(plan).dismissal is not None


def test_a_decision_still_covers_its_errors_when_lines_move(an: User, plan: Plan):
    errors = undecided(plan, findings_of(plan, TODAY))
    covers = {error.mark: error.finding.what for error in errors}
    Decision.objects.create(school=plan.school, plan=plan, by=an, name="An", reason="Gấp", covers=covers)
    task = plan.tasks.get(plan_row=1)
    split_task(an, plan, task=task.pk, pieces=proposed_pieces(task), seen=line_mark(task), leaving=True)
    plan.refresh_from_db()
    assert any(error.finding.path.startswith("plan.items.4") for error in errors)
    assert any(seen.finding.path.startswith("plan.items.5") for seen in findings_of(plan, TODAY).errors)
    assert undecided(plan, findings_of(plan, TODAY)) == ()


def test_what_was_passed_over_and_decided_before_the_upgrade_still_is(an: User, plan: Plan):
    """The marks of before were of the row's number; a check kept its findings in a column that is no more."""
    told = [(seen.finding, seen.spot) for seen in findings_of(plan, TODAY).all]
    was = {finding.code: mark_of("\0".join(finding.key)) for finding, _ in told}
    errors = undecided(plan, findings_of(plan, TODAY))
    row = {"school": plan.school, "plan": plan, "by": an}
    Dismissal.objects.create(**row, mark=was["P10"], code="P10", path="plan.items.3.work", reason="Đúng chữ")
    covers = {mark_of("\0".join(error.finding.key)): error.finding.what for error in errors}
    Decision.objects.create(**row, name="An", reason="Gấp", covers=covers)
    upgrade(SimpleNamespace(plan=plan, plan_id=plan.pk, found=msgspec.to_builtins(told)))
    assert garbled(plan).dismissal is not None
    assert undecided(plan, findings_of(plan, TODAY)) == ()


def upgrade(check: SimpleNamespace) -> None:
    """What the migration did that gave findings the key of their line, on a check as it was kept before it."""
    old = MagicMock()
    old.objects.filter.return_value.select_related.return_value.iterator.return_value = [check]
    rows = {"Check": old, "Dismissal": Dismissal, "Decision": Decision}
    apps = SimpleNamespace(get_model=lambda _app, name: rows[name])
    import_module("caitien.plans.migrations.0005_found").follow_lines(apps, None)
    old.objects.all.return_value.delete.assert_called_once_with()
