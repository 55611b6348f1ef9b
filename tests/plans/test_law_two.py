"""Law 2 of the house: a paper taken into the plan and written out again loses no cell, whatever the plan lives through.

Approving changes only what approving means: the number and the date of the plan, and a line in the results for every
line of the plan that had none. Adjusting changes only the cells that were adjusted, each in the column it belongs to.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some

from caitien.access.models import School
from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.paper import Form, Paper, PlanRow, ResultRow
from caitien.domain.paper import Plan as PlanPart
from caitien.domain.papers.column_headings import Headings, unit_at
from caitien.domain.papers.paper_json import loads
from caitien.incoming.adopt import adopt
from caitien.plans.compose import compose
from caitien.plans.life.adjust import propose_addition, propose_withdrawal
from caitien.plans.life.versions import paper_of_version
from caitien.plans.models import Adjustment, Plan, Task
from tests.depth import examples
from tests.plans.approving import TODAY, approved, chair_of, change, decided
from tests.plans.emptying import without_plans
from tests.specimens.papers import plan_papers

BUT_THE_SCHOOL = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
UNIT = {"budget": "Dự toán (triệu đồng)"}
HEADINGS = some.dictionaries(
    some.sampled_from(("plan", "results", "problems")),
    some.dictionaries(some.sampled_from(("budget", "target")), some.sampled_from(("Dự toán (triệu đồng)", "Đích"))),
)
NUMBER = "77/KH-THPTHS"


def as_plan(paper: Paper) -> Paper:
    """The paper as that of a plan: of Biểu 2 its own, else the 9 columns."""
    form = Form.TT57 if paper.form is Form.TT57 else Form.PLAN
    found = loads(write(paper, form, ".json"))
    assert isinstance(found, Paper)
    return found


def numbered(paper: Paper, number: str, day: date) -> Paper:
    """The same paper under the number and date of its approval."""
    head = paper.report
    if paper.form is not Form.REPORT:
        head = replace(head, number=number or head.number, date=day, date_text="")
    return replace(paper, report=head, plan=replace(paper.plan, number=number or paper.plan.number, date=day))


def fresh(school: School, paper: Paper) -> Plan:
    without_plans()
    return adopt(school, paper)[0]


def planned_rows(paper: Paper) -> set[tuple[str, str]]:
    return {(row.criterion, row.planned) for row in paper.results}


@pytest.mark.each_database
@pytest.mark.django_db
@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=plan_papers, second=plan_papers, headings=HEADINGS)
def test_any_paper_comes_out_as_it_went_in_even_over_another(
    school: School, first: Paper, second: Paper, headings: Headings
):
    adopt(school, first)
    for paper in (replace(first, headings=headings), second):
        plan, _ = adopt(school, paper)
        found = compose(Plan.objects.get(pk=plan.pk))
        assert found == paper
        assert found.headings == paper.headings


@pytest.mark.django_db
def test_the_unit_over_a_column_stands_in_every_version_and_every_print(school: School):
    items = (PlanRow(criterion="1.1", label="Tiêu chí 1.1", work="Mua ghế", budget="12"),)
    paper = Paper(school_year="2026-2027", form=Form.PLAN, plan=PlanPart(items=items), headings={"plan": UNIT})
    plan, _ = adopt(school, paper)
    frozen = paper_of_version(approved(plan, number=NUMBER))
    assert isinstance(frozen, Paper)
    for each in (compose(plan), frozen):
        data = write(each, Form.PLAN, "docx")
        assert isinstance(data, bytes)
        again = read(data, name="a.docx")
        assert isinstance(again, Paper)
        assert unit_at(again.headings, "plan.items.0.budget") == "triệu đồng"


@pytest.mark.django_db
@settings(max_examples=examples(15), deadline=None, suppress_health_check=BUT_THE_SCHOOL)
@given(paper=plan_papers)
def test_while_nothing_was_adjusted_every_form_shows_the_paper_itself(school: School, paper: Paper):
    plan = fresh(school, paper)
    for form in Form:
        assert compose(plan, form) == paper


@pytest.mark.django_db
@settings(max_examples=examples(20), deadline=None, suppress_health_check=BUT_THE_SCHOOL)
@given(paper=plan_papers, number=some.sampled_from(("", NUMBER)))
def test_approving_changes_only_what_approving_means(school: School, paper: Paper, number: str):
    assume(paper.plan.items or paper.results)
    plan = fresh(school, paper)
    version = approved(plan, number=number)
    now = numbered(paper, number, TODAY)
    found = compose(Plan.objects.get(), Form.REPORT)
    given_lines = [row for row in found.results if row not in paper.results]
    assert replace(found, results=()) == replace(now, results=())
    assert [row for row in found.results if row in paper.results] == list(paper.results)
    alone = Task.objects.filter(plan_row__isnull=False, result_row=None).count()
    assert alone == (0 if paper.form is not Form.TT57 else alone)
    assert all(not (row.adjusted or row.done or row.ongoing or row.not_started or row.note) for row in given_lines)
    assert {(row.criterion, row.planned) for row in given_lines} <= {(r.criterion, r.work) for r in paper.plan.items}
    frozen = paper_of_version(version)
    assert isinstance(frozen, Paper)
    want = as_plan(replace(paper, plan=now.plan, report=now.report))
    assert frozen.plan.items == want.plan.items
    assert (frozen.problems, frozen.reviews, frozen.sections) == (want.problems, want.reviews, want.sections)
    assert (frozen.report.date, frozen.plan.date) == (TODAY, TODAY)


@pytest.mark.django_db
@settings(max_examples=examples(20), deadline=None, suppress_health_check=BUT_THE_SCHOOL)
@given(paper=plan_papers, pick=some.integers(0, 50), field=some.sampled_from(("work", "time", "owners", "target")))
def test_an_adjusted_cell_changes_the_plan_and_leaves_the_report_its_first_words(
    school: School, paper: Paper, pick: int, field: str
):
    assume(paper.plan.items)
    plan = fresh(school, paper)
    approved(plan, number=NUMBER)
    chair = chair_of(school)
    task = plan.tasks.filter(plan_row=pick % len(paper.plan.items)).get()
    before = compose(plan, Form.REPORT)
    decided(plan, change(chair, task, field, "Chữ mới sau điều chỉnh"))
    report, now = compose(plan, Form.REPORT), compose(plan, Form.PLAN)
    at = task.plan_row or 0
    assert report.plan == before.plan
    assert now.plan.items == _with(before.plan.items, at, **{field: "Chữ mới sau điều chỉnh"})
    if plan.form != Form.TT57:
        row = Task.objects.get(pk=task.pk).result_row or 0
        column = report.results[row].adjusted
        assert column.startswith(before.results[row].adjusted)
        assert column.endswith("Chữ mới sau điều chỉnh")
        assert _with(report.results, row, adjusted="") == _with(before.results, row, adjusted="")
    decided(plan, change(chair, task, field, getattr(before.plan.items[at], field))) if (
        getattr(before.plan.items[at], field)
    ) else None
    if getattr(before.plan.items[at], field):
        assert (compose(plan, Form.REPORT), compose(plan, Form.PLAN).plan) == (before, before.plan)


@pytest.mark.each_database
@pytest.mark.django_db
@settings(max_examples=examples(15), deadline=None, suppress_health_check=BUT_THE_SCHOOL)
@given(paper=plan_papers, pick=some.integers(0, 50))
def test_a_line_that_comes_or_goes_moves_no_other(school: School, paper: Paper, pick: int):
    assume(paper.plan.items and not (paper.form is Form.TT57 and paper.results))  # Biểu 2 has no such table
    plan = fresh(school, paper)
    approved(plan, number=NUMBER)
    chair = chair_of(school)
    before = compose(plan, Form.REPORT)
    at = pick % len(paper.plan.items)
    task = plan.tasks.select_related("plan").get(plan_row=at)
    gone = propose_withdrawal(chair, task, reason="Thành phố hoãn vốn.")
    new = propose_addition(chair, plan, values={"criterion": "3.1", "work": "Mua lưới chắn"}, reason="Đoàn khuyến nghị")
    assert isinstance(gone, Adjustment)
    assert isinstance(new, Adjustment)
    decided(plan, gone, new)
    report, now = compose(plan, Form.REPORT), compose(plan, Form.PLAN)
    assert report.plan == before.plan
    rest = [row for n, row in enumerate(before.plan.items) if n != at]
    assert [row for row in now.plan.items if row.work != "Mua lưới chắn"] == rest
    assert [row.work for row in now.plan.items].count("Mua lưới chắn") == 1
    told = before.results or before.plan.items  # a plan of Biểu 2 tells its lines in a report once it was adjusted
    assert len(report.results) == len(told) + 1
    assert sum(row.adjusted.endswith("Rút khỏi kế hoạch: Thành phố hoãn vốn.") for row in report.results) == 1
    assert sum(row.adjusted == "Mua lưới chắn" and not row.planned for row in report.results) == 1


def _with(rows: Sequence[PlanRow | ResultRow], at: int, **texts: str):
    return tuple(replace(row, **texts) if n == at else row for n, row in enumerate(rows))
