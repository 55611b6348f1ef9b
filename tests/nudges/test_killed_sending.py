"""The process that sends is killed with ``kill -9`` again and again: every mail goes out, none twice."""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.depth import SEARCHING
from tests.forked import begin, run
from tests.jobs.test_workers import bare_environment
from tests.migrated import copy_to_folder
from tests.nudges.post import open_post
from tests.postgresql import database_of

pytestmark = [
    pytest.mark.each_database,
    pytest.mark.skipif(os.name != "posix", reason="NOT TRIED: kill -9 is POSIX"),
    pytest.mark.timeout(600),
]
SITE = "tests.nudges.at_the_site"
MAILS, KILLS = (300, 20) if SEARCHING else (40, 4)


def test_killed_again_and_again_every_mail_is_sent_and_none_twice(tmp_path: Path):
    dice = random.Random(18)  # noqa: S311 - not a secret
    with open_post() as (post, port):
        mail = {"CAITIEN_EMAIL_HOST": "127.0.0.1", "CAITIEN_EMAIL_PORT": str(port), "CAITIEN_EMAIL_FROM": "n@a.vn"}
        env = bare_environment(tmp_path) | database_of(tmp_path) | mail
        copy_to_folder(tmp_path)
        told(env, "make", str(MAILS))
        for kill in range(1, KILLS + 1):
            with begin("-m", SITE, "send", env=env) as sender:
                wanted = min(MAILS * kill // (KILLS + 1), MAILS)
                while len(post.came) < wanted and sender.poll() is None:
                    time.sleep(0.002)
                time.sleep(dice.uniform(0, 0.02))
                sender.kill()
                assert sender.wait() == -signal.SIGKILL, "killed in the middle of its work"
        told(env, "send")
        states = json.loads(told(env, "look"))
        came = Counter(post.to)
    sys.stdout.write(f"{len(came)} of {MAILS} sent with {KILLS} kills: {Counter(states.values())}\n")  # shown by -rP
    assert set(came.values()) == {1}, "none twice"
    missing = set(states) - set(came)
    assert all(states[address] == "handed" for address in missing), "but one whose last five bytes were cut off"
    assert len(missing) <= 1
    assert not set(states.values()) - {"sent", "handed"}


def told(env: dict[str, str], *words: str) -> str:
    answer = run("-m", SITE, *words, env=env)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout
