"""Whatever a file does to the child that reads it, the site gets an answer, and other files are read meanwhile."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from caitien.documents.apart import child, line, nursery
from caitien.documents.apart.ask import read_apart
from caitien.documents.gate.office import find_office
from caitien.documents.read import read
from caitien.documents.refusal import Refusal
from caitien.domain.paper import Paper

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="children are forked, and bound, where there is a fork")

TEXT = "KẾ HOẠCH\nCải tiến chất lượng năm học 2026-2027\n".encode()


@pytest.fixture
def a_reader_that(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., object]], object]:
    """The answer of a child whose reader does this with the file: forked off the test itself, so that it knows it."""

    def new_line() -> socket.socket:
        ours, theirs = socket.socketpair()
        if os.fork() == 0:
            ours.close()
            nursery._be_child(socket.socket(), theirs.detach())
        theirs.close()
        return ours

    def answer(does: Callable[..., object]) -> object:
        monkeypatch.setattr(line, "new_line", new_line)
        monkeypatch.setattr(child, "READERS", {"it": (__name__, "it")})
        monkeypatch.setattr(sys.modules[__name__], "it", lambda _data, **_named: does(), raising=False)
        return read_apart("it", b"x", "a.txt", str)

    return answer


def code(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    assert answer.reason.endswith(".")
    return answer.code


def test_what_the_child_reads_is_what_comes_back(a_reader_that) -> None:
    assert a_reader_that(lambda: "Đã đọc") == "Đã đọc"


def test_its_refusal_is_handed_on(a_reader_that) -> None:
    assert code(a_reader_that(lambda: Refusal(code="empty", reason="Tệp trống."))) == "empty"


def test_a_child_that_dies_is_a_sentence(a_reader_that) -> None:
    assert code(a_reader_that(lambda: os.kill(os.getpid(), signal.SIGSEGV))) == "unreadable"
    assert code(a_reader_that(lambda: os._exit(3))) == "unreadable"


def test_a_child_that_wants_all_memory_is_a_sentence(a_reader_that) -> None:
    assert code(a_reader_that(lambda: bytearray(1 << 30))) == "too-heavy"


@pytest.fixture
def _little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second of the processor in place of three and a half."""
    monkeypatch.setitem(child.SECONDS_OF, "it", 0.5)


@pytest.mark.usefixtures("_little_time")
def test_a_child_that_never_ends_is_a_sentence(a_reader_that) -> None:
    def never() -> None:
        while True:
            pass

    assert code(a_reader_that(never)) == "too-slow"


def test_a_child_that_cannot_be_asked_to_end_is_ended(a_reader_that) -> None:
    def deaf() -> None:
        signal.signal(signal.SIGPROF, signal.SIG_IGN)
        while True:
            pass

    assert code(a_reader_that(deaf)) == "too-slow"


def test_a_library_that_hides_that_time_is_up_hides_it_from_nobody(a_reader_that, monkeypatch) -> None:
    monkeypatch.setattr("caitien.documents.apart.limits._given_up", [True])

    assert code(a_reader_that(lambda: ctypes.c_int("argument 1: OutOfTimeError"))) == "too-slow"


def test_a_child_that_says_too_much_is_a_sentence(a_reader_that, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "ANSWER", 1000)  # this child is as large as the run of tests it is forked off
    assert code(a_reader_that(lambda: "x" * 1001)) == "too-heavy"


def test_a_child_that_would_write_a_file_does_not(a_reader_that, tmp_path: Path) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    assert code(a_reader_that(lambda: (tmp_path / "x").write_bytes(b"x"))) == "stumbled"


def test_a_mistake_of_ours_is_logged_and_no_fault_of_the_file(a_reader_that, caplog: pytest.LogCaptureFixture) -> None:
    assert code(a_reader_that(lambda: 1 / 0)) == "stumbled"
    assert "ZeroDivisionError" in caplog.text


def test_many_files_at_once_are_read() -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda number: read(TEXT, name=f"{number}.txt"), range(12)))
    assert all(isinstance(answer, Paper) for answer in answers)


def test_a_nursery_that_was_ended_is_followed_by_another() -> None:
    assert isinstance(read(TEXT, name="a.txt"), Paper)
    first = line._nursery().process
    first.kill()
    first.wait()
    assert isinstance(read(TEXT, name="a.txt"), Paper)
    assert line._nursery().process is not first


def test_a_fork_of_the_site_has_a_nursery_of_its_own() -> None:
    first = line._nursery().process.pid
    reading, writing = os.pipe()
    if (pid := os.fork()) == 0:
        os.write(writing, str(isinstance(read(TEXT, name="a.txt"), Paper) and line._nursery().process.pid).encode())
        line._forget()
        os._exit(0)
    os.waitpid(pid, 0)
    assert int(os.read(reading, 20)) not in (0, first)


_SITE = """
import sys, time
from caitien.documents.read import read
from caitien.documents.apart import line
read(b"abc", name="a.txt")
print(line._nursery().process.pid, flush=True)
read(b"{\\\\rtf1 " + b"{\\\\pict" * 20_000, name="a.rtf") if len(sys.argv) > 1 else time.sleep(60)
"""


def test_the_nursery_ends_with_the_site_even_if_that_is_killed() -> None:
    site = subprocess.Popen([sys.executable, "-c", _SITE], stdout=subprocess.PIPE, text=True)
    assert site.stdout is not None
    born = int(site.stdout.readline())
    site.kill()
    site.wait()
    site.stdout.close()
    assert ended(lambda: not Path(f"/proc/{born}").exists() or state(born) == "Z")


@pytest.mark.skipif(find_office() is None, reason="LibreOffice (soffice) is not installed on this machine")
def test_libreoffice_ends_with_the_site_even_if_that_is_killed_and_leaves_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", _SITE, "office"]
    site = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert site.stdout is not None
    site.stdout.readline()
    assert ended(lambda: list(tmp_path.glob("caitien-office-*/profile/user/extensions")), 60), "LibreOffice never began"
    site.kill()
    site.wait()
    site.stdout.close()
    assert ended(lambda: not list(tmp_path.iterdir()))
    assert not [each for each in Path("/proc").glob("[0-9]*/cmdline") if str(tmp_path) in read_or_nothing(each)]


def ended(is_so: Callable[[], object], seconds: float = 20) -> bool:
    """Whether it is so within some seconds."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def state(process: int) -> str:
    return read_or_nothing(Path(f"/proc/{process}/stat")).rpartition(")")[2].split()[0]


def read_or_nothing(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""
