"""Workers are killed with ``kill -9`` while LibreOffice composes a PDF: it is done all the same, and once."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from caitien.documents.gate.office import find_office
from tests.forked import Child, begin, run
from tests.migrated import copy_to_folder
from tests.postgresql import database_of
from tests.web.machine.test_serve import Anew, anyone_left, begin_anew

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="NOT TRIED: kill -9 is POSIX"),
    pytest.mark.skipif(find_office() is None, reason="NOT TRIED: no LibreOffice on this machine to be killed over"),
    pytest.mark.timeout(240),
]
ROWS = 100  # LibreOffice starts and prints for a second or two: time enough to be killed


def bare_environment(var: Path) -> dict[str, str]:
    """What a process of a site in that folder is told; of its database nothing yet."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("CAITIEN_")}
    return inherited | {"CAITIEN_VAR": str(var), "DJANGO_SETTINGS_MODULE": "caitien.settings", "CAITIEN_WORKERS": "1"}


class Site:
    """A site in a folder of its own."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.ended = ExitStack()
        self.env = bare_environment(var) | database_of(var)
        copy_to_folder(var)

    def told(self, *words: str) -> str:
        """What a script says that looks at the site; one process for all that is asked of it."""
        script = self.script
        assert script.stdin
        assert script.stdout
        script.stdin.write(f"{' '.join(words)}\n")
        script.stdin.flush()
        return script.stdout.readline().strip()

    @cached_property
    def script(self) -> Child:
        return self.ended.enter_context(begin("-m", "tests.jobs.at_the_site", env=self.env))

    def asked(self, rows: int = ROWS) -> str:
        return self.told("ask", str(rows))

    def worker(self) -> int:
        """Another worker, in a group of processes of its own: the number of the group."""
        return self.ended.enter_context(begin("-m", "caitien", "worker", env=self.env)).pid

    def command(self) -> Anew:
        """Another worker, by a new Python, as its keeper starts it."""
        return self.ended.enter_context(begin_anew("-m", "caitien", "worker", env=self.env))

    def job(self, key: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.told("look", key))
        return found

    def until(self, key: str, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The job once that holds of it."""
        deadline = time.monotonic() + 90
        while not holds(job := self.job(key)):
            assert time.monotonic() < deadline, job
            time.sleep(0.05)
        return job


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    found = Site(tmp_path)
    with found.ended:
        yield found


def is_printing(job: dict[str, Any]) -> bool:
    return job["words"] == "Đang in ra PDF."


def is_ended(job: dict[str, Any]) -> bool:
    return job["state"] in {"done", "failed"}


def assert_done_once(site: Site, job: dict[str, Any]) -> None:
    assert (job["state"], job["attempts"]) == ("done", 2), job
    (pdf,) = (site.var / "files" / "printed").rglob("*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert pdf.name == f"{job['result']['sha256']}.pdf"


@pytest.mark.each_database
def test_a_killed_worker_that_is_started_again_does_its_job_once(site: Site):
    key = site.asked()
    killed = site.worker()
    site.until(key, is_printing)
    os.killpg(killed, signal.SIGKILL)
    assert site.job(key)["state"] == "running"
    site.worker()
    assert_done_once(site, site.until(key, is_ended))


@pytest.mark.each_database
def test_another_worker_does_the_job_of_a_killed_one(site: Site):
    key = site.asked()
    both = [site.worker(), site.worker()]
    held = site.until(key, is_printing)
    killed = os.getpgid(int(held["worker"].split()[-1]))
    assert killed in both
    os.killpg(killed, signal.SIGKILL)
    done = site.until(key, is_ended)
    assert_done_once(site, done)
    assert done["worker"] != held["worker"]


@pytest.mark.each_database
def test_one_killed_process_of_a_worker_is_replaced_and_its_job_done_once(site: Site):
    key = site.asked()
    site.worker()
    held = site.until(key, is_printing)
    os.kill(int(held["worker"].split()[-1]), signal.SIGKILL)
    assert_done_once(site, site.until(key, is_ended))


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_an_idle_worker_leaves_nobody_behind(site: Site, end: signal.Signals):
    key = site.asked(rows=2)
    worker = site.worker()
    site.until(key, is_ended)
    os.kill(worker, end)
    while anyone_left(worker):  # the time limit of the test is the limit here
        time.sleep(0.1)


def test_the_command_works_until_ctrl_c_and_leaves_nobody_behind(site: Site):
    key = site.asked(rows=2)
    worker = site.command()
    assert site.until(key, is_ended)["state"] == "done"
    os.kill(worker.pid, signal.SIGINT)
    assert worker.wait(30) == 0
    while anyone_left(worker.pid):  # the time limit of the test is the limit here
        time.sleep(0.1)


@pytest.mark.each_database
def test_a_worker_without_a_database_says_what_to_do(tmp_path: Path):
    env = bare_environment(tmp_path) | database_of(tmp_path, like="no_database_of_this_name")
    answer = run("-m", "caitien", "worker", env=env, timeout=60)
    assert answer.returncode == 2
    assert "caitien serve" in answer.stdout
