"""The tables of an empty database, made at once (dựng bảng một lần) and not migration by migration.

A hundred migrations take twenty seconds of a core to replay, nearly all of it to draw the models of every moment in
between. Where there is no table yet nobody needs those moments: the tables are made as the last one has them, then the
steps the migrations take by hand (triggers, an index of one kind of database) are taken on them in order, and each
migration is recorded as applied. What comes of it is what a replay leaves, table by table and record by record
(tests/test_fresh_tables.py), so upgrades, archives and the way back know no difference.

A step by hand that only changes rows that were there before has nothing to do here. Its migration says so in Django's
own word, ``RunPython(…, elidable=True)``; any other must do its work on the tables as they are today.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Model

Key = tuple[str, str]  # app label and name of a migration


def make_tables(executor: MigrationExecutor, targets: Sequence[Key]) -> bool:
    """Make the tables as they are after the migrations ``targets`` and all these stand on; whether it was done.

    False, and nothing is changed, where a migration was applied already or one of the tables is there. All or nothing:
    one transaction, on either kind of database. Linear in the tables; some three seconds for all of them.
    """
    if executor.recorder.applied_migrations():
        return False
    migrations = [migration for migration, _ in executor.migration_plan(targets, clean_start=True)]
    state = executor.loader.project_state(list(targets))
    models = list(_models_of(state, {migration.app_label for migration in migrations}, executor.connection))
    there = set(executor.connection.introspection.table_names())
    if not there.isdisjoint(model._meta.db_table for model in models):
        return False
    executor.recorder.ensure_schema()
    with executor.connection.schema_editor() as editor:
        for model in models:
            editor.create_model(model)
        _take_steps(migrations, editor, state)
        for migration in migrations:
            for app_label, name in migration.replaces or [(migration.app_label, migration.name)]:
                executor.recorder.record_applied(app_label, name)
        executor.check_replacements()
    executor.loader.build_graph()  # it knows now what is applied
    return True


def _models_of(state: ProjectState, labels: set[str], connection: Any) -> Iterator[type[Model]]:
    """The models whose tables migrations of these apps make in this database."""
    for model in state.apps.get_models():
        here = model._meta.can_migrate(connection) and router.allow_migrate_model(connection.alias, model)
        if here and model._meta.app_label in labels:
            yield model


def _take_steps(migrations: Iterable[Migration], editor: BaseDatabaseSchemaEditor, state: ProjectState) -> None:
    for migration in migrations:
        for operation in _by_hand(migration.operations):
            operation.database_forwards(migration.app_label, editor, state, state)


def _by_hand(operations: Iterable[Operation]) -> Iterator[Operation]:
    """What no model tells of, and a database without rows needs."""
    return (each for each in operations if isinstance(each, RunPython | RunSQL) and not each.elidable)
