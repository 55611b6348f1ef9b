"""A database with nothing in it (cơ sở dữ liệu trống), where the test's own connection leads for a while."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from tests import postgresql


@contextmanager
def empty_database(folder: Path) -> Iterator[None]:
    """As long as it lasts, the site's connection leads to a new database that is named after the folder. For a test
    that asks for no other (``django_db_blocker`` in place of ``db``): nothing of it is there."""
    own, name = connection.connection, connection.settings_dict["NAME"]
    connection.connection, connection.settings_dict["NAME"] = None, _made(folder)
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = own, name


def _made(folder: Path) -> str:
    if postgresql.WANTED:
        postgresql.database_of(folder, like="template1")
        return postgresql.name_of(folder)
    file = folder / "empty.sqlite3"
    with closing(sqlite3.connect(file)):
        return str(file)
