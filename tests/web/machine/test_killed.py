"""kill -9 of the site in the middle of writes, again and again: all acknowledged is there, nothing is half there."""

import http.client
import os
import random
import signal
import threading
import time
from pathlib import Path

import pytest

from tests import postgresql
from tests.depth import SEARCHING
from tests.forked import begin
from tests.ready import WEB_PROCESSES, like_opened_before, settled
from tests.web.machine.test_serve import free_port, page, said, site
from tests.web.writers import Writer, draft_again, links, told_by

pytestmark = [
    pytest.mark.each_database,
    pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX"),
    pytest.mark.timeout(600),
]
FEW, MANY = (4, 10) if postgresql.WANTED else (8, 50)
KILLS = MANY if SEARCHING else FEW  # of the server and its web processes, at moments spread over a write
WRITERS = 4
_SERVER = f"import sys; from caitien.serve import _run; _run('127.0.0.1', int(sys.argv[1]), {WEB_PROCESSES})"


def write_until_it_dies(
    writer: Writer, line: int, occurrences: range, kept: list[tuple[int, str]], stop: threading.Event
):
    """Two cells of the writer's own line in one verb, the same words in both; what was acknowledged is kept in mind."""
    for occurrence in occurrences:
        text = f"Dòng {line} lượt {occurrence}"
        try:
            status, _ = writer.ask("POST", f"/ke-hoach/1/dong/{line}/sua", {"work": text, "owners": text})
        except (OSError, http.client.HTTPException):
            return
        assert status == 302, status
        kept.append((line, text))
        if stop.is_set():
            return


def test_what_was_acknowledged_is_there_and_nothing_is_half_there(tmp_path: Path):
    port, chance = free_port(), random.Random(9)  # noqa: S311 - moments, not secrets
    like_opened_before(tmp_path)
    with site(tmp_path, port) as process:
        said(process, r"Ctrl-C")
        page(port, "/dang-nhap")
        writers = [Writer(port, ("an", "hanh")[line % 2]) for line in range(WRITERS)]
        draft_again(tmp_path)
    kept: list[tuple[int, str]] = []
    for kill in range(KILLS):
        before = len(kept)
        _write_and_kill(tmp_path, writers, kill, kept, chance)
        assert len(kept) > before
    told = told_by(tmp_path)
    assert told["broken"] == []
    assert links(told) == []
    written = {
        (row, now.get("work"))
        for entry in told["entries"]
        for row, now in entry["after"].items()
        if isinstance(now, dict)
    }
    assert {(f"task {line}", text) for line, text in kept} <= written
    # of the four one may not have been answered, nor have written, before each server died
    touched = {row for row, text in written if str(text).startswith("Dòng ")}
    for line in range(1, WRITERS + 1):
        now = told["tasks"][str(line)]
        assert (now["work"] == now["owners"]) is (f"task {line}" in touched)


def _write_and_kill(
    var: Path, writers: list[Writer], kill: int, kept: list[tuple[int, str]], chance: random.Random
) -> None:
    """A server on which the writers write until it is killed, at some moment after the first was answered."""
    port, before, stop = free_port(), len(kept), threading.Event()
    with begin("-c", _SERVER, str(port), env=settled(var)) as server:
        page(port, "/dang-nhap")
        occurrences = range(kill * 10_000, (kill + 1) * 10_000)
        threads = []
        for line, writer in enumerate(writers, 1):
            writer.port = port
            told = (writer, line, occurrences, kept, stop)
            threads.append(threading.Thread(target=write_until_it_dies, args=told))
        for thread in threads:
            thread.start()
        deadline = time.monotonic() + 60
        while len(kept) == before and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(chance.uniform(0.02, 0.25))
        os.killpg(server.pid, signal.SIGKILL)
        stop.set()
        for thread in threads:
            thread.join()
