"""Lines come into a draft and go out of it; what goes comes back as it was."""

import pytest

from caitien.access.models import AuditEntry, School, Unit, User
from caitien.access.schools.units import merge_units, remove
from caitien.domain.paper import Form, Paper
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt
from caitien.plans.begin import begin_plan
from caitien.plans.models import Assignment, Indicator, Plan, Task
from caitien.plans.reads import tasks_of
from caitien.plans.table.edit import edit_cells
from caitien.plans.table.table_lines import (
    MOVED,
    NOT_REMOVED,
    add_line,
    bring_back_line,
    remove_line,
    row_mark,
)
from tests.plans.reports import report
from tests.plans.table_lines import line, said, typed

pytestmark = pytest.mark.each_database


@pytest.fixture
def plan(school: School, paper: Paper) -> Plan:
    return adopt(school, paper)[0]


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
