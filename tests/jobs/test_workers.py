"""Workers are killed with ``kill -9`` while LibreOffice composes a PDF: it is done all the same, and once."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from caitien.documents.gate.office import find_office
from tests.migrated import copy_to_folder
from tests.postgresql import database_of
from tests.web.machine.test_serve import anyone_left

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="NOT TRIED: kill -9 is POSIX"),
    pytest.mark.skipif(find_office() is None, reason="NOT TRIED: no LibreOffice on this machine to be killed over"),
    pytest.mark.timeout(240),
]
ROOT = Path(__file__).parents[2]
ROWS = 100  # LibreOffice starts and prints for a second or two: time enough to be killed


def bare_environment(var: Path) -> dict[str, str]:
    """What a process of a site in that folder is told; of its database nothing yet."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("CAITIEN_")}
    return inherited | {"CAITIEN_VAR": str(var), "DJANGO_SETTINGS_MODULE": "caitien.settings", "CAITIEN_WORKERS": "1"}


class Site:
    """A site in a folder of its own."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.forked: list[int] = []
        self.started: list[subprocess.Popen[bytes]] = []
        self.script: subprocess.Popen[str] | None = None
        self.env = bare_environment(var) | database_of(var)
        copy_to_folder(var)

    def told(self, *words: str) -> str:
        """What a script says that looks at the site; one process for all that is asked of it."""
        if self.script is None:
            command = [sys.executable, "-m", "tests.jobs.at_the_site"]
            pipe = subprocess.PIPE
            self.script = subprocess.Popen(command, cwd=ROOT, env=self.env, stdin=pipe, stdout=pipe, text=True)
        assert self.script.stdin
        assert self.script.stdout
        self.script.stdin.write(f"{' '.join(words)}\n")
        self.script.stdin.flush()
        return self.script.stdout.readline().strip()

    def asked(self, rows: int = ROWS) -> str:
        return self.told("ask", str(rows))

    def worker(self) -> int:
        """Another worker, in a group of processes of its own, forked from the script: the number of the group."""
        self.forked.append(int(self.told("worker")))
        return self.forked[-1]

    def command(self) -> subprocess.Popen[bytes]:
        """Another worker, as its keeper starts it."""
        command = [sys.executable, "-m", "caitien", "worker"]
        self.started.append(subprocess.Popen(command, cwd=ROOT, env=self.env, start_new_session=True))
        return self.started[-1]

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

    def close(self) -> None:
        for group in self.forked:
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
        for process in self.started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if self.script:
            self.script.communicate()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    found = Site(tmp_path)
    yield found
    found.close()


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
    command = [sys.executable, "-m", "caitien", "worker"]
    run = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 2
    assert "caitien serve" in run.stdout
