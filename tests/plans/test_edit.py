"""Editing the table of a draft: cells, lines that come and go, and how a line stands."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, Membership, Role, School, Unit, UnitMember, User
from caitien.access.units import merge_units, remove
from caitien.domain.cells import mark_of
from caitien.domain.paper import Form, Paper, Status
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt
from caitien.plans.begin import begin_plan
from caitien.plans.compose import compose
from caitien.plans.models import Assignment, Indicator, Plan, Task
from caitien.plans.reads import tasks_of
from caitien.plans.table.edit import CLOSED, RESULTS_ONLY, CellEdit, Edited, edit_cells
from caitien.plans.table.report_cells import NO_STATE, WITHDRAWN, report_cells
from caitien.plans.table.table_lines import (
    MOVED,
    NOT_REMOVED,
    add_line,
    bring_back_line,
    remove_line,
    row_mark,
)
from tests.plans.reports import report, with_plan_row

pytestmark = pytest.mark.each_database


@pytest.fixture
def plan(school: School, paper: Paper) -> Plan:
    return adopt(school, paper)[0]


def line(plan: Plan, row: int) -> Task:
    return plan.tasks.select_related("goal").get(plan_row=row)


def typed(plan: Plan, row: int, name: str, text: str, saw: str | None = None) -> CellEdit:
    return CellEdit(line(plan, row).pk, name, text, "" if saw is None else mark_of(saw))


def said(plan: Plan) -> Paper:
    return compose(Plan.objects.get(pk=plan.pk))


# --- cells ------------------------------------------------------------------------------------------------------------


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
    with django_assert_max_num_queries(24):
        edited = edit_cells(an, plan, [CellEdit(key, name, "Mới") for key in keys for name in ("time", "target")])
    assert len(edited.kept) == 1_000


# --- lines ------------------------------------------------------------------------------------------------------------


def works(plan: Plan) -> list[str]:
    return [row.work for row in said(plan).plan.items]


def test_a_line_is_added_right_after_another_and_is_of_its_criterion(an: User, plan: Plan):
    above = line(plan, 3)
    added = add_line(an, plan, values={"work": "Việc chen giữa"}, after=above.pk)
    assert isinstance(added, Task)
    assert works(plan) == [*works(plan)[:4], "Việc chen giữa", *[row.work for row in report().plan.items[4:]]]
    assert (added.goal.criterion, added.goal.label) == (above.goal.criterion, above.goal.label)
    assert said(plan).results == report().results
    positions = list(plan.tasks.order_by("position").values_list("position", flat=True))
    assert positions == list(range(29))


def test_a_line_without_a_place_stands_after_the_last_of_its_criterion(an: User, plan: Plan):
    add_line(an, plan, values={"criterion": "2.1", "work": "Việc của 2.1"})
    criteria = [task.goal.criterion for task in tasks_of(plan)]
    assert criteria == sorted(criteria)
    assert [task.work for task in tasks_of(plan) if task.goal.criterion == "2.1"][-1] == "Việc của 2.1"


def test_the_first_line_of_an_empty_plan(an: User, school: School):
    plan = begin_plan(an, school, school_year="2027-2028", form=Form.PLAN)
    add_line(an, plan, values={"criterion": "3.2", "work": "Lợp lại mái nhà xe"})
    (row,) = said(plan).plan.items
    assert (row.criterion, row.label, row.standard, row.work) == ("3.2", "Tiêu chí 3.2", 3, "Lợp lại mái nhà xe")


def test_an_empty_line_is_asked_for_words(an: User, plan: Plan):
    assert isinstance(add_line(an, plan, values={"work": "  "}), Refused)
    assert isinstance(add_line(an, plan, values={"criterion": "ba", "work": "x" * 30_000}), Refused)
    assert said(plan) == report()


def test_a_line_goes_word_for_word_into_the_trail_and_comes_back_as_it_was(an: User, binh: User, plan: Plan):
    gone = line(plan, 3)
    Assignment.objects.create(school=plan.school, task=gone, user=binh)
    taken = remove_line(an, plan, task=gone.pk, seen=row_mark(gone))
    assert isinstance(taken, Task)
    assert len(works(plan)) == 27
    entry = AuditEntry.objects.latest("pk")
    assert entry.before[f"task {gone.pk}"]["work"] == gone.work
    assert entry.before[f"goal {gone.goal_id}"]["target"] == gone.goal.target
    back = bring_back_line(an, plan, task=gone.pk)
    assert isinstance(back, Task)
    assert back.pk == gone.pk
    assert said(plan) == report()
    assert back.assignments.get().user == binh
    assert bring_back_line(an, plan, task=gone.pk) == NOT_REMOVED


def test_a_line_someone_just_edited_is_not_taken_out_unseen(an: User, plan: Plan):
    seen = row_mark(line(plan, 3))
    edit_cells(an, plan, [typed(plan, 3, "target", "Chữ mới")])
    assert remove_line(an, plan, task=line(plan, 3).pk, seen=seen) == MOVED
    assert len(works(plan)) == 28


def test_a_line_whose_figure_is_followed_goes_and_comes_with_its_figure(an: User, plan: Plan):
    found = line(plan, 3)
    indicator = Indicator.objects.create(school=plan.school, goal=found.goal, name="Số phòng đủ sáng")
    remove_line(an, plan, task=found.pk, seen=row_mark(found))
    assert not Indicator.objects.exists()
    bring_back_line(an, plan, task=found.pk)
    assert line(plan, 3).goal.indicators.get() == indicator


def test_only_a_line_that_was_taken_out_comes_back(an: User, plan: Plan):
    assert bring_back_line(an, plan, task=line(plan, 3).pk) == NOT_REMOVED
    assert bring_back_line(an, plan, task=10**6) == NOT_REMOVED


@pytest.mark.parametrize("order", [(3, 4, 5, 27), (27, 5, 4, 3), (4, 27, 3, 5)])
def test_lines_come_back_where_they_stood_in_whatever_order(an: User, plan: Plan, order: tuple[int, ...]):
    gone = {row: line(plan, row) for row in (4, 3, 27, 5)}
    for task in gone.values():
        remove_line(an, plan, task=task.pk, seen=row_mark(task))
    add_line(an, plan, values={"work": "Việc chen giữa"}, after=line(plan, 2).pk)
    for row in order:
        bring_back_line(an, plan, task=gone[row].pk)
    items = list(said(plan).plan.items)
    assert items.pop(3).work == "Việc chen giữa"
    assert tuple(items) == report().plan.items
    assert said(plan).results == report().results


def test_a_line_comes_back_into_a_plan_that_was_taken_in_anew_meanwhile(an: User, plan: Plan, paper: Paper):
    task = line(plan, 3)
    remove_line(an, plan, task=task.pk, seen=row_mark(task))
    adopt(plan.school, said(plan))
    bring_back_line(an, plan, task=task.pk)
    assert said(plan).plan == paper.plan


def test_a_line_whose_unit_went_meanwhile_comes_back_without_it(an: User, plan: Plan):
    gone, merged = line(plan, 3), line(plan, 4)
    maths, arts, sports = (
        Unit.objects.create(school=plan.school, name=name) for name in ("Tổ Toán", "Tổ Văn", "Tổ TD")
    )
    for task, unit in ((gone, maths), (merged, arts)):
        Assignment.objects.create(school=plan.school, task=task, unit=unit)
        remove_line(an, plan, task=task.pk, seen=row_mark(task))
    assert remove(an, maths) == "Tổ Toán"
    merge_units(an, plan.school, unit=arts.pk, into=sports.pk)
    for task in (gone, merged):
        assert isinstance(bring_back_line(an, plan, task=task.pk), Task)
    assert not gone.assignments.exists()
    assert merged.assignments.get().unit == sports
    assert said(plan) == report()


# --- how it stands ----------------------------------------------------------------------------------------------------


def reported(person: User, task: Task, **cells: str) -> Edited | Refused:
    return report_cells(person, task, [CellEdit(task.pk, name, text) for name, text in cells.items()])


def test_naming_a_state_moves_the_words_to_its_column(an: User, plan: Plan):
    task = line(plan, 1)  # under way, with words
    reported(an, task, state="done")
    row = said(plan).results[1]
    assert (row.status, row.done, row.ongoing) == (Status.DONE, "Kết quả thứ 1", "")


def test_words_typed_as_the_outcome_stand_in_the_column_of_the_state(an: User, plan: Plan):
    reported(an, line(plan, 0), state="done", outcome="Đã thay 12 bóng đèn, biên bản số 3")
    row = said(plan).results[0]
    assert (row.status, row.done) == (Status.DONE, "Đã thay 12 bóng đèn, biên bản số 3")


def test_an_outcome_without_a_state_asks_for_the_state(an: User, plan: Plan):
    (misfit,) = reported(an, line(plan, 0), outcome="Đã xong").misfits
    assert misfit.reason == NO_STATE.reason


def test_the_first_report_of_a_line_gives_it_its_row_of_the_results_where_it_belongs(an: User, plan: Plan):
    added = add_line(an, plan, values={"work": "Việc chen giữa"}, after=line(plan, 3).pk)
    assert isinstance(added, Task)
    reported(an, added, state="ongoing", outcome="Đang làm được một nửa")
    found = said(plan).results
    planned = [row.planned for row in found]
    above = next(index for index, row in enumerate(planned) if row == line(plan, 3).planned)
    assert planned[above + 1] == "Việc chen giữa"
    assert (found[above + 1].status, found[above + 1].ongoing) == (Status.ONGOING, "Đang làm được một nửa")
    assert [row for index, row in enumerate(found) if index != above + 1] == list(report().results)


def test_bieu_2_tells_the_state_in_the_plans_own_table(an: User, school: School):
    paper = replace(report(3), form=Form.TT57, results=(), notes=())
    plan, _ = adopt(school, paper)
    reported(an, line(plan, 1), state="ongoing")
    assert (line(plan, 1).state, line(plan, 1).state_text) == ("ongoing", "Đang thực hiện")
    reported(an, line(plan, 1), outcome="Đang thực hiện - 40%")
    reported(an, line(plan, 2), state="done", outcome="Biên bản số 4")
    rows = said(plan).plan.items
    assert [(row.status, row.status_text) for row in rows[1:]] == [
        (Status.ONGOING, "Đang thực hiện - 40%"),
        (Status.DONE, "Biên bản số 4"),
    ]
    assert said(plan).results == ()


def test_a_teacher_reports_what_is_given_to_them_or_to_their_unit_and_nothing_else(
    binh: User, plan: Plan, school: School
):
    task, other = line(plan, 1), line(plan, 2)
    with pytest.raises(PermissionDenied):
        reported(binh, task, state="done")
    unit = Unit.objects.create(school=school, name="Tổ Lý")
    UnitMember.objects.create(school=school, unit=unit, user=binh)
    Assignment.objects.create(school=school, task=task, unit=unit)
    assert reported(binh, task, state="done").kept
    with pytest.raises(PermissionDenied):
        reported(binh, other, state="done")
    assert reported(binh, task, work="Việc khác").misfits


def test_a_report_cannot_reach_another_line_than_its_own(binh: User, plan: Plan, school: School):
    Assignment.objects.create(school=school, task=line(plan, 1), user=binh)
    edited = report_cells(binh, line(plan, 1), [CellEdit(line(plan, 2).pk, "state", "done")])
    assert edited.misfits
    assert said(plan) == report()


@pytest.mark.parametrize(("state", "open_"), [("draft", 1), ("submitted", 0), ("approved", 1), ("closed", 0)])
def test_results_are_told_in_a_draft_and_in_an_approved_plan(an: User, plan: Plan, state: str, open_: int):
    Plan.objects.update(state=state)
    found = reported(an, line(plan, 1), result_note="Có ảnh kèm theo")
    assert isinstance(found, Edited if open_ else Refused)
    assert (line(plan, 1).result_note == "Có ảnh kèm theo") == bool(open_)


def test_a_withdrawn_line_is_reported_no_more(an: User, plan: Plan):
    Task.objects.filter(plan_row=1).update(withdrawn=True)
    assert reported(an, line(plan, 1), state="done") == WITHDRAWN


# --- from nothing -----------------------------------------------------------------------------------------------------


def test_a_plan_begins_with_what_the_school_says_of_itself_and_nothing_else(an: User, school: School):
    Membership.objects.create(user=User.objects.create_user("hanh", name="Võ Thu Hạnh"), school=school, role=Role.CHAIR)
    paper = said(begin_plan(an, school, school_year="2027-2028", form=Form.TT57))
    assert (paper.form, paper.school, paper.school_year) == (Form.TT57, school.name, "2027-2028")
    assert (paper.report.place, paper.report.upper_body, paper.report.number) == ("Đà Lạt", "", "")
    assert (paper.report.signer, paper.report.title) == ("Võ Thu Hạnh", "KẾ HOẠCH")
    assert paper.report.subject == "Cải tiến chất lượng giáo dục năm học 2027-2028"
    assert paper.plan.items == ()


def test_a_year_that_has_its_plan_keeps_it(an: User, plan: Plan, school: School):
    assert begin_plan(an, school, school_year="2026-2027", form=Form.PLAN) == plan
    assert said(plan) == report()
    assert not AuditEntry.objects.filter(verb="plan.begin").exists()
