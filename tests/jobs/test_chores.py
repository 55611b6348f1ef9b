"""Upkeep is due after any verb and on a new day, looks at the schools something was done in, and then is not due."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caitien.access.models import School, User
from caitien.access.schools.units import add_unit
from caitien.jobs import chores, worker
from caitien.jobs.chores import Chore, Schools, do_due, is_any_due, start_over
from caitien.jobs.models import Upkeep

pytestmark = pytest.mark.each_database


@pytest.fixture
def looked_at(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Schools]]:
    """The schools each round of upkeep looked at."""
    found: list[Schools] = []
    monkeypatch.setattr(chores, "CHORES", [Chore("made up", found.append)])
    monkeypatch.setattr(chores, "MAY_COME_LATE", 0)
    return found


def test_the_first_time_and_after_an_update_all_schools_are_looked_at(looked_at: list[Schools]):
    assert is_any_due()
    do_due()
    assert not is_any_due()
    start_over()
    assert is_any_due()
    do_due()
    assert looked_at == [None, None]


def test_a_verb_makes_it_due_for_its_school_once(an: User, school: School, chi: User, looked_at: list[Schools]):
    do_due()
    add_unit(an, school, name="Tổ Toán")
    add_unit(an, school, name="Tổ Văn")
    assert is_any_due()
    do_due()
    assert not is_any_due()
    assert looked_at == [None, [school.pk]]


def test_a_new_day_makes_it_due_for_all(an: User, looked_at: list[Schools], monkeypatch: pytest.MonkeyPatch):
    do_due()
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(chores, "localdate", lambda: tomorrow)
    assert is_any_due()
    do_due()
    assert looked_at == [None, None]
    assert Upkeep.objects.get().day == tomorrow


def test_asking_costs_two_queries(an: User, looked_at: list[Schools]):
    do_due()
    with CaptureQueriesContext(connection) as asked:
        assert not is_any_due()
    assert len(asked) == 2


def test_one_that_fails_is_told_and_keeps_the_others_from_nothing(
    looked_at: list[Schools], caplog: pytest.LogCaptureFixture
):
    def fails(_schools: Schools) -> None:
        raise LookupError("our own mistake")

    chores.CHORES.insert(0, Chore("broken", fails))
    do_due()
    assert looked_at == [None]
    assert "upkeep: broken" in caplog.text
    assert not is_any_due()  # else it would be tried twice a second for ever


def test_a_database_that_is_away_leaves_it_due(looked_at: list[Schools]):
    def away(_schools: Schools) -> None:
        raise DatabaseError("gone for a moment")

    chores.CHORES.append(Chore("away", away))
    with pytest.raises(DatabaseError):
        do_due()
    assert is_any_due()


@pytest.mark.parametrize(
    ("took", "rest"),
    [
        (0.5, 4.5),  # a tenth of one processor at most
        (2.0, 10.0),  # pages show a check kept last for half a minute: it is renewed long before
        (20.0, 60.0),  # a quarter of one processor at most, however long it takes
    ],
)
def test_after_a_round_a_worker_rests_in_proportion(
    an: User, looked_at: list[Schools], monkeypatch: pytest.MonkeyPatch, took: float, rest: float
):
    clock = [100.0]

    def slowly() -> None:
        clock[0] += took
        do_due()

    monkeypatch.setattr(worker, "do_due", slowly)
    monkeypatch.setattr(worker.time, "monotonic", lambda: clock[0])
    upkeep = worker._Upkeep()
    assert upkeep.did(lambda: None)
    start_over()
    clock[0] += rest - 0.1
    assert not upkeep.did(lambda: None)
    clock[0] += 0.2
    assert upkeep.did(lambda: None)
