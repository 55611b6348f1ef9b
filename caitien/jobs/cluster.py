"""The workers of the background work (tiến trình làm việc nền): started, watched, ended together.

django-q2's cluster is a tree of processes: one that guards, and its workers. Killed from outside, a process of it would
leave the others behind for ever; here each leaves when its parent is gone. Ending is never waited for long: a job that
is cut off is taken anew by the next worker.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from typing import IO, Final

from django.db import DatabaseError, close_old_connections, connections
from django_q.cluster import Cluster

from caitien.jobs.perform import call_for_forgotten

LOOK: Final = 2.0  # seconds between two looks for forgotten jobs
GRACE: Final = 5.0  # seconds a job has to come to its end when the workers are to stop


def work(*, until: IO[bytes] | None = None) -> int:
    """Work until Ctrl-C, SIGTERM, or the end of the stream ``until`` (làm việc cho tới khi dừng); the exit code.

    0 where it was told to stop, 1 where the cluster died and somebody has to start it again.
    """
    stopping = threading.Event()
    cluster = Cluster()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda _number, _frame: stopping.set())
    _leave_with_parents()
    connections.close_all()  # a connection two processes hold is closed, or answered, for one by the other
    cluster.start()
    if until:
        threading.Thread(target=_wait_for_end, args=(until, stopping), daemon=True).start()
    while not stopping.wait(LOOK) and cluster.sentinel.is_alive():
        _look()
    _stop(cluster)
    return 0 if stopping.is_set() else 1


def _look() -> None:
    """Call workers for what was forgotten; a database that is away for a moment is asked again at the next look."""
    close_old_connections()
    try:
        call_for_forgotten()
    except DatabaseError as trouble:
        sys.stderr.write(f"caitien worker: {trouble}\n")


def _wait_for_end(stream: IO[bytes], stopping: threading.Event) -> None:
    stream.read()
    stopping.set()


def _stop(cluster: Cluster) -> None:
    """Let the workers come to their end, or end them: all of the tree."""
    cluster.stop_event.set()
    cluster.sentinel.join(GRACE)
    if cluster.sentinel.is_alive():
        _end_tree(cluster.sentinel.pid)
        cluster.sentinel.join(GRACE)


def _end_tree(process: int) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process)], capture_output=True, check=False)  # noqa: S603, S607
    else:
        os.kill(process, signal.SIGKILL)  # its children see that it is gone


# --- nobody outlives its parent ---------------------------------------------------------------------------------------


def _leave_with_parents() -> None:
    """Every process that is forked from here on ends within a second of its parent; where processes are forked."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_watch_parent)


def _watch_parent() -> None:
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()


def _leave_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
