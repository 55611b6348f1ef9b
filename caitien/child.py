"""Processes of the site's own (tiến trình con): they load what their parent had loaded, and never outlive it."""

import ctypes
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.process import BaseProcess
from typing import Any, Final

_HEAPS: Final = -8  # M_ARENA_MAX of glibc
_OTHER_LIBRARY: Final = (OSError, AttributeError, TypeError)  # what asking another one for it raises


def started(does: Callable[..., None], *arguments: Any, daemon: bool = False) -> BaseProcess:
    """A process of the site, started (mở tiến trình con): forked on Linux, where a child shares what its parent has
    loaded and begins in a hundredth of a second; a new Python elsewhere. A daemon ends where its parent leaves."""
    process: BaseProcess
    if sys.platform == "linux":
        process = multiprocessing.get_context("fork").Process(target=does, args=arguments, daemon=daemon)
    else:
        process = multiprocessing.get_context("spawn").Process(target=does, args=arguments, daemon=daemon)
    process.start()
    return process


def load_site() -> None:
    """Load the site's settings and models, where they are not yet. A second in a new Python."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caitien.settings")
    django.setup()


def share_one_heap() -> None:
    """Let all threads of this process, and of those it forks, take memory from one heap (chung một vùng nhớ).

    The C library of most Linux systems gives threads heaps of their own, each of which keeps what one large page once
    needed. Python runs one thread at a time, so they gain nothing by it. Nothing where the library has no such wish.
    """
    with suppress(*_OTHER_LIBRARY):
        ctypes.CDLL(None).mallopt(_HEAPS, 1)


def give_memory_back() -> None:
    """Give the system what this process needed for a moment (trả lại bộ nhớ). A few milliseconds; nothing where the
    C library does not know how."""
    with suppress(*_OTHER_LIBRARY):
        ctypes.CDLL(None).malloc_trim(0)


def leave_with_parent() -> None:
    """Let this process end within a second of its parent, also of one that was killed; where a process can know it."""
    parent = multiprocessing.parent_process()
    if parent and os.name == "posix":
        threading.Thread(target=_leave_with, args=(parent.pid,), daemon=True).start()


def _leave_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
