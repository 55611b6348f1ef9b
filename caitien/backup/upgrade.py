"""The backup before an upgrade (bản lưu trước khi nâng cấp): of the tables as they are, by the models of that time."""

from django.apps.registry import Apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from caitien.backup.make import Made, make_backup


def back_up_before_upgrade() -> Made | None:
    """Make a backup where migrations wait for a site that is in use (sao lưu trước khi nâng cấp); None where none does,
    or where there is nothing yet. Raises OSError where it cannot be written: a site is not upgraded without one."""
    loader = MigrationLoader(connection)
    applied = loader.applied_migrations.keys() & loader.graph.nodes.keys()
    if not applied or applied == loader.graph.nodes.keys():
        return None
    old = _models_of(loader, applied)
    user = old.get_model("access", "User")
    if not user._base_manager.exists():
        return None
    return make_backup(settings.BACKUP_FOLDER, models=old)


def _models_of(loader: MigrationLoader, applied: set[tuple[str, str]]) -> Apps:
    """The models as the tables are: after all migrations that were applied."""
    return loader.project_state(list(applied)).apps
