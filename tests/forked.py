"""Python started again in no time (tiến trình mở sẵn): forked from a process that has loaded all of the site.

Starting Python and Django takes two seconds of computing, which says nothing of what is tried. :func:`run` and
:func:`begin` take what one would write after ``python`` (``-m caitien backup``, ``-c "…"``) and run it in a process
that has loaded the modules of the site and nothing else: settings, connections and stores are those of the environment
it is given. Each command is started by a new Python in some test as well.
"""

import atexit
import gc
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import IO, Final, NoReturn

ROOT: Final = Path(__file__).parents[1]
POSSIBLE: Final = hasattr(os, "fork")
_END: Final = b"\n"  # of what is asked: words and an environment
_turn: Final = threading.Lock()  # of who asks, until it is answered


# --- who asks ---------------------------------------------------------------------------------------------------------


class Child:
    """A process that was forked (tiến trình con): a little of :class:`subprocess.Popen`. Within ``with``, it and its
    group are ended at the end."""

    def __init__(self, told: IO[str], stdin: IO[str] | None, stdout: IO[str] | None) -> None:
        self._told, self.stdin, self.stdout = told, stdin, stdout
        self.pid = int(told.readline())
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Its exit code, below zero the signal that ended it; None while it runs."""
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code. Raises TimeoutExpired where it runs on after so many seconds."""
        if self.returncode is None:
            if not select.select([self._told], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
            self.returncode = int(self._told.readline())
        return self.returncode

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def __enter__(self) -> "Child":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
            self.wait()
        for each in (self._told, self.stdin, self.stdout):
            if each:
                with suppress(BrokenPipeError):
                    each.close()


def begin(*words: str, env: Mapping[str, str], said: Sequence[IO[bytes]] = ()) -> Child:
    """Such a process, in a group of its own, to be spoken with by its ``stdin`` and ``stdout``, where it tells of its
    troubles too; or what it says of either kind goes into two files. Twenty milliseconds."""
    (input_end, stdin), (stdout, output_end), (told, telling) = os.pipe(), os.pipe(), os.pipe()
    out, trouble = [each.fileno() for each in said] or [output_end, output_end]
    asked = json.dumps([words, dict(env)]).encode()
    with _turn:
        socket.send_fds(_parent(), [asked + _END], [input_end, out, trouble, telling])
        for each in (input_end, output_end, telling):
            os.close(each)
        return Child(os.fdopen(told), os.fdopen(stdin, "w"), os.fdopen(stdout))


def run(*words: str, env: Mapping[str, str], timeout: float = 290) -> subprocess.CompletedProcess[str]:
    """Such a process to its end, with what it said. Raises TimeoutExpired."""
    if not POSSIBLE:
        return fresh(*words, env=env, timeout=timeout)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as trouble:
        with begin(*words, env=env, said=(out, trouble)) as child:
            code = child.wait(timeout)
        out.seek(0)
        trouble.seek(0)
        return subprocess.CompletedProcess(words, code, out.read().decode(), trouble.read().decode())


def fresh(*words: str, env: Mapping[str, str], timeout: float = 290) -> subprocess.CompletedProcess[str]:
    """The same by a new Python, for what only that can show. Some seconds."""
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True, timeout=timeout, check=False
    )


@cache
def _parent() -> socket.socket:
    """The line to the process that all are forked from: one a worker of xdist, gone with it."""
    ours, theirs = socket.socketpair()
    with theirs:
        theirs.set_inheritable(True)
        end, nothing = theirs.fileno(), subprocess.DEVNULL
        command = [sys.executable, "-m", "tests.forked", str(end)]
        subprocess.Popen(command, cwd=ROOT, pass_fds=[end], stdin=nothing, stdout=nothing)
    return ours


# --- the process they are forked from ---------------------------------------------------------------------------------


def _fork_for_ever(line: socket.socket) -> None:
    _load()
    while True:
        asked, ends, _, _ = socket.recv_fds(line, 65_536, 4)
        while asked and not asked.endswith(_END):
            asked += line.recv(65_536)
        with suppress(ChildProcessError):  # there is none before the first
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if not asked:
            return
        if not os.fork():
            line.close()
            _keep(*json.loads(asked), ends)
        for each in ends:
            os.close(each)


def _load() -> None:
    """All that a command of the site imports; nothing that opens a database or a store, or keeps what settings say."""
    os.environ |= {"CAITIEN_SECRET_KEY": "none", "CAITIEN_TRAIL_KEY": "none"}  # else it would keep some in a folder
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "caitien.settings"
    from caitien.child import load_site

    load_site()
    from django.db import connections
    from django.urls import get_resolver
    from django.utils.module_loading import import_string

    import caitien.auditing
    import caitien.backing_up
    import caitien.backup.restore
    import caitien.beside
    import caitien.cli.running
    import caitien.demo
    import caitien.jobs.worker
    import caitien.pooled
    import caitien.serve
    import caitien.unhurried  # noqa: F401
    from caitien.rules import catalogue

    catalogue()
    get_resolver().reverse_dict  # noqa: B018 - loads every view
    from django.conf import settings

    for each in settings.MIDDLEWARE:
        import_string(each)
    assert not any(each.connection for each in connections.all())
    assert threading.active_count() == 1
    gc.collect()
    gc.freeze()


def _keep(words: Sequence[str], env: dict[str, str], ends: Sequence[int]) -> NoReturn:
    """Be the parent of the process that was asked for, and tell its number and how it ended."""
    *streams, telling = ends
    child = os.fork()
    if not child:
        os.close(telling)
        os.setsid()
        for number, end in enumerate(streams):
            os.dup2(end, number)
        for end in set(streams):
            os.close(end)
        _become(words, env)
    for end in streams:
        os.close(end)
    os.write(telling, b"%d\n" % child)
    _, status = os.waitpid(child, 0)
    with suppress(BrokenPipeError):  # whoever asked may be gone
        os.write(telling, b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def _become(words: Sequence[str], env: dict[str, str]) -> NoReturn:
    """Be what Python is that was started with these words, in this environment, to its end."""
    os.environ.clear()
    os.environ |= env
    sys.stdin, sys.stdout = os.fdopen(0, closefd=False), os.fdopen(1, "w", closefd=False)  # of what lies there now
    sys.stderr = os.fdopen(2, "w", buffering=1, errors="backslashreplace", closefd=False)
    _forget_settings()
    try:
        _execute(*words)
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
        if isinstance(left.code, str):
            sys.stderr.write(f"{left.code}\n")
    except BaseException:
        traceback.print_exc()
        code = 1
    threading._shutdown()  # type: ignore[attr-defined] # as Python ends: other threads first
    atexit._run_exitfuncs()
    sys.stdout.flush()
    os._exit(code)


def _forget_settings() -> None:
    """Let what asks for a setting or a connection from now on find that of the environment."""
    from django.conf import settings
    from django.db import DEFAULT_DB_ALIAS, connections
    from django.utils.functional import empty

    import caitien

    del sys.modules["caitien.settings"], caitien.settings
    settings._wrapped = empty
    del connections[DEFAULT_DB_ALIAS], connections.settings  # asked for the longest name of a table, opened for nothing
    connections._settings = None


def _execute(kind: str, what: str, *arguments: str) -> None:
    if kind == "-m":
        sys.argv = [what, *arguments]
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        assert kind == "-c"
        sys.argv = ["-c", *arguments]
        exec(what, {"__name__": "__main__"})  # noqa: S102 - of a test


if __name__ == "__main__":
    _fork_for_ever(socket.socket(fileno=int(sys.argv[1])))
