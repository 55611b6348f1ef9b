"""An issued paper is sent, looked at, returned with reasons, mended, sent again and taken; every version stays."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, School
from caitien.domain.paper import ResultRow, Status
from caitien.domain.refused import Refused
from caitien.oversight import judging, sending
from caitien.oversight.judging import pass_on, send_back, take
from caitien.oversight.models import Asked, LineFact, Round, Submission, Verdict
from caitien.oversight.questions import Question
from caitien.oversight.reasons import ADVICE_ONLY, NO_REASON, Reason
from caitien.oversight.rounds import extend
from caitien.oversight.sending import acknowledge, issues_that_fit, send_issue
from caitien.oversight.sums import added, sums_of
from tests.oversight.made import (
    FACTS,
    TODAY,
    Department,
    asked_of,
    issued,
    opened,
    paper_of_year,
    secretary_of,
)

WHY = [
    Reason("state", "Tiêu chí 1.1 chưa rõ trạng thái", "results.0.status"),
    Reason("head", "Thiếu số", "report.number"),
]


def sent(round_: Round, school: School, number: int = 1, **more) -> Submission:
    issue = issued(school, paper_of_year(8, **more.pop("paper", {})), number)
    done = send_issue(secretary_of(school), asked_of(round_, school), issue=issue.pk, **{"today": TODAY, **more})
    assert isinstance(done, Submission), done
    return done


def progress(round_: Round, body) -> dict[str, int]:
    return dict(added(tally.progress for tally in sums_of(round_, [body])))


def lines(round_: Round, body) -> int:
    figures = added(tally.figures for tally in sums_of(round_, [body]))
    return sum(amount for key, amount in figures.items() if key.endswith(":lines"))


def test_an_issued_paper_is_sent_with_a_receipt_and_its_lines_are_counted_at_once(
    above: Department, round_: Round, mo_school: School
):
    found = sent(round_, mo_school)
    assert len(found.receipt) == 16
    assert asked_of(round_, mo_school).state == Asked.State.SUBMITTED
    assert progress(round_, above.top) == {
        **{"asked": 3, "submitted": 1, "on_time": 1, "missing": 2, "to_look": 1, "counted": 1}
    }
    assert lines(round_, above.top) == lines(round_, above.mo) == 8
    assert progress(round_, above.suoi) == {"asked": 1, "missing": 1}
    entry = AuditEntry.objects.get(verb="submission.send")
    assert entry.school == mo_school


def test_after_its_day_a_paper_is_late_unless_the_day_was_moved(above: Department, round_: Round, mo_school: School):
    sent(round_, mo_school, today=dt.date(2026, 12, 6))
    assert progress(round_, above.mo)["late"] == 1
    extend(above.dung, asked_of(round_, mo_school), to=dt.date(2026, 12, 10), reason="Bão số 13")
    assert "late" not in progress(round_, above.mo)
    assert progress(round_, above.mo)["on_time"] == 1


def test_the_last_day_counts_whole(above: Department, round_: Round, mo_school: School):
    sent(round_, mo_school, today=FACTS.due)
    assert progress(round_, above.mo)["on_time"] == 1


def test_only_an_issued_paper_in_force_of_that_form_year_and_school_is_taken(
    above: Department, round_: Round, mo_school: School, suoi_school: School
):
    asked, who = asked_of(round_, mo_school), secretary_of(mo_school)
    other_year = issued(mo_school, replace(paper_of_year(3), school_year="2025-2026"), 2)
    other_school = issued(suoi_school, paper_of_year(3), 1)
    old, new = issued(mo_school, paper_of_year(3), 3), issued(mo_school, paper_of_year(4), 4)
    new.replaces = old
    new.save()
    assert send_issue(who, asked, issue=other_year.pk, today=TODAY) == sending.OTHER_PAPER
    assert send_issue(who, asked, issue=other_school.pk, today=TODAY) == sending.NO_PAPER
    assert send_issue(who, asked, issue=old.pk, today=TODAY) == sending.REPLACED
    assert [each.pk for each in issues_that_fit(asked)] == [new.pk]
    assert isinstance(send_issue(who, asked, issue=new.pk, today=TODAY), Submission)
    assert send_issue(who, asked_of(round_, mo_school), issue=new.pk, today=TODAY) == sending.SENT_ALREADY


def test_a_paper_hurt_since_it_was_issued_is_not_sent(round_: Round, mo_school: School):
    issue = issued(mo_school, paper_of_year(3))
    issue.paper["strengths"] = "Chữ khác"
    issue.save()
    assert isinstance(
        send_issue(secretary_of(mo_school), asked_of(round_, mo_school), issue=issue.pk, today=TODAY), Refused
    )
    assert not Submission.objects.exists()


def test_returned_with_reasons_it_leaves_the_sums_and_the_next_one_comes_in(
    above: Department, round_: Round, mo_school: School
):
    first = sent(round_, mo_school)
    assert isinstance(send_back(above.dung, first, reasons=WHY, again_by=dt.date(2026, 12, 9), today=TODAY), Verdict)
    assert lines(round_, above.top) == 0
    assert not LineFact.objects.exists()
    assert progress(round_, above.top) == {"asked": 3, "submitted": 1, "on_time": 1, "missing": 2, "returns": 1}
    second = sent(round_, mo_school, 2, paper={"strengths": "Đã sửa."})
    assert asked_of(round_, mo_school).state == Asked.State.RESUBMITTED
    assert lines(round_, above.top) == 8
    assert isinstance(take(above.dung, second), Verdict)
    assert progress(round_, above.top) == {
        **{"asked": 3, "submitted": 1, "on_time": 1, "missing": 2, "returns": 1, "taken": 1, "counted": 1}
    }
    assert [each.n for each in Submission.objects.order_by("n")] == [1, 2]
    assert first.verdict.reasons[0] == {"kind": "state", "words": WHY[0].words, "path": "results.0.status"}


def test_a_return_without_a_reason_or_for_praise_alone_is_refused(above: Department, round_: Round, mo_school: School):
    found = sent(round_, mo_school)
    assert send_back(above.dung, found, reasons=[], again_by=None, today=TODAY) == NO_REASON
    praise = [Reason("praise", "Thêm số liệu", "results.1.done")]
    assert send_back(above.dung, found, reasons=praise, again_by=None, today=TODAY) == ADVICE_ONLY
    gone = dt.date(2026, 11, 1)
    assert send_back(above.dung, found, reasons=WHY, again_by=gone, today=TODAY) == judging.DAY_GONE


def test_two_officers_do_not_judge_one_paper_twice_nor_one_that_was_replaced(
    above: Department, round_: Round, mo_school: School
):
    first = sent(round_, mo_school)
    second = sent(round_, mo_school, 2, paper={"strengths": "Đã sửa."})
    assert take(above.dung, first) == judging.NOT_LATEST
    take(above.dung, second)
    assert take(above.dung, second) == judging.JUDGED
    assert send_back(above.dung, second, reasons=WHY, again_by=None, today=TODAY) == judging.JUDGED


def test_through_the_commune_a_paper_is_passed_on_before_it_is_taken(
    above: Department, round_: Round, mo_school: School, suoi_school: School
):
    made = opened(above.dung, above.top, replace(FACTS, name="Qua xã", through_commune=True))
    found = sent(made, mo_school)
    assert take(above.dung, found) == judging.NOT_PASSED_ON
    assert pass_on(above.nam, above.suoi, asked=found.asked_id) == judging.NOT_HERE
    with pytest.raises(PermissionDenied):
        pass_on(above.nam, above.mo, asked=found.asked_id)
    assert isinstance(pass_on(above.mai, above.mo, asked=found.asked_id), Asked)
    assert pass_on(above.mai, above.mo, asked=found.asked_id) == judging.NOT_WAITING
    assert isinstance(take(above.dung, found), Verdict)


def test_the_commune_neither_takes_nor_returns_and_another_school_sends_nothing(
    above: Department, round_: Round, mo_school: School, suoi_school: School
):
    found = sent(round_, mo_school)
    for who in (above.mai, above.nam, secretary_of(suoi_school), secretary_of(mo_school)):
        with pytest.raises(PermissionDenied):
            take(who, found)
    issue = issued(suoi_school, paper_of_year(3))
    with pytest.raises(PermissionDenied):
        send_issue(secretary_of(suoi_school), asked_of(round_, mo_school), issue=issue.pk, today=TODAY)


def test_a_school_says_once_that_it_has_seen_what_is_asked(round_: Round, mo_school: School):
    for _ in range(2):
        acknowledge(secretary_of(mo_school), asked_of(round_, mo_school))
    assert asked_of(round_, mo_school).state == Asked.State.SEEN
    assert AuditEntry.objects.filter(verb="submission.send").count() == 1


def test_a_rounds_own_questions_are_answered_with_the_paper(above: Department, round_: Round, mo_school: School):
    made = opened(above.dung, above.top, replace(FACTS, name="Có hỏi", questions=[Question("Số phòng", "number")]))
    issue = issued(mo_school, paper_of_year(3))
    who = secretary_of(mo_school)
    assert isinstance(send_issue(who, asked_of(made, mo_school), issue=issue.pk, today=TODAY), Refused)
    done = send_issue(who, asked_of(made, mo_school), issue=issue.pk, answers=["12"], today=TODAY)
    assert isinstance(done, Submission)
    assert done.answers == ["12"]


def test_what_the_rules_found_is_kept_with_what_was_sent(round_: Round, mo_school: School):
    results = (ResultRow(criterion="1.1", standard=1, planned="Sơn lại phòng học", status=Status.UNSTATED),)
    found = sent(round_, mo_school, paper={"results": results})
    assert "T01" in {each["code"] for each in found.findings}
