"""The papers of a year: by when and who says so, begun or out, and from which day it is time for each."""

import datetime as dt
from dataclasses import replace

import pytest

from caitien.checking.findings import Seen
from caitien.domain.finding import Finding, Severity
from caitien.domain.paper import Form
from caitien.domain.times.school_calendar import Deadline, propose_year
from caitien.papers.checking import DraftFindings
from caitien.papers.due import AS_ASKED, Due, due_papers, other_deadlines
from caitien.papers.models import Draft, Issue
from caitien.papers.span import TERM_ONE, YEAR
from caitien.plans.models import Dismissal, Plan
from caitien.rules.spots import Spot

DAY = dt.date(2027, 1, 15)
CALENDAR = propose_year("2026-2027")


def due(**said: object) -> Due:
    values = {"by": None, "about": None, "draft": None, "issue": None, **said}
    return Due(form=Form.REPORT, span=YEAR, name="Báo cáo năm học", source="", **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "day", "asked"),
    [
        ({"by": DAY}, DAY - dt.timedelta(days=32), False),
        ({"by": DAY}, DAY - dt.timedelta(days=31), True),
        ({"by": DAY}, DAY + dt.timedelta(days=90), True),
        ({"by": DAY, "about": DAY - dt.timedelta(days=60)}, DAY - dt.timedelta(days=32), False),  # a day that was said
        ({"about": DAY}, DAY - dt.timedelta(days=32), False),
        ({"about": DAY}, DAY - dt.timedelta(days=31), True),
        ({}, DAY, True),  # nobody knows when: it may be time
        ({"by": DAY, "draft": Draft()}, DAY - dt.timedelta(days=90), True),
        ({"by": DAY, "draft": Draft(), "issue": Issue()}, DAY, False),
        ({"issue": Issue()}, DAY, False),
    ],
)
def test_a_paper_is_asked_for_from_a_month_before_its_day_until_it_is_out(said, day: dt.date, asked: bool):
    assert due(**said).asked_on(day) == asked


def test_a_year_has_three_papers_in_the_order_of_time():
    found = due_papers(Plan(pk=1, form=Form.REPORT), CALENDAR, [], [])
    assert [(each.form, each.span, each.about) for each in found] == [
        (Form.PLAN, YEAR, CALENDAR.first_day),
        (Form.REPORT, TERM_ONE, CALENDAR.term_one_ends),
        (Form.REPORT, YEAR, None),
    ]
    assert [each.name for each in found] == [
        "Kế hoạch cải tiến chất lượng",
        "Báo cáo học kỳ I",
        "Báo cáo năm học",
    ]
    assert {(each.by, each.source, each.draft, each.issue) for each in found} == {(None, AS_ASKED, None, None)}
    assert due_papers(Plan(pk=1, form=Form.TT57), CALENDAR, [], [])[0].form is Form.TT57
    assert [each.about for each in due_papers(Plan(pk=1, form=Form.TT57), None, [], [])] == [None] * 3


def test_each_paper_has_its_own_deadline_draft_and_last_issue():
    said = Deadline("report-hk1", DAY, "Công văn 12")
    drafts = [
        Draft(plan_id=1, form=Form.REPORT.value, span=TERM_ONE),
        Draft(plan_id=2, form=Form.REPORT.value, span=YEAR),
    ]
    newest, older, other = (
        Issue(pk=pk, plan_id=plan, form=Form.REPORT.value, span=YEAR) for pk, plan in ((9, 1), (8, 1), (7, 2))
    )
    calendar = replace(CALENDAR, deadlines=(said,))
    found = due_papers(Plan(pk=1, form=Form.REPORT), calendar, drafts, [newest, older, other])
    assert [(each.by, each.source) for each in found] == [
        (None, AS_ASKED),
        (DAY, "Công văn 12"),
        (None, AS_ASKED),
    ]
    assert [each.draft for each in found] == [None, drafts[0], None]
    assert [each.issue for each in found] == [None, None, newest]


def test_deadlines_of_papers_made_elsewhere_are_named_apart():
    some = (Deadline("report", DAY, "Công văn 12"), Deadline("self-assessment", DAY, "Công văn 13"))
    found = other_deadlines(replace(CALENDAR, deadlines=some))
    assert found == [("Phê duyệt báo cáo tự đánh giá", some[1])]
    assert other_deadlines(None) == []


def seen(path: str, severity: Severity = Severity.ERROR, dismissal: Dismissal | None = None) -> Seen:
    finding = Finding(code="P01", severity=severity, path=path, what="Sai.", mend="Sửa.")
    return Seen(finding, Spot((0, 0), ""), path, dismissal)


def test_what_is_found_in_a_draft_is_told_by_cell_and_row_and_by_what_stops_it():
    cell, row, prose = seen("plan.items.3.time"), seen("plan.items.3"), seen("report.signer", Severity.WARNING)
    passed = seen("results.0.done", dismissal=Dismissal())
    found = DraftFindings((cell, row, prose, passed))
    assert found.open == (cell, row, prose)
    assert found.errors == (cell, row)
    assert found.by_cell["plan.items.3.time"] == [cell]
    assert found.by_row["plan.items.3"] == [cell, row]
    assert found.by_row["results.0"] == [passed]
    assert found.by_row[""] == [prose]
