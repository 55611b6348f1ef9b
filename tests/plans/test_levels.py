"""A line that comes into a table stands there as its neighbours do: under their level, and under no heading of its own
(mức của dòng mới). What the table then says, a printed file gives back (law 1)."""

from dataclasses import replace

import pytest

from caitien.access.models import School, User
from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.paper import Form, Paper, PlanRow
from caitien.domain.paper import Plan as PlanTable
from caitien.domain.papers.cells import mark_of
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt
from caitien.plans.compose import compose
from caitien.plans.life.adjust import propose_addition
from caitien.plans.models import Adjustment, Plan, Task
from caitien.plans.table.edit import NO_CRITERION, CellEdit, edit_cells
from caitien.plans.table.report_cells import report_cells
from caitien.plans.table.table_lines import add_line
from tests.plans.approving import approved, chair_of, decided
from tests.plans.reports import report


def leveled(results: int | None = 1, form: Form = Form.REPORT) -> Paper:
    """Four lines under level 1, four under level 2, of the same two standards; all results under one level."""
    paper = report(8)
    items = [
        replace(row, level=level, standard=standard, criterion=f"{standard}.{n}", label=f"Tiêu chí {standard}.{n}")
        for n, (row, level, standard) in enumerate(
            zip(paper.plan.items, (1, 1, 1, 1, 2, 2, 2, 2), (1, 1, 2, 2, 1, 1, 2, 2), strict=True), start=2
        )
    ]
    told = [
        replace(row, level=results, criterion=item.criterion, label=item.label, standard=item.standard)
        for row, item in zip(paper.results, items, strict=True)
    ]
    results_ = tuple(told) if form is Form.REPORT else ()
    return replace(paper, form=form, plan=replace(paper.plan, items=tuple(items)), results=results_, notes=())


@pytest.fixture
def plan(school: School) -> Plan:
    return adopt(school, leveled())[0]


def said(plan: Plan) -> Paper:
    return compose(Plan.objects.get(pk=plan.pk))


def assert_read_back(plan: Plan) -> None:
    """Law 1 of what the plan says now, in both formats."""
    paper = said(plan)
    for suffix in (".docx", ".xlsx"):
        printed = write(paper, paper.form, suffix)
        assert isinstance(printed, bytes)
        again = read(printed, name=f"kế hoạch{suffix}")
        assert isinstance(again, Paper)
        assert (again.plan.items, again.results) == (paper.plan.items, paper.results)


@pytest.mark.parametrize("criterion", ["bốn", "0.1", "1.0", "100.1", "1", "³.1"])
def test_a_line_is_not_added_under_what_no_paper_calls_a_criterion(an: User, plan: Plan, criterion: str):
    answer = add_line(an, plan, values={"work": "Việc mới", "criterion": criterion})
    assert answer == Refused(NO_CRITERION.format(criterion))
    assert said(plan) == leveled()


def added(plan: Plan, who: User, after: int | None = None, **values: str) -> Task:
    task = add_line(who, plan, values={"work": "Việc mới của trường", **values}, after=after)
    assert isinstance(task, Task)
    return task


@pytest.mark.parametrize("criterion", ["1.1", "1.9", "2.9", "3.1", ""])
def test_a_line_added_without_one_above_has_the_level_of_the_lines_around_it(an: User, plan: Plan, criterion: str):
    task = added(plan, an, criterion=criterion)
    row = task.plan_row or 0
    items = said(plan).plan.items
    beside = items[row - 1] if row else items[1]
    assert items[row].work == "Việc mới của trường"
    assert (items[row].level, task.goal.level) == (beside.level, beside.level)
    assert items[row].level in (1, 2)
    assert_read_back(plan)


@pytest.mark.parametrize("level", ["1", "2"])
def test_a_line_whose_level_is_told_stands_among_the_lines_of_that_level(an: User, plan: Plan, level: str):
    task = added(plan, an, criterion="2.9", level=level)
    items = said(plan).plan.items
    assert [row.level for row in items] == sorted(row.level or 0 for row in items)
    assert task.goal.level == int(level)
    assert_read_back(plan)


def test_a_plan_without_levels_gets_none_by_a_new_line(an: User, school: School):
    paper = leveled(form=Form.PLAN)
    items = tuple(replace(row, level=None) for row in paper.plan.items)
    plan, _ = adopt(school, replace(paper, plan=PlanTable(number=paper.plan.number, items=items)))
    added(plan, an, criterion="1.9")
    assert {row.level for row in said(plan).plan.items} == {None}
    assert_read_back(plan)


@pytest.mark.each_database
@pytest.mark.parametrize("criterion", ["1.1", "2.9"])
def test_an_approved_plan_takes_a_new_line_under_the_level_around_it(an: User, plan: Plan, criterion: str):
    approved(plan)
    values = {"criterion": criterion, "work": "Việc thêm giữa năm"}
    row = propose_addition(chair_of(plan.school), plan, values=values, reason="Đoàn khuyến nghị")
    assert isinstance(row, Adjustment)
    decided(plan, row)
    task = plan.tasks.select_related("goal").get(added=True)
    assert task.goal.level == (2 if criterion == "2.9" else 1)
    assert task.result_level == 1  # all results stand under level 1
    assert_read_back(plan)


@pytest.mark.parametrize("level", [None, 1])
@pytest.mark.parametrize("after", [0, 5])
def test_the_first_result_of_a_line_stands_under_the_level_of_the_results_around_it(
    an: User, school: School, level: int | None, after: int
):
    plan, _ = adopt(school, leveled(results=level))
    task = added(plan, an, after=plan.tasks.get(plan_row=after).pk)
    report_cells(an, task, [CellEdit(task.pk, "state", "done")])
    assert {row.level for row in said(plan).results} == {level}
    assert_read_back(plan)


@pytest.mark.each_database
@pytest.mark.parametrize("level", [None, 1])
def test_approving_gives_lines_results_under_the_level_of_those_there_are(an: User, school: School, level: int | None):
    plan, _ = adopt(school, leveled(results=level))
    added(plan, an, criterion="1.1")
    added(plan, an, criterion="2.9")
    approved(plan)
    assert [row.level for row in said(plan).results] == [level] * 10
    assert_read_back(plan)


# --- a line that names no criterion any more --------------------------------------------------------------------------


def cleared(plan: Plan, who: User, row: int) -> Task:
    task = plan.tasks.select_related("goal").get(plan_row=row)
    kept = edit_cells(who, plan, [CellEdit(task.pk, "criterion", "", mark_of(task.goal.criterion))])
    assert kept.kept
    return plan.tasks.select_related("goal").get(pk=task.pk)


@pytest.mark.parametrize("row", range(8))
def test_a_criterion_cleared_in_a_table_of_standards_leaves_the_line_under_its_standard(an: User, plan: Plan, row: int):
    before = said(plan)
    goal = cleared(plan, an, row).goal
    was = before.plan.items[row]
    assert (goal.criterion, goal.label) == ("", "")
    assert (goal.standard, goal.standard_title, goal.level) == (was.standard, was.standard_title, was.level)
    assert [item.criterion for item in said(plan).results].count("") == 1
    assert_read_back(plan)


@pytest.mark.parametrize("row", range(4))
def test_a_criterion_cleared_in_bieu_2_is_read_back_as_none(an: User, school: School, row: int):
    items = [
        PlanRow(
            criterion=code, label=f"Tiêu chí {code}", standard=int(code[0]), topic=f"Nội dung {n}", work=f"Việc {n}"
        )
        for n, code in enumerate(("1.3", "1.3", "3.2", "3.2"))
    ]
    head = replace(report(1), form=Form.TT57, framework="tt57-2026-pt", results=(), sections=(), notes=())
    head = replace(head, report=replace(head.report, title="KẾ HOẠCH", number=""))
    plan, _ = adopt(school, replace(head, plan=PlanTable(items=tuple(items))))
    goal = cleared(plan, an, row).goal
    assert (goal.criterion, goal.label, goal.standard) == ("", "", None)
    assert_read_back(plan)
    cleared(plan, an, (row + 1) % 4)
    assert_read_back(plan)
