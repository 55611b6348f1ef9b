"""Keys of this site for rows that come from another (khoá mới), on either kind of database."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Max, Model


def fresh_keys(model: type[Model], old: Iterable[int]) -> dict[int, int]:
    """A free key for each old one (khoá mới cho từng dòng), in their order: within the transaction that writes them.

    PostgreSQL gives them from the table's sequence, so that nobody else gets one; on SQLite one writes at a time. Two
    statements. Raises ValueError where a key comes twice.
    """
    keys = list(old)
    if len(set(keys)) != len(keys):
        raise ValueError("a key comes twice")
    return dict(zip(keys, _free(model, len(keys)), strict=True))


def _free(model: type[Model], count: int) -> Iterable[int]:
    table, column = model._meta.db_table, model._meta.pk.column
    if not count:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            wanted = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(wanted, [f'"{table}"', column, count])
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        given = (cursor.fetchone() or [0])[0]
    last = max(given, model._base_manager.aggregate(last=Max("pk"))["last"] or 0)
    return range(last + 1, last + 1 + count)
