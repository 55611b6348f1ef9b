"""Spans, what is due, and codes (kỳ, giấy tờ đến kỳ, mã): their bounds. No database."""

import datetime as dt
from dataclasses import replace

import pytest

from caitien.domain.paper import Form
from caitien.domain.times.school_calendar import Deadline, SchoolCalendar
from caitien.papers.codes import ALPHABET, make_code, read_code, say_code
from caitien.papers.due import AS_ASKED, due_papers, other_deadlines
from caitien.papers.models import Draft, Issue
from caitien.papers.span import TERM_ONE, TERM_TWO, YEAR, own_span, span_of, spans_of
from caitien.plans.models import Plan

CALENDAR = SchoolCalendar(
    year="2026-2027",
    first_day=dt.date(2026, 9, 5),
    term_one_ends=dt.date(2027, 1, 15),
    term_two_starts=dt.date(2027, 1, 18),
    last_day=dt.date(2027, 3, 1),
)


def test_a_year_has_itself_two_terms_and_each_month_a_lesson_falls_into():
    year, one, two, *months = spans_of(CALENDAR)
    assert (year.key, year.name, year.first, year.last, year.whole) == (YEAR, "năm học 2026–2027", None, None, True)
    assert (one.key, one.name) == (TERM_ONE, "học kỳ I năm học 2026–2027")
    assert (one.first, one.last, one.whole) == (CALENDAR.first_day, CALENDAR.term_one_ends, False)
    assert (two.key, two.name) == (TERM_TWO, "học kỳ II năm học 2026–2027")
    assert (two.first, two.last) == (CALENDAR.term_two_starts, CALENDAR.last_day)
    keys = ["t2026-09", "t2026-10", "t2026-11", "t2026-12", "t2027-01", "t2027-02", "t2027-03"]
    assert [month.key for month in months] == keys  # the last lesson is on the first of March: March counts
    assert (months[0].first, months[0].last) == (dt.date(2026, 9, 1), dt.date(2026, 9, 30))
    assert (months[5].name, months[5].last) == ("tháng 2/2027", dt.date(2027, 2, 28))


def test_without_a_calendar_there_is_only_the_year():
    (only,) = spans_of(None)
    assert (only.key, only.name, only.whole) == (YEAR, "cả năm học", True)


def test_days_of_ones_own_count_from_one_day_on_and_never_backwards():
    day = own_span("2026-10-01", "2026-10-01")
    assert day is not None
    assert (day.key, day.first, day.last) == ("2026-10-01_2026-10-01", dt.date(2026, 10, 1), dt.date(2026, 10, 1))
    assert day.name == "từ ngày 01/10/2026 đến ngày 01/10/2026"
    assert own_span("2026-10-02", "2026-10-01") is None
    assert own_span("2026-02-30", "2026-10-01") is None
    assert own_span("2026-10-01", "x") is None


@pytest.mark.parametrize("key", ["", "hk3", "t2027-04", "2026-13-01_2026-12-01", "2026-10-01_2026-10-02x"])
def test_a_key_that_names_no_span_is_none(key: str):
    assert span_of(CALENDAR, key) is None


def test_a_key_leads_back_to_its_span():
    own = own_span("2026-10-01", "2026-10-31")
    assert own is not None
    for span in (*spans_of(CALENDAR), own):
        assert span_of(CALENDAR, span.key) == span


def test_the_papers_of_a_year_their_days_and_where_the_days_come_from():
    plan = Plan(pk=1, form=Form.PLAN)
    own, term, year = due_papers(plan, CALENDAR, [], [])
    assert (own.form, own.span, own.about) == (Form.PLAN, YEAR, CALENDAR.first_day)
    assert (term.form, term.span, term.about) == (Form.REPORT, TERM_ONE, CALENDAR.term_one_ends)
    assert (year.form, year.span, year.about) == (Form.REPORT, YEAR, None)
    assert {(due.by, due.source) for due in (own, term, year)} == {(None, AS_ASKED)}
    assert [due.about for due in due_papers(plan, None, [], [])] == [None, None, None]
    assert due_papers(Plan(pk=1, form=Form.TT57), CALENDAR, [], [])[0].form == Form.TT57
    assert due_papers(Plan(pk=1, form=Form.REPORT), CALENDAR, [], [])[0].form == Form.PLAN


def test_a_deadline_the_school_wrote_is_told_with_its_source_of_that_paper_alone():
    sent = Deadline("report", dt.date(2027, 5, 20), "Công văn của phòng")
    elsewhere = Deadline("self-assessment", dt.date(2027, 6, 15), "Điều 9")
    calendar = replace(CALENDAR, deadlines=(sent, elsewhere))
    own, term, year = due_papers(Plan(pk=1, form=Form.PLAN), calendar, [], [])
    assert (year.by, year.source) == (sent.by, sent.source)
    assert (own.by, term.by) == (None, None)
    assert [deadline for _, deadline in other_deadlines(calendar)] == [elsewhere]


def test_a_paper_is_asked_for_from_a_month_before_its_day_while_it_is_not_out():
    plan = Plan(pk=1, form=Form.PLAN)
    _, term, year = due_papers(plan, CALENDAR, [], [])
    asked_from = CALENDAR.term_one_ends - dt.timedelta(days=31)
    assert not term.asked_on(asked_from - dt.timedelta(days=1))
    assert term.asked_on(asked_from)
    assert term.asked_on(CALENDAR.term_one_ends + dt.timedelta(days=400))  # a paper that is late is still asked for
    assert year.asked_on(dt.date(2026, 9, 5))  # no day: at any time
    begun, out = Draft(plan_id=1, form=Form.REPORT, span=TERM_ONE), Issue(plan_id=1, form=Form.REPORT, span=TERM_ONE)
    early = asked_from - dt.timedelta(days=1)
    assert due_papers(plan, CALENDAR, [begun], [])[1].asked_on(early)
    assert not due_papers(plan, CALENDAR, [begun], [out])[1].asked_on(CALENDAR.term_one_ends)


def test_drafts_and_issues_of_another_plan_form_or_span_are_not_taken_for_it():
    plan = Plan(pk=1, form=Form.PLAN)
    others = [(2, Form.REPORT, YEAR), (1, Form.TT57, YEAR), (1, Form.REPORT, TERM_TWO)]
    drafts = [Draft(plan_id=owner, form=form, span=span) for owner, form, span in others]
    issues = [Issue(plan_id=owner, form=form, span=span) for owner, form, span in others]
    assert not any(due.draft or due.issue for due in due_papers(plan, CALENDAR, drafts, issues))


def test_of_two_issues_the_newest_which_comes_first_is_told():
    newest, older = (Issue(pk=key, plan_id=1, form=Form.REPORT, span=YEAR) for key in (2, 1))
    assert due_papers(Plan(pk=1, form=Form.PLAN), CALENDAR, [], [newest, older])[2].issue is newest


def test_a_code_has_sixteen_letters_said_in_fours():
    code = make_code()
    assert len(code) == 16
    assert set(code) <= set(ALPHABET)
    assert make_code() != code
    assert say_code("7K2M9QXD4T0HPBZC") == "7K2M-9QXD-4T0H-PBZC"


@pytest.mark.parametrize("typed", ["7K2M9QXD4T0HPBZ", "7K2M9QXD4T0HPBZCC", "7K2M9QXD4T0HPBZU", "7K2M9QXD4T0HPBZ!", ""])
def test_a_letter_short_one_too_many_or_a_strange_one_is_no_code(typed: str):
    assert read_code(typed) == ""


def test_a_code_is_read_from_the_first_hundred_letters():
    assert read_code("-" * 84 + "7K2M9QXD4T0HPBZC") == "7K2M9QXD4T0HPBZC"
    assert read_code("-" * 85 + "7K2M9QXD4T0HPBZC") == ""
    assert read_code("i" * 8 + "l" * 4 + "o" * 4) == "1" * 12 + "0" * 4
