"""The workers beside the web server (tiến trình làm việc nền đi kèm): started with it, started again, ended with it."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

PAUSE: Final = 5.0  # seconds before workers that died are started again
PATIENCE: Final = 8.0  # seconds they have to leave
_COMMAND: Final = (sys.executable, "-m", "caitien", "worker", "--beside")


@contextmanager
def workers_beside() -> Iterator[None]:
    """Workers run while the server does (làm việc nền bên cạnh trang web); none where ``CAITIEN_WORKERS`` is 0.

    They hear of the server's end, however it came, by the end of their input.
    """
    if os.environ.get("CAITIEN_WORKERS") == "0":
        yield
        return
    ending = threading.Event()
    keeper = threading.Thread(target=_keep, args=(ending,), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ending.set()
        keeper.join()


def _keep(ending: threading.Event) -> None:
    """One set of workers after another, until the server ends."""
    while not ending.is_set():
        with subprocess.Popen(_COMMAND, stdin=subprocess.PIPE) as workers:  # noqa: S603 - our own list of words
            while not ending.wait(0.2) and workers.poll() is None:
                pass
            _see_off(workers)
        ending.wait(PAUSE)


def _see_off(workers: "subprocess.Popen[bytes]") -> None:
    assert workers.stdin  # noqa: S101 - it is a pipe
    workers.stdin.close()
    try:
        workers.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        workers.kill()
