"""The occurrences of a line worked out anew: which is known again, what stays of it, what a new one begins with."""

import datetime as dt

import pytest

from caitien.domain.paper import Status
from caitien.domain.tasks.work_state import WorkState
from caitien.domain.times.occurrences import PlannedOccurrence
from caitien.domain.times.school_calendar import propose_year
from caitien.domain.times.timeframe import read_time
from caitien.plans.models import Task
from caitien.work.line_occurrences import fitted_occurrences, is_asked, official_of, planned_occurrences
from caitien.work.models import Occurrence, Timing

OCTOBER, MARCH, MAY = dt.date(2026, 10, 31), dt.date(2027, 3, 31), dt.date(2027, 5, 31)
EARLY, LATE = (dt.datetime(2026, 10, day, tzinfo=dt.UTC) for day in (1, 2))
CALENDAR = propose_year("2026-2027")
WHOM = "UBND phường: giao đất"


def due(day: dt.date | None, name: str = "") -> PlannedOccurrence:
    return PlannedOccurrence(name, None, day)


def there(
    state: WorkState = WorkState.ONGOING, day: dt.date | None = OCTOBER, name: str = "", **said: object
) -> Occurrence:
    values = {"begun": state in (WorkState.ONGOING, WorkState.DONE), "reason": "", **said}
    return Occurrence(task_id=7, name=name, due=day, state=state.value, **values)


def fitted(
    planned: list[PlannedOccurrence], old: list[Occurrence], state: Status = Status.ONGOING, waits: str = ""
) -> list[Occurrence]:
    return fitted_occurrences(Task(pk=7, state=state.value), planned, old, waits, asked=False)


def states(found: list[Occurrence]) -> list[tuple[str, bool, str]]:
    return [(each.state, each.begun, each.reason) for each in found]


# --- which is known again ---------------------------------------------------------------------------------------------


def test_an_occurrence_is_known_by_its_name_before_its_days():
    first, second = there(day=OCTOBER, name="lần 1"), there(day=MARCH, name="lần 2")
    assert fitted([due(MARCH, "lần 1"), due(OCTOBER, "lần 2")], [first, second]) == [first, second]
    assert (first.due, second.due) == (MARCH, OCTOBER)


def test_an_occurrence_without_a_name_is_known_by_its_days():
    first, second = there(day=OCTOBER), there(day=MARCH)
    assert fitted([due(MARCH), due(OCTOBER)], [first, second]) == [second, first]
    assert (second.number, first.number) == (1, 2)
    found = fitted([due(MARCH), due(MAY)], [first, second])
    assert found[0] is second
    assert found[1] is not first  # of two, one whose days are others is another


def test_the_only_one_stays_whatever_its_days():
    only = there(day=OCTOBER)
    assert fitted([due(MAY)], [only])[0] is only
    assert only.due == MAY
    assert fitted([due(MAY), due(MARCH)], [only])[0] is only  # its days are still there
    assert fitted([due(OCTOBER), due(MARCH)], [only])[0] is not only


def test_one_is_known_again_once():
    only = there(day=OCTOBER)
    first, second = fitted([due(OCTOBER), due(OCTOBER)], [only])
    assert first is only
    assert second is not only
    assert (first.number, second.number) == (1, 2)


# --- what a new one begins with ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paper", "state", "begun"),
    [
        (Status.DONE, "done", True),
        (Status.ONGOING, "ongoing", True),
        (Status.NOT_STARTED, "not_started", False),
        (Status.UNSTATED, "unstated", False),
    ],
)
def test_a_first_occurrence_stands_as_the_paper_says(paper: Status, state: str, begun: bool):
    assert states(fitted([due(MAY)], [], paper)) == [(state, begun, "")]


def test_a_line_that_waits_and_nobody_told_of_begins_waiting():
    assert states(fitted([due(MAY)], [], Status.UNSTATED, WHOM)) == [("waiting", False, WHOM)]
    assert states(fitted([due(MAY)], [], Status.ONGOING, WHOM)) == [("ongoing", True, "")]
    told = there(WorkState.NOT_STARTED)
    assert states(fitted([due(MAY)], [told], Status.UNSTATED, WHOM)) == [("not_started", False, "")]


def test_another_occurrence_of_a_line_stands_as_the_line_does():
    waits = there(WorkState.WAITING, begun=True, reason=WHOM)
    found = fitted([due(OCTOBER), due(MARCH)], [waits])
    assert states(found) == [("waiting", True, WHOM), ("waiting", True, WHOM)]


def test_where_the_paper_says_something_else_all_follow_it():
    both = [there(WorkState.ONGOING, OCTOBER), there(WorkState.WAITING, MARCH, reason=WHOM)]
    assert states(fitted([due(OCTOBER), due(MARCH)], both, Status.DONE)) == [("done", True, "")] * 2


def test_what_was_told_goes_over_where_several_become_one():
    old = [there(day=OCTOBER, told_at=EARLY), there(day=MARCH, told_at=LATE), there(day=None)]
    (one,) = fitted([due(MAY)], old)
    assert one.told_at == LATE
    (kept,) = fitted([due(OCTOBER)], [there(day=OCTOBER, told_at=EARLY), there(day=MARCH, told_at=LATE)])
    assert kept.told_at == EARLY  # it was told of itself
    (never,) = fitted([due(MAY)], [there(day=OCTOBER), there(day=MARCH)])
    assert never.told_at is None


def test_the_column_of_a_line_is_that_of_its_occurrences_together():
    assert official_of([there(WorkState.DONE), there(WorkState.DONE)]) == Status.DONE
    assert official_of([there(WorkState.DONE), there(WorkState.ONGOING)]) == Status.ONGOING
    assert official_of([there(WorkState.WAITING), there(WorkState.WAITING, begun=True)]) == Status.ONGOING
    assert official_of([there(WorkState.WAITING)]) == Status.NOT_STARTED


# --- whose days -------------------------------------------------------------------------------------------------------


def test_the_days_a_person_said_count_while_the_words_stay():
    task = Task(time="Tháng 10", plan_row=0)
    time = read_time(task.time, CALENDAR)
    said = Timing(words="Tháng 10", first=MARCH, due=MAY)
    assert planned_occurrences(task, time, said, CALENDAR) == (PlannedOccurrence("", MARCH, MAY),)
    for none in (None, Timing(words="Tháng 9", due=MAY)):
        assert [each.due for each in planned_occurrences(task, time, none, CALENDAR)] == [OCTOBER]


def test_a_person_is_asked_once_and_only_of_lines_of_the_plan():
    task = Task(time="Khi có vốn", plan_row=0)
    time = read_time(task.time, CALENDAR)
    assert is_asked(task, time, None)
    assert is_asked(task, time, Timing(words="Khi rảnh"))
    assert not is_asked(task, time, Timing(words="Khi có vốn"))
    assert not is_asked(task, read_time("Tháng 10", CALENDAR), None)
    assert not is_asked(Task(time="Khi có vốn", plan_row=None), time, None)
