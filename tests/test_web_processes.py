"""How many web processes there are, and that their threads never fill a PostgreSQL."""

import os
import sys
import time
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from caitien import pooled
from caitien.domain.machine_trouble import trouble_in
from caitien.pooled import pool_connections, room_for
from caitien.serve import MOST_PROCESSES, serve, shown_address, web_processes


def test_there_is_one_for_each_core_up_to_a_number(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("CAITIEN_WEB_PROCESSES", raising=False)
    for cores, expected in ((1, 1), (2, 2), (64, MOST_PROCESSES)):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _pid, cores=cores: set(range(cores)), raising=False)
        assert web_processes() == (1 if sys.platform == "win32" else expected)


@pytest.mark.skipif(sys.platform == "win32", reason="one there, whatever is said")
@pytest.mark.parametrize(("said", "number"), [("3", 3), ("0", 0), ("-1", 0), ("hai", 0), ("²", 0)])
def test_the_setting_says_another_number(monkeypatch: pytest.MonkeyPatch, said: str, number: int):
    monkeypatch.setenv("CAITIEN_WEB_PROCESSES", said)
    assert web_processes() == number


@pytest.mark.skipif(sys.platform == "win32", reason="one there, whatever is said")
def test_a_setting_that_is_no_number_is_said_and_nothing_opens(
    tmp_path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("CAITIEN_VAR", str(tmp_path))
    monkeypatch.setenv("CAITIEN_WEB_PROCESSES", "hai")
    assert serve(port=0) == 2
    assert "CAITIEN_WEB_PROCESSES" in capsys.readouterr().out


def on(monkeypatch: pytest.MonkeyPatch, engine: str) -> dict:
    settings = {**connections.settings["default"], "ENGINE": engine, "OPTIONS": {}, "CONN_MAX_AGE": 600}
    monkeypatch.setitem(connections.settings, "default", settings)
    return settings


@pytest.mark.parametrize("processes", [1, 2, 3, 8, 60])
def test_threads_and_processes_leave_room_on_a_postgresql_of_100_connections(
    monkeypatch: pytest.MonkeyPatch, processes: int
):
    settings = on(monkeypatch, "django.db.backends.postgresql")
    threads = room_for(processes)
    pool_connections(threads)
    assert threads * processes <= pooled.MOST
    assert settings["OPTIONS"]["pool"]["max_size"] == threads  # no thread waits for another's connection
    assert (settings["CONN_MAX_AGE"], settings["CONN_HEALTH_CHECKS"]) == (0, True)


def test_sqlite_has_no_pool(monkeypatch: pytest.MonkeyPatch):
    settings = on(monkeypatch, "caitien.sqlite_in_turn")
    assert room_for(8) == pooled.THREADS
    pool_connections(8)
    assert (settings["OPTIONS"], settings["CONN_MAX_AGE"]) == ({}, 600)


def pid_of(pooled_connection: BaseDatabaseWrapper) -> int:
    with pooled_connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (found,) = cursor.fetchone()
    return int(found)


def give_back(own: BaseDatabaseWrapper) -> None:
    """Back into the pool, which sees to it beside us."""
    own.close()
    for _ in range(100):
        if own.pool.get_stats().get("pool_available"):  # type: ignore[attr-defined]
            return
        time.sleep(0.05)


@pytest.fixture
def of_a_pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[BaseDatabaseWrapper]:
    """A connection as a web process has it."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no pool")
    settings = {**connection.settings_dict, "OPTIONS": {**connection.settings_dict["OPTIONS"]}}
    monkeypatch.setitem(connections.settings, "default", settings)
    pool_connections(1)  # two, and which one comes back is chance
    found = type(connections["default"])(settings, alias="own")
    yield found
    found.close()
    found.close_pool()


@pytest.mark.each_database
@pytest.mark.django_db(transaction=True)
def test_a_pooled_connection_that_was_cut_is_replaced_before_it_is_used(of_a_pool: BaseDatabaseWrapper):
    own = pid_of(of_a_pool)
    give_back(of_a_pool)
    assert pid_of(of_a_pool) == own  # it was kept
    give_back(of_a_pool)
    with connection.cursor() as other:
        other.execute("SELECT pg_terminate_backend(%s)", [own])
    assert pid_of(of_a_pool) != own


@pytest.mark.each_database
@pytest.mark.django_db(transaction=True)
def test_of_a_database_that_is_away_the_pool_tells_soon(
    of_a_pool: BaseDatabaseWrapper,
):
    of_a_pool.settings_dict["OPTIONS"]["pool"]["timeout"] = 0.3
    of_a_pool.settings_dict["HOST"] = "/nowhere"
    with pytest.raises(OperationalError) as told:
        pid_of(of_a_pool)
    found = trouble_in(told.value)
    assert found
    assert found.status == 503


@pytest.mark.parametrize(
    ("host", "known", "shown"),
    [
        ("127.0.0.1", "http://truong.vn", "http://localhost:9000"),
        ("0.0.0.0", "http://192.0.2.20:9000", "http://192.0.2.20:9000"),  # noqa: S104
        ("0.0.0.0", "http://localhost:9000", "http://localhost:9000"),  # noqa: S104
        ("192.0.2.20", "http://localhost:9000", "http://192.0.2.20:9000"),
    ],
)
def test_the_address_it_prints_can_be_opened(host: str, known: str, shown: str):
    assert shown_address(host, 9000, known) == shown
