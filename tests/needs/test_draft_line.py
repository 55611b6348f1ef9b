"""One tap makes a line of a need: words to begin from; person, time and money are left to people."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, School, User
from caitien.checking.checks import line_row
from caitien.checking.looking import findings_of
from caitien.domain.needs.need import NeedText
from caitien.domain.paper import Form, Paper
from caitien.domain.plan_state import PlanState
from caitien.incoming.adopt import adopt
from caitien.needs.answers import still_proposed
from caitien.needs.draft_line import ANSWERED, CLOSED, draft_line
from caitien.needs.needs import record_needs
from caitien.plans.begin import begin_plan
from caitien.plans.compose import compose
from caitien.plans.models import Adjustment, Goal, Need, Plan, Task

TODAY = date(2026, 11, 20)
ROOF = NeedText(kind="weakness", criterion="3.2", text="Mái hai phòng học nhà B dột khi mưa.")
ASKED = NeedText(kind="recommendation", criterion="3.2", text="Sớm lợp lại mái nhà B")
LEFT_TO_PEOPLE = {"K01", "K04", "K07", "K10", "K11"}  # no time, no lead, no target, no money


@pytest.fixture
def plan(school: School, paper: Paper) -> Plan:
    return adopt(school, paper)[0]


@pytest.fixture
def biennial(an: User, school: School) -> Plan:
    School.objects.filter(pk=school.pk).update(framework="tt57-2026-pt")
    made = begin_plan(an, School.objects.get(pk=school.pk), school_year="2027-2028", form=Form.TT57)
    assert isinstance(made, Plan)
    Plan.objects.filter(pk=made.pk).update(framework="tt57-2026-pt")
    return Plan.objects.get(pk=made.pk)


def need_of(an: User, school: School, item: NeedText = ROOF) -> Need:
    return record_needs(an, school, items=[item]).added[0]


def drafted(an: User, need: Need, plan: Plan) -> Task:
    task = draft_line(an, need, plan=plan)
    assert isinstance(task, Task), task
    return Task.objects.select_related("goal").get(pk=task.pk)


def test_a_weakness_becomes_a_line_with_work_and_evidence_and_the_rest_blank(an: User, school: School, plan: Plan):
    need = need_of(an, school)
    task = drafted(an, need, plan)
    assert (task.goal.criterion, task.goal.standard, task.goal.limitation) == ("3.2", 3, ROOF.text)
    assert "mái hai phòng học nhà B" in task.work
    assert "nghiệm thu" in task.evidence
    assert (task.owners, task.time, task.budget, task.goal.target) == ("", "", "", "")
    assert [answer.need for answer in task.goal.answers.all()] == [need]
    assert still_proposed(task, need) == ["work", "evidence"]


def test_it_stands_after_the_lines_of_its_criterion_and_the_paper_has_it(an: User, school: School, plan: Plan):
    before = compose(plan)
    task = drafted(an, need_of(an, school), plan)
    after = compose(Plan.objects.get(pk=plan.pk))
    assert len(after.plan.items) == len(before.plan.items) + 1
    assert task.plan_row is not None
    assert after.plan.items[task.plan_row].work == task.work
    criteria = [row.criterion for row in after.plan.items]
    assert criteria[task.plan_row - 1] <= "3.2" or criteria[task.plan_row - 1] == "3.2"
    assert after.results == before.results


def test_a_recommendation_is_what_the_goal_starts_from(an: User, school: School, plan: Plan):
    task = drafted(an, need_of(an, school, ASKED), plan)
    assert (task.goal.baseline, task.goal.limitation) == (ASKED.text, "")
    assert "thực hiện khuyến nghị" in task.work


def test_words_a_person_changed_are_no_proposal_any_more(an: User, school: School, plan: Plan):
    need = need_of(an, school)
    task = drafted(an, need, plan)
    task.work = "Thuê thợ lợp lại mái nhà B trong hè"
    assert still_proposed(task, need) == ["evidence"]


def test_a_second_tap_makes_no_second_line(an: User, school: School, plan: Plan):
    need = need_of(an, school)
    drafted(an, need, plan)
    assert draft_line(an, need, plan=plan) == ANSWERED
    assert plan.tasks.count() == 29


def test_the_trail_tells_line_words_and_link(an: User, school: School, plan: Plan):
    drafted(an, need_of(an, school), plan)
    verbs = [*AuditEntry.objects.order_by("pk").values_list("verb", flat=True)]
    assert verbs == ["need.record", "plan.edit", "plan.edit", "need.answer"]


@pytest.mark.parametrize("state", [PlanState.SUBMITTED, PlanState.CLOSED])
def test_a_plan_that_is_not_being_drafted_takes_no_line(an: User, school: School, plan: Plan, state: PlanState):
    Plan.objects.filter(pk=plan.pk).update(state=state)
    found = draft_line(an, need_of(an, school), plan=Plan.objects.get(pk=plan.pk))
    assert found == CLOSED[state]
    assert plan.tasks.count() == 28


def test_of_an_approved_plan_it_is_a_proposal_to_add_a_line_and_only_one(an: User, school: School, plan: Plan):
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.APPROVED)
    need, approved = need_of(an, school), Plan.objects.get(pk=plan.pk)
    first, again = draft_line(an, need, plan=approved), draft_line(an, need, plan=approved)
    assert isinstance(first, Adjustment)
    assert first == again
    assert ROOF.text in first.reason
    assert first.values["criterion"] == "3.2"
    assert not {"owners", "time", "budget"} & first.values.keys()
    assert plan.tasks.count() == 28


def test_a_teacher_drafts_nothing_and_nothing_half_is_left(an: User, binh: User, school: School, plan: Plan):
    need = need_of(an, school)
    with pytest.raises(PermissionDenied):
        draft_line(binh, need, plan=plan)
    assert plan.tasks.count() == 28


def test_under_bieu_2_a_weakness_is_a_problem_too_and_only_once(an: User, school: School, biennial: Plan):
    task = drafted(an, need_of(an, school), biennial)
    (problem,) = biennial.goals.filter(kind=Goal.Kind.PROBLEM)
    assert (problem.criterion, problem.limitation, problem.baseline) == ("3.2", ROOF.text, "")
    assert task.goal.topic == ROOF.text
    task.goal.answers.all().delete()
    drafted(an, Need.objects.get(), biennial)
    assert biennial.goals.filter(kind=Goal.Kind.PROBLEM).count() == 1


def test_under_bieu_2_a_recommendation_is_no_problem(an: User, school: School, biennial: Plan):
    drafted(an, need_of(an, school, ASKED), biennial)
    assert not biennial.goals.filter(kind=Goal.Kind.PROBLEM).exists()


def test_a_criterion_the_plans_set_does_not_have_is_left_to_people(an: User, school: School, biennial: Plan):
    task = drafted(
        an, need_of(an, school, NeedText(kind="weakness", criterion="3.6", text="Thư viện ít sách")), biennial
    )
    assert (task.goal.criterion, task.goal.standard) == ("", None)


def test_what_is_proposed_trips_no_rule_but_those_about_what_people_must_say(an: User, school: School, plan: Plan):
    known = {(seen.finding.code, seen.spot.name) for seen in findings_of(plan, TODAY).all}
    task = drafted(an, need_of(an, school), plan)
    found = findings_of(Plan.objects.get(pk=plan.pk), TODAY).at_row(line_row("plan.items", task.pk))
    assert {seen.finding.code for seen in found} - LEFT_TO_PEOPLE - {code for code, _ in known} == set()
