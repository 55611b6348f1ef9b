"""Who has a part in a line: given, taken back, understood from the words; the words stay as written."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caitien.access.models import AuditEntry, OutsideBody, School, Unit, User
from caitien.domain.people.owners import OUTSIDE, PERSON, UNIT
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt
from caitien.plans.models import Assignment, Plan, Task
from caitien.plans.people.assign import (
    CLOSED,
    GONE,
    NO_NAME,
    NOT_OURS,
    NOTHING_NEW,
    Given,
    Party,
    assign,
    assign_all,
    given_in_part,
    known_in,
    parts_of,
    proposed,
    unassign,
    unassigned,
)
from tests.plans.reports import report, with_plan_row


@pytest.fixture
def plan(school: School) -> Plan:
    return adopt(school, with_plan_row(report(4), 1, owners="Tổ Toán, cô An; phối hợp: UBND phường Hoa Lư"))[0]


@pytest.fixture
def task(plan: Plan) -> Task:
    return plan.tasks.get(plan_row=1)


@pytest.fixture
def maths(school: School) -> Unit:
    return Unit.objects.create(school=school, name="Tổ Toán")


def who(task: Task) -> list[tuple[str, str]]:
    return [(part.part, str(part.who)) for part in parts_of(task)]


def test_a_person_a_unit_and_an_outside_body_have_their_parts(an: User, binh: User, task: Task, maths: Unit):
    assign(an, task, part="support", to=Party(PERSON, binh.pk))
    assign(an, task, part="lead", to=Party(UNIT, maths.pk))
    assign(an, task, part="support", to=Party(OUTSIDE, name="UBND phường  Hoa Lư"))
    assert who(task) == [("lead", "Tổ Toán"), ("support", "Trần Văn Bình"), ("support", "UBND phường Hoa Lư")]
    task.refresh_from_db()
    assert task.owners == "Tổ Toán, cô An; phối hợp: UBND phường Hoa Lư"
    assert task.is_assigned_to(binh)


def test_the_trail_tells_who_had_a_part_before_and_after(an: User, task: Task, maths: Unit):
    assign(an, task, part="lead", to=Party(UNIT, maths.pk))
    entry = AuditEntry.objects.get(verb="task.assign")
    assert (entry.kind, entry.key) == ("task", str(task.pk))
    assert (entry.before, entry.after) == ({"lead": [], "support": []}, {"lead": ["Tổ Toán"], "support": []})
    assign(an, task, part="support", to=Party(UNIT, maths.pk))
    entry = AuditEntry.objects.filter(verb="task.assign").last()
    assert (entry.before["lead"], entry.after) == (["Tổ Toán"], {"lead": [], "support": ["Tổ Toán"]})
    assert assign(an, task, part="support", to=Party(UNIT, maths.pk)) == NOTHING_NEW
    assert Assignment.objects.count() == 1


def test_a_part_is_taken_back_once(an: User, task: Task, maths: Unit):
    assign(an, task, part="lead", to=Party(UNIT, maths.pk))
    key = parts_of(task)[0].pk
    unassign(an, task, assignment=key)
    assert who(task) == []
    assert unassign(an, task, assignment=key) == GONE
    assert AuditEntry.objects.filter(verb="task.assign").last().after == {"lead": [], "support": []}


def test_a_teacher_gives_no_work_to_others(binh: User, task: Task, maths: Unit):
    with pytest.raises(PermissionDenied):
        assign(binh, task, part="lead", to=Party(UNIT, maths.pk))


def test_nobody_of_another_school_can_be_given_a_part(
    an: User, chi: User, other_school: School, task: Task, maths: Unit
):
    theirs = Unit.objects.create(school=other_school, name="Tổ Toán")
    body = OutsideBody.objects.create(school=other_school, name="UBND xã Bờ Suối")
    for to in (Party(PERSON, chi.pk), Party(UNIT, theirs.pk), Party(OUTSIDE, body.pk), Party("school", 1)):
        assert assign(an, task, part="lead", to=to) == NOT_OURS
    assert assign(an, task, part="boss", to=Party(UNIT, maths.pk)) == NOT_OURS
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("to", [Party(OUTSIDE, name=" "), Party(OUTSIDE, name="a" * 251), Party(UNIT, name="Tổ Văn")])
def test_only_an_outside_body_with_a_name_joins_the_list(an: User, task: Task, to: Party):
    assert assign(an, task, part="support", to=to) == NO_NAME
    assert not OutsideBody.objects.exists()


def test_a_body_is_found_by_any_of_its_names(an: User, school: School, task: Task):
    body = OutsideBody.objects.create(school=school, name="UBND phường Hoa Lư", aliases=["Phường Hoa Lư"])
    assign(an, task, part="support", to=Party(OUTSIDE, name="phuong hoa lu"))
    assert OutsideBody.objects.get() == body
    assert who(task) == [("support", "UBND phường Hoa Lư")]


def test_nothing_is_given_once_the_plan_is_closed(an: User, plan: Plan, task: Task, maths: Unit):
    assign(an, task, part="lead", to=Party(UNIT, maths.pk))
    plan.state = "closed"
    plan.save()
    task = Task.objects.get(pk=task.pk)
    assert assign(an, task, part="support", to=Party(OUTSIDE, name="UBND")) == CLOSED
    assert unassign(an, task, assignment=parts_of(task)[0].pk) == CLOSED


def test_the_words_propose_whom_they_mean_and_leave_out_who_has_a_part(
    an: User, school: School, task: Task, maths: Unit
):
    known = known_in(school)
    found = proposed(task, known, [])
    assert [(meant.part, meant.words, meant.sure, meant.new) for meant in found] == [
        ("lead", "Tổ Toán", True, False),
        ("lead", "cô An", False, False),
        ("support", "UBND phường Hoa Lư", False, True),
    ]
    assign(an, task, part="lead", to=Party(UNIT, maths.pk))
    assert [meant.words for meant in proposed(task, known, parts_of(task))] == ["cô An", "UBND phường Hoa Lư"]


def test_the_secretary_is_known_by_her_post(an: User, school: School):
    (found,) = [each for each in known_in(school) if each.kind == PERSON]
    assert "Thư ký hội đồng" in found.others


def test_a_whole_plan_is_given_out_at_once(an: User, plan: Plan, maths: Unit):
    tasks = list(unassigned(plan))
    body = Party(OUTSIDE, name="UBND phường Hoa Lư")
    given = [Given(task.pk, "lead", Party(UNIT, maths.pk)) for task in tasks]
    assign_all(an, plan, given=[*given, *(Given(task.pk, "support", body) for task in tasks), given[0]])
    assert [who(task) for task in tasks] == [[("lead", "Tổ Toán"), ("support", "UBND phường Hoa Lư")]] * 4
    assert (list(unassigned(plan)), OutsideBody.objects.count()) == ([], 1)
    entry = AuditEntry.objects.get(verb="task.assign")
    assert entry.after[f"task {tasks[0].pk}"] == {"lead": ["Tổ Toán"], "support": ["UBND phường Hoa Lư"]}


def test_a_line_of_another_plan_stops_the_whole_giving(an: User, school: School, plan: Plan, maths: Unit):
    other, _ = adopt(school, replace(report(2), school_year="2025-2026"))
    given = [Given(task.pk, "lead", Party(UNIT, maths.pk)) for task in (plan.tasks.first(), other.tasks.first())]
    assert assign_all(an, plan, given=given) == NOT_OURS
    assert not Assignment.objects.exists()


def test_giving_out_takes_as_many_statements_for_many_lines_as_for_two(an: User, school: School, maths: Unit):
    counts = []
    for rows, year in ((2, "2023-2024"), (2, "2024-2025"), (60, "2025-2026")):
        plan, _ = adopt(school, report(rows, school_year=year))
        given = [Given(task.pk, "lead", Party(UNIT, maths.pk)) for task in unassigned(plan)]
        with CaptureQueriesContext(connection) as found:
            assign_all(an, plan, given=given)
        counts.append(len(found))
    assert counts[1] == counts[2]


def asked_for(school: School, plan: Plan) -> dict[str, list[str]]:
    """Of the lines given in part: their words, and whom they still ask for."""
    return {task.owners: [each.words for each in asked] for task, asked in given_in_part(plan, known_in(school))}


def test_a_line_given_to_some_of_those_it_names_asks_for_the_others(an: User, school: School, plan: Plan, maths: Unit):
    line = plan.tasks.get(plan_row=1)
    assert asked_for(school, plan) == {}  # nobody has a part: that is another list
    assign(an, line, part="lead", to=Party(UNIT, maths.pk))
    assert asked_for(school, plan) == {line.owners: ["cô An", "UBND phường Hoa Lư"]}
    assign(an, line, part="support", to=Party(PERSON, an.pk))
    assert asked_for(school, plan) == {line.owners: ["UBND phường Hoa Lư"]}
    assign(an, line, part="support", to=Party(OUTSIDE, name="UBND phường Hoa Lư"))
    assert asked_for(school, plan) == {}


def test_a_part_no_name_explains_answers_one_name_nobody_was_known_by(
    an: User, binh: User, school: School, plan: Plan, maths: Unit
):
    line = plan.tasks.get(plan_row=1)
    assign(an, line, part="lead", to=Party(UNIT, maths.pk))
    assign(an, line, part="support", to=Party(PERSON, binh.pk))  # for one of the two that are left: which, nobody knows
    assert asked_for(school, plan) == {line.owners: ["cô An", "UBND phường Hoa Lư"]}
    other = Unit.objects.create(school=school, name="Tổ Tin học")
    assign(an, line, part="support", to=Party(UNIT, other.pk))
    assert asked_for(school, plan) == {}


def test_a_line_that_was_withdrawn_asks_for_nobody(an: User, school: School, plan: Plan, maths: Unit):
    line = plan.tasks.get(plan_row=1)
    assign(an, line, part="lead", to=Party(UNIT, maths.pk))
    plan.tasks.filter(pk=line.pk).update(withdrawn=True)
    assert asked_for(school, plan) == {}
    plan.tasks.filter(pk=line.pk).update(withdrawn=False, owners="")
    assert asked_for(school, plan) == {}


@pytest.mark.parametrize("letters", [1, 250])
def test_an_outside_body_has_a_name_of_a_line(an: User, task: Task, letters: int):
    assert not isinstance(assign(an, task, part="support", to=Party(OUTSIDE, name="Đ" * letters)), Refused)
    assert OutsideBody.objects.get().name == "Đ" * letters
