"""Findings of one rule together: the gravest first, passed over for one reason, looked at again together."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caitien.access.models import AuditEntry, User
from caitien.checking.checks import Checked
from caitien.checking.groups import SHOWN_A_GROUP, SeenGroup, group_of, groups_of
from caitien.checking.keep import keep_check
from caitien.checking.looking import findings_of
from caitien.checking.settle import dismiss_finding, dismiss_group, take_group_back
from caitien.checking.ways import Way
from caitien.domain.finding import Severity
from caitien.domain.papers.cells import cell_of
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt_paper
from caitien.plans.life.life import submit_plan
from caitien.plans.models import Plan, Upload
from tests.plans.approving import approved

TODAY = date(2026, 11, 20)
REASON = "Sở cho để trống đến cuối năm"


@pytest.fixture
def plan(an: User, upload: Upload) -> Plan:
    return adopt_paper(an, upload)


@pytest.fixture(params=["file", "plan"])
def about(request: pytest.FixtureRequest, upload: Upload, plan: Plan) -> Checked:
    """The dropped file, then the plan made of it."""
    return upload if request.param == "file" else plan


def groups(about: Checked, weight: str = "") -> list[SeenGroup]:
    return groups_of(findings_of(about, TODAY), weight)


def largest(about: Checked) -> SeenGroup:
    return max(groups(about), key=lambda group: group.heading.times)


@pytest.mark.each_database
def test_every_open_finding_is_in_one_group_and_the_gravest_stand_first(about: Checked):
    findings, found = findings_of(about, TODAY), groups(about)
    assert sum(group.heading.times for group in found) == findings.how_many_open
    assert len({group.heading.code for group in found}) == len(found)
    weights = [list(Severity).index(group.heading.severity) for group in found]
    assert weights == sorted(weights)
    for group in found:
        assert len(group.shown) == min(group.heading.times, SHOWN_A_GROUP)
        assert group.more == group.heading.times - len(group.shown)
        assert {seen.finding.code for seen in group.shown} == {group.heading.code}


@pytest.mark.each_database
def test_groups_are_the_same_kept_or_just_worked_out(an: User, about: Checked):
    dismiss_finding(an, about, mark=findings_of(about, TODAY).all[2].mark, reason=REASON, today=TODAY)
    at_hand = [groups_of(findings_of(about, TODAY), weight) for weight in ("", "loi", "canh-bao", "goi-y")]
    keep_check(about, TODAY)
    assert [groups_of(findings_of(about, TODAY), weight) for weight in ("", "loi", "canh-bao", "goi-y")] == at_hand


def test_groups_cost_two_queries(about: Checked):
    keep_check(about, TODAY)
    findings = findings_of(about, TODAY)
    with CaptureQueriesContext(connection) as asked:
        assert groups_of(findings)
    assert len(asked) == 2


def test_a_group_of_rows_is_counted_in_rows(about: Checked):
    titles = {group.heading.code: group.heading for group in groups(about)}
    assert titles["P01"].number == "1 chỗ"
    assert titles["K03"].number == f"{titles['K03'].times} dòng"


@pytest.mark.each_database
def test_one_reason_passes_over_the_whole_group_and_nothing_else(an: User, about: Checked):
    group = largest(about)
    others = findings_of(about, TODAY).how_many_open - group.heading.times
    done = dismiss_group(an, about, code=group.heading.code, reason=REASON, seen=group.mark, today=TODAY)
    assert done == group.heading.times > 1
    findings = findings_of(about, TODAY)
    assert group_of(findings, group.heading.code) is None
    assert findings.how_many_open == others
    passed = [seen.dismissal for seen in findings.all if seen.finding.code == group.heading.code]
    assert {(row.reason, row.by) for row in passed} == {(REASON, an)}
    entry = AuditEntry.objects.get(verb="finding.dismiss_group")
    assert entry.after == {"code": group.heading.code, "times": group.heading.times, "reason": REASON}


@pytest.mark.each_database
def test_the_whole_group_is_looked_at_again_but_not_what_was_passed_over_before(an: User, about: Checked):
    code = largest(about).heading.code
    alone = next(seen for seen in findings_of(about, TODAY).all if seen.finding.code == code)
    dismiss_finding(an, about, mark=alone.mark, reason="Riêng chỗ này", today=TODAY)
    group = group_of(findings_of(about, TODAY), code)
    dismiss_group(an, about, code=code, reason=REASON, seen=group.mark, today=TODAY)
    key = about.dismissals.filter(reason=REASON).first().pk
    assert take_group_back(an, about, key=key) == group.heading.times
    assert about.dismissals.get().reason == "Riêng chỗ này"
    assert group_of(findings_of(about, TODAY), code) == group
    assert isinstance(take_group_back(an, about, key=key), Refused)
    assert AuditEntry.objects.filter(verb="finding.take_group_back").count() == 1


@pytest.mark.each_database
def test_a_group_that_is_another_by_now_is_not_passed_over(an: User, about: Checked):
    group = largest(about)
    dismiss_finding(an, about, mark=group.shown[0].mark, reason="Riêng chỗ này", today=TODAY)
    done = dismiss_group(an, about, code=group.heading.code, reason=REASON, seen=group.mark, today=TODAY)
    assert isinstance(done, Refused)
    assert about.dismissals.count() == 1


def test_a_teacher_and_another_school_pass_no_group_over(binh: User, chi: User, about: Checked):
    group = largest(about)
    for person in (binh, chi):
        with pytest.raises(PermissionDenied):
            dismiss_group(person, about, code=group.heading.code, reason=REASON, seen=group.mark, today=TODAY)
        with pytest.raises(PermissionDenied):
            take_group_back(person, about, key=1)
    assert not about.dismissals.exists()


def test_after_approval_a_cell_is_adjusted_a_result_still_written_and_what_is_neither_says_so(plan: Plan):
    assert {seen.leads.way for seen in findings_of(plan, TODAY).all} == {Way.MEND}
    approved(plan)
    ways = {
        (seen.finding.path.partition(".")[0], cell_of(seen.finding.path).rpartition(".")[2]): seen.leads
        for seen in findings_of(plan, TODAY).all
    }
    assert ways["plan", "time"].way is Way.ADJUST
    assert ways["results", "0"].way is Way.MEND
    assert ways["plan", "standard_title"].way is Way.ADJUST


def test_a_plan_that_waits_for_approval_says_why_nothing_is_mended(an: User, plan: Plan):
    submit_plan(an, plan)
    plan.refresh_from_db()
    found = [seen for seen in findings_of(plan, TODAY).all if seen.finding.path.startswith("plan.items.")]
    assert {(seen.leads.way, "chờ phê duyệt" in seen.leads.why) for seen in found} == {(Way.CLOSED, True)}
