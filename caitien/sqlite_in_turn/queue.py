"""A queue of writers over all processes of one machine (hàng chờ ghi), by two files that one holds at a time.

Whoever holds the *gate* is next; whoever holds the *room* writes. A process that has just written finds the gate held
by another that waits, so that processes take turns; the threads of one process stand in line before they go to the
gate. The system gives back what a process held when it ends, however it ends.
"""

import os
import sys
import threading
import time
from collections import deque
from typing import Final

from caitien.running import step_aside

PAUSE: Final = 0.001  # seconds between two looks at a file another process holds
ASIDE: Final = 3  # threads of one process that wait here while others look; each has a connection, some 4 MB


class Turn:
    """One connection's place in the queue of a database (lượt ghi)."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.line: _Line | None = None  # while the turn is ours

    def take(self, patience: float) -> bool:
        """Wait for the turn, so many seconds at most; whether it came. Who has it keeps it."""
        if self.line is None:
            line = _line_of(self.path)
            self.line = line if line.enter(patience) else None
        return self.line is not None

    def give_back(self) -> None:
        """Let the next one write."""
        if self.line:
            self.line.leave()
            self.line = None


class _Line:
    """The threads of this process that want to write, in the order they came; the first of them goes to the files."""

    def __init__(self, path: str) -> None:
        self.path, self.room = path, -1
        self.waiting: deque[threading.Event] = deque()
        self.guard = threading.Lock()

    def enter(self, patience: float) -> bool:
        end, mine = time.monotonic() + patience, threading.Event()
        with self.guard:
            few = len(self.waiting) < ASIDE
            self.waiting.append(mine)
            self.waiting[0].set()
        if few:
            step_aside()
        if mine.wait(patience) and self._go_in(end):
            return True
        self._step_out(mine)
        return False

    def leave(self) -> None:
        _let_go(self.room)
        self._step_out(self.waiting[0])

    def _step_out(self, mine: threading.Event) -> None:
        with self.guard:
            self.waiting.remove(mine)
            if self.waiting:
                self.waiting[0].set()

    def _go_in(self, end: float) -> bool:
        """Through the gate into the room; the gate is free again once the room is ours, or time is up."""
        gate = _held(f"{self.path}-gate", end)
        if gate is None:
            return False
        room = _held(f"{self.path}-room", end)
        _let_go(gate)
        self.room = -1 if room is None else room
        return room is not None


def _held(path: str, end: float) -> int | None:
    """The file, held by this process alone; None where time was up first."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    while not _hold(file):
        if time.monotonic() > end:
            os.close(file)
            return None
        time.sleep(PAUSE)
    return file


def _hold(file: int) -> bool:
    if sys.platform == "win32":  # one web process there: the line of its threads is enough
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _let_go(file: int) -> None:
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_UN)  # a process forked meanwhile has the file open as well
    os.close(file)


_lines: Final[dict[str, _Line]] = {}


def _line_of(path: str) -> _Line:
    return _lines.setdefault(path, _Line(path))


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_lines.clear)  # those who wait are threads of the parent
