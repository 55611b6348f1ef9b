"""The process that sends is killed with ``kill -9`` again and again: every mail goes out, none twice."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.depth import SEARCHING
from tests.jobs.test_workers import ROOT, bare_environment
from tests.migrated import copy_to_folder
from tests.nudges.post import open_post
from tests.postgresql import database_of

pytestmark = [
    pytest.mark.each_database,
    pytest.mark.skipif(os.name != "posix", reason="NOT TRIED: kill -9 is POSIX"),
    pytest.mark.timeout(600),
]
MAILS, KILLS = (300, 20) if SEARCHING else (40, 4)


def test_killed_again_and_again_every_mail_is_sent_and_none_twice(tmp_path: Path):
    dice = random.Random(18)  # noqa: S311 - not a secret
    with open_post() as (post, port):
        mail = {"CAITIEN_EMAIL_HOST": "127.0.0.1", "CAITIEN_EMAIL_PORT": str(port), "CAITIEN_EMAIL_FROM": "n@a.vn"}
        env = bare_environment(tmp_path) | database_of(tmp_path) | mail
        copy_to_folder(tmp_path)
        told(env, "make", str(MAILS))
        with nursery(env) as site:
            for kill in range(1, KILLS + 1):
                sender = site.begin()
                wanted = min(MAILS * kill // (KILLS + 1), MAILS)
                while len(post.came) < wanted and lives(sender):
                    time.sleep(0.002)
                time.sleep(dice.uniform(0, 0.02))
                os.kill(sender, signal.SIGKILL)
                assert site.ended() == -signal.SIGKILL, "killed in the middle of its work"
            site.begin()
            assert site.ended() == 0
        states = json.loads(told(env, "look"))
        came = Counter(post.to)
    sys.stdout.write(f"{len(came)} of {MAILS} sent with {KILLS} kills: {Counter(states.values())}\n")  # shown by -rP
    assert set(came.values()) == {1}, "none twice"
    missing = set(states) - set(came)
    assert all(states[address] == "handed" for address in missing), "but one whose last five bytes were cut off"
    assert len(missing) <= 1
    assert not set(states.values()) - {"sent", "handed"}


class Nursery:
    """The site loaded once, of which each sender is a fork: a kill costs no start of Python."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin
        assert process.stdout
        self.questions, self.answers = process.stdin, process.stdout

    def begin(self) -> int:
        """Another sender, by the key of its process."""
        self.questions.write("send\n")
        self.questions.flush()
        return int(self.answers.readline())

    def ended(self) -> int:
        """How the last one ended."""
        return int(self.answers.readline())


@contextmanager
def nursery(env: dict[str, str]) -> Iterator[Nursery]:
    command = [sys.executable, "-m", "tests.nudges.at_the_site", "nursery"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as site:
        yield Nursery(site)


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def told(env: dict[str, str], *words: str) -> str:
    command = [sys.executable, "-m", "tests.nudges.at_the_site", *words]
    return subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True).stdout
