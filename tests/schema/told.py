"""What a database is, in plain words (mô tả một cơ sở dữ liệu): to tell whether two are the same."""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from tests.postgresql import SEEDED

Ask = Callable[[str], Iterable[tuple[Any, ...]]]
Told = dict[str, list[list[Any]]]  # what is asked about → rows, sorted

_FORMER: Final = {"work_occurrence": "work_turn"}  # PostgreSQL renames nothing that hangs on a table with it
_EITHER: Final = {
    "migrations": "SELECT app, name FROM django_migrations",
    "kinds": "SELECT app_label, model FROM django_content_type",
    "permissions": """SELECT app_label, model, codename, name FROM auth_permission
        JOIN django_content_type ON django_content_type.id = content_type_id""",
}
_SQLITE: Final = {
    "tables": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    "columns": """SELECT t.name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
        FROM sqlite_master t, pragma_table_xinfo(t.name) c WHERE t.type = 'table'""",
    "links": """SELECT t.name, f."table", f."from", f."to", f.on_update, f.on_delete
        FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'""",
    "indexes": """SELECT t.name, i."unique", i.origin, i.partial,
            group_concat(c.name || ' ' || c."desc" || ' ' || c.coll)
        FROM sqlite_master t, pragma_index_list(t.name) i, pragma_index_xinfo(i.name) c
        WHERE t.type = 'table' AND c."key" GROUP BY t.name, i.name""",
    "statements": "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type <> 'table' AND sql IS NOT NULL",
}
_POSTGRESQL: Final = {
    "tables": "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'public'",
    "columns": """SELECT table_name, column_name, udt_name, character_maximum_length, numeric_precision, numeric_scale,
        is_nullable, column_default, is_identity, identity_generation, collation_name, is_generated
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraints": """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND contype <> 'n'""",
    "indexes": r"""SELECT tablename, indexname, regexp_replace(indexdef, 'INDEX \S+ ON', 'INDEX ON') FROM pg_indexes
        WHERE schemaname = 'public'""",
    "triggers": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "sequences": "SELECT data_type::text, start_value FROM pg_sequences WHERE schemaname = 'public'",
}


def told(ask: Ask, vendor: str) -> Told:
    """Tables, columns with types, indexes, constraints, triggers and functions; and the rows a new site has."""
    questions = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[vendor] | _EITHER
    found = {name: sorted((list(row) for row in ask(question)), key=repr) for name, question in questions.items()}
    if vendor == "sqlite":
        found["constraints"] = sorted(_constraints(ask))
    else:
        for name in ("constraints", "indexes"):
            found[name] = sorted([table, _given_name(table, own), says] for table, own, says in found[name])
    return found


def _given_name(table: str, name: str) -> str:
    """The name of an index or constraint, if a person gave it: migrations call it by that. "" for one Django made of
    the table's name as it was then; it looks for these by their columns."""
    return "" if name.startswith((table, _FORMER.get(table, table))) else name


def with_rows(ask: Ask, tables: Iterable[str]) -> set[str]:
    """The tables that have a row, but for those of Django that are :func:`told`."""
    return {table for table in tables if table not in SEEDED and list(ask(f'SELECT 1 FROM "{table}" LIMIT 1'))}  # noqa: S608


def _constraints(ask: Ask) -> Iterable[list[Any]]:
    """Of SQLite, which keeps them as it was told them: the lines of a table that are no column's alone, each with the
    table; and what a column is held to."""
    for table, sql in ask("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
        for line in _lines(sql[sql.index("(") + 1 : sql.rindex(")")]):
            yield [table, re.sub(r"\s+", " ", line).strip()]


def _lines(inside: str) -> Iterable[str]:
    """Divided at the commas that stand within no brackets and no quotes."""
    depth, begun, quoted = 0, 0, ""
    for at, letter in enumerate(inside):
        if quoted:
            quoted = "" if letter == quoted else quoted
        elif letter in "'\"":
            quoted = letter
        elif letter in "()":
            depth += 1 if letter == "(" else -1
        elif letter == "," and not depth:
            yield inside[begun:at]
            begun = at + 1
    yield inside[begun:]


def asking(connection: Any) -> Ask:
    """How to ask the database of a connection of Django's."""

    def ask(question: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(question)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    return ask
