"""Each backup goes into a store of another place as well (chép sang nơi khác), tried with a server that speaks S3."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from botocore.parsers import ResponseParserError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.utils import timezone
from pytest_django.fixtures import Settings
from storages.backends.s3 import S3Storage

from caitien.access.models import User
from caitien.backup import nightly, upload
from caitien.backup.elsewhere import copy_elsewhere, is_half_copied
from caitien.backup.make import Made
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


class CutOff(BaseException):
    """The power went."""


def test_a_copy_that_was_cut_off_goes_on_where_it_stopped(
    an: User, elsewhere: S3Storage, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """Acceptance point 4: it goes up by parts, and none twice; nor is another backup made for it."""
    monkeypatch.setattr(upload, "PART", 5 * 2**20)  # stores take no smaller one but the last
    sent, put = list[int](), upload._Place.put

    def cut_off_at_the_third(place: upload._Place, number: str, part: int, data: bytes, there: Any) -> Any:
        if part == 3 and 3 not in sent:
            sent.append(3)
            raise CutOff
        if part not in there:
            sent.append(part)
        return put(place, number, part, data, there)

    monkeypatch.setattr(upload._Place, "put", cut_off_at_the_third)
    large = tmp_file(settings.BACKUP_FOLDER, 11 * 2**20)
    monkeypatch.setattr(nightly, "make_backup", lambda _folder: Made(large, 1, 0, large.stat().st_size, "m", ()))
    other = elsewhere.connection.meta.client.create_multipart_upload(
        Bucket="ban-luu", Key="caitien-backup-site-20200101T000000000000Z.zip"
    )
    with pytest.raises(CutOff):
        by_night()
    assert (sent, Backup.objects.get().copied_at, elsewhere.exists(large.name)) == ([1, 2, 3], None, False)
    by_night()
    assert sent == [1, 2, 3, 3], "the first two were not sent again"
    assert Backup.objects.get().copied_at
    assert elsewhere.open(large.name).read() == large.read_bytes()
    assert "chép xong" in Scheduled.objects.get().words
    begun = [number for _, number in upload._Place(elsewhere, large.name).begun()]
    assert begun == [], f"{other['UploadId']}, which nobody goes on with, takes no room there any more"
    by_night()
    assert Backup.objects.count() == 2


def test_a_backup_made_by_hand_is_none_that_was_cut_off(an: User, elsewhere: Storage, settings: Settings) -> None:
    by_hand = nightly.back_up(settings.BACKUP_FOLDER)
    assert isinstance(by_hand, Made)
    by_night()
    assert Backup.objects.count() == 2
    assert [each.copied_at is None for each in Backup.objects.order_by("pk")] == [True, False]


def tmp_file(folder: Path, size: int) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / "caitien-backup-site-20260905T020000000000Z.zip"
    file.write_bytes(random.Random(1).randbytes(size))  # noqa: S311 - nothing secret
    return file


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


@pytest.mark.parametrize(
    "trouble",
    [
        ClientError({"Error": {"Code": "403", "Message": "Forbidden"}}, "CreateMultipartUpload"),
        ClientError({"Error": {"Code": "503", "Message": "SlowDown"}}, "UploadPart"),
        ReadTimeoutError(endpoint_url="https://kho.vn"),
        ResponseParserError("no XML: <html>Đăng nhập mạng"),
        KeyError("UploadId"),
        ConnectionResetError(),
    ],
    ids=lambda trouble: type(trouble).__name__,
)
def test_whatever_a_store_does_the_backup_stands_and_it_is_said(
    trouble: Exception, an: User, elsewhere: Storage, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_about: object) -> None:
        raise trouble

    monkeypatch.setattr(upload, "upload", refuses)
    by_night()
    book = Backup.objects.get()
    assert (book.trouble, book.copied_at) == ("", None)
    assert (settings.BACKUP_FOLDER / book.name).exists()
    assert "chưa chép được sang nơi khác: " in Scheduled.objects.get().words
    monkeypatch.setattr(upload, "is_half_there", refuses)
    assert is_half_copied(book.name) is False
