"""Which lines a figure counts: the database tells how a line stands as the plain values do."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from caitien.access.models import School, Unit, User
from caitien.domain.tasks.work_state import WorkState, is_late, overall_state
from caitien.incoming.adopt import adopt
from caitien.plans.models import Assignment, Plan, Task
from caitien.work.counting import filters
from caitien.work.counting.filters import Wanted, narrowed, saying_state, standing_in, wanted_of, with_work_state
from caitien.work.models import Occurrence
from caitien.work.schedule import refresh_occurrences
from tests.plans.reports import report

TODAY = date(2026, 11, 20)
pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


def lay(task: Task, *occurrences: tuple[WorkState, date | None]) -> None:
    """Let a line have these occurrences."""
    task.occurrences.all().delete()
    for number, (state, due) in enumerate(occurrences, start=1):
        Occurrence.objects.create(
            school_id=task.school_id, plan_id=task.plan_id, task=task, number=number, state=state, due=due
        )


def test_the_state_of_a_line_is_that_of_its_occurrences_together(school: School):
    mixes = [mix for size in (1, 2, 3) for mix in combinations(WorkState, size)]
    plan = adopt(school, report(len(mixes)))[0]
    tasks = list(plan.tasks.order_by("position"))
    for task, mix in zip(tasks, mixes, strict=True):
        lay(task, *((state, None) for state in mix))
    found = {task.pk: task.work_state for task in with_work_state(plan.tasks.all(), TODAY)}
    assert found == {task.pk: overall_state(mix) for task, mix in zip(tasks, mixes, strict=True)}


def test_a_line_is_late_when_one_of_its_occurrences_is(school: School):
    days = (None, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1))
    cases = [(state, due) for state in WorkState for due in days]
    plan = adopt(school, report(len(cases)))[0]
    tasks = list(plan.tasks.order_by("position"))
    for task, (state, due) in zip(tasks, cases, strict=True):
        lay(task, (WorkState.DONE, None), (state, due))
    found = {task.pk: (task.late, task.is_due) for task in with_work_state(plan.tasks.all(), TODAY)}
    assert found == {
        task.pk: (is_late(state, due, TODAY), due is not None and due <= TODAY)
        for task, (state, due) in zip(tasks, cases, strict=True)
    }


def test_lines_by_criterion_month_and_person(plan: Plan, task: Task, binh: User, school: School):
    refresh_occurrences([plan])
    lay(task, (WorkState.ONGOING, date(2026, 11, 5)))
    unit = Unit.objects.create(school=school, name="Tổ Văn")
    other = plan.tasks.order_by("position")[0]
    Assignment.objects.create(school=school, task=other, unit=unit)

    def found(**wanted: object) -> list[int]:
        return [each.pk for each in narrowed(plan.tasks.all(), Wanted(**wanted), TODAY)]  # type: ignore[arg-type]

    assert found(criterion=task.goal.criterion) == [task.pk]
    assert found(month="2026-11") == [task.pk]
    assert found(late=True) == [task.pk]
    assert found(who=f"user {binh.pk}") == [task.pk]
    assert found(who=f"unit {unit.pk}") == [other.pk]
    assert len(found(who="chua-giao")) == plan.tasks.count() - 2
    Task.objects.filter(pk=task.pk).update(withdrawn=True)
    assert found(sort="rut") == [task.pk]
    assert task.pk not in found(sort="ke-hoach")
    assert found(late=True) == []


def test_what_an_address_cannot_mean_asks_for_nothing():
    odd = {"tt": "x", "thang": "2026-13", "ai": "user x", "loai": "x"}
    assert not wanted_of(odd).any
    assert wanted_of({"tt": "waiting", "tre": "1", "ai": "unit 3"}) == Wanted(state="waiting", late=True, who="unit 3")


@pytest.mark.parametrize(
    ("said", "late", "due", "month", "when"),
    [
        ({"tre": ""}, True, False, "", "tre"),
        ({"han": "tre"}, True, False, "", "tre"),
        ({"den": ""}, False, True, "", "den"),
        ({"han": "den"}, False, True, "", "den"),
        ({"han": "2026-11"}, False, False, "2026-11", "2026-11"),
        ({"thang": "2026-11"}, False, False, "2026-11", "2026-11"),
        ({"thang": "2026-12", "han": "2026-11"}, False, False, "2026-12", "2026-12"),
        ({"han": "2026-1"}, False, False, "", ""),
        ({}, False, False, "", ""),
    ],
)
def test_when_a_line_is_due_is_asked_by_one_word_or_by_its_own(said, late: bool, due: bool, month: str, when: str):
    found = wanted_of(said)
    assert (found.late, found.due, found.month, found.when) == (late, due, month, when)
    assert found.any == bool(said and when)


def test_a_criterion_is_asked_for_in_at_most_twenty_letters():
    assert wanted_of({"tc": " " + "1" * 21}).criterion == "1" * 20


def test_a_page_says_of_each_line_what_the_filter_finds_it_by(school: School):
    mixes = [mix for size in (0, 1, 2, 3) for mix in combinations(WorkState, size)]
    plan = adopt(school, report(len(mixes)))[0]
    for task, mix in zip(plan.tasks.order_by("position"), mixes, strict=True):
        lay(task, *((state, None) for state in mix))
    said = {task.pk: task.stands for task in saying_state(plan.tasks.all())}
    for state in WorkState:
        for rare_in in (None, school):
            found = [task.pk for task in standing_in(plan.tasks.order_by("pk"), state, rare_in=rare_in)]
            assert found == sorted(key for key, stands in said.items() if stands == state)


def test_a_long_page_says_of_each_line_what_a_short_one_says(plan: Plan, monkeypatch: pytest.MonkeyPatch):
    refresh_occurrences([plan])
    short = [(task.pk, task.stands) for task in saying_state(plan.tasks.order_by("position"))]
    monkeypatch.setattr(filters, "_FEW", 0)
    assert [(task.pk, task.stands) for task in saying_state(plan.tasks.order_by("position"))] == short
