"""What a plan answers and what it leaves open (độ phủ): figures, lists, proposals, the warning under TT 57."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caitien.access.models import School, User
from caitien.access.rights import ActingUser, acting_user_of
from caitien.domain.needs.need import NeedText
from caitien.domain.paper import Form, Paper, PlanRow
from caitien.domain.paper import Plan as PaperPlan
from caitien.incoming.adopt import adopt
from caitien.needs.answers import link_answers
from caitien.needs.coverage import (
    OFFERED,
    coverage_of,
    criteria_of,
    is_open,
    loose_lines,
    nearly_all,
    needs_covered,
    offered_to,
    proposals_of,
)
from caitien.needs.needs import record_needs
from caitien.plans.models import Goal, Need, Plan, Task
from tests.plans.reports import report, with_plan_row

pytestmark = pytest.mark.each_database

TODAY = date(2026, 11, 20)
CHAIRS = "Cha mẹ học sinh lớp 6 ít dự họp cuối kỳ"
ITEMS = [
    NeedText(kind="weakness", criterion="1.1", text="Chiến lược chưa công bố trên trang tin"),
    NeedText(kind="weakness", criterion="2.2", text=CHAIRS),
    NeedText(kind="recommendation", criterion="", text="Sớm lợp lại mái nhà để xe"),
]


@pytest.fixture
def plan(school: School, paper: Paper) -> Plan:
    said = with_plan_row(paper, 6, target="Cha mẹ học sinh dự họp cuối kỳ từ 90%")  # a line of criterion 2.2
    return adopt(school, said)[0]


@pytest.fixture
def needs(an: User, school: School) -> list[Need]:
    return [*record_needs(an, school, items=ITEMS).added]


@pytest.fixture
def acting(an: User, school: School) -> ActingUser:
    found = acting_user_of(an, school)
    assert found
    return found


def line(plan: Plan, row: int) -> Goal:
    return plan.tasks.get(plan_row=row).goal


def test_the_figures_say_what_has_a_line_and_which_lines_answer(an: User, plan: Plan, needs: list[Need]):
    link_answers(an, needs[0], keys=[line(plan, 0).pk, line(plan, 1).pk])
    found = coverage_of(plan)
    assert found.needs == {"recommendation": (0, 1), "weakness": (1, 2)}
    assert (found.lines, found.open, found.loose) == ((2, 28), 2, 26)
    assert found.criteria == (23, 28)  # five of the report's lines name criteria its set does not have


def test_a_line_that_was_withdrawn_answers_nothing(an: User, plan: Plan, needs: list[Need]):
    goal = line(plan, 0)
    link_answers(an, needs[0], keys=[goal.pk])
    Task.objects.filter(goal=goal).update(withdrawn=True)
    found = coverage_of(plan)
    assert found.needs["weakness"] == (0, 2)
    assert found.lines == (0, 27)


def test_a_line_of_another_year_does_not_count(an: User, school: School, plan: Plan, needs: list[Need]):
    before = adopt(school, report(5, school_year="2025-2026"))[0]
    link_answers(an, needs[0], keys=[line(before, 0).pk])
    assert coverage_of(plan).needs["weakness"] == (0, 2)
    assert coverage_of(before).needs["weakness"] == (1, 2)


def test_lists_show_needs_with_and_without_a_line(an: User, acting: ActingUser, plan: Plan, needs: list[Need]):
    link_answers(an, needs[1], keys=[line(plan, 6).pk])
    (answered,) = needs_covered(acting, plan, answered=True)
    assert (answered, [answer.goal for answer in answered.answered]) == (needs[1], [line(plan, 6)])
    assert {*needs_covered(acting, plan, answered=False)} == {needs[0], needs[2]}
    assert [*needs_covered(acting, plan, words="cha me hop")] == [needs[1]]
    assert line(plan, 6) not in loose_lines(plan)
    assert loose_lines(plan).count() == 27


def test_proposals_come_the_doubtful_first_and_say_why(acting: ActingUser, plan: Plan, needs: list[Need]):
    found = proposals_of(acting, plan)
    sure = [each for each in found if each.why.sure]
    assert [(each.need, each.goal) for each in sure] == [(needs[1], line(plan, 6))]
    assert "cha mẹ" in sure[0].why.words
    assert found[-1] == sure[0]
    assert {each.need for each in found} == {needs[0], needs[1]}


def test_what_has_a_line_is_proposed_no_more(an: User, acting: ActingUser, plan: Plan, needs: list[Need]):
    link_answers(an, needs[1], keys=[line(plan, 3).pk])
    assert needs[1] not in {each.need for each in proposals_of(acting, plan)}


def test_the_queries_do_not_grow_with_the_plan(an: User, school: School, acting: ActingUser, needs: list[Need]):
    counts = []
    for rows, year in ((28, "2024-2025"), (300, "2025-2026")):
        plan = adopt(school, report(rows, school_year=year))[0]
        with CaptureQueriesContext(connection) as found:
            coverage_of(plan)
            [*needs_covered(acting, plan)]
            [*loose_lines(plan)]
            proposals_of(acting, plan)
        counts.append(len(found))
    assert counts[0] == counts[1] <= 12


def biennial(count: int) -> Paper:
    """A plan under TT 57 of that many criteria."""
    codes = ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "3.4", "3.5", "4.1", "4.2", "4.3"]
    items = tuple(PlanRow(criterion=code, label=f"Tiêu chí {code}", work=f"Việc {code}") for code in codes[:count])
    return replace(report(), form=Form.TT57, framework="tt57-2026-pt", plan=PaperPlan(items=items), results=())


@pytest.mark.parametrize(("count", "warned"), [(14, True), (5, False)])
def test_a_plan_for_nearly_every_criterion_is_warned_about_by_the_rule_that_says_so(
    school: School, count: int, warned: bool
):
    plan = adopt(school, biennial(count))[0]
    found = nearly_all(plan, TODAY)
    assert (found is not None) is warned
    assert coverage_of(plan).criteria == (count, 15)
    if found:
        assert "14 trong 15 tiêu chí" in found.finding.what


def test_an_older_set_is_never_warned_about(plan: Plan):
    assert nearly_all(plan, TODAY) is None


def test_loose_lines_are_looked_for_by_criterion_and_words(an: User, plan: Plan, needs: list[Need]):
    link_answers(an, needs[0], keys=[line(plan, 0).pk])
    assert {goal.criterion for goal in loose_lines(plan, criterion="1.2")} == {"1.2"}
    assert line(plan, 0) not in loose_lines(plan, criterion="1.1")
    assert [*loose_lines(plan, words="cha me 90%")] == [line(plan, 6)]
    assert [*loose_lines(plan, words="cha me", criterion="1.2")] == []


def test_the_criteria_needs_name_are_counted_as_people_count(an: User, school: School, acting: ActingUser):
    items = [NeedText(kind="weakness", criterion=code, text=f"Yếu {code}") for code in ("10.1", "1.10", "1.2", "")]
    record_needs(an, school, items=[*items, replace(items[0], kind="recommendation")])
    assert criteria_of(acting) == ["1.2", "1.10", "10.1"]


def test_a_line_is_offered_the_likest_needs_first_and_none_it_answers(
    an: User, acting: ActingUser, plan: Plan, needs: list[Need]
):
    task = plan.tasks.select_related("goal").get(plan_row=6)
    offered = offered_to(acting, task, [])
    assert offered[0] == needs[1]
    assert {*offered} == {*needs}
    assert needs[1] not in offered_to(acting, task, [needs[1]])


def test_a_line_is_offered_so_many_needs_and_no_more(an: User, school: School, acting: ActingUser, plan: Plan):
    texts = [NeedText(kind="weakness", criterion="", text=f"Điều thứ {number}") for number in range(OFFERED + 1)]
    record_needs(an, school, items=texts)
    assert len(offered_to(acting, plan.tasks.select_related("goal").get(plan_row=6), [])) == OFFERED


def test_a_need_is_open_in_a_plan_until_a_line_of_it_answers(an: User, school: School, plan: Plan, needs: list[Need]):
    before = adopt(school, report(5, school_year="2025-2026"))[0]
    link_answers(an, needs[0], keys=[line(before, 0).pk])
    assert is_open(needs[0], plan)
    assert not is_open(needs[0], before)
