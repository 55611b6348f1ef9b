"""How a line stands, typed in its cells: state and official column never disagree."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import School, Unit, UnitMember, User
from caitien.domain.paper import Form, Paper, Status
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt
from caitien.plans.models import Assignment, Plan, Task
from caitien.plans.table.edit import CellEdit, Edited
from caitien.plans.table.report_cells import NO_STATE, WITHDRAWN, report_cells
from caitien.plans.table.table_lines import (
    add_line,
)
from tests.plans.reports import report
from tests.plans.table_lines import line, said

pytestmark = pytest.mark.each_database


@pytest.fixture
def plan(school: School, paper: Paper) -> Plan:
    return adopt(school, paper)[0]


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
