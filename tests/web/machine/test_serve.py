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
from typing import Any

import pytest

from tests.forked import ROOT, Child, begin
from tests.ready import like_opened_before, settled

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
Site = Child | subprocess.Popen[str]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def site(var: Path, port: int, *, anew: bool = False) -> Iterator[Site]:
    """The site, open as ``make run`` opens it; or from where that begins its Python anew, forked."""
    words = ("caitien", "serve", "--port") if anew else ("caitien.cli.serving", "127.0.0.1")
    with (begin_anew if anew else begin)("-m", *words, str(port), env=settled(var)) as process:
        yield process


def begin_anew(*words: str, env: dict[str, str]) -> "Anew":
    """Python, started in a group of its own."""
    return Anew(
        [sys.executable, *words],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


class Anew(subprocess.Popen[str]):
    """A process whose group is ended at the end."""

    def __exit__(self, *error: Any) -> None:
        if self.poll() is None:
            os.killpg(self.pid, signal.SIGKILL)
        super().__exit__(*error)


def said(process: Site, pattern: str) -> re.Match[str]:
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
    """An empty folder and a new Python the first time, a site that was opened before the second."""
    port = free_port()
    if before:
        like_opened_before(tmp_path)
    with site(tmp_path, port, anew=not before) as process:
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
