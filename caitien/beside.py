"""The workers beside the web server (tiến trình làm việc nền đi kèm): their guard starts, is started again, and ends
with it."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import Final

from caitien.child import leave_with_parent, load_site, started

PAUSE: Final = 5.0  # seconds before a guard that died is started again
PATIENCE: Final = 8.0  # seconds it has to see its workers off


@contextmanager
def workers_beside() -> Iterator[None]:
    """Workers run while the server does, when there is work (làm việc nền bên cạnh trang web); none where
    ``CAITIEN_WORKERS`` is 0.

    The first guard is started before the server has any thread: on Linux it is a fork and shares what is loaded.
    """
    if os.environ.get("CAITIEN_WORKERS") == "0":
        yield
        return
    ending, first = threading.Event(), started(_guard)
    keeper = threading.Thread(target=_keep, args=(first, ending), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ending.set()
        keeper.join()


def _keep(guard: BaseProcess, ending: threading.Event) -> None:
    """One guard after another, until the server ends."""
    while True:
        while not ending.wait(0.2) and guard.is_alive():
            pass
        if ending.is_set():
            break
        sys.stderr.write(f"caitien worker: the guard of the workers ended with {guard.exitcode}; another begins\n")
        if ending.wait(PAUSE):
            break
        guard = started(_guard)
    _see_off(guard)


def _guard() -> None:
    """What the process of the guard does."""
    load_site()
    leave_with_parent()
    from caitien.jobs.guard import guard

    guard()


def _see_off(guard: BaseProcess) -> None:
    guard.terminate()
    guard.join(PATIENCE)
    guard.kill()
    guard.join()
