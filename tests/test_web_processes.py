"""How many web processes there are, and that their threads never fill a PostgreSQL."""

import os
import sys

import pytest
from django.db import connections

from caitien import pooled
from caitien.pooled import pool_connections, room_for
from caitien.serve import MOST_PROCESSES, serve, web_processes


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
