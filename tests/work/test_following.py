"""What is told of two occurrences that become one: how they stand together, with the reasons of that state alone."""

import datetime as dt

import pytest

from caitien.domain.tasks.work_state import WorkState
from caitien.work.following import _make_one
from caitien.work.models import Occurrence

EARLY, LATE = (dt.datetime(2026, 10, day, tzinfo=dt.UTC) for day in (1, 2))


def occurrence(
    state: WorkState, reason: str = "", told_at: dt.datetime | None = None, begun: bool = False
) -> Occurrence:
    return Occurrence(state=state.value, reason=reason, told_at=told_at, begun=begun)


@pytest.mark.parametrize(
    ("there", "other", "state", "reason"),
    [
        ((WorkState.WAITING, "Chờ phường"), (WorkState.DONE, ""), WorkState.WAITING, "Chờ phường"),
        ((WorkState.WAITING, "Chờ phường"), (WorkState.WAITING, "Chờ Sở"), WorkState.WAITING, "Chờ phường\nChờ Sở"),
        ((WorkState.WAITING, "Chờ phường"), (WorkState.WAITING, "Chờ phường"), WorkState.WAITING, "Chờ phường"),
        ((WorkState.DROPPED, "Hết tiền"), (WorkState.ONGOING, ""), WorkState.ONGOING, ""),
        ((WorkState.POSTPONED, "Mưa"), (WorkState.DROPPED, "Hết tiền"), WorkState.POSTPONED, "Mưa"),
    ],
)
def test_they_stand_as_lines_of_several_occurrences_do(there, other, state: WorkState, reason: str):
    first = occurrence(*there)
    _make_one(first, occurrence(*other))
    assert (first.state, first.reason) == (state.value, reason)


@pytest.mark.parametrize(
    ("one", "two", "last"), [(EARLY, LATE, LATE), (LATE, EARLY, LATE), (None, EARLY, EARLY), (None, None, None)]
)
def test_they_were_told_of_when_the_later_was(one, two, last):
    first = occurrence(WorkState.ONGOING, told_at=one)
    _make_one(first, occurrence(WorkState.ONGOING, told_at=two))
    assert first.told_at == last


@pytest.mark.parametrize(("one", "two"), [(True, False), (False, True), (True, True), (False, False)])
def test_work_that_was_begun_for_either_was_begun(one: bool, two: bool):
    first = occurrence(WorkState.WAITING, begun=one)
    _make_one(first, occurrence(WorkState.WAITING, begun=two))
    assert first.begun is (one or two)
