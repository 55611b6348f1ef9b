"""A paper for any span: of the year it is the plan's paper; of an earlier day just the cells told of since differ."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from caitien.access.models import School, User
from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.paper import Form, Paper, Status
from caitien.domain.tasks.work_state import WorkState
from caitien.incoming.adopt import adopt
from caitien.papers.compose import compose_paper
from caitien.papers.span import TERM_ONE, YEAR, Span, calendar_for, own_span, span_of, spans_of
from caitien.plans.models import Plan
from tests.papers.made import told
from tests.plans.reports import report
from tests.plans.test_law_two import fresh
from tests.specimens.papers import plan_papers

SAMPLE = Path(__file__).parents[3] / "shared/samples/lhp-2023-2024/report.docx"
WHOLE = Span(YEAR, "năm học 2026–2027")
BUT_THE_SCHOOL = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def span(plan: Plan, key: str) -> Span:
    found = span_of(calendar_for(plan), key)
    assert found is not None
    return found


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=BUT_THE_SCHOOL)
@given(paper=plan_papers)
def test_a_year_nobody_told_of_is_the_paper_that_was_adopted(school: School, paper: Paper):
    plan = fresh(school, paper)
    assert compose_paper(plan, Form(plan.form), WHOLE).paper == paper


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=BUT_THE_SCHOOL)
@given(paper=plan_papers, form=some.sampled_from((Form.REPORT, Form.TT57)))
def test_no_line_vanishes(school: School, paper: Paper, form: Form):
    plan = fresh(school, paper)
    found = compose_paper(plan, form, WHOLE)
    rows = {"results": found.paper.results, "plan": found.paper.plan.items}
    told_of = {
        task.pk
        for table in (("results",) if form is Form.REPORT else ("plan", "results"))
        for task, row in zip(found.lines[table], rows[table], strict=True)
        if row.status is not Status.UNSTATED
    }
    untold = {task.pk for task in found.untold}
    assert told_of | untold == set(plan.tasks.values_list("pk", flat=True))
    assert not told_of & untold


@pytest.mark.skipif(not SAMPLE.exists(), reason="the samples are not beside the repository")
def test_the_real_report_comes_out_cell_by_cell(school: School):
    paper = read(SAMPLE.read_bytes(), name=SAMPLE.name)
    assert isinstance(paper, Paper)
    plan, _ = adopt(school, paper)
    found = compose_paper(plan, Form.REPORT, WHOLE)
    assert found.paper == paper
    assert len(found.lines["results"]) == 28
    for form in Form:
        assert len(compose_paper(plan, form, WHOLE).lines["plan"]) == 28


def test_what_is_told_changes_exactly_the_cells_of_its_line(binh: User, an: User, plan: Plan):
    before = compose_paper(plan, Form.REPORT, WHOLE).paper
    task = plan.tasks.select_related("goal", "plan").get(result_row=4)
    told(an, task, WorkState.DONE, "Lắp xong 12 máy chiếu ngày 14/11/2026")
    after = compose_paper(plan, Form.REPORT, WHOLE).paper
    changed = replace(
        before.results[4], status=Status.DONE, done="Lắp xong 12 máy chiếu ngày 14/11/2026", ongoing="", not_started=""
    )
    assert after == replace(before, results=(*before.results[:4], changed, *before.results[5:]))


def test_a_term_says_what_the_line_said_by_its_last_day(an: User, plan: Plan):
    task = plan.tasks.select_related("goal", "plan").get(result_row=4)
    told(an, task, WorkState.ONGOING, "Đã lắp 5/12 máy ngày 03/10/2026", on=dt.date(2026, 10, 3))
    told(an, task, WorkState.DONE, "Lắp xong 12 máy ngày 02/03/2027", on=dt.date(2027, 3, 2))
    october = own_span("2026-10-01", "2026-10-31")
    assert october is not None
    assert compose_paper(plan, Form.REPORT, october).paper.results[4].ongoing == "Đã lắp 5/12 máy ngày 03/10/2026"
    term = compose_paper(plan, Form.REPORT, span(plan, TERM_ONE)).paper
    assert (term.results[4].status, term.results[4].done) == (Status.ONGOING, "")
    year = compose_paper(plan, Form.REPORT, WHOLE).paper
    assert (year.results[4].done, year.results[4].ongoing) == ("Lắp xong 12 máy ngày 02/03/2027", "")
    assert replace(term, report=year.report, results=year.results) == year
    assert [a == b for a, b in zip(term.results, year.results, strict=True)].count(False) == 1


def test_a_part_of_the_year_is_another_paper_without_a_number_yet(plan: Plan):
    head = compose_paper(plan, Form.REPORT, span(plan, TERM_ONE)).paper.report
    assert head.subject.endswith("học kỳ I năm học 2026–2027")
    assert (head.number, head.date) == ("/BC-THPTHS", None)


def test_under_bieu_2_each_line_bears_its_own_state_though_criteria_repeat(school: School):
    paper = report(12)
    first = paper.plan.items[0]
    same = tuple(replace(row, criterion=first.criterion, label=first.label) for row in paper.plan.items)
    plan, _ = adopt(school, replace(paper, plan=replace(paper.plan, items=same)))
    found = compose_paper(plan, Form.TT57, WHOLE)
    assert [row.status.value for row in found.paper.plan.items] == [task.state for task in found.lines["plan"]]


def test_a_school_that_said_nothing_of_itself_prints_blanks_and_no_other_names(school: School, other_school: School):
    adopt(other_school, report(3))
    blank = Plan.objects.create(school=school, school_year="2027-2028")
    paper = compose_paper(blank, Form.REPORT, WHOLE).paper
    assert (paper.school, paper.report.place, paper.report.number, paper.report.signer) == ("", "", "", "")
    back = read(write(paper, Form.REPORT, ".docx"), name="trong.docx")  # type: ignore[arg-type]
    assert isinstance(back, Paper)
    assert (back.school, back.report.place, back.report.number, back.report.signer) == ("", "", "", "")
    assert "Hoa Sen" not in repr(back)
    assert "Bờ Suối" not in repr(back)


def test_the_spans_are_those_of_the_schools_calendar(plan: Plan):
    calendar = calendar_for(plan)
    names = [each.name for each in spans_of(calendar)]
    assert names[:4] == [
        "năm học 2026–2027",
        "học kỳ I năm học 2026–2027",
        "học kỳ II năm học 2026–2027",
        "tháng 9/2026",
    ]
    assert names[-1] == "tháng 5/2027"
    for key in ("hk3", "t2020-09", "2026-12-31_2026-09-01", "2026-02-31_2026-03-01", ""):
        assert span_of(calendar, key) is None
    for each in spans_of(calendar):
        assert span_of(calendar, each.key) == each
