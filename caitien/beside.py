"""The workers beside the web server (tiến trình làm việc nền đi kèm): a thread of the server guards them.

A process of its own for the guard had the whole site loaded, some 35 MB, to ask the database twice a second.
"""

import os
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from caitien.jobs.guard import guard_until

PAUSE: Final = 5.0  # seconds before guarding that came to a bad end begins again
PATIENCE: Final = 8.0  # seconds it has to see its workers off

_turn: Final = threading.RLock()  # of who speaks with the database in this process, or forks it
_spoken_with: Final[list[BaseDatabaseWrapper]] = []  # the connections of the guard


@contextmanager
def workers_beside() -> Iterator[None]:
    """Workers run while the server does, when there is work (làm việc nền bên cạnh trang web); none where
    ``CAITIEN_WORKERS`` is 0."""
    if os.environ.get("CAITIEN_WORKERS") == "0":
        yield
        return
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=_make_ready_to_fork, after_in_parent=_turn.release, after_in_child=_turn.release)
    ending = threading.Event()
    guarding = threading.Thread(target=_guard, args=(ending,), daemon=True)
    guarding.start()
    try:
        yield
    finally:
        ending.set()
        guarding.join(PATIENCE)


def _guard(ending: threading.Event) -> None:
    """Guard workers until the server ends, whatever happens meanwhile."""
    with _turn:
        _spoken_with[:] = connections.all()
        for each in _spoken_with:
            each.inc_thread_sharing()  # whoever forks closes them
    while not ending.is_set():
        try:
            guard_until(ending.is_set, _turn)
        except Exception:
            sys.stderr.write(f"caitien worker: the guard of the workers stumbled\n{traceback.format_exc()}")
            ending.wait(PAUSE)


def _make_ready_to_fork() -> None:
    """A process that is forked while another thread is within the database's library waits for it without end; and a
    connection two processes hold is closed, or answered, for one by the other."""
    _turn.acquire()
    for each in _spoken_with:
        each.close()
