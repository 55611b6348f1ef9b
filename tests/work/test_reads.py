"""One's own work: overdue first, a page at a time, at the same cost for ten thousand."""

from datetime import date

import pytest
from django.utils import timezone

from caitien.access.models import Body, Membership, Role, School, Unit, UnitMember, User
from caitien.access.rights import ActingUser, acting_user_of
from caitien.domain.paper import Paper
from caitien.domain.plan_state import PlanState
from caitien.domain.tasks.work_state import WorkState
from caitien.incoming.adopt import adopt
from caitien.plans.models import Assignment, Plan, Task
from caitien.work import reads
from caitien.work.models import Occurrence
from caitien.work.reads import (
    LATE,
    LATER,
    SETTLED_NOW,
    THIS_MONTH,
    UNDATED,
    After,
    after_of,
    my_occurrences,
    occurrence_for,
    told_by,
)
from caitien.work.reporting.report import report_progress
from caitien.work.schedule import refresh_occurrences
from tests.plans.reports import report, with_plan_row
from tests.work.conftest import only_occurrence

pytestmark = pytest.mark.each_database

TODAY = date(2026, 11, 19)
TIMES = ("Tháng 9", "Tháng 11", "Hằng năm", "Tháng 3/2027", "Khi có vốn", "Tháng 10", "Tháng 11", "Tháng 10")


def acting(person: User, school: School) -> ActingUser:
    found = acting_user_of(person, school)
    assert found
    return found


@pytest.fixture
def own(school: School, binh: User, paper: Paper) -> Plan:
    """Eight lines, all of them Bình's, each due at another time."""
    for row, words in enumerate(TIMES):
        paper = with_plan_row(paper, row, time=words)
    plan, _ = adopt(school, paper)
    Assignment.objects.bulk_create(Assignment(school=school, task=task, user=binh) for task in plan.tasks.all())
    refresh_occurrences([plan])
    return plan


def shown(occurrences: list[Occurrence]) -> list[tuple[int, int]]:
    return [(occurrence.rank, occurrence.task.plan_row) for occurrence in occurrences]


def test_overdue_comes_first_and_months_to_come_are_left_out(binh: User, school: School, own: Plan):
    found = my_occurrences(acting(binh, school), TODAY)
    assert shown(found.occurrences) == [
        *((LATE, 0), (LATE, 5), (LATE, 7)),
        *((THIS_MONTH, 1), (LATER, 2), (UNDATED, 4), (SETTLED_NOW, 6)),
    ]
    assert (found.late, found.this_month) == (3, 1)


def test_what_waits_for_others_is_not_late(binh: User, school: School, own: Plan):
    report_progress(binh, only_occurrence(own.tasks.get(plan_row=0)), state=WorkState.WAITING, whom="UBND phường")
    assert (THIS_MONTH, 0) in shown(my_occurrences(acting(binh, school), TODAY).occurrences)


def test_a_page_ends_and_the_next_begins_where_it_ended(binh: User, school: School, own: Plan):
    whole = shown(my_occurrences(acting(binh, school), TODAY).occurrences)
    told, after = [], None
    for _ in range(4):
        page = my_occurrences(acting(binh, school), TODAY, after=after, size=2)
        told += shown(page.occurrences)
        after = after_of(str(page.next)) if page.next else None
    assert told == whole
    assert after is None


@pytest.mark.parametrize("size", [2, 7, 8])
def test_how_much_is_due_is_said_of_all_and_not_of_the_page(binh: User, school: School, own: Plan, size: int):
    first = my_occurrences(acting(binh, school), TODAY, size=size)
    assert (first.late, first.this_month) == (3, 1)
    assert (len(first.occurrences), first.next is None) == (min(size, 7), size >= 7)
    behind = my_occurrences(acting(binh, school), TODAY, after=After(LATER, TODAY, 0), size=size)
    assert (behind.late, behind.this_month) == (3, 1)


def test_of_a_page_of_which_nothing_is_due_neither_number_is_more_than_none(binh: User, school: School, own: Plan):
    own.tasks.exclude(plan_row=4).update(withdrawn=True)
    Assignment.objects.exclude(task__plan_row=4).delete()
    found = my_occurrences(acting(binh, school), TODAY, after=After(LATE, TODAY, 0))
    assert (found.late, found.this_month, shown(found.occurrences)) == (0, 0, [(UNDATED, 4)])


def test_what_one_told_last_comes_first_and_no_more_than_asked_for(binh: User, school: School, own: Plan):
    for row in (0, 1, 5):
        report_progress(
            binh, only_occurrence(own.tasks.get(plan_row=row)), state=WorkState.ONGOING, text=f"Đã làm việc {row} xong"
        )
    told = [update.text for update in told_by(acting(binh, school), 2)]
    assert told == ["Đã làm việc 5 xong", "Đã làm việc 1 xong"]
    assert len(told_by(acting(binh, school), 3)) == 3


def test_an_occurrence_is_found_within_ones_own_school(
    an: User, chi: User, dung: User, school: School, other_school: School, own: Plan
):
    """Who works in the school finds it also while the plan is being drawn up; an officer only once it was approved."""
    occurrence = only_occurrence(own.tasks.get(plan_row=0))
    body = Body.objects.create(name="UBND phường Hồ Xuân")
    School.objects.filter(pk=school.pk).update(body=body)
    Membership.objects.create(user=dung, body=body, role=Role.OFFICER)
    school.refresh_from_db()
    for state, by_officer in (
        (PlanState.DRAFT, None),
        (PlanState.APPROVED, occurrence),
        (PlanState.CLOSED, occurrence),
    ):
        Plan.objects.filter(pk=own.pk).update(state=state)
        assert occurrence_for(acting(an, school), occurrence.pk) == occurrence
        assert occurrence_for(acting(dung, school), occurrence.pk) == by_officer
    assert occurrence_for(acting(chi, other_school), occurrence.pk) is None
    assert occurrence_for(acting(an, school), occurrence.pk + 10_000) is None


@pytest.mark.parametrize("text", ["", "1", "1.x.3", "a.2026-01-01.3", "1.2026-01-01.3.4"])
def test_an_address_that_says_nothing_begins_at_the_top(text: str):
    assert after_of(text) is None
    assert after_of("1.2026-01-01.3") == After(1, date(2026, 1, 1), 3)


def test_a_line_of_a_unit_is_that_of_its_people_once(binh: User, an: User, school: School, own: Plan):
    unit = Unit.objects.create(school=school, name="Tổ Toán")
    UnitMember.objects.create(school=school, unit=unit, user=binh)
    UnitMember.objects.create(school=school, unit=unit, user=an)
    Assignment.objects.create(school=school, task=own.tasks.get(plan_row=1), unit=unit)
    assert shown(my_occurrences(acting(an, school), TODAY).occurrences) == [(THIS_MONTH, 1)]
    assert len(my_occurrences(acting(binh, school), TODAY).occurrences) == 7


def test_of_a_plan_that_is_closed_and_of_another_school_there_is_nothing(
    binh: User, chi: User, school: School, other_school: School, own: Plan
):
    assert not my_occurrences(acting(chi, other_school), TODAY).occurrences
    Plan.objects.filter(pk=own.pk).update(state=PlanState.CLOSED)
    assert not my_occurrences(acting(binh, school), TODAY).occurrences


@pytest.mark.parametrize(
    ("rows", "queries"), [(28, 5), (200, 5)]
)  # a full page counts, one with room looks for what is settled
def test_it_costs_the_same_for_two_hundred(
    binh: User, school: School, rows: int, queries: int, django_assert_num_queries
):
    plan, _ = adopt(school, report(rows))
    keys = Task.objects.filter(plan=plan).values_list("pk", flat=True)
    Assignment.objects.bulk_create(Assignment(school=school, task_id=key, user=binh) for key in keys)
    refresh_occurrences([plan])
    mine = acting(binh, school)
    with django_assert_num_queries(queries):
        found = my_occurrences(mine, TODAY)
    assert len(found.occurrences) == min(20, sum(index % 3 != 0 or not index for index in range(rows)))
    assert Role.STAFF in mine.roles


def test_a_line_taken_out_while_the_page_is_read_is_left_out(binh: User, school: School, own: Plan, monkeypatch):
    whole, gone = reads._narrow, own.tasks.get(plan_row=5)

    def a_moment_later(keys: list[int]) -> list[Occurrence]:
        Task.objects.filter(pk=gone.pk).update(removed_at=timezone.now())
        return list(whole(keys))

    monkeypatch.setattr(reads, "_narrow", a_moment_later)
    rows = [row for _, row in shown(my_occurrences(acting(binh, school), TODAY).occurrences)]
    assert rows == [0, 7, 1, 2, 4, 6]
