"""The guard of the workers as a thread of the web server: nothing is forked while it speaks, and it guards on."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from unittest.mock import Mock

import pytest

from caitien import beside
from caitien.beside import workers_beside


@pytest.fixture
def hooks(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Callable[[], None]]]:
    """What would be called around a fork of this process: the tests' own forks go on without it."""
    found: dict[str, Callable[[], None]] = {}
    monkeypatch.setattr(os, "register_at_fork", lambda **named: found.update(named), raising=False)
    monkeypatch.delenv("CAITIEN_WORKERS", raising=False)
    yield found
    beside._spoken_with.clear()


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is forked there")
def test_who_forks_waits_until_the_guard_has_its_answer_and_closes_its_connection(
    hooks: dict[str, Callable[[], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asking, answered, forked = threading.Event(), threading.Event(), threading.Event()
    closed: list[bool] = []
    mine = Mock(**{"close.side_effect": lambda: closed.append(answered.is_set())})

    def guards(ended: Callable[[], bool], turn: AbstractContextManager[object]) -> None:
        with turn:
            asking.set()
            answered.wait(10)
        forked.wait(10)
        while not ended():
            time.sleep(0.01)

    def fork() -> None:
        hooks["before"]()
        hooks["after_in_parent"]()
        forked.set()

    monkeypatch.setattr(beside, "guard_until", guards)
    monkeypatch.setattr(beside, "connections", Mock(**{"all.return_value": [mine]}))
    with workers_beside():
        assert asking.wait(10)
        forking = threading.Thread(target=fork)
        forking.start()
        assert not forked.wait(0.3)
        answered.set()
        assert forked.wait(10)
        forking.join()
    assert closed == [True]
    mine.inc_thread_sharing.assert_called_once_with()


def test_a_guard_that_stumbled_is_said_and_guards_on(
    hooks: dict[str, Callable[[], None]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = threading.Semaphore(0)

    def stumbles(_ended: Callable[[], bool], _turn: AbstractContextManager[object]) -> None:
        begun.release()
        raise ZeroDivisionError

    monkeypatch.setattr(beside, "guard_until", stumbles)
    monkeypatch.setattr(beside, "PAUSE", 0.01)
    with workers_beside():
        assert all(begun.acquire(timeout=10) for _ in range(3))
    assert "the guard of the workers stumbled" in capsys.readouterr().err


def test_where_no_workers_are_wanted_there_is_no_guard(
    hooks: dict[str, Callable[[], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAITIEN_WORKERS", "0")
    monkeypatch.setattr(beside, "guard_until", lambda _ended, _turn: pytest.fail("guarded"))
    with workers_beside():
        assert hooks == {}
