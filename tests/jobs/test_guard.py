"""The guard of the workers: one starts when work is due and no idle one takes it, and all of them end."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from ctypes import c_double

import pytest
from django.db import DatabaseError

from caitien.jobs import entry, guard
from caitien.jobs.guard import Workers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="NOT TRIED: what is put in place here is forked")


def waits_for_work(_busy_since: c_double) -> None:
    time.sleep(60)


def works_on(busy_since: c_double) -> None:
    busy_since.value = time.monotonic()
    time.sleep(60)


def dies(_busy_since: c_double) -> None:
    os._exit(9)


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    monkeypatch.setattr(guard.connections, "close_all", lambda: None)  # those of the tests
    monkeypatch.setattr(guard, "GRACE", 0.1)
    found = Workers(most=2)
    yield found
    found.see_off()


@pytest.fixture
def due(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Called with a number: so many jobs are due, and no upkeep."""
    monkeypatch.setattr(guard, "is_any_due", lambda: False)
    monkeypatch.setattr(guard, "is_any_by_the_clock", lambda: False)
    monkeypatch.setattr(guard, "close_old_connections", lambda: None)
    return lambda jobs: monkeypatch.setattr(guard, "count_due", lambda most: min(jobs, most))


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_there_is_no_worker_without_work(workers: Workers, due: Callable[[int], None]):
    due(0)
    workers.look()
    assert workers.running == []


def test_an_idle_worker_takes_what_is_due_before_another_is_started(
    workers: Workers, due: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(entry, "worker", waits_for_work)
    due(1)
    workers.look()
    workers.look()
    assert len(workers.running) == 1


def test_upkeep_that_is_due_has_one_worker(
    workers: Workers, due: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(entry, "worker", works_on)
    due(0)
    monkeypatch.setattr(guard, "is_any_due", lambda: True)
    workers.look()
    until(lambda: all(each.busy_since.value for each in workers.running))
    workers.look()
    assert len(workers.running) == 1


def test_as_many_as_are_allowed_work_at_once(
    workers: Workers, due: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(entry, "worker", works_on)
    due(5)
    workers.look()
    until(lambda: all(each.busy_since.value for each in workers.running))
    workers.look()
    assert len(workers.running) == 2


def test_one_that_holds_a_job_too_long_is_ended(
    workers: Workers, due: Callable[[int], None], monkeypatch: pytest.MonkeyPatch, settings
):
    monkeypatch.setattr(entry, "worker", works_on)
    due(1)
    workers.look()
    (held,) = workers.running
    until(lambda: bool(held.busy_since.value))
    settings.LONGEST_JOB = 0
    due(0)
    workers.look()
    until(lambda: not held.process.is_alive())
    workers.look()
    assert workers.running == []


def test_after_a_death_that_is_said_the_next_one_waits(
    workers: Workers, due: Callable[[int], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(entry, "worker", dies)
    due(1)
    workers.look()
    (dead,) = workers.running
    until(lambda: not dead.process.is_alive())
    workers.look()
    assert workers.running == []
    assert "ended with 9" in capsys.readouterr().err


def test_a_database_that_is_away_is_said_and_asked_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def away(_most: int) -> int:
        raise DatabaseError("gone for a moment")

    monkeypatch.setattr(guard, "close_old_connections", lambda: None)
    monkeypatch.setattr(guard, "count_due", away)
    assert guard._due(2, alone=True) == 0
    assert "gone for a moment" in capsys.readouterr().err
