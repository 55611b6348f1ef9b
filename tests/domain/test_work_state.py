"""How a task stands: which state may follow which, and what papers call it."""

from datetime import date, timedelta

import pytest

from caitien.domain.paper import Status
from caitien.domain.states import STATE_WORDS
from caitien.domain.tasks.work_state import (
    FOLLOWS,
    FROM_PAPER,
    OFFICIAL,
    REASON_DUE,
    WORK_STATE_NAMES,
    WorkState,
    is_late,
    overall_state,
)

TODAY = date(2026, 11, 19)


def test_every_state_has_a_name_and_something_that_may_follow():
    assert WORK_STATE_NAMES.keys() == FOLLOWS.keys() == set(WorkState)
    assert all(FOLLOWS[state] and state not in FOLLOWS[state] for state in WorkState)


def test_nobody_goes_back_to_what_was_left_open():
    assert not any(WorkState.UNSTATED in after for after in FOLLOWS.values())


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize("state", [state for state in WorkState if state is not WorkState.UNSTATED])
def test_every_stated_task_sits_in_one_of_the_three_official_columns(state: WorkState, begun: bool):
    assert OFFICIAL[state, begun] in STATE_WORDS


@pytest.mark.parametrize("status", Status)
def test_what_a_paper_says_stays_what_the_paper_says(status: Status):
    assert OFFICIAL[FROM_PAPER[status], False] is status


@pytest.mark.parametrize("state", sorted(REASON_DUE))
def test_what_waits_or_is_put_off_is_under_way_only_once_it_was_begun(state: WorkState):
    assert OFFICIAL[state, True] is Status.ONGOING
    assert OFFICIAL[state, False] is Status.NOT_STARTED


@pytest.mark.parametrize(
    ("state", "days", "late"),
    [
        (WorkState.ONGOING, -1, True),
        (WorkState.ONGOING, 0, False),
        (WorkState.UNSTATED, -1, True),
        (WorkState.DONE, -1, False),
        (WorkState.WAITING, -1, False),
        (WorkState.POSTPONED, -1, False),
    ],
)
def test_late_is_told_from_the_day(state: WorkState, days: int, late: bool):
    assert is_late(state, TODAY + timedelta(days), TODAY) is late
    assert is_late(state, None, TODAY) is False


@pytest.mark.parametrize(
    ("states", "whole"),
    [
        ("done", "done"),
        ("done done", "done"),
        ("done dropped", "done"),
        ("postponed dropped", "postponed"),
        ("done not_started", "ongoing"),
        ("done waiting", "waiting"),
        ("not_started unstated", "not_started"),
        ("unstated unstated", "unstated"),
        ("ongoing postponed", "ongoing"),
    ],
)
def test_a_task_of_several_turns_stands_as_they_do_together(states: str, whole: str):
    assert overall_state([WorkState(state) for state in states.split()]) is WorkState(whole)


@pytest.mark.parametrize(
    ("state", "after"),
    [
        ("unstated", "not_started ongoing waiting done postponed dropped"),
        ("not_started", "ongoing waiting done postponed dropped"),
        ("ongoing", "waiting done postponed dropped"),
        ("waiting", "ongoing done postponed dropped"),
        ("postponed", "ongoing waiting done dropped"),
        ("done", "ongoing"),
        ("dropped", "ongoing"),
    ],
)
def test_what_may_follow_a_state(state: str, after: str):
    assert FOLLOWS[WorkState(state)] == set(map(WorkState, after.split()))


@pytest.mark.parametrize(
    ("state", "unbegun", "begun"),
    [
        ("unstated", "unstated", "unstated"),
        ("not_started", "not_started", "not_started"),
        ("ongoing", "ongoing", "ongoing"),
        ("waiting", "not_started", "ongoing"),
        ("done", "done", "done"),
        ("postponed", "not_started", "ongoing"),
        ("dropped", "not_started", "ongoing"),
    ],
)
def test_the_official_column_of_a_state(state: str, unbegun: str, begun: str):
    assert OFFICIAL[WorkState(state), False] is Status(unbegun)
    assert OFFICIAL[WorkState(state), True] is Status(begun)


@pytest.mark.parametrize(
    ("states", "whole"),
    [
        ("done postponed", "done"),
        ("postponed postponed", "postponed"),
        ("not_started postponed", "not_started"),
        ("unstated done", "ongoing"),
        ("waiting not_started", "waiting"),
        ("waiting done dropped", "waiting"),
        ("not_started ongoing", "ongoing"),
        ("unstated dropped", "not_started"),
        ("dropped dropped", "dropped"),
    ],
)
def test_turns_that_stand_otherwise_make_one_state(states: str, whole: str):
    assert overall_state([WorkState(state) for state in states.split()]) is WorkState(whole)


def test_what_was_given_up_is_not_late_and_what_was_not_begun_is():
    yesterday = TODAY - timedelta(days=1)
    late = [state.value for state in WorkState if is_late(state, yesterday, TODAY)]
    assert late == ["unstated", "not_started", "ongoing"]
