"""How many requests of a process run at the same moment (số yêu cầu chạy cùng lúc).

Python runs one thread at a time. Where many have something to run, each statement to the database gives that place
away and must wait to get it back, up to 5 ms behind every other thread: of 32 threads a report's 37 statements took
seconds, and a page cost a fifth more processor time. So few run and the rest stand in line, in the order they came.
Who waits for something outside (a file read by a child, the turn to write) steps aside, and its place goes to the next.
"""

import threading
from collections.abc import Callable
from typing import Final, TypeVar

AT_ONCE: Final = 2  # one runs; another may wait for the disk, or for a database on another machine

V = TypeVar("V")

_places: Final = threading.BoundedSemaphore(AT_ONCE)
_here = threading.local()  # ``counted``: whether this thread has one of the places


def in_line(work: Callable[..., V], *arguments: object) -> V:
    """What the work answers, once a place is free (chạy khi tới lượt). The place is given back however it ends."""
    _places.acquire()
    _here.counted = True
    try:
        return work(*arguments)
    finally:
        step_aside()


def step_aside() -> None:
    """This thread waits for something outside: its place is another's, until its work is done (nhường chỗ). Nothing
    where it has none, as in commands and workers."""
    if getattr(_here, "counted", False):
        _here.counted = False
        _places.release()
