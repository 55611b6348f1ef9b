"""The tables of a new site are made at once, and are what all the migrations leave, one after the other."""

import json
import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, migrations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from pytest_django.plugin import DjangoDbBlocker

from caitien.fresh_tables import make_tables
from tests import postgresql
from tests.empty_database import empty_database
from tests.forked import run
from tests.schema.told import Told, asking, told, with_rows

pytestmark = [pytest.mark.each_database, pytest.mark.timeout(300)]  # a hundred migrations, one by one


@pytest.fixture
def _empty(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> object:
    with django_db_blocker.unblock(), empty_database(tmp_path):
        yield


@pytest.fixture
def replayed(tmp_path: Path) -> Told:
    """What a database is after every migration, one by one. Some ten seconds."""
    var = tmp_path / "var"
    var.mkdir()
    own = {"CAITIEN_VAR": str(var), "DJANGO_SETTINGS_MODULE": "caitien.settings"}
    inherited = {name: said for name, said in os.environ.items() if name != "DATABASE_URL"}
    answer = run("-m", "tests.schema.replay", env=inherited | own | postgresql.database_of(var, like="template1"))
    assert answer.returncode == 0, answer.stderr
    found: Told = json.loads(answer.stdout)
    return found


@pytest.mark.usefixtures("_empty")
def test_tables_made_at_once_are_those_the_migrations_leave(replayed: Told) -> None:
    call_command("migrate", verbosity=0, interactive=False)
    found = told(asking(connection), connection.vendor)
    assert found.keys() == replayed.keys()
    for name, rows in found.items():
        assert rows == replayed[name], name
    assert {"columns", "constraints", "indexes", "migrations"} <= {name for name, rows in found.items() if rows}
    assert with_rows(asking(connection), (row[0] for row in found["tables"])) == set()


@pytest.mark.usefixtures("_empty")
def test_where_something_is_already_nothing_is_made() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE plans_plan (id integer)")
    executor = MigrationExecutor(connection)
    assert not make_tables(executor, executor.loader.graph.leaf_nodes())
    assert connection.introspection.table_names() == ["plans_plan"]


@pytest.mark.usefixtures("_empty")
def test_a_database_with_one_migration_goes_on_by_migrations() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([("sessions", "0001_initial")])
    executor.loader.build_graph()
    assert not make_tables(executor, executor.loader.graph.leaf_nodes())
    assert sorted(connection.introspection.table_names()) == ["django_migrations", "django_session"]


@pytest.mark.usefixtures("_empty")
def test_tables_that_cannot_all_be_made_leave_none(monkeypatch: pytest.MonkeyPatch) -> None:
    executor = MigrationExecutor(connection)

    def full(*_migration: object) -> None:
        raise OSError

    monkeypatch.setattr(executor.recorder, "record_applied", full)
    with pytest.raises(OSError):
        make_tables(executor, executor.loader.graph.leaf_nodes())
    assert connection.introspection.table_names() == ["django_migrations"]
    assert executor.recorder.applied_migrations() == {}


@pytest.mark.usefixtures("_empty")
def test_tables_of_an_earlier_day_are_made_as_they_were_then() -> None:
    executor = MigrationExecutor(connection)
    assert make_tables(executor, [("plans", "0014_fill_review_lines")])
    assert "plans_reviewline" in connection.introspection.table_names()
    assert "plans_heldlist" not in connection.introspection.table_names()
    assert "work_occurrence" not in connection.introspection.table_names()
    applied = MigrationExecutor(connection).loader.applied_migrations.keys()
    assert ("plans", "0014_fill_review_lines") in applied
    assert ("plans", "0015_no_plan_reviews") not in applied


def test_only_what_a_new_database_needs_is_left_to_do_by_hand() -> None:
    """A step more: either it fills rows that were there, then it is elidable, or it belongs in this list."""
    loader = MigrationLoader(None)
    found = [
        key
        for key, migration in loader.graph.nodes.items()
        for operation in migration.operations
        if migration.__module__.startswith("caitien.")
        and isinstance(operation, migrations.RunPython | migrations.RunSQL)
        and not operation.elidable
    ]
    assert sorted(found) == [
        ("access", "0004_guard_trail"),
        ("access", "0005_trail_names"),
        ("access", "0006_key_seals"),
        ("plans", "0016_words_once"),
        ("plans", "0019_words_in_order"),
    ]
