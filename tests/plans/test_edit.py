"""Editing the cells of a draft's table: what is typed is kept cell by cell, and clashes are told."""

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, School, User
from caitien.domain.paper import Paper
from caitien.domain.papers.cells import mark_of
from caitien.domain.plan_state import PlanState
from caitien.incoming.adopt import adopt
from caitien.plans.models import Plan, Task
from caitien.plans.reads import tasks_of
from caitien.plans.table.edit import CLOSED, RESULTS_ONLY, CellEdit, edit_cells
from caitien.plans.table.table_lines import (
    add_line,
    remove_line,
    row_mark,
)
from tests.plans.reports import report, with_plan_row
from tests.plans.table_lines import line, said, typed

pytestmark = pytest.mark.each_database


@pytest.fixture
def plan(school: School, paper: Paper) -> Plan:
    return adopt(school, paper)[0]


@pytest.mark.parametrize("name", ["work", "time", "owners", "budget", "support", "evidence", "indicator", "note"])
def test_what_an_types_stands_in_that_cell_and_nowhere_else(an: User, plan: Plan, paper: Paper, name: str):
    edit_cells(an, plan, [typed(plan, 3, "planned", "x"), typed(plan, 3, name, "Mua sáu bóng đèn")])
    expected = with_plan_row(paper, 3, **{name: "Mua sáu bóng đèn"})
    assert said(plan).plan == expected.plan


def test_a_column_of_the_results_that_repeats_the_work_follows_it(an: User, plan: Plan):
    edit_cells(an, plan, [typed(plan, 3, "work", "Quét vôi dãy nhà B")])
    assert line(plan, 3).planned == "Quét vôi dãy nhà B"
    Task.objects.filter(plan_row=4).update(planned="Ghi khác ở bảng kết quả")
    edit_cells(an, plan, [typed(plan, 4, "work", "Quét vôi dãy nhà C")])
    assert line(plan, 4).planned == "Ghi khác ở bảng kết quả"


def test_two_people_at_one_cell_are_told_of_each_other_and_the_rest_is_kept(an: User, plan: Plan):
    edit_cells(an, plan, [typed(plan, 3, "time", "Tháng 9", saw="Hằng năm")])
    late = [typed(plan, 3, "time", "Tháng 10", saw="Hằng năm"), typed(plan, 4, "time", "Tháng 11", saw="Hằng năm")]
    edited = edit_cells(an, plan, late)
    assert [(clash.now, clash.typed) for clash in edited.clashes] == [("Tháng 9", "Tháng 10")]
    assert [cell.text for cell in edited.kept] == ["Tháng 11"]
    assert (line(plan, 3).time, line(plan, 4).time) == ("Tháng 9", "Tháng 11")
    again = CellEdit(late[0].task, "time", "Tháng 10", edited.clashes[0].mark)
    assert edit_cells(an, plan, [again]).kept
    assert line(plan, 3).time == "Tháng 10"


def test_sending_the_same_twice_changes_nothing_and_is_acknowledged(an: User, plan: Plan):
    sent = [typed(plan, 3, "time", "Tháng 9", saw="Hằng năm")]
    first, second = edit_cells(an, plan, sent), edit_cells(an, plan, sent)
    assert first == second
    assert AuditEntry.objects.filter(verb="plan.edit").count() == 1


def test_every_answer_tells_the_mark_to_go_on_from(an: User, plan: Plan):
    (kept,) = edit_cells(an, plan, [typed(plan, 3, "time", "  Tháng  9 ")]).kept
    assert (kept.text, kept.seen) == ("Tháng 9", mark_of("Tháng 9"))
    assert edit_cells(an, plan, [CellEdit(kept.task, "time", "Hằng năm", kept.seen)]).clashes == ()


def test_one_cell_is_told_of_its_line_and_several_of_the_plan(an: User, plan: Plan):
    edit_cells(an, plan, [typed(plan, 3, "time", "Tháng 9")])
    entry = AuditEntry.objects.latest("pk")
    key = f"task {line(plan, 3).pk}"
    assert (entry.kind, entry.before, entry.after) == ("task", {key: {"time": "Hằng năm"}}, {key: {"time": "Tháng 9"}})
    edit_cells(an, plan, [typed(plan, row, "time", "Tháng 10") for row in (3, 4)])
    entry = AuditEntry.objects.latest("pk")
    assert (entry.kind, len(entry.after)) == ("plan", 2)


def test_the_target_of_a_goal_with_several_lines_changes_for_all_of_them(an: User, plan: Plan):
    first, second = line(plan, 3), line(plan, 4)
    Task.objects.filter(pk=second.pk).update(goal=first.goal)
    edit_cells(an, plan, [typed(plan, 3, "target", "Mọi phòng đủ sáng")])
    assert line(plan, 4).goal.target == "Mọi phòng đủ sáng"
    assert set(tasks_of(plan, words="moi phong du sang")) == {first, second}


def test_the_search_finds_what_was_typed_and_no_longer_what_stood_there(an: User, plan: Plan):
    edit_cells(an, plan, [typed(plan, 3, "owners", "Thầy Quân")])
    assert [task.plan_row for task in tasks_of(plan, words="thay quan")] == [3]
    assert line(plan, 3) not in tasks_of(plan, words="to van phong")


def test_a_criterion_takes_its_standard_and_label_along(an: User, plan: Plan):
    edit_cells(an, plan, [typed(plan, 3, "criterion", "2.4")])
    goal = line(plan, 3).goal
    assert (goal.criterion, goal.label, goal.standard, goal.standard_title) == (
        "2.4",
        "Tiêu chí 2.4",
        2,
        "Tổ chức nhà trường",
    )


def test_the_row_of_the_results_goes_under_the_new_criterion_too(an: User, plan: Plan):
    before = said(plan).results
    edit_cells(an, plan, [typed(plan, 3, "criterion", "2.4")])
    after = said(plan).results
    row = line(plan, 3).result_row or 0
    assert (after[row].criterion, after[row].label, after[row].standard) == ("2.4", "Tiêu chí 2.4", 2)
    assert after[row].standard_title == "Tổ chức của nhà trường"  # as the results call standards
    assert [each for n, each in enumerate(after) if n != row] == [each for n, each in enumerate(before) if n != row]


def test_what_cannot_stand_in_a_cell_is_told_in_a_sentence_and_the_rest_is_kept(an: User, plan: Plan):
    Task.objects.filter(plan_row=5).update(plan_row=None)
    alone = Task.objects.get(plan_row=None)
    cells = [
        typed(plan, 3, "criterion", "bốn"),
        typed(plan, 3, "state", "done"),
        typed(plan, 3, "work", "dài " * 6_000),
        typed(plan, 3, "folded", "x"),
        CellEdit(alone.pk, "work", "x"),
        CellEdit(0, "work", "x"),
        typed(plan, 3, "time", "Tháng 9"),
    ]
    edited = edit_cells(an, plan, cells)
    assert [misfit.field for misfit in edited.misfits] == ["criterion", "state", "work", "folded", "work", "work"]
    assert edited.misfits[4].reason == RESULTS_ONLY.reason
    assert [cell.field for cell in edited.kept] == ["time"]


def test_a_column_of_the_schools_own_is_a_cell_too(an: User, school: School):
    paper = with_plan_row(report(), 3, extra={"Nguồn": "Ngân sách"})
    plan, _ = adopt(school, paper)
    edit_cells(an, plan, [typed(plan, 3, "extra.Nguồn", "Xã hội hoá", saw="Ngân sách")])
    assert said(plan) == with_plan_row(report(), 3, extra={"Nguồn": "Xã hội hoá"})


@pytest.mark.parametrize("state", [PlanState.SUBMITTED, PlanState.APPROVED, PlanState.CLOSED])
def test_only_a_draft_is_edited(an: User, plan: Plan, state: PlanState):
    Plan.objects.update(state=state)
    assert edit_cells(an, plan, [typed(plan, 3, "time", "Tháng 9")]) == CLOSED[state]
    assert add_line(an, plan, values={"work": "Việc mới"}) == CLOSED[state]
    assert remove_line(an, plan, task=line(plan, 3).pk, seen=row_mark(line(plan, 3))) == CLOSED[state]
    assert said(plan) == report()
    assert not AuditEntry.objects.filter(verb="plan.edit").exists()


def test_binh_and_chi_edit_nothing_here(binh: User, chi: User, plan: Plan):
    for person in (binh, chi):
        with pytest.raises(PermissionDenied):
            edit_cells(person, plan, [typed(plan, 3, "time", "Tháng 9")])
    assert said(plan) == report()


def test_an_edit_reaches_no_line_of_another_plan(an: User, plan: Plan, other_school: School):
    strange = adopt(other_school, report())[0]
    edited = edit_cells(an, plan, [typed(strange, 3, "time", "Tháng 9")])
    assert edited.misfits
    assert said(strange) == report()


def test_a_thousand_cells_cost_no_more_statements_than_two(an: User, school: School, django_assert_max_num_queries):
    plan, _ = adopt(school, report(500))
    keys = list(plan.tasks.values_list("pk", flat=True))
    with django_assert_max_num_queries(36):
        edited = edit_cells(an, plan, [CellEdit(key, name, "Mới") for key in keys for name in ("time", "target")])
    assert len(edited.kept) == 1_000
