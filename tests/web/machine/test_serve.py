"""Opening the site: it starts by itself, and Ctrl-C leaves nothing behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from caitien.serve import _way_in
from tests.ready import like_opened_before, settled

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
ROOT = Path(__file__).parents[3]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def site(var: Path, port: int, *command: str) -> Iterator[subprocess.Popen[str]]:
    """The site, open as ``make run`` opens it, or by other arguments of Python."""
    process = subprocess.Popen(
        [sys.executable, *(command or ("-m", "caitien", "serve", "--port", str(port)))],
        cwd=ROOT,
        env=settled(var),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def said(process: subprocess.Popen[str], pattern: str) -> re.Match[str]:
    """Wait until the site says so."""
    assert process.stdout
    for line in process.stdout:
        if found := re.search(pattern, line):
            return found
    raise AssertionError(f"the site ended without saying {pattern}")


def page(port: int, where: str) -> str:
    deadline = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{where}") as answer:
                return answer.read().decode()
        except (ConnectionError, urllib.error.URLError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def anyone_left(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(("end", "before"), [(signal.SIGINT, False), (signal.SIGKILL, True)])
def test_the_site_opens_shows_its_people_and_leaves_nobody_behind(tmp_path: Path, end: signal.Signals, before: bool):
    """An empty folder the first time, one that was opened before the second."""
    port = free_port()
    if before:
        like_opened_before(tmp_path)
    with site(tmp_path, port) as process:
        said(process, rf"http://localhost:{port}$")
        assert said(process, r"^ +an +Nguyễn Thị An")
        words = page(port, "/dang-nhap")
        assert "Trường mẫu" in words
        style = re.search(r'href="(/static/caitien\.[0-9a-f]{12}\.css)"', words)
        assert style
        assert "--accent" in page(port, style[1])
        if end is signal.SIGINT:
            os.killpg(process.pid, end)
            assert process.wait(timeout=10) == 0
        else:
            process.kill()  # the server alone: its worker has to notice by itself
            process.wait(timeout=10)
        deadline = time.monotonic() + 10
        while anyone_left(process.pid) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not anyone_left(process.pid)


@pytest.mark.parametrize(
    ("host", "said", "address"),
    [
        ("127.0.0.1", "https://caitien.example.vn", "http://localhost:8000"),
        ("0.0.0.0", "http://192.0.2.2:8000", "http://192.0.2.2:8000"),  # noqa: S104 - compared with
        ("::", "http://localhost:8000", "http://localhost:8000"),
        ("192.0.2.2", "http://192.0.2.2:8000", "http://192.0.2.2:8000"),
    ],
)
def test_the_address_that_is_told_is_one_a_browser_can_go_to(host: str, said: str, address: str):
    assert _way_in(host, 8000, said) == address
