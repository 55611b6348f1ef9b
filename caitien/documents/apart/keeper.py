"""The keeper of LibreOffice (người trông LibreOffice): starts it, bounds it, ends it, and clears up after it.

It ends LibreOffice, with everything that it started, when time is up or when whoever asked is no longer there.
"""

import hashlib
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final

from caitien.documents.apart.wire import MOST, Conversion

MEMORY: Final = 1000 << 20  # bytes of address space; a usual paper takes 450 MB of it, and 210 in fact
WRITTEN: Final = MOST  # bytes of the largest file it may write
_PAUSE: Final = 0.05  # seconds between two looks at it
_PR_SET_CHILD_SUBREAPER: Final = 36
FAILED: Final = "office-failed"
TOO_SLOW: Final = "office-too-slow"


def convert(task: Conversion, data: bytes, asker: BinaryIO | None) -> bytes | str:
    """The file as another kind, or the code of a refusal. Nothing of it stays on the disk."""
    with TemporaryDirectory(prefix="caitien-office-", ignore_cleanup_errors=True) as place:
        folder = Path(place).resolve()
        paper, written = folder / f"van-ban.{task.source}", folder / "out" / f"van-ban.{task.target}"
        paper.write_bytes(data)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(task.profile, encoding="utf-8")
        if not _run(task, folder, asker):
            return TOO_SLOW
        return written.read_bytes() if written.exists() and written.stat().st_size <= MOST else FAILED


def _run(task: Conversion, folder: Path, asker: BinaryIO | None) -> bool:
    """Run to the end, or end it with everything it started; False where time was up, or nobody waits any more."""
    _adopt_orphans()
    environment = {**os.environ, **{name: _placed(value, folder) for name, value in task.environment.items()}}
    process = subprocess.Popen(  # noqa: S603 - our own list of words, the file's name is ours too
        [_placed(word, folder) for word in task.command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=None if sys.platform == "win32" else lambda: _bind(task.timeout),
    )
    end = time.monotonic() + task.timeout
    try:
        while process.poll() is None:
            if time.monotonic() > end or _has_left(asker):
                return False
            _wait(process)
    finally:
        _end(process)
        _clear_socket(folder)
    return True


def _placed(word: str, folder: Path) -> str:
    return word.replace("{folder}", str(folder)).replace("{uri}", folder.as_uri())


def _wait(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(_PAUSE)
    except subprocess.TimeoutExpired:
        return


def _bind(seconds: float) -> None:
    """The limits of LibreOffice, put on between its birth and its first step."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN, WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _has_left(asker: BinaryIO | None) -> bool:
    """Whether the line to whoever asked is closed: nothing more is ever said on it, so what can be read is its end."""
    return asker is not None and bool(select.select([asker], [], [], 0)[0])


def _adopt_orphans() -> None:
    """Be the one who waits for what LibreOffice started and left behind; else it stays in the list of processes."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process and its children: LibreOffice starts another program that does the work."""
    if sys.platform == "win32":
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)  # noqa: S603
        process.wait()
        return
    with suppress(ProcessLookupError):  # all of them have ended by themselves
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    with suppress(ChildProcessError):
        while sys.platform == "linux":
            os.waitpid(-1, 0)


def _clear_socket(folder: Path) -> None:
    """The socket by which a second LibreOffice would find the first one; one that was ended leaves it behind.

    Its name is that of the profile, as LibreOffice 5 to 25 make it: MD5 of its address in UTF-16, bytes as short hex.
    """
    if sys.platform == "win32":
        return
    profile = hashlib.md5(f"{folder.as_uri()}/profile".encode("utf-16-le"), usedforsecurity=False).digest()
    name = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in profile)}"
    for place in ("/tmp", "/var/tmp"):  # noqa: S108 - where LibreOffice puts it, whatever TMPDIR says
        Path(place, name).unlink(missing_ok=True)
