"""The database as it is at one moment (ảnh chụp dữ liệu), while people go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Whatever is read within is as it was when the first of it was read (đọc tại một thời điểm).

    Nobody waits for it: PostgreSQL keeps older rows for it, SQLite its write-ahead log. On SQLite it must not be a
    transaction of Django's, which takes the turn of a writer.
    """
    if connection.vendor == "sqlite":
        with _sqlite():
            yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@contextmanager
def _sqlite() -> Iterator[None]:
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        cursor.execute("SELECT count(*) FROM django_migrations")  # a deferred transaction begins with its first read
        cursor.fetchall()
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
