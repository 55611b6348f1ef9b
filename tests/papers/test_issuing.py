"""A paper is issued: what was shown is what is signed, no line is missing, no number is given twice."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, School, User
from caitien.access.rights import acting_user_of
from caitien.checking.checks import row_of
from caitien.checking.looking import findings_of
from caitien.documents.read import read
from caitien.domain.paper import Form, Paper
from caitien.domain.refused import Refused
from caitien.domain.tasks.work_state import WorkState
from caitien.papers.checking import findings_of_sheet
from caitien.papers.codes import make_code, read_code, say_code
from caitien.papers.drafting import correct_issue, drop_draft, sheet_of, write_words
from caitien.papers.issuing import AHEAD, CHANGED, DEMO, TOLD_ALREADY, USED, IssueRequest, NotIssued, issue_paper
from caitien.papers.models import Draft, Issue
from caitien.papers.numbers import next_number, read_number
from caitien.papers.reads import DAMAGED, drafts_for, file_of_issue, issues_for, paper_of_issue, proof_of
from caitien.plans.models import Plan
from tests.papers.made import TODAY, VERIFY_AT, answered, begun, chair_of, issued, settled, told
from tests.plans.approving import approved


@pytest.mark.each_database
def test_what_was_shown_is_issued_and_kept_for_ever(ready: Draft):
    shown = sheet_of(ready)
    issue = issued(ready)
    assert isinstance(issue, Issue), issue
    paper = paper_of_issue(issue)
    assert isinstance(paper, Paper)
    assert (paper.results, paper.plan.items, paper.sections) == (
        shown.paper.results,
        shown.paper.plan.items,
        shown.paper.sections,
    )
    assert (paper.report.number, paper.report.date) == ("05/BC-THPTHS", TODAY)
    assert not Draft.objects.exists()
    data = file_of_issue(issue, ".docx")
    assert isinstance(data, bytes)
    assert read(data, name="bao-cao.docx") == paper
    entry = AuditEntry.objects.get(verb="paper.issue")
    assert (entry.after["number"], entry.after["file_sha256"]) == ("05/BC-THPTHS", issue.file_sha256)
    assert issue.sources["lines"].keys() == {str(pk) for pk in ready.plan.tasks.values_list("pk", flat=True)}


def test_a_file_or_paper_that_was_tampered_with_does_not_go_out(ready: Draft):
    issue = issued(ready)
    assert isinstance(issue, Issue)
    with issue.file.storage.open(issue.file.name, "wb") as file:
        file.write(b"khac")
    assert file_of_issue(issue, ".docx") == DAMAGED
    issue.paper["strengths"] = "Khác"
    issue.save()
    assert file_of_issue(Issue.objects.get(), ".xlsx") == DAMAGED


@pytest.mark.each_database
def test_what_changed_since_it_was_shown_is_not_signed(an: User, ready: Draft):
    seen = sheet_of(ready).mark
    told(
        an,
        ready.plan.tasks.select_related("goal", "plan").get(result_row=4),
        WorkState.DONE,
        "Xong 12 máy ngày 01/06/2027",
    )
    assert issued(ready, seen=seen) == NotIssued(CHANGED)
    assert isinstance(issued(answered(an, ready.plan)), Issue)


def test_a_line_in_no_column_holds_the_paper_back_and_is_named(draft: Draft):
    found = issued(draft)
    assert isinstance(found, NotIssued)
    assert [task.result_row for task in found.untold] == [0]


def test_open_errors_hold_it_back_until_someone_answers(an: User, draft: Draft):
    settled(an, draft.plan)
    found = issued(draft)
    assert isinstance(found, NotIssued)
    assert found.errors
    assert isinstance(issued(answered(an, draft.plan)), Issue)


def test_a_demo_school_issues_nothing(ready: Draft, school: School):
    school.demo = True
    school.save()
    assert issued(ready) == NotIssued(DEMO)
    assert not Issue.objects.exists()


def test_only_the_chair_issues(an: User, ready: Draft):
    wanted = IssueRequest(number="05/BC-THPTHS", date=TODAY, seen=sheet_of(ready).mark, verify_at=VERIFY_AT)
    with pytest.raises(PermissionDenied):
        issue_paper(an, ready, wanted, today=TODAY)


@pytest.mark.parametrize("number", ["", "/BC-THPTHS", "5/KH-THPTHS", "5/BC", "0/BC-X", "năm/BC-X"])
def test_a_number_that_is_none_is_refused(ready: Draft, number: str):
    assert isinstance(issued(ready, number=number), NotIssued)


def test_a_day_that_has_not_come_is_refused(ready: Draft):
    later = TODAY + dt.timedelta(days=1)
    assert issued(ready, date=later) == NotIssued(AHEAD.format(later))


def test_a_clock_that_is_years_behind_makes_no_paper(ready: Draft):
    begins = int(ready.plan.school_year[:4]) + 3
    Plan.objects.filter(pk=ready.plan_id).update(school_year=f"{begins}-{begins + 1}")
    found = issued(Draft.objects.get(pk=ready.pk))
    assert isinstance(found, NotIssued)
    assert "quá một năm" in found.reason


@pytest.mark.each_database
def test_numbers_go_on_and_none_is_used_twice(an: User, ready: Draft):
    assert next_number(ready.plan, Form.REPORT, TODAY) == "01/BC-THPTHS"
    issued(ready, number="7/BC-THPTHS")
    assert Issue.objects.get().number == "07/BC-THPTHS"
    assert next_number(ready.plan, Form.REPORT, TODAY) == "08/BC-THPTHS"
    assert next_number(ready.plan, Form.REPORT, dt.date(2028, 1, 5)) == "01/BC-THPTHS"
    again = answered(an, ready.plan, span="hk1")
    assert issued(again, number="007/BC-THPTHS") == NotIssued(USED.format("07/BC-THPTHS", 2027))


@pytest.mark.each_database
def test_two_parts_of_one_number_are_two_numbers(an: User, ready: Draft):
    issued(ready, number="218-01/BC-THPTHS")
    again = answered(an, ready.plan, span="hk1")
    assert issued(again, number="218-01/BC-THPTHS") == NotIssued(USED.format("218-01/BC-THPTHS", 2027))
    found = issued(again, number="218-02/BC-THPTHS")
    assert isinstance(found, Issue)
    assert (found.figure, found.part) == (218, "-02")
    assert next_number(ready.plan, Form.REPORT, TODAY) == "219/BC-THPTHS"


@pytest.mark.each_database
def test_the_number_of_an_approved_plan_is_its_own(plan: Plan, school: School):
    approved(plan, number="12/KH-THPTHS")
    assert next_number(plan, Form.PLAN, TODAY) == "13/KH-THPTHS" or (plan.date and plan.date.year != TODAY.year)
    assert plan.date
    assert next_number(plan, Form.PLAN, plan.date) == "12/KH-THPTHS"


def test_a_school_that_never_wrote_a_number_gets_no_others(school: School):
    blank = Plan.objects.create(school=school, school_year="2027-2028")
    assert next_number(blank, Form.REPORT, TODAY) == "01/BC-"
    assert read_number(next_number(blank, Form.REPORT, TODAY)) is None


@pytest.mark.each_database
def test_a_correction_names_what_it_replaces_and_the_old_one_says_so(an: User, ready: Draft):
    first = issued(ready)
    assert isinstance(first, Issue)
    assert isinstance(correct_issue(an, first, reason=" "), Refused)
    begun_anew = correct_issue(an, first, reason="Sai số máy chiếu ở tiêu chí 5.1")
    assert isinstance(begun_anew, Draft)
    second = issued(answered(an, ready.plan), number="06/BC-THPTHS")
    assert isinstance(second, Issue)
    assert (second.replaces, second.reason) == (first, "Sai số máy chiếu ở tiêu chí 5.1")
    old, new = proof_of(first.code), proof_of(second.code)
    assert old
    assert new
    assert (old.replaced_by, old.replaced_on) == ("06/BC-THPTHS", TODAY)
    assert (new.replaced_by, new.replaces) == ("", "05/BC-THPTHS")
    assert isinstance(correct_issue(an, Issue.objects.get(pk=first.pk), reason="Lại sai"), Refused)


@pytest.mark.each_database
def test_a_draft_given_up_leaves_its_words_in_the_trail(an: User, draft: Draft):
    write_words(an, draft, key="strengths", text="Chữ của An", seen="", over="")
    drop_draft(an, Draft.objects.get())
    assert not Draft.objects.exists()
    assert AuditEntry.objects.filter(verb="paper.compose").latest("pk").before["written"] == ["Chữ của An"]


@pytest.mark.each_database
def test_what_was_passed_over_in_the_plan_is_passed_over_here(an: User, draft: Draft):
    first, again = (findings_of_sheet(sheet_of(begun(an, draft.plan)), TODAY) for _ in range(2))
    assert [seen.mark for seen in first.all] == [seen.mark for seen in again.all]
    assert {row_of(seen.finding.path).partition(".")[0] for seen in first.all} >= {"plan", "results"}
    assert {seen.mark for seen in first.all} == {seen.mark for seen in findings_of(draft.plan, TODAY).all}


def test_of_another_school_nothing_is_read(chi: User, ready: Draft, other_school: School):
    issued(ready)
    acting = acting_user_of(chi, other_school)
    assert acting
    assert not issues_for(acting).exists()
    assert not drafts_for(acting).exists()


def test_a_code_is_read_however_it_is_typed():
    code = make_code()
    assert read_code(say_code(code).lower().replace("-", " ")) == code
    assert read_code("OIL0-1111-2222-3333") == "0110111122223333"
    for none in ("", "7K2M", "7K2M-9QXD-4T0H-PBZU", "x" * 10_000):
        assert read_code(none) == ""
    assert proof_of("") is None


@pytest.mark.each_database
def test_a_second_paper_of_a_span_is_issued_only_in_place_of_the_first(an: User, ready: Draft):
    first = issued(ready)
    assert isinstance(first, Issue)
    held = issued(answered(an, ready.plan), number="06/BC-THPTHS")
    assert held == NotIssued(TOLD_ALREADY.format("05/BC-THPTHS", TODAY))
    assert isinstance(correct_issue(an, first, reason="Sai số máy chiếu"), Draft)
    assert isinstance(issued(answered(an, ready.plan), number="06/BC-THPTHS"), Issue)
    latest = [proof_of(issue.code) for issue in Issue.objects.all()]
    assert [proof.number for proof in latest if proof and not proof.replaced_by] == ["06/BC-THPTHS"]


@pytest.mark.parametrize("address", ["http://localhost:8000/kiem-chung/", "http://127.0.0.1/kiem-chung/"])
def test_nothing_is_issued_under_an_address_that_opens_on_this_machine_only(ready: Draft, address: str):
    wanted = IssueRequest(number="05/BC-THPTHS", date=TODAY, seen=sheet_of(ready).mark, verify_at=address)
    found = issue_paper(chair_of(ready.school), ready, wanted, today=TODAY)
    assert isinstance(found, NotIssued)
    assert address in found.reason
    assert "CAITIEN_ADDRESS" in found.reason
    assert not Issue.objects.exists()
