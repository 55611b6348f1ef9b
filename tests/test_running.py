"""Few requests of a process run at the same moment, in few threads; who waits for something outside gives the place to
the next."""

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from threading import Event

import pytest

from caitien.running import AT_ONCE, Crew, step_aside


class _Crowd:
    """Requests, all of which wait until they are let go; how many of them run."""

    def __init__(self, most: int = AT_ONCE + 2) -> None:
        self.crew, self.let_go = Crew(most), Event()
        self.running, self.guard, self.full = 0, threading.Lock(), Event()

    def asks(self, first: Callable[[], None] = lambda: None) -> Future[None]:
        return self.crew.do(self._runs, first)

    def _runs(self, first: Callable[[], None]) -> None:
        first()
        with self.guard:
            self.running += 1
            if self.running >= AT_ONCE:
                self.full.set()
        assert self.let_go.wait(10)

    def end(self) -> None:
        self.let_go.set()


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
    crew = Crew(1)
    for _ in range(AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError):
            crew.do(lambda: 1 / 0).result(10)
    assert crew.do(lambda: "answered").result(10) == "answered"


def test_a_place_comes_back_from_who_stepped_aside_and_then_fails() -> None:
    crew = Crew(1)
    for _ in range(AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError):
            crew.do(lambda: step_aside() or 1 / 0).result(10)
    assert crew.do(lambda: "answered").result(10) == "answered"


def test_who_is_gone_before_the_turn_came_is_passed_over() -> None:
    crowd = _Crowd()
    first = [crowd.asks() for _ in range(AT_ONCE)]
    assert crowd.full.wait(10)
    gone, last = crowd.asks(), crowd.asks()
    assert gone.cancel()
    crowd.end()
    assert [each.result(10) for each in (*first, last)] == [None] * (AT_ONCE + 1)
    with pytest.raises(CancelledError):
        gone.result(10)
    assert crowd.running == AT_ONCE + 1


def test_one_after_another_is_done_by_the_same_thread_however_many_there_may_be() -> None:
    """What a thread's connection learned serves the next: none is woken that has been idle for longer."""
    crowd = _Crowd(most=8)
    asked = [crowd.asks(step_aside) for _ in range(8)]  # now all threads there may be have been busy once
    crowd.end()
    assert all(each.result(10) is None for each in asked)
    ran = set()
    for _ in range(50):
        ran.add(crowd.crew.do(threading.get_ident).result(10))
        Event().wait(0.001)  # an answer is told a moment before its thread is idle
    assert len(ran) <= AT_ONCE


def test_no_more_threads_than_there_may_be() -> None:
    crowd = _Crowd(most=3)
    asked = [crowd.asks(step_aside) for _ in range(5)]
    Event().wait(0.05)
    assert crowd.running == 3
    crowd.end()
    assert all(each.result(10) is None for each in asked)


def test_outside_of_requests_nothing_is_given_back() -> None:
    step_aside()
    step_aside()
    crowd = _Crowd()
    asked = [crowd.asks() for _ in range(AT_ONCE + 1)]
    Event().wait(0.05)
    assert crowd.running == AT_ONCE
    crowd.end()
    assert all(each.result(10) is None for each in asked)


def test_where_no_thread_can_be_started_work_waits_for_one_that_ends_and_no_place_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crowd, start = _Crowd(), threading.Thread.start
    first = crowd.asks()
    with monkeypatch.context() as full:
        full.setattr(threading.Thread, "start", _refused)
        later = [crowd.asks() for _ in range(AT_ONCE + 1)]
        with pytest.raises(RuntimeError):
            Crew(1).do(print)
    assert threading.Thread.start is start
    crowd.end()
    assert [each.result(10) for each in (first, *later)] == [None] * (AT_ONCE + 2)
    again = _Crowd()
    asked = [again.asks() for _ in range(AT_ONCE)]
    assert again.full.wait(10)
    again.end()
    assert [each.result(10) for each in asked] == [None] * AT_ONCE


def _refused(_thread: threading.Thread) -> None:
    raise RuntimeError("can't start new thread")
