"""Few requests of a process run at the same moment; who waits for something outside gives the place to the next."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest

from caitien.running import AT_ONCE, in_line, step_aside


class _Crowd:
    """Requests in threads of their own, all of which wait until they are let go; how many of them run."""

    def __init__(self) -> None:
        self.pool, self.let_go = ThreadPoolExecutor(AT_ONCE + 2), Event()
        self.running, self.guard, self.full = 0, threading.Lock(), Event()

    def asks(self, first: Callable[[], None] = lambda: None) -> Future[None]:
        return self.pool.submit(in_line, self._runs, first)

    def _runs(self, first: Callable[[], None]) -> None:
        first()
        with self.guard:
            self.running += 1
            if self.running >= AT_ONCE:
                self.full.set()
        assert self.let_go.wait(10)

    def end(self) -> None:
        self.let_go.set()
        self.pool.shutdown()


def test_so_many_run_and_the_rest_stand_in_line() -> None:
    crowd = _Crowd()
    asked = [crowd.asks() for _ in range(AT_ONCE + 1)]
    assert crowd.full.wait(10)
    Event().wait(0.05)
    assert crowd.running == AT_ONCE
    crowd.end()
    assert [each.result(10) for each in asked] == [None] * (AT_ONCE + 1)
    assert crowd.running == AT_ONCE + 1  # every one of them had its turn


def test_who_steps_aside_gives_the_place_to_the_next() -> None:
    crowd = _Crowd()
    asked = [crowd.asks(step_aside), *(crowd.asks() for _ in range(AT_ONCE))]
    for _ in range(200):
        if crowd.running == AT_ONCE + 1:
            break
        Event().wait(0.01)
    assert crowd.running == AT_ONCE + 1  # one more than there are places
    crowd.end()
    assert all(each.result(10) is None for each in asked)


def test_a_place_comes_back_from_who_fails() -> None:
    for _ in range(AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError):
            in_line(lambda: 1 / 0)
    assert in_line(lambda: "answered") == "answered"


def test_outside_of_requests_nothing_is_given_back() -> None:
    step_aside()
    step_aside()
    assert in_line(lambda: "answered") == "answered"
