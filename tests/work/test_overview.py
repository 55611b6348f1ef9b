"""The figures of the overview: counted once, kept until something is done; the map across sets; the ratio of 1.4."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caitien.access.models import School, User
from caitien.domain.tasks.work_state import WorkState
from caitien.domain.times.school_calendar import propose_year, years_back
from caitien.incoming.adopt import adopt
from caitien.plans.life.life import submit_plan
from caitien.plans.models import Assignment, Plan, Task
from caitien.web.work.timeline import timeline_of
from caitien.work.counting.filters import Wanted, narrowed
from caitien.work.counting.heat import heat_of
from caitien.work.counting.improvement import improvement_in
from caitien.work.counting.overview import decisions_of, late_occurrences, week_behind, week_of
from caitien.work.counting.tally import all_sums, count, keep_sums, named_now, sums_of
from caitien.work.models import Occurrence, Tally, Waiting
from caitien.work.outside.waiting import open_waiting
from caitien.work.reporting.report import report_progress
from tests.plans.approving import approved, chair_of, change
from tests.plans.reports import report
from tests.work.conftest import only_occurrence

TODAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


def test_every_line_is_counted_in_one_state_and_the_rows_are_those_of_the_figure(plan: Plan, task: Task, an: User):
    open_waiting(an, task, name="Sở Xây dựng", what="Thẩm định", since=TODAY, today=TODAY)
    sums = sums_of(plan, TODAY)
    assert sums.whole == plan.tasks.count() == 8
    assert sums.count(WorkState.WAITING) == 1
    for state, number in sums.by_state.items():
        assert narrowed(plan.tasks.all(), Wanted(state=state), TODAY).count() == number
    for group in sums.groups:
        rows = narrowed(plan.tasks.all(), Wanted(state=group.state, criterion=group.criterion), TODAY)
        assert rows.count() >= group.count


def test_nothing_is_counted_twice_until_something_is_done(plan: Plan, task: Task, binh: User):
    keep_sums(day=TODAY)
    with CaptureQueriesContext(connection) as asked:
        before = sums_of(plan, TODAY)
    assert len(asked) == 1
    report_progress(binh, only_occurrence(task), state=WorkState.DONE, text="Đã xong 12 phòng ngày 15/11/2026")
    after = sums_of(plan, TODAY)
    assert after.count(WorkState.DONE) == before.count(WorkState.DONE) + 1
    assert Tally.objects.count() == 1
    assert after == count(plan, TODAY)
    keep_sums(day=TODAY)
    assert sums_of(plan, TODAY) == after


def test_what_is_counted_anew_is_three_queries_more_however_long_the_plan(plan: Plan):
    with CaptureQueriesContext(connection) as asked:
        sums_of(plan, TODAY)
    assert len(asked) <= 5
    assert not Tally.objects.exists()


def test_what_was_not_late_yesterday_is_late_today(plan: Plan, task: Task, binh: User):
    only_occurrence(task)
    Occurrence.objects.filter(task=task).update(due=TODAY)
    assert sums_of(plan, TODAY).count(late=True) == 0
    next_day = date(2026, 11, 21)
    sums = sums_of(plan, next_day)
    assert sums.count(late=True) == 1
    assert [(each.name, each.count) for each in named_now(sums.whose)] == [("Trần Văn Bình", 1)]
    (late,) = late_occurrences(plan, next_day)
    assert (late.occurrence.task, late.days, late.who) == (task, 1, ("Trần Văn Bình",))
    Assignment.objects.all().delete()
    assert [each.who for each in count(plan, next_day).whose] == ["chua-giao"]


def test_a_withdrawn_line_is_in_no_count(plan: Plan, task: Task):
    Task.objects.filter(pk=task.pk).update(withdrawn=True)
    sums = sums_of(plan, TODAY)
    assert (sums.whole, sums.withdrawn) == (7, 1)


# --- the week, what waits for the chair -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2026, 8, 1), 0),
        (date(2026, 9, 5), 1),
        (date(2026, 9, 6), 1),
        (date(2026, 9, 7), 2),
        (date(2028, 1, 1), 40),
    ],
)
def test_the_week_of_the_year(day: date, number: int):
    week = week_of(propose_year("2026-2027"), day)
    assert (week.number, week.whole) == (number, 40)


def test_what_waits_for_the_chair(plan: Plan, an: User):
    assert decisions_of(plan) == []
    submit_plan(an, plan)
    plan.refresh_from_db()
    assert [each.page for each in decisions_of(plan)] == ["life"]


def test_more_proposals_than_shown_are_counted(plan: Plan, an: User, school: School):
    chair_of(school)
    approved(plan)
    for task in plan.tasks.order_by("position")[:5]:
        change(an, task, "time", "Tháng 11/2026")
    assert [each.text for each in decisions_of(plan)][-1] == "Còn 2 đề nghị điều chỉnh khác"
    assert len(decisions_of(plan)) == 4


def test_what_was_done_this_week(plan: Plan, task: Task, an: User):
    assert week_behind(plan, timezone.now()) == []
    open_waiting(an, task, name="Sở Xây dựng", what="Thẩm định", since=TODAY, today=TODAY)
    assert [(each.code, each.count) for each in week_behind(plan, timezone.now())] == [("bao", 1), ("cho", 1)]
    later = timezone.make_aware(datetime(2099, 1, 1))
    assert week_behind(plan, later) == []


# --- standards × criteria × years -------------------------------------------------------------------------------------


def years(school: School, *frameworks: tuple[str, str]) -> list[Plan]:
    """A plan for each year, under that set, the latest first."""
    return [adopt(school, replace(report(28, school_year=year), framework=kind))[0] for year, kind in frameworks]


def test_the_map_has_every_criterion_of_the_set(school: School):
    plans = years(school, ("2025-2026", "tt18-2018"))
    heat = heat_of(plans, all_sums(plans, TODAY))
    assert [row.code for row in heat.rows][:5] == [1, 2, 3, 4, 5]
    whole = sum(cell.now.whole for row in heat.rows for cell in row.cells)
    assert whole == 28  # also criteria the set does not know


def test_an_earlier_year_stands_behind_under_its_own_codes(school: School):
    plans = years(school, ("2026-2027", "tt57-2026-pt"), ("2025-2026", "tt18-2018"))
    heat = heat_of(plans, all_sums(plans, TODAY))
    behind = [(cell.code, share.code) for row in heat.rows for cell in row.cells for share in cell.before]
    assert any(code != old for code, old in behind)
    shown = {old for _, old in behind} | {share.code for share in heat.astray}
    assert shown == {goal.criterion for goal in plans[1].goals.all()}  # nothing is lost


def test_what_the_school_decided_of_its_criteria_stands_before_the_shipped_map(school: School):
    plans = years(school, ("2026-2027", "tt57-2026-pt"), ("2025-2026", "tt18-2018"))
    heat = heat_of(plans, all_sums(plans, TODAY), {("tt18-2018", "1.1"): ("4.3",)})
    homes = {cell.code for row in heat.rows for cell in row.cells for share in cell.before if share.code == "1.1"}
    assert homes == {"4.3"}


def test_a_cell_is_whole_only_when_all_is_finished(school: School):
    (plan,) = years(school, ("2025-2026", "tt18-2018"))
    sums = all_sums([plan], TODAY)
    for row in heat_of([plan], sums).rows:
        for cell in row.cells:
            assert (cell.now.shade == 4) == (cell.now.whole > 0 and cell.now.done == cell.now.whole)


# --- finished of planned ----------------------------------------------------------------------------------------------


def test_a_year_without_a_plan_is_missing_and_never_nought(school: School):
    plans = years(school, ("2026-2027", "tt57-2026-pt"), ("2024-2025", "tt18-2018"))
    now, before, first = improvement_in(plans, "2026-2027", all_sums(plans, TODAY))
    assert (now.year, before.year, first.year) == ("2026-2027", "2025-2026", "2024-2025")
    assert before.plan is None
    assert before.percent is None
    assert (first.planned, first.finished) == (28, first.plan.tasks.filter(state="done").count())  # type: ignore[union-attr]


def test_what_was_withdrawn_is_not_planned_and_what_was_dropped_is(plan: Plan, task: Task, binh: User):
    first = plan.tasks.order_by("position")[0]
    Task.objects.filter(pk=first.pk).update(withdrawn=True)
    report_progress(binh, only_occurrence(task), state=WorkState.DROPPED, reason="Hết kinh phí")
    (year, *_) = improvement_in([plan], plan.school_year, all_sums([plan], TODAY))
    assert (year.planned, year.withdrawn, year.dropped) == (7, 1, 1)
    rows = plan.tasks.all()
    assert narrowed(rows, Wanted(sort="ke-hoach"), TODAY).count() == year.planned
    assert narrowed(rows, Wanted(sort="ke-hoach", state="done"), TODAY).count() == year.finished
    assert narrowed(rows, Wanted(sort="rut"), TODAY).count() == year.withdrawn


def test_a_year_that_is_none_stands_alone():
    assert years_back("chưa rõ", 3) == ["chưa rõ"]
    assert years_back("2026-2027", 3) == ["2026-2027", "2025-2026", "2024-2025"]


# --- the time line ----------------------------------------------------------------------------------------------------


def test_the_picture_holds_every_occurrence_of_its_months(plan: Plan):
    sums = sums_of(plan, TODAY)
    picture = timeline_of(propose_year("2026-2027"), sums.months, [], 0, TODAY)
    assert sum(column.whole for column in picture.columns) + picture.outside == sum(m.count for m in sums.months)
    assert picture.columns[0].name == "2026-09"
    assert all(0 <= dot.x <= picture.width and 0 < dot.y < picture.floor for dot in picture.dots)


def test_a_crowded_month_still_fits(school: School):
    (plan,) = years(school, ("2026-2027", "tt57-2026-pt"))
    sums_of(plan, TODAY)
    Occurrence.objects.filter(plan=plan).update(due=date(2026, 10, 15), state="not_started")
    months = count(plan, TODAY).months
    crowded = [replace_count(month, 1_000) for month in months]
    picture = timeline_of(propose_year("2026-2027"), crowded, [], 0, TODAY)
    assert picture.per > 1
    assert 0 < len(picture.dots) <= 15
    assert all(dot.y > 0 for dot in picture.dots)


def replace_count(month, number: int):
    from msgspec.structs import replace as changed

    return changed(month, count=number)


def test_a_wait_is_a_bar_from_its_first_day_to_today(plan: Plan, task: Task, an: User):
    since = date(2026, 10, 1)
    found = open_waiting(an, task, name="Sở Xây dựng", what="Thẩm định", since=since, today=TODAY)
    assert isinstance(found, Waiting)
    picture = timeline_of(propose_year("2026-2027"), [], [found] * 6, 2, TODAY)
    assert picture.bars[0].label == "Sở Xây dựng: 50 ngày"
    assert picture.bars[0].x == picture.columns[1].x
    assert picture.more_bars == 4


def test_sums_of_many_plans_that_are_not_kept_cost_as_many_queries_as_of_one(school: School, an: User):
    plans = [adopt(school, report(3, school_year=f"{year}-{year + 1}"))[0] for year in (2024, 2025, 2026)]
    asked = []
    for some in (plans[:1], plans):
        with CaptureQueriesContext(connection) as found:
            sums = all_sums(some, TODAY)
        asked.append(len(found))
        assert {plan.pk: count(plan, TODAY) for plan in some} == sums
    assert asked[0] == asked[1] <= 4
