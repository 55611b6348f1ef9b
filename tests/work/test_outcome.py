"""What the official columns say of each task on any day: now as the paper, earlier as it was then."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from caitien.access.models import School, User
from caitien.domain.paper import Status
from caitien.domain.tasks.work_state import WorkState
from caitien.incoming.adopt import adopt
from caitien.plans.models import Plan, Task
from caitien.plans.table.edit import CellEdit, edit_cells
from caitien.plans.table.report_cells import report_cells
from caitien.work.models import Update
from caitien.work.outcome import Outcome, outcomes_of
from caitien.work.reporting.report import report_progress
from tests.plans.reports import report
from tests.work.conftest import occurrences_of, only_occurrence


def told_on(who: User, task: Task, day: date, state: WorkState, text: str, number: int = 0, **more: Any) -> None:
    """An update of that day: only its moment is moved, everything else is told as people tell it."""
    update = report_progress(who, occurrences_of(task)[number], state=state, text=text, **more)
    assert isinstance(update, Update)
    Update.objects.filter(pk=update.pk).update(at=timezone.make_aware(datetime(day.year, day.month, day.day, 9)))


def test_by_now_it_is_what_the_paper_says_corrections_too(an: User, binh: User, plan: Plan, task: Task):
    told_on(binh, task, date(2026, 11, 14), WorkState.DONE, "Lắp 12 máy")
    report_cells(an, task, [CellEdit(task.pk, "done", "Lắp 12 máy, có biên bản")])
    outcome = outcomes_of(plan)[task.pk]
    assert outcome == Outcome(WorkState.DONE, True, Status.DONE, "Lắp 12 máy, có biên bản", late=False, reason="")


def test_of_an_earlier_day_it_is_what_was_told_by_then(binh: User, plan: Plan, task: Task):
    told_on(binh, task, date(2026, 10, 5), WorkState.ONGOING, "Đã lắp 5/12 máy")
    told_on(binh, task, date(2026, 11, 14), WorkState.WAITING, "", whom="UBND phường")
    told_on(binh, task, date(2026, 12, 20), WorkState.DONE, "Lắp xong 12 máy", over=True)

    def by(day: date) -> tuple[WorkState, str, str]:
        outcome = outcomes_of(plan, until=day)[task.pk]
        return outcome.state, outcome.text, outcome.reason

    assert by(date(2026, 9, 30)) == ("ongoing", "Kết quả thứ 4", "")
    assert by(date(2026, 10, 31)) == ("ongoing", "Đã lắp 5/12 máy", "")
    assert by(date(2026, 11, 14)) == ("waiting", "Đã lắp 5/12 máy. Chờ UBND phường.", "UBND phường")
    assert by(date(2026, 12, 31)) == ("done", "Lắp xong 12 máy", "")


def test_of_several_occurrences_each_stands_as_it_did(an: User, binh: User, plan: Plan, task: Task):
    edit_cells(an, plan, [CellEdit(task.pk, "time", "Mỗi học kỳ")])
    told_on(binh, task, date(2027, 1, 10), WorkState.DONE, "Họp 3 buổi")
    told_on(binh, task, date(2027, 5, 20), WorkState.DONE, "Họp 4 buổi", number=1)
    half, whole = (outcomes_of(plan, until=day)[task.pk] for day in (date(2027, 1, 31), date(2027, 5, 31)))
    assert (half.state, half.text) == ("ongoing", "Học kỳ I: Họp 3 buổi")
    assert (whole.state, whole.text) == ("done", "Học kỳ I: Họp 3 buổi\nHọc kỳ II: Họp 4 buổi")


def test_late_is_told_from_the_day_asked_about(plan: Plan, task: Task):
    assert not outcomes_of(plan, until=date(2027, 5, 31))[task.pk].late
    assert outcomes_of(plan, until=date(2027, 6, 1))[task.pk].late
    done = plan.tasks.get(plan_row=3)
    assert not outcomes_of(plan, until=date(2028, 1, 1))[done.pk].late


@pytest.mark.parametrize("rows", [8, 300])
def test_it_costs_three_queries_whatever_the_lines(an: User, school: School, rows: int, django_assert_num_queries):
    plan, _ = adopt(school, report(rows))
    for task in plan.tasks.all()[:5]:
        report_progress(an, only_occurrence(task), state=WorkState.DONE, text="Xong 12 phòng")
    with django_assert_num_queries(3):
        outcomes_of(plan, until=timezone.localdate() + timedelta(days=1))
