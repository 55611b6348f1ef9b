"""A run that was to be on PostgreSQL is on PostgreSQL, or says that it is not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests import postgresql

ROOT = Path(__file__).parents[1]


@pytest.mark.each_database
def test_the_run_is_on_the_database_that_was_asked_for(db: None):
    with connection.cursor() as cursor:
        cursor.execute("SELECT version()" if postgresql.WANTED else "SELECT sqlite_version()")
        (version,) = cursor.fetchone()
    assert ("PostgreSQL" in version) == postgresql.WANTED


@pytest.mark.parametrize(("ci", "code", "workers"), [("true", 1, "2"), ("", 0, "0")])
def test_where_postgresql_does_not_start_nothing_passes_for_tried(ci: str, code: int, workers: str):
    settled = {
        "CI": ci,
        "CAITIEN_TEST_DATABASE": "postgresql",
        "CAITIEN_TEST_POSTGRESQL": "",
        "CAITIEN_TEST_POSTGRESQL_TROUBLE": "no room",
    }
    command = [sys.executable, "-m", "pytest", "-n", workers, "tests/access/test_action.py"]
    run = subprocess.run(
        command, cwd=ROOT, env=os.environ | settled, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == code
    assert "NOTHING WAS TRIED ON POSTGRESQL, it does not start here: no room" in run.stdout + run.stderr
    assert "passed" not in run.stdout
