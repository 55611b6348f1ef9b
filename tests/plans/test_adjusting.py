"""Deciding on adjustments: only of an approved plan, as it was shown, and of proposals that still wait."""

from datetime import date

import pytest

from caitien.access.models import AuditEntry, School, User
from caitien.domain.field_names import FIELD_NAMES
from caitien.domain.paper import Form
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt
from caitien.plans.compose import result_lines
from caitien.plans.life import life
from caitien.plans.life.adjust import (
    DECIDED,
    LONG_NUMBER,
    NO_REASON,
    NOT_YOURS,
    decide_adjustments,
    propose_withdrawal,
    take_back_adjustment,
)
from caitien.plans.life.adjusted import NOTHING, WITHDRAWN
from caitien.plans.life.life import plan_mark
from caitien.plans.life.proposals import adjustments_of, shown
from caitien.plans.models import Adjustment, Plan, Task, Version
from tests.plans.approving import LATER, approved, chair_of, change, decided
from tests.plans.reports import report

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture
def plan(school: School) -> Plan:
    return adopt(school, report(4))[0]


@pytest.fixture
def proposal(an: User, plan: Plan) -> Adjustment:
    approved(plan)
    return change(an, plan.tasks.all()[0], "work", "Dạy bơi ở hồ của phường")


def decide(plan: Plan, *keys: int, seen: str = "", approve: bool = True, day: date = LATER) -> Version | Refused:
    plan.refresh_from_db()
    mark = seen or plan_mark(plan)
    return decide_adjustments(
        chair_of(plan.school), plan, keys=list(keys), approve=approve, number="", date=day, seen=mark
    )


def test_a_proposal_that_waits_is_approved_into_a_new_version(plan: Plan, proposal: Adjustment):
    assert isinstance(decide(plan, proposal.pk), Version)
    assert plan.tasks.all()[0].work == "Dạy bơi ở hồ của phường"


def test_a_plan_that_is_another_than_was_shown_is_not_decided_on(plan: Plan, proposal: Adjustment):
    assert isinstance(decide(plan, proposal.pk, seen="0" * 16), Refused)
    assert plan.tasks.all()[0].work != "Dạy bơi ở hồ của phường"


@pytest.mark.parametrize("state", ["draft", "submitted", "closed"])
def test_only_an_approved_plan_is_adjusted(plan: Plan, proposal: Adjustment, state: str):
    plan.refresh_from_db()
    Plan.objects.filter(pk=plan.pk).update(state=state)
    assert isinstance(decide(plan, proposal.pk), Refused)
    assert plan.tasks.all()[0].work != "Dạy bơi ở hồ của phường"


def test_what_was_decided_is_not_decided_again(plan: Plan, proposal: Adjustment):
    decide(plan, proposal.pk, approve=False)
    assert isinstance(decide(plan, proposal.pk), Refused)


def test_a_proposal_that_is_not_there_is_refused(plan: Plan, proposal: Adjustment):
    assert isinstance(decide(plan, proposal.pk, proposal.pk + 1), Refused)
    assert isinstance(decide(plan), Refused)


def rivals(plan: Plan, *, waiting: bool) -> dict[str, int]:
    """Of each proposal, by its words: how many others that wait want the same cell."""
    return {each.row.new: each.rivals for each in shown(plan, adjustments_of(plan, waiting=waiting))}


def test_a_proposal_says_how_many_others_want_the_same_cell(an: User, plan: Plan, proposal: Adjustment):
    assert rivals(plan, waiting=True) == {"Dạy bơi ở hồ của phường": 0}
    first, second = plan.tasks.all()[:2]
    change(an, first, "work", "Dạy bơi ở sông")
    change(an, first, "owners", "Tổ Thể dục")
    change(an, second, "work", "Sửa mái")
    assert rivals(plan, waiting=True) == {
        "Dạy bơi ở hồ của phường": 1,
        "Dạy bơi ở sông": 1,
        "Tổ Thể dục": 0,
        "Sửa mái": 0,
    }


def test_a_proposal_that_was_decided_has_no_rivals_but_those_that_wait(an: User, plan: Plan, proposal: Adjustment):
    decide(plan, proposal.pk, approve=False)
    assert rivals(plan, waiting=False) == {"Dạy bơi ở hồ của phường": 0}
    assert rivals(plan, waiting=True) == {}


def test_the_column_of_adjustments_says_what_is_in_force_and_why_a_line_was_withdrawn(an: User, plan: Plan):
    approved(plan)
    task = plan.tasks.all()[0]
    Task.objects.filter(pk=task.pk).update(adjusted="Họp ngày 3/10")  # typed by a person: it stays above
    decided(plan, change(an, task, "owners", ""), change(an, task, "work", "Dạy bơi"))
    task.refresh_from_db()
    assert task.adjusted == f"Họp ngày 3/10\nDạy bơi\n{FIELD_NAMES['owners']}: {NOTHING}"
    decided(plan, change(an, task, "owners", "Tổ Thể dục"))
    task.refresh_from_db()
    assert task.adjusted == f"Họp ngày 3/10\nDạy bơi\n{FIELD_NAMES['owners']}: Tổ Thể dục"
    given_up = propose_withdrawal(an, Task.objects.get(pk=task.pk), reason="Hồ bơi đóng cửa.")
    assert isinstance(given_up, Adjustment), given_up
    decided(plan, given_up)
    task.refresh_from_db()
    assert task.adjusted == f"Họp ngày 3/10\n{WITHDRAWN.format('Hồ bơi đóng cửa')}"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"reason": "a" * 2_001}, NO_REASON),
        ({"reason": "  "}, NO_REASON),
        ({"reason": "a" * 2_000}, None),
        ({"paper_number": "1" * 201}, LONG_NUMBER),
        ({"paper_number": "1" * 200}, None),
    ],
)
def test_a_proposal_says_why_and_by_which_paper_in_so_many_letters(an: User, plan: Plan, said: dict, why):
    approved(plan)
    task = Task.objects.select_related("goal", "plan").filter(plan=plan)[0]
    found = propose_withdrawal(an, task, **({"reason": "Hồ bơi đang sửa"} | said))
    assert found == why if why else isinstance(found, Adjustment)


def test_the_same_proposed_again_is_the_one_that_waits(an: User, plan: Plan, proposal: Adjustment):
    assert change(an, plan.tasks.all()[0], "work", proposal.new) == proposal
    assert change(an, plan.tasks.all()[0], "work", proposal.new, "Lý do khác") != proposal


def test_one_takes_back_ones_own_proposal_while_it_waits(an: User, binh: User, plan: Plan, proposal: Adjustment):
    assert take_back_adjustment(chair_of(plan.school), proposal) == NOT_YOURS
    assert isinstance(take_back_adjustment(an, proposal), Adjustment)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("taken_back", an)
    assert take_back_adjustment(an, proposal) == DECIDED
    entry = AuditEntry.objects.get(verb="adjustment.take_back")
    assert (entry.before["new"], entry.after) == (proposal.new, {"adjustment": proposal.pk, "state": "taken_back"})


def test_an_answer_to_a_proposal_is_kept_and_told(plan: Plan, proposal: Adjustment):
    plan.refresh_from_db()
    answered = {"approve": False, "answer": "Chưa đủ vốn", "date": LATER, "seen": plan_mark(plan)}
    version = decide_adjustments(chair_of(plan.school), plan, keys=[proposal.pk], **answered)
    assert version == plan.versions.get()  # the version in force stays
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer, proposal.version) == ("refused", "Chưa đủ vốn", None)
    entry = AuditEntry.objects.get(verb="adjustment.decide")
    assert (entry.after["answer"], entry.after[f"adjustment {proposal.pk}"]["state"]) == ("Chưa đủ vốn", "refused")


def test_two_that_cannot_both_be_are_not_approved_together(an: User, plan: Plan, proposal: Adjustment):
    other = change(an, plan.tasks.all()[0], "work", "Dạy bơi ở sông")
    elsewhere = change(an, plan.tasks.all()[1], "work", "Sửa mái")
    assert isinstance(decide(plan, proposal.pk, other.pk), Refused)
    assert isinstance(decide(plan, proposal.pk, elsewhere.pk), Version)
    assert isinstance(decide(plan, other.pk), Refused)  # the plan says something else by now
    assert isinstance(decide(plan, other.pk, approve=False), Version)


def test_a_line_is_not_given_up_and_changed_at_once(an: User, plan: Plan, proposal: Adjustment):
    task = Task.objects.select_related("goal", "plan").get(pk=proposal.task_id)
    given_up = propose_withdrawal(an, task, reason="Hồ bơi đang sửa")
    assert isinstance(given_up, Adjustment)
    assert isinstance(decide(plan, proposal.pk, given_up.pk), Refused)
    assert isinstance(decide(plan, given_up.pk), Version)


# --- the results an approved plan begins with -------------------------------------------------------------------------


def line(pk: int, plan_row: int | None, result_row: int | None, level: int | None = None) -> Task:
    return Task(pk=pk, plan_row=plan_row, result_row=result_row, result_level=level)


def test_a_new_result_stands_after_that_of_the_line_above_it_in_the_plan():
    """Lines 1, 3, 5 have results, in another order; 2 and 4 get theirs; 6 is a result without a line of the plan."""
    tasks = [line(1, 0, 2), line(2, 1, None), line(3, 2, 0), line(4, 3, None), line(5, 4, 1), line(6, None, 3)]
    assert [task.pk for task in life._with_room(tasks)] == [3, 4, 5, 1, 2, 6]
    first = [line(1, 0, None), line(2, 1, None), line(3, 2, 0)]
    assert [task.pk for task in life._with_room(first)] == [1, 2, 3]


def test_a_new_result_has_the_level_of_the_one_above_it_else_of_the_first():
    order = [line(1, 0, None), line(2, 1, 0, 2), line(3, 2, None), line(4, 3, 1, 1), line(5, 4, None)]
    assert life._levels(order) == {1: 2, 2: 2, 3: 2, 4: 1, 5: 1}
    assert life._levels([line(1, 0, None)]) == {}


@pytest.mark.parametrize("form", [Form.REPORT, Form.PLAN, Form.TT57])
@pytest.mark.parametrize(("adjusted", "own"), [(True, Form.PLAN), (False, Form.PLAN), (True, Form.REPORT)])
def test_a_report_of_a_plan_without_results_shows_the_lines_that_were_adjusted(form: Form, adjusted: bool, own: Form):
    plan = Plan(form=own, version_number=1)
    tasks = [line(1, 1, None), line(2, 0, None), line(3, None, None)]
    tasks[0].added = adjusted
    found = [task.pk for task in result_lines(plan, tasks, form)]
    assert found == ([2, 1] if form is Form.REPORT and adjusted else [])


@pytest.mark.parametrize(
    ("form", "own", "version", "shown"),
    [
        (Form.REPORT, Form.PLAN, 1, True),
        (Form.PLAN, Form.REPORT, 1, True),
        (Form.PLAN, Form.PLAN, 0, True),
        (Form.PLAN, Form.PLAN, 1, False),  # an approved plan prints no results
    ],
)
def test_which_papers_print_the_results_there_are(form: Form, own: Form, version: int, shown: bool):
    plan = Plan(form=own, version_number=version)
    found = [task.pk for task in result_lines(plan, [line(1, 0, 1), line(2, 1, 0)], form)]
    assert found == ([2, 1] if shown else [])
