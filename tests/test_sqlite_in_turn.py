"""Writers on SQLite take turns in the order they came, over threads and processes; none waits for one who is gone."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from django.db import OperationalError, transaction
from pytest_django.plugin import DjangoDbBlocker

from caitien.running import AT_ONCE, Crew
from caitien.sqlite_in_turn import base
from caitien.sqlite_in_turn.base import DatabaseWrapper
from caitien.sqlite_in_turn.queue import ASIDE, Turn

pytestmark = pytest.mark.skipif(os.name != "posix", reason="NOT TRIED: files are held by flock")
HOLDER = """
import sys, time
from caitien.sqlite_in_turn.queue import Turn
turn = Turn(sys.argv[1])
assert turn.take(5)
print("holds", flush=True)
sys.stdin.readline()
"""


def held_elsewhere(path: Path) -> subprocess.Popen[str]:
    """Another process that has the turn until it is told a line, or ends."""
    pipe = subprocess.PIPE
    other = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdin=pipe, stdout=pipe, text=True)
    assert other.stdout
    assert other.stdout.readline() == "holds\n"
    return other


def test_threads_write_in_the_order_they_came(tmp_path: Path):
    path, order = str(tmp_path / "db"), list[int]()
    first = Turn(path)
    assert first.take(1)

    def write(number: int) -> None:
        turn = Turn(path)
        assert turn.take(10)
        order.append(number)
        turn.give_back()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
        time.sleep(0.01)
    assert order == []
    first.give_back()
    for thread in threads:
        thread.join()
    assert order == list(range(10))


def test_a_turn_that_does_not_come_in_its_time_is_told_and_blocks_nobody(tmp_path: Path):
    with held_elsewhere(tmp_path / "db") as other:
        late = Turn(str(tmp_path / "db"))
        assert not late.take(0.05)
        other.communicate("\n")
    assert late.take(1)
    late.give_back()


def test_the_turn_of_a_process_that_was_killed_goes_to_the_next(tmp_path: Path):
    with held_elsewhere(tmp_path / "db") as other:
        other.kill()
    turn = Turn(str(tmp_path / "db"))
    assert turn.take(1)
    turn.give_back()


def test_a_process_that_waits_comes_in_before_the_next_thread_of_the_one_that_writes(tmp_path: Path):
    path, order = tmp_path / "db", list[str]()
    mine = Turn(str(path))
    assert mine.take(1)
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        while not _gate_is_held(path):
            time.sleep(0.005)

        def write() -> None:
            turn = Turn(str(path))
            assert turn.take(10)
            order.append("ours")
            turn.give_back()

        thread = threading.Thread(target=write)
        thread.start()
        mine.give_back()
        assert other.stdout
        assert other.stdout.readline() == "holds\n"
        assert order == []
        other.communicate("\n")
        thread.join()
    assert order == ["ours"]


def _gate_is_held(path: Path) -> bool:
    import fcntl

    with Path(f"{path}-gate").open("a") as gate:
        try:
            fcntl.flock(gate, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        fcntl.flock(gate, fcntl.LOCK_UN)
    return False


@pytest.fixture
def connection(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[DatabaseWrapper]:
    """A connection of the site's kind to a file; transactions are of it."""
    settings = {"NAME": str(tmp_path / "db"), "OPTIONS": {"transaction_mode": "IMMEDIATE"}}
    usual = {"ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
    made = DatabaseWrapper({**usual, "TIME_ZONE": None, "TEST": {}, **settings}, alias="own")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(transaction, "get_connection", lambda _using=None: made)
        yield made
        made.close()


@pytest.mark.parametrize("ends_well", [True, False])
def test_a_transaction_has_the_turn_from_its_first_to_its_last_statement(
    connection: DatabaseWrapper, tmp_path: Path, ends_well: bool
):
    other = Turn(str(tmp_path / "db"))
    try:
        with transaction.atomic():
            connection.cursor().execute("CREATE TABLE t (x int)")
            with transaction.atomic():  # a savepoint asks for no turn of its own
                assert not other.take(0.02)
            if not ends_well:
                raise RuntimeError
    except RuntimeError:
        assert not ends_well
    assert other.take(1)
    other.give_back()


def test_a_transaction_whose_turn_does_not_come_is_an_error_of_the_database(
    connection: DatabaseWrapper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(base, "PATIENCE", 0.05)
    with held_elsewhere(tmp_path / "db") as other:
        with pytest.raises(OperationalError), transaction.atomic():
            pass
        other.communicate("\n")


def test_a_few_who_wait_for_the_turn_let_others_look_meanwhile_and_more_keep_their_place(tmp_path: Path):
    """Each thread beside those that run holds a connection: twenty who report at once do not need twenty."""
    path, begun, done = str(tmp_path / "db"), list[int](), list[Future[None]]()

    def write(number: int) -> None:
        begun.append(number)
        turn = Turn(path)
        assert turn.take(10)
        turn.give_back()

    with held_elsewhere(tmp_path / "db") as other:
        crew = Crew(20)
        for number in range(20):
            done.append(crew.do(write, number))
            time.sleep(0.01)
        time.sleep(0.1)
        assert len(begun) == ASIDE + AT_ONCE
        other.communicate("\n")
    assert [each.result(10) for each in done] == [None] * 20
    assert sorted(begun) == list(range(20))
