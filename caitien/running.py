"""How many requests of a process run at the same moment (số yêu cầu chạy cùng lúc), and the threads they run in.

Python runs one thread at a time. Where many have something to run, each statement to the database gives that place
away and must wait to get it back, up to 5 ms behind every other thread: of 32 threads a report's 37 statements took
seconds, and a page cost a fifth more processor time. So few run and the rest stand in line, in the order they came.
Who waits for something outside (a file read by a child, the turn to write) steps aside, and its place goes to the next.

A thread has a connection of its own, with all that a connection learns: the tables, the statements, pages of the file.
So who stands in line has no thread yet, and the thread that was busy last takes the next: a hundred people who look at
pages need two. Lent out in turn, 32 threads each learned everything, which took half as much again of the processor
and 2 MB each.
"""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from queue import SimpleQueue
from typing import Any, Final, TypeVar

AT_ONCE: Final = 2  # one runs; another may wait for the disk, or for a database on another machine

V = TypeVar("V")

_here = threading.local()  # ``crew``: whose place this thread has, while it has one


class Crew:
    """The threads of a process (các luồng phục vụ), ``most`` of them where many wait for something outside."""

    def __init__(self, most: int) -> None:
        self._most = self._unborn = most
        self._places = AT_ONCE
        self._line: deque[Callable[[], None]] = deque()
        self._idle: list[SimpleQueue[Callable[[], None]]] = []  # who was busy last stands last
        self._guard = threading.Lock()

    def do(self, work: Callable[..., V], *arguments: object) -> "Future[V]":
        """Do the work once a place is free (chạy khi tới lượt); what it will have answered. Raises RuntimeError where
        the system starts no thread at all."""
        answer: Future[V] = Future()
        with self._guard:
            self._line.append(partial(_answer, answer, partial(work, *arguments)))
            try:
                self._hand_out()
            except RuntimeError:
                self._line.pop()
                raise
        return answer

    def give_back(self) -> None:
        """A place is free: the next one has it."""
        with self._guard:
            self._places += 1
            self._hand_out()

    def _hand_out(self) -> None:
        while self._line and self._places and (given := self._free()):
            self._places -= 1
            given.put(self._line.popleft())

    def _free(self) -> "SimpleQueue[Callable[[], None]] | None":
        """What hands work to a thread that has none; None where all are busy, or the system starts no more: the work
        waits for one that ends."""
        if self._idle:
            return self._idle.pop()
        given: SimpleQueue[Callable[[], None]] = SimpleQueue()
        try:
            if self._unborn:
                threading.Thread(target=self._live, args=(given,), name="caitien", daemon=True).start()
                self._unborn -= 1
                return given
        except RuntimeError:
            if self._unborn == self._most:  # there is none to wait for
                raise
        return None

    def _live(self, given: "SimpleQueue[Callable[[], None]]") -> None:
        while True:
            work = given.get()
            _here.crew = self
            work()
            del work  # with the last body and what went wrong
            with self._guard:
                self._idle.append(given)
                self._places += getattr(_here, "crew", None) is not None
                _here.crew = None
                self._hand_out()


def step_aside() -> None:
    """This thread waits for something outside: its place is another's, until its work is done (nhường chỗ). Nothing
    where it has none, as in commands and workers."""
    crew: Crew | None = getattr(_here, "crew", None)
    if crew:
        _here.crew = None
        crew.give_back()


def _answer(answer: "Future[Any]", work: Callable[[], Any]) -> None:
    """Do it and say what came of it; nothing where nobody waits for it any more."""
    if not answer.set_running_or_notify_cancel():
        return
    try:
        answer.set_result(work())
    except BaseException as trouble:  # it is raised where the answer is awaited
        answer.set_exception(trouble)
