"""Each backup goes into a store of another place as well (chép sang nơi khác), tried with a server that speaks S3."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.utils import timezone
from pytest_django.fixtures import Settings

from caitien.access.models import User
from caitien.backup.elsewhere import copy_elsewhere
from caitien.backup.models import Backup
from caitien.doctor import State, examine
from caitien.jobs.models import Scheduled
from caitien.jobs.scheduled import do_by_the_clock, set_clocks
from tests.s3_server import KEYS, s3_server

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with s3_server() as address:
        yield address


@pytest.fixture
def elsewhere(server: str, settings: Settings, tmp_path: Path) -> Storage:
    """A bucket there, as the settings make it of ``CAITIEN_BACKUP_S3_…``."""
    boto3.client("s3", endpoint_url=server, **KEYS).create_bucket(Bucket="ban-luu")
    options = {"bucket_name": "ban-luu", "endpoint_url": server, "access_key": "thu", "secret_key": "thu"}
    more = {"region_name": "us-east-1", "default_acl": None, "file_overwrite": False, "addressing_style": "path"}
    made = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**options, **more}}
    settings.BACKUP_FOLDER, settings.MEDIA_ROOT = tmp_path / "luu", str(tmp_path / "kho")
    settings.STORAGES = {**settings.STORAGES, "backups": made}
    return storages["backups"]


def by_night() -> None:
    set_clocks()
    Scheduled.objects.exclude(name="backup").delete()
    Scheduled.objects.filter(name="backup").update(due_at=timezone.now())
    assert do_by_the_clock()


def test_every_night_it_goes_there_too_and_old_ones_go_by_the_same_rule(an: User, elsewhere: Storage) -> None:
    day = datetime(2020, 1, 1, 2, tzinfo=UTC)
    for days in range(20):
        elsewhere.save(f"caitien-backup-site-{day + timedelta(days=days):%Y%m%dT%H%M%S%f}Z.zip", ContentFile(b"cu"))
    elsewhere.save("cua-nguoi-khac.zip", ContentFile(b"x"))
    by_night()
    book = Backup.objects.get()
    assert book.copied_at
    assert elsewhere.size(book.name) == book.size
    left = elsewhere.listdir("")[1]
    assert "cua-nguoi-khac.zip" in left
    assert len(left) < 20
    Backup.objects.update(verified_at=timezone.now())
    (told,) = [each for each in examine() if each.part == "Sao lưu"]
    assert (told.state, "đã chép sang nơi khác" in told.words) == (State.WELL, True)


def test_where_the_store_is_away_the_backup_stands_and_it_is_said(
    an: User, elsewhere: Storage, settings: Settings
) -> None:
    away = settings.STORAGES["backups"]["OPTIONS"] | {"endpoint_url": "http://127.0.0.1:9"}
    settings.STORAGES = {**settings.STORAGES, "backups": {**settings.STORAGES["backups"], "OPTIONS": away}}
    by_night()
    book = Backup.objects.get()
    assert (book.trouble, book.copied_at) == ("", None)
    assert (settings.BACKUP_FOLDER / book.name).exists()
    assert "chưa chép được sang nơi khác" in Scheduled.objects.get().words
    assert "chưa chép được" in copy_elsewhere(settings.BACKUP_FOLDER / book.name)
