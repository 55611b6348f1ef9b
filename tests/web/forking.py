"""A site's server started again in no time (máy chủ chạy lại ngay): forked from a process that has loaded everything.

Starting Python and Django takes 2 seconds of computing, which says nothing of a server that is killed. ``python -m
tests.web.forking`` reads a port a line and forks the server as ``caitien serve`` runs it, in a group of its own, whose
number it prints.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.ready import ROOT, WEB_PROCESSES, settled


@contextmanager
def servers(var: Path) -> Iterator[Callable[[int], int]]:
    """Called with a port: the server of the site in that folder is started there; the number of its group."""
    command = [sys.executable, "-m", "tests.web.forking"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=settled(var), stdin=pipe, stdout=pipe, text=True) as parent:
        assert parent.stdin
        assert parent.stdout

        def start(port: int) -> int:
            parent.stdin.write(f"{port}\n")
            parent.stdin.flush()
            return int(parent.stdout.readline())

        yield start
        parent.stdin.close()


def _fork_for_ever() -> None:
    from caitien.child import load_site

    load_site()
    import caitien.web_process  # noqa: F401 - loaded before the first fork
    from caitien.serve import _run

    for line in sys.stdin:
        with suppress(ChildProcessError):  # there is none before the first
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        child = os.fork()
        if not child:
            os.setsid()
            _run("127.0.0.1", int(line), WEB_PROCESSES)
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _fork_for_ever()
