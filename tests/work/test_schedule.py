"""Occurrences are worked out from words and calendar, kept until either changes, and keep what was told."""

import threading
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from caitien.access.models import School, SchoolYear, User
from caitien.domain.paper import Paper
from caitien.domain.tasks.work_state import WorkState
from caitien.incoming.adopt import adopt
from caitien.plans.models import Plan, Task
from caitien.plans.table.edit import CellEdit, edit_cells
from caitien.plans.table.report_cells import report_cells
from caitien.work import schedule
from caitien.work.models import Occurrence, Schedule, Timing
from caitien.work.reporting.report import report_progress
from caitien.work.schedule import calendar_for_times, is_kept, occurrences_follow, refresh_occurrences
from caitien.work.timing import BACKWARDS, NO_DUE, asked_of, set_time
from tests.plans.approving import approved, chair_of, change, decided
from tests.plans.reports import report, with_plan_row
from tests.work.conftest import occurrences_of, only_occurrence

pytestmark = pytest.mark.each_database


def typed(an: User, task: Task, words: str) -> None:
    edit_cells(an, task.plan, [CellEdit(task.pk, "time", words)])
    task.refresh_from_db()


def told(who: User, occurrence: Occurrence, state: WorkState, text: str = "Kiểm kê 12 phòng ngày 14/11") -> None:
    report_progress(who, occurrence, state=state, text=text)


def test_every_line_has_one_occurrence_that_stands_as_the_paper_says(plan: Plan):
    refresh_occurrences([plan])
    stands = {
        occurrence.task.plan_row: occurrence.state
        for occurrence in Occurrence.objects.filter(plan=plan).select_related("task")
    }
    assert stands == {
        **dict.fromkeys((0,), "unstated"),
        **dict.fromkeys((1, 4, 7), "ongoing"),
        **dict.fromkeys((2, 5), "not_started"),
        **dict.fromkeys((3, 6), "done"),
    }
    assert {(occurrence.name, occurrence.first, occurrence.due) for occurrence in Occurrence.objects.all()} == {
        ("", date(2026, 9, 5), date(2027, 5, 31))
    }


@pytest.mark.django_db(transaction=True)
def test_who_waited_for_the_plan_works_out_nothing_that_is_kept(
    an: User, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL gives the plan as it is after the wait, and what stands beside it as it was before."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite reads nothing before its turn")
    refresh_occurrences([plan])
    worked_out: list[object] = []

    def waits() -> None:
        with occurrences_follow(plan.pk):
            pass
        connection.close()

    other = threading.Thread(target=waits)
    with occurrences_follow(plan.pk) as locked:
        other.start()
        locked.save()
        end = time.monotonic() + 20
        while not _is_waited_for() and time.monotonic() < end:
            time.sleep(0.02)
        assert _is_waited_for()
        monkeypatch.setattr(schedule, "_work_out", lambda *given: worked_out.append(given))
    other.join(20)
    assert worked_out == []
    assert is_kept(plan)


def _is_waited_for() -> bool:
    with connection.cursor() as asked:
        asked.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
        return bool(asked.fetchone()[0])


def test_looking_again_costs_one_query(plan: Plan, django_assert_num_queries):
    refresh_occurrences([plan])
    with django_assert_num_queries(1):
        refresh_occurrences([plan])


@pytest.mark.parametrize("rows", [28, 3_000])
def test_working_out_costs_the_same_few_statements_whatever_the_lines(
    school: School, rows: int, django_assert_max_num_queries
):
    plan, _ = adopt(school, report(rows))
    with django_assert_max_num_queries(60 if rows > 1_000 else 14):  # large batches go in several statements
        refresh_occurrences([plan])
    assert Occurrence.objects.filter(plan=plan).count() == rows


@pytest.mark.parametrize(
    ("words", "names", "due"),
    [
        ("Học kỳ I", [""], [date(2027, 1, 16)]),
        ("Mỗi học kỳ", ["Học kỳ I", "Học kỳ II"], [date(2027, 1, 16), date(2027, 5, 31)]),
        ("Tháng 9, tháng 3 hằng năm", ["Tháng 9/2026", "Tháng 3/2027"], [date(2026, 9, 30), date(2027, 3, 31)]),
        ("2021-2025", [""], [date(2025, 12, 31)]),
        ("2024-2030", [""], [date(2027, 5, 31)]),
        ("Khi thành phố cấp vốn", [""], [None]),
    ],
)
def test_a_habit_becomes_dated_occurrences_with_names(
    an: User, task: Task, words: str, names: list[str], due: list[date]
):
    typed(an, task, words)
    occurrences = occurrences_of(task)
    assert [occurrence.name for occurrence in occurrences] == names
    assert [occurrence.due for occurrence in occurrences] == due
    assert [occurrence.number for occurrence in occurrences] == list(range(1, len(names) + 1))


def test_a_monthly_habit_has_a_occurrence_a_month(an: User, task: Task):
    typed(an, task, "Hằng tháng")
    occurrences = occurrences_of(task)
    assert [occurrence.name for occurrence in occurrences][:2] == ["Tháng 9/2026", "Tháng 10/2026"]
    assert len(occurrences) == 9


def test_a_new_calendar_moves_the_days(plan: Plan, task: Task):
    assert only_occurrence(task).due == date(2027, 5, 31)
    SchoolYear.objects.create(
        school=plan.school,
        name="2026-2027",
        first_day=date(2026, 9, 7),
        term_one_ends=date(2027, 1, 9),
        term_two_starts=date(2027, 1, 11),
        last_day=date(2027, 5, 22),
    )
    assert (only_occurrence(task).first, only_occurrence(task).due) == (date(2026, 9, 7), date(2027, 5, 22))


def test_what_was_told_of_a_occurrence_stays_when_occurrences_are_worked_out_anew(an: User, task: Task):
    typed(an, task, "Mỗi học kỳ")
    first, _ = occurrences_of(task)
    told(an, first, WorkState.DONE)
    typed(an, task, "Học kỳ I, học kỳ II và tháng 7/2027")
    occurrences = occurrences_of(task)
    assert [(occurrence.name, occurrence.state) for occurrence in occurrences] == [
        ("Học kỳ I", "done"),
        ("Học kỳ II", "ongoing"),
        ("Tháng 7/2027", "ongoing"),
    ]
    assert occurrences[0].pk == first.pk
    assert occurrences[0].told_at


def test_an_only_occurrence_keeps_what_was_told_when_its_days_move(an: User, task: Task):
    occurrence = only_occurrence(task)
    told(an, occurrence, WorkState.DONE)
    typed(an, task, "Tháng 10")
    again = only_occurrence(task)
    assert (again.pk, again.state, again.due) == (occurrence.pk, "done", date(2026, 10, 31))


def test_a_occurrence_that_waits_goes_on_waiting_when_it_becomes_two(an: User, task: Task):
    report_progress(an, only_occurrence(task), state=WorkState.WAITING, whom="UBND phường", reason="cấp vốn")
    typed(an, task, "Mỗi học kỳ")
    assert {(occurrence.state, occurrence.reason) for occurrence in occurrences_of(task)} == {
        ("waiting", "UBND phường: cấp vốn")
    }


def test_several_occurrences_that_become_one_are_not_asked_about_again(an: User, task: Task):
    typed(an, task, "Mỗi học kỳ")
    told(an, occurrences_of(task)[0], WorkState.DONE)
    typed(an, task, "Tháng 5/2027")
    assert only_occurrence(task).told_at
    assert only_occurrence(task).state == "ongoing"


def test_occurrences_that_change_places_keep_their_numbers_in_order(an: User, task: Task):
    typed(an, task, "Tháng 10; tháng 3/2027")
    typed(an, task, "Tháng 9; tháng 10; tháng 3/2027; tháng 5/2027")
    assert [occurrence.number for occurrence in occurrences_of(task)] == [1, 2, 3]  # September and October are one span


def test_occurrences_follow_where_a_cell_of_the_paper_says_otherwise(an: User, task: Task):
    told(an, only_occurrence(task), WorkState.DONE)
    report_cells(an, task, [CellEdit(task.pk, "state", "not_started")])
    assert (only_occurrence(task).state, only_occurrence(task).begun) == ("not_started", False)


def test_occurrences_follow_a_paper_that_comes_in_again(school: School, paper: Paper, task: Task, an: User):
    told(an, only_occurrence(task), WorkState.WAITING)
    adopt(school, paper)
    assert only_occurrence(task).state == "ongoing"


def test_an_adjusted_time_moves_the_occurrence(plan: Plan, task: Task):
    approved(plan)
    refresh_occurrences([plan])
    decided(plan, change(chair_of(plan.school), task, "time", "Tháng 2/2027"))
    assert only_occurrence(task).due == date(2027, 2, 28)


def test_a_withdrawn_line_has_no_occurrence(plan: Plan, task: Task):
    refresh_occurrences([plan])
    Task.objects.filter(pk=task.pk).update(withdrawn=True)
    plan.save()
    assert occurrences_of(task) == []


# --- words that are no date -------------------------------------------------------------------------------------------


def test_words_that_name_no_day_are_asked_about_until_someone_says(an: User, school: School):
    plan, _ = adopt(school, with_plan_row(report(4), 2, time="Khi thành phố cấp vốn"))
    refresh_occurrences([plan])
    (asked,) = asked_of(plan)
    assert asked.due is None
    set_time(an, asked.task, date(2026, 11, 1), date(2027, 3, 31))
    assert only_occurrence(asked.task).due == date(2027, 3, 31)
    assert not asked_of(plan)


def test_a_person_may_say_that_there_is_no_day(an: User, school: School):
    plan, _ = adopt(school, with_plan_row(report(4), 2, time="Khi thành phố cấp vốn"))
    refresh_occurrences([plan])
    set_time(an, asked_of(plan)[0].task, None, None)
    refresh_occurrences([plan])
    assert not asked_of(plan)


def test_the_answer_holds_only_while_the_words_stay(an: User, task: Task):
    typed(an, task, "Khi có vốn")
    set_time(an, task, None, date(2027, 3, 31))
    typed(an, task, "Tháng 10")
    assert only_occurrence(task).due == date(2026, 10, 31)


def test_days_that_cannot_be_are_refused(an: User, task: Task):
    assert set_time(an, task, date(2027, 3, 1), date(2027, 2, 1)) == BACKWARDS
    assert set_time(an, task, date(2027, 3, 1), None) == NO_DUE
    assert not Timing.objects.exists()


def test_what_is_only_in_the_results_is_not_asked_about(plan: Plan):
    Task.objects.filter(plan_row=3).update(plan_row=None, time="")
    plan.save()
    refresh_occurrences([plan])
    assert not asked_of(plan)


def test_a_school_year_nobody_can_read_goes_by_the_day_of_the_plan(school: School):
    plan, _ = adopt(school, report(2, school_year="năm nay"))
    Plan.objects.filter(pk=plan.pk).update(date=date(2025, 10, 1))
    refresh_occurrences([plan])
    assert Occurrence.objects.filter(plan=plan).first().due == date(2026, 5, 31)
    assert Schedule.objects.get(plan=plan).school == school
    assert timezone.now() - plan.made_at < timedelta(hours=1)


def test_the_year_of_a_plan_without_one_is_that_of_its_day_here_and_not_in_greenwich(school: School):
    """Made on 1 June at 3 in the morning, when Greenwich still had May: a plan of the year that comes."""
    plan, _ = adopt(school, report(2, school_year="năm nay"))
    Plan.objects.filter(pk=plan.pk).update(date=None, made_at=datetime(2026, 5, 31, 20, tzinfo=UTC))
    assert calendar_for_times(plan).year == "2026-2027"
    Plan.objects.filter(pk=plan.pk).update(made_at=datetime(2026, 5, 31, 16, tzinfo=UTC))
    assert calendar_for_times(plan).year == "2025-2026"
