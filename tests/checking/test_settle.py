"""Findings of a plan and of a dropped file: worked out once, mended, passed over, answered for."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caitien.access.models import AuditEntry, School, User
from caitien.checking.checks import Checked
from caitien.checking.findings import Findings, Seen
from caitien.checking.keep import keep_check
from caitien.checking.looking import findings_of
from caitien.checking.settle import (
    decide_export,
    dismiss_finding,
    errors_mark,
    mend_finding,
    restore_words,
    take_dismissal_back,
    undecided,
)
from caitien.domain.paper import Paper
from caitien.domain.refused import Refused
from caitien.domain.times.school_calendar import year_before
from caitien.incoming.adopt import adopt_paper
from caitien.incoming.correct import correct_cell, corrected_paper
from caitien.incoming.receive import receive_paper
from caitien.plans.compose import compose
from caitien.plans.models import Check, Dismissal, Mending, Plan, Upload
from tests.plans.reports import report, with_plan_row

pytestmark = pytest.mark.each_database

TODAY = date(2026, 11, 20)
GARBLED = "Phân công họp lý giáo viên dạy thay trong tuần có hội giảng của cả hai tổ"


@pytest.fixture
def paper() -> Paper:
    """A report with a misread word in one cell of its plan."""
    return with_plan_row(report(), 3, work=GARBLED)


@pytest.fixture
def plan(an: User, upload: Upload) -> Plan:
    return adopt_paper(an, upload)


@pytest.fixture(params=["file", "plan"])
def about(request: pytest.FixtureRequest, upload: Upload, plan: Plan) -> Checked:
    """The dropped file, then the plan made of it."""
    return upload if request.param == "file" else plan


def seen_of(about: Checked, code: str) -> Seen:
    return next(seen for seen in findings_of(about, TODAY).all if seen.finding.code == code)


def codes(found: Findings) -> set[str]:
    return {seen.finding.code for seen in found.all if seen.dismissal is None}


def now_of(about: Checked) -> Paper:
    about.refresh_from_db()
    return compose(about) if isinstance(about, Plan) else corrected_paper(about)


def test_a_paper_is_checked_once_and_its_findings_kept(about: Checked):
    first = findings_of(about, TODAY)
    keep_check(about, TODAY)
    with CaptureQueriesContext(connection) as asked:
        again = findings_of(about, TODAY)
    assert [seen.finding for seen in again.all] == [seen.finding for seen in first.all]
    assert len(asked) <= 4
    assert {query["sql"].split()[0] for query in asked} == {"SELECT"}


def test_another_day_is_another_check(about: Checked):
    mark = keep_check(about, TODAY).mark
    keep_check(about, date(2026, 11, 21))
    assert Check.objects.get().mark != mark


def test_a_correction_is_seen_at_once(an: User, upload: Upload):
    assert "P10" in codes(findings_of(upload, TODAY))
    correct_cell(an, upload, path="plan.items.3.work", text="Phân công hợp lý giáo viên dạy thay")
    assert "P10" not in codes(findings_of(upload, TODAY))


def test_last_years_plan_is_looked_at_too(an: User, school: School, plan: Plan, paper: Paper):
    assert "K13" not in codes(findings_of(plan, TODAY))
    before = receive_paper(an, school, name="cũ.docx", data=b"old", paper=replace(paper, school_year="2025-2026"))
    adopt_paper(an, before)
    assert "K13" in codes(findings_of(plan, TODAY))


@pytest.mark.parametrize(("year", "before"), [("2026-2027", "2025-2026"), ("", ""), ("2026", ""), ("²-²", "")])
def test_the_year_before(year: str, before: str):
    assert year_before(year) == before


def test_a_certain_fix_changes_its_words_and_nothing_else(an: User, about: Checked, paper: Paper):
    done = mend_finding(an, about, mark=seen_of(about, "P10").mark, today=TODAY)
    assert done is not None
    assert now_of(about) == with_plan_row(paper, 3, work=GARBLED.replace("họp lý", "hợp lý"))
    assert "P10" not in codes(findings_of(about, TODAY))
    entry = AuditEntry.objects.get(verb="finding.mend")
    assert (entry.before, entry.after) == (
        {"plan.items.3.work": GARBLED},
        {"plan.items.3.work": GARBLED.replace("họp lý", "hợp lý")},
    )


def test_a_fix_is_taken_back(an: User, about: Checked, paper: Paper):
    done = mend_finding(an, about, mark=seen_of(about, "P10").mark, today=TODAY)
    assert isinstance(restore_words(an, about, key=done.pk), Mending)
    assert now_of(about) == paper
    assert "P10" in codes(findings_of(about, TODAY))
    assert not about.mendings.exists()
    assert AuditEntry.objects.get(verb="finding.restore").after == {"plan.items.3.work": GARBLED}


def test_a_fix_is_not_taken_back_over_words_typed_since(an: User, upload: Upload):
    done = mend_finding(an, upload, mark=seen_of(upload, "P10").mark, today=TODAY)
    correct_cell(an, upload, path="plan.items.3.work", text="Chữ khác")
    assert isinstance(restore_words(an, upload, key=done.pk), Refused)
    assert corrected_paper(upload).plan.items[3].work == "Chữ khác"


def test_a_title_shared_by_many_rows_is_mended_and_given_back_on_each(an: User, about: Checked, paper: Paper):
    mark = next(seen.mark for seen in findings_of(about, TODAY).all if seen.finding.code == "S05")
    done = mend_finding(an, about, mark=mark, today=TODAY)
    assert len(done.cells) > 1
    assert now_of(about) != paper
    restore_words(an, about, key=done.pk)
    assert now_of(about) == paper


def test_a_fix_of_words_that_are_gone_does_nothing(an: User, upload: Upload):
    mark = seen_of(upload, "P10").mark
    assert isinstance(mend_finding(an, upload, mark=mark, today=TODAY), Mending)
    assert isinstance(mend_finding(an, upload, mark=mark, today=TODAY), Refused)
    assert upload.mendings.count() == 1


def test_a_finding_without_a_certain_fix_has_none_to_apply(an: User, about: Checked):
    assert isinstance(mend_finding(an, about, mark=seen_of(about, "P01").mark, today=TODAY), Refused)
    assert not AuditEntry.objects.filter(verb="finding.mend").exists()


def test_a_finding_passed_over_keeps_its_reason_and_comes_back_when_asked(an: User, about: Checked):
    mark = seen_of(about, "P01").mark
    dismiss_finding(an, about, mark=mark, reason="Văn thư cho số khi ký", today=TODAY)
    seen = seen_of(about, "P01")
    assert (seen.dismissal.reason, seen.dismissal.by) == ("Văn thư cho số khi ký", an)
    assert "P01" not in codes(findings_of(about, TODAY))
    take_dismissal_back(an, about, mark=mark)
    assert "P01" in codes(findings_of(about, TODAY))
    told = AuditEntry.objects.filter(verb__startswith="finding.").order_by("pk")
    assert [entry.verb for entry in told] == ["finding.dismiss", "finding.take_back"]
    assert told[1].before["reason"] == "Văn thư cho số khi ký"


def test_a_finding_passed_over_stays_so_when_the_file_comes_in_again(an: User, upload: Upload, plan: Plan, paper):
    dismiss_finding(an, plan, mark=seen_of(plan, "P10").mark, reason="Đúng chữ của trường", today=TODAY)
    adopt_paper(an, upload)
    assert seen_of(Plan.objects.get(), "P10").dismissal is not None


def test_what_is_passed_over_in_the_file_is_not_passed_over_in_the_plan(an: User, upload: Upload, plan: Plan):
    dismiss_finding(an, upload, mark=seen_of(upload, "P01").mark, reason="Tệp cũ", today=TODAY)
    assert seen_of(plan, "P01").dismissal is None


def test_a_finding_is_passed_over_once(an: User, about: Checked):
    mark = seen_of(about, "P01").mark
    assert isinstance(dismiss_finding(an, about, mark=mark, reason="Lý do đầu", today=TODAY), Seen)
    assert isinstance(dismiss_finding(an, about, mark=mark, reason="Lý do sau", today=TODAY), Refused)
    assert Dismissal.objects.get().reason == "Lý do đầu"


def test_a_teacher_and_another_school_settle_nothing(binh: User, chi: User, about: Checked):
    mark = seen_of(about, "P10").mark
    for person in (binh, chi):
        with pytest.raises(PermissionDenied):
            mend_finding(person, about, mark=mark, today=TODAY)
        with pytest.raises(PermissionDenied):
            dismiss_finding(person, about, mark=mark, reason="Không cần", today=TODAY)
    assert seen_of(about, "P10").dismissal is None


def test_a_decision_covers_the_errors_it_was_made_about_and_no_later_one(an: User, plan: Plan):
    errors = undecided(plan, findings_of(plan, TODAY))
    assert errors
    decision = decide_export(
        an, plan, name="Võ Thu Hạnh", reason="Sở hẹn hôm nay", seen=errors_mark(errors), today=TODAY
    )
    assert set(decision.covers) == {error.mark for error in errors}
    assert undecided(plan, findings_of(plan, TODAY)) == ()
    Plan.objects.filter(pk=plan.pk).update(framework="tt18-2018", school_type="thpt")
    task = plan.tasks.get(plan_row=5)
    task.time, task.goal.criterion = "", "9.9"
    task.goal.save()
    plan.save()
    later = undecided(plan, findings_of(plan, TODAY))
    assert later
    assert not {error.mark for error in later} & decision.covers.keys()


def test_a_decision_about_errors_that_changed_meanwhile_is_not_taken(an: User, plan: Plan):
    assert isinstance(decide_export(an, plan, name="An", reason="Gấp", seen="cũ", today=TODAY), Refused)
    assert not plan.decisions.exists()
