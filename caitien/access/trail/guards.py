"""The database's own refusal to change the audit trail (khoá nhật ký), on both kinds of database.

The model refuses (:mod:`caitien.access.models.trail`), but a console or a slip of raw SQL does not ask the model. What
gets past the guards, by taking them away first, breaks the seals: :mod:`caitien.access.trail.proof` finds it.

A migration that makes SQLite copy the table loses its triggers and puts them up again where they are not
(``CREATE TRIGGER IF NOT EXISTS``: a new site has them already); the sentences of test_trail.py are red until it does.
"""

from collections.abc import Sequence
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_TABLE: Final = "access_auditentry"
_REFUSAL: Final = "the audit trail is append-only"
_TRIGGERS: Final = {  # on SQLite: name → what it stands in the way of
    "audit_no_update": f"BEFORE UPDATE ON {_TABLE}",
    "audit_no_delete": f"BEFORE DELETE ON {_TABLE}",
    # INSERT OR REPLACE deletes without telling the trigger above
    "audit_no_replace": f"""BEFORE INSERT ON {_TABLE} WHEN EXISTS (
        SELECT 1 FROM {_TABLE} WHERE id = NEW.id OR (chain = NEW.chain AND number = NEW.number))""",  # noqa: S608 - all of it stands here
}
_INSTALL: Final = {
    "sqlite": [
        f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END" for name, when in _TRIGGERS.items()
    ],
    "postgresql": [
        f"""CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        f"""CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {_TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    ],
}
_REMOVE: Final = {
    "sqlite": [f"DROP TRIGGER {name}" for name in _TRIGGERS],
    "postgresql": [f"DROP TRIGGER audit_no_change ON {_TABLE}", "DROP FUNCTION audit_refuse()"],
}


def install(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse every UPDATE, DELETE and TRUNCATE of the trail (đặt khoá), as a step of a migration."""
    guard(editor.connection)


def remove(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the refusal away (gỡ khoá), as the step back of a migration."""
    unguard(editor.connection)


def guard(connection: BaseDatabaseWrapper) -> None:
    """Put the guards up; a change is an IntegrityError from then on."""
    _execute(connection, _INSTALL[connection.vendor])


def unguard(connection: BaseDatabaseWrapper) -> None:
    """Take the guards down: for migrations, and for tests that empty every table."""
    _execute(connection, _REMOVE[connection.vendor])


def _execute(connection: BaseDatabaseWrapper, statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
