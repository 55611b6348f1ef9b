"""Before an upgrade a site is backed up as it is (sao lưu trước khi nâng cấp), by the models of that time."""

from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django.fixtures import Settings

from caitien.access.models import User
from caitien.backup.archive import open_archive
from caitien.backup.upgrade import back_up_before_upgrade
from caitien.backup.verify import faults_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.each_database]
STEPS = ("0001_initial", "0002_copied_at")


@pytest.fixture(autouse=True)
def _folder(settings: Settings, tmp_path: Path) -> None:
    settings.BACKUP_FOLDER = tmp_path


def one_step_back() -> None:
    """As if the migrations of this room had still to come."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE backup_backup")
    for name in STEPS:
        MigrationRecorder(connection).record_unapplied("backup", name)


@pytest.fixture
def _an_older_site(transactional_db: None) -> object:
    from caitien.backup.models import Backup

    one_step_back()
    yield
    with connection.schema_editor() as editor:
        editor.create_model(Backup)
    for name in STEPS:
        MigrationRecorder(connection).record_applied("backup", name)


def test_a_site_that_is_as_this_version_wants_it_is_not_backed_up(an: User) -> None:
    assert back_up_before_upgrade() is None


@pytest.mark.usefixtures("_an_older_site")
def test_a_site_whose_tables_will_change_is_backed_up_as_it_is(an: User) -> None:
    made = back_up_before_upgrade()
    assert made
    assert faults_of(made.path) == []
    opened = open_archive(made.path)
    assert isinstance(opened, tuple)
    archive, manifest = opened
    archive.close()
    assert "backup" not in manifest.migrations
    assert manifest.tables["access.User"].rows == 1


@pytest.mark.usefixtures("_an_older_site")
def test_an_empty_site_is_upgraded_without_a_backup() -> None:
    assert back_up_before_upgrade() is None


@pytest.mark.usefixtures("_an_older_site")
def test_a_site_is_not_upgraded_where_no_backup_can_be_written(an: User, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("")
    settings.BACKUP_FOLDER = tmp_path / "tep"
    with pytest.raises(OSError):
        back_up_before_upgrade()
