"""The guard of the workers (canh tiến trình làm việc nền): starts one when work is due, and sees all of them off.

Workers take their jobs themselves, by the rows of the database (:mod:`caitien.jobs.perform`); the guard only sees to it
that there are enough. It asks twice a second, by one to four small queries, whether work is due that no idle worker
will take, and starts workers for it, ``CAITIEN_WORKERS`` at most. A worker ends by itself when there was nothing to do
for a while. On Linux a worker is a fork of the process that guards, which has the site loaded: it begins within a
second of being asked for. Ending is never waited for long: a job that is cut off is taken anew by the next worker.
"""

import signal
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from ctypes import c_double
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import RawValue
from typing import Final

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections

from caitien.child import started
from caitien.jobs import entry
from caitien.jobs.chores import is_any_due, start_over
from caitien.jobs.perform import count_due
from caitien.jobs.scheduled import is_any_by_the_clock, set_clocks

LOOK: Final = 0.5  # seconds between two looks for work that is due
GRACE: Final = 5.0  # seconds a job has to come to its end when the workers are to stop
AFTER_DEATH: Final = 2.0  # seconds without a new worker after one died: what kills them all is not tried without end


def guard() -> int:
    """Guard workers until Ctrl-C or SIGTERM (canh cho tới khi dừng); the exit code 0."""
    told: list[int] = []
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, _frame: told.append(number))
    guard_until(lambda: bool(told), nullcontext())
    return 0


def guard_until(ended: Callable[[], bool], turn: AbstractContextManager[object]) -> None:
    """Guard workers until that is so, and see them off (canh cho tới lúc ấy). It holds the ``turn`` while it speaks
    with the database or starts a worker."""
    workers = Workers(most=settings.WORKERS or 1)
    try:
        with turn:
            _start_over()
        while not ended():
            with turn:
                workers.look()
            time.sleep(LOOK)
    finally:
        workers.see_off()


@dataclass
class _Worker:
    """A worker's process, and since when it does a job, by the clock all processes share; 0 while it does none."""

    process: BaseProcess
    busy_since: c_double

    def holds_too_long(self) -> bool:
        since = float(self.busy_since.value)
        return bool(since) and time.monotonic() - since > settings.LONGEST_JOB


@dataclass
class Workers:
    """The workers of one guard, ``most`` at once (các tiến trình làm việc nền)."""

    most: int
    running: list[_Worker] = field(default_factory=list)
    not_before: float = 0.0

    def look(self) -> None:
        """Bury who ended, end who holds one job too long, start who is missing. One query, four while no worker lives
        and no job waits, none while as many as there may be are alive."""
        for worker in [each for each in self.running if not each.process.is_alive()]:
            self._bury(worker)
        for worker in self.running:
            if worker.holds_too_long():
                worker.process.kill()  # buried at the next look; its job is taken anew
        for _ in range(self._missing()):
            self._start()

    def see_off(self) -> None:
        """Let them come to the end of their jobs, or end them."""
        for worker in self.running:
            worker.process.terminate()
        end = time.monotonic() + GRACE
        for worker in self.running:
            worker.process.join(max(0.0, end - time.monotonic()))
            worker.process.kill()
            worker.process.join()
        self.running.clear()

    def _missing(self) -> int:
        """How many to start: for what is due, less those who are idle and take it themselves."""
        room = self.most - len(self.running)
        if not room or time.monotonic() < self.not_before:
            return 0
        idle = sum(not worker.busy_since.value for worker in self.running)
        return max(0, min(room, _due(self.most, alone=not self.running) - idle))

    def _start(self) -> None:
        connections.close_all()  # a connection two processes hold is closed, or answered, for one by the other
        busy_since = RawValue("d", 0.0)
        self.running.append(_Worker(started(entry.worker, busy_since, daemon=True), busy_since))

    def _bury(self, worker: _Worker) -> None:
        self.running.remove(worker)
        worker.process.join()
        if code := worker.process.exitcode:
            sys.stderr.write(f"caitien worker: process {worker.process.pid} ended with {code}\n")
            self.not_before = time.monotonic() + AFTER_DEATH
        worker.process.close()


def _due(most: int, *, alone: bool) -> int:
    """How many jobs are due, counted up to ``most``; 0 while the database is away, which the next look asks again.

    Upkeep and work by the clock count as one while no worker lives (``alone``): who lives takes it when idle.
    """
    close_old_connections()
    try:
        return count_due(most) or int(alone and (is_any_by_the_clock() or is_any_due()))
    except DatabaseError as trouble:
        sys.stderr.write(f"caitien worker: {trouble}\n")
        return 0


def _start_over() -> None:
    """This may be another version of the software, which finds and counts in another way."""
    try:
        start_over()
        set_clocks()
    except DatabaseError as trouble:  # then the next day does it
        sys.stderr.write(f"caitien worker: {trouble}\n")
