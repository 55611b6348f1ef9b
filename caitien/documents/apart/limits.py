"""What a child may use (giới hạn của tiến trình con): memory, time, letters it hands back. Kept by the system."""

import signal
import sys
from math import ceil
from types import FrameType
from typing import Final

SECONDS: Final = 3.5  # of the processor, until a child is asked to give up and says so
LAST_CALL: Final = ceil(SECONDS)  # seconds of the processor until the system ends it, whatever it is doing
SECONDS_OF: Final = {"signatures": 8.0}  # as SECONDS, of a reader that needs a second to load what reads
WAIT: Final = 20  # seconds by the clock until it is ended: the machine may be busy with other things
MEMORY: Final = 330 << 20  # bytes of address space; the loaded readers take 60 MB of it
PICTURE_SECONDS: Final = 8  # as SECONDS, for a child that draws a picture; one of 48 million pixels takes 2
PICTURE_MEMORY: Final = 1 << 30  # as MEMORY; a WebP of 48 million pixels takes 760 MB
ANSWER: Final = 24 << 20  # bytes a child may hand back; a report of 3,000 + 3,000 rows has 8


class OutOfTimeError(BaseException):
    """Time is up. Not an ``Exception``, so that no library takes it for trouble of its own; ctypes does all the same,
    where it was about to call a function: see :func:`is_out_of_time`."""


_bound: Final[list[bool]] = []  # holds something once this process is under the limits
_given_up: Final[list[bool]] = []  # and once its time was up


def is_bound() -> bool:
    """Whether this process is a child under limits, in which LibreOffice would not find its feet."""
    return bool(_bound)


def bind_child(memory: int = MEMORY, seconds: float = SECONDS) -> None:
    """Put this process under the limits, where the system knows them: not on Windows. Nothing lifts them again."""
    _bound.append(True)
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (ceil(seconds), ceil(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPROF, _give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(WAIT)  # the usual answer to this one is the end of the process


def is_out_of_time() -> bool:
    """Whether this child was asked to give up, whatever came of it."""
    return bool(_given_up)


def _give_up(_number: int, _frame: FrameType | None) -> None:
    _given_up.append(True)
    raise OutOfTimeError
