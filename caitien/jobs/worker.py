"""One worker (một tiến trình làm việc nền): it does what is due, and ends when there was nothing to do for a while."""

import signal
import sys
import time
from collections.abc import Callable
from ctypes import c_double
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections

from caitien.child import give_memory_back
from caitien.jobs.chores import do_due, is_any_due
from caitien.jobs.perform import take_next
from caitien.jobs.scheduled import do_by_the_clock

IDLE: Final = 20.0  # seconds without a job after which a worker ends: the memory it holds is given back
PAUSE: Final = 0.5  # seconds between two looks of an idle worker
REST: Final = 9  # times as long as a round of upkeep took, before the next: at most a tenth of one processor
LONGEST_REST: Final = 10.0  # seconds, of a round that took long: pages show a check kept last for half a minute
LEAST_REST: Final = 3  # times as long all the same: at most a quarter of one processor
MOST: Final = 100  # jobs of one worker; then another begins anew


def work_while_due(busy_since: c_double) -> None:
    """Do the jobs that are due, one after another, until there was none for a while (làm cho đến khi hết việc).

    ``busy_since`` is a number the guard reads: the moment a job was begun, or 0. After SIGTERM no other job is begun.
    """
    told: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: told.append(number))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C goes to all of a terminal; the guard says when to leave
    done, last, upkeep = 0, time.monotonic(), _Upkeep()
    while not told and done < MOST and time.monotonic() - last < IDLE:
        if _did_one(busy_since, upkeep):
            done, last = done + 1, time.monotonic()
        else:
            time.sleep(PAUSE)
    connections.close_all()


@dataclass
class _Upkeep:
    """Upkeep at the pace of this worker (việc thường xuyên, có nghỉ). Of a small school a round takes a twentieth of a
    second; where many write at once, pages would wait for processors that go over the same plans without end."""

    not_before: float = 0.0

    def did(self, begun: Callable[[], None]) -> bool:
        """Whether it was due, and done. Two queries where it was not."""
        if time.monotonic() < self.not_before or not is_any_due():
            return False
        begun()
        start = time.monotonic()
        do_due()
        give_memory_back()
        self.not_before = time.monotonic() + _rest_after(time.monotonic() - start)
        return True


def _rest_after(took: float) -> float:
    """Seconds until the next round, after one that took so many."""
    return max(min(REST * took, LONGEST_REST), LEAST_REST * took)


def _did_one(busy_since: c_double, upkeep: _Upkeep) -> bool:
    """Whether there was a job, whatever came of it; a database that is away for a moment is asked again."""

    def begun(longest: float = 0.0) -> None:
        """The guard ends what is busy for longer than a job may be: what may take longer begins that much later."""
        busy_since.value = time.monotonic() + max(0.0, longest - settings.LONGEST_JOB)

    close_old_connections()
    try:
        return take_next(begun) or do_by_the_clock(begun) or upkeep.did(begun)
    except DatabaseError as trouble:
        sys.stderr.write(f"caitien worker: {trouble}\n")
        return False
    finally:
        busy_since.value = 0.0
