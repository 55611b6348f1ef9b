"""What the school makes of the suggestions: accepted ones stand in the plan, refused ones are kept with who refused."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, School, User
from caitien.domain.paper import PlanRow
from caitien.domain.plan_state import PlanState
from caitien.plans.adopt import adopt
from caitien.plans.compose import compose
from caitien.plans.consult import send_out
from caitien.plans.deciding import decide_suggestions
from caitien.plans.models import Consultation, Plan, Suggestion
from tests.plans.reports import report, with_plan_row, without_row
from tests.plans.test_consult import come_back


@pytest.fixture
def plan(school: School) -> Plan:
    return adopt(school, report())[0]


@pytest.fixture
def sent(an: User, plan: Plan) -> Consultation:
    return send_out(an, plan, to="Tổ văn phòng", suffix=".docx")


def keys(sent: Consultation, **which: str) -> list[int]:
    return list(sent.suggestions.filter(**which).values_list("pk", flat=True))


def test_an_accepted_cell_stands_in_the_plan_and_a_refused_one_does_not(an: User, plan: Plan, sent: Consultation):
    come_back(an, sent, with_plan_row(with_plan_row(report(), 3, owners="Tổ Toán"), 7, time="Trước 30/11"))
    tasks = set(plan.tasks.values_list("pk", flat=True))
    assert decide_suggestions(an, sent, keys=keys(sent, field="owners"), accept=True).settled == 1
    assert decide_suggestions(an, sent, keys=keys(sent, field="time"), accept=False).settled == 1
    plan.refresh_from_db()
    assert compose(plan) == with_plan_row(report(), 3, owners="Tổ Toán")
    assert set(plan.tasks.values_list("pk", flat=True)) == tasks
    assert set(sent.suggestions.values_list("field", "state")) == {("owners", "accepted"), ("time", "refused")}
    assert AuditEntry.objects.filter(verb="suggestion.decide").count() == 2


def test_a_line_added_and_a_line_left_out_are_taken_over(an: User, plan: Plan, sent: Consultation):
    fresh = PlanRow(criterion="5.9", label="Tiêu chí 5.9", standard=5, level=1, work="Mở sổ theo dõi học sinh nghỉ học")
    edited = without_row(report(), 4)
    come_back(an, sent, replace(edited, plan=replace(edited.plan, items=(*edited.plan.items, fresh))))
    decided = decide_suggestions(an, sent, keys=keys(sent), accept=True)
    assert (decided.settled, decided.left) == (2, ())
    plan.refresh_from_db()
    works = [row.work for row in compose(plan).plan.items]
    assert "Mở sổ theo dõi học sinh nghỉ học" in works
    assert report().plan.items[4].work not in works


def test_a_cell_the_plan_changed_meanwhile_is_left_to_be_looked_at(an: User, plan: Plan, sent: Consultation):
    come_back(an, sent, with_plan_row(report(), 3, owners="Tổ Toán"))
    plan.tasks.filter(plan_row=3).update(owners="Tổ Sinh")
    decided = decide_suggestions(an, sent, keys=keys(sent), accept=True)
    assert decided.settled == 0
    assert [left.why for left in decided.left] == ["kế hoạch đã ghi khác từ khi gửi tệp; xin xem riêng chỗ này"]
    assert plan.tasks.get(plan_row=3).owners == "Tổ Sinh"


@pytest.mark.parametrize("state", [PlanState.SUBMITTED, PlanState.APPROVED, PlanState.CLOSED])
def test_a_plan_that_is_no_draft_takes_nothing_over(an: User, plan: Plan, sent: Consultation, state: PlanState):
    come_back(an, sent, with_plan_row(report(), 3, owners="Tổ Toán"))
    Plan.objects.filter(pk=plan.pk).update(state=state)
    assert decide_suggestions(an, sent, keys=keys(sent), accept=True).settled == 0
    assert compose(Plan.objects.get(pk=plan.pk)) == report()
    assert sent.suggestions.get().state == Suggestion.State.OPEN


def test_a_teacher_decides_nothing(binh: User, an: User, sent: Consultation):
    come_back(an, sent, with_plan_row(report(), 3, owners="Tổ Toán"))
    with pytest.raises(PermissionDenied):
        decide_suggestions(binh, sent, keys=keys(sent), accept=True)
