"""``caitien manage migrate`` (dựng, nâng cấp cơ sở dữ liệu): Django's own, which makes an empty database at once."""

from typing import Any, Final

from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from caitien.fresh_tables import make_tables
from caitien.lean_state import LeanExecutor

# Whoever asks for one of these asks for something else than a whole database.
_ASKED_APART: Final = ("app_label", "migration_name", "fake", "fake_initial", "plan", "check_unapplied", "prune")


class Command(migrate.Command):
    """All of Django's command; without the name of an app, tables are not made one migration after the other."""

    def handle(self, *labels: Any, **options: Any) -> None:
        """As Django's. What the tables are made by, and the rest: :mod:`caitien.fresh_tables`; how an older site is
        brought up to date: :mod:`caitien.lean_state`."""
        whole = not any(options[name] for name in _ASKED_APART)
        if whole:
            self._make_tables(options["database"], told=options["verbosity"] >= 1)
        setattr(migrate, "MigrationExecutor", LeanExecutor if whole else MigrationExecutor)  # noqa: B010 - of Django's module
        super().handle(*labels, **options)

    def _make_tables(self, database: str, *, told: bool) -> None:
        connection = connections[database]
        connection.prepare_database()
        executor = MigrationExecutor(connection)
        if executor.loader.detect_conflicts():  # Django's command refuses, and says which
            return
        if make_tables(executor, executor.loader.graph.leaf_nodes()) and told:
            self.stdout.write(f"Đã dựng cơ sở dữ liệu mới ({len(executor.loader.applied_migrations)} migration).")
