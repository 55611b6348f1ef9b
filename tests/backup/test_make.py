"""A backup holds all that the site holds (lập bản lưu), and no secret."""

import zipfile
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django.fixtures import Settings

from caitien.access.models import School, User
from caitien.backup.archive import rows_name
from caitien.backup.make import make_backup
from caitien.backup.tables import LEFT_OUT, SECRET, kept_models
from caitien.backup.verify import faults_of
from caitien.plans.models import Upload

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.each_database]


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "kho")


def dropped(school: School, by: User, name: str, data: bytes) -> Upload:
    """A file somebody dropped (tệp đã gửi)."""
    kept = default_storage.save(f"thu/{name}", ContentFile(data))
    return Upload.objects.create(
        school=school, by=by, name=name, size=len(data), sha256=f"{len(data):064}", file=kept, paper={}
    )


def test_rows_and_files_are_in_it_and_what_was_lost_is_told_and_no_secret_is(
    an: User, school: School, settings: Settings, tmp_path: Path
) -> None:
    one = dropped(school, an, "mot.docx", b"mot")
    dropped(school, an, "hai.docx", b"hai hai")
    lost = dropped(school, an, "ba.docx", b"ba ba ba")
    default_storage.delete(lost.file.name)
    Authenticator.objects.create(user=an, type="totp", data={"secret": "BI-MAT-TOTP"})
    Session.objects.create(session_key="bi-mat-phien", session_data="x", expire_date=timezone.now())

    made = make_backup(tmp_path / "luu")

    assert (made.files, made.missing) == (2, (lost.file.name,))
    assert faults_of(made.path) == [f"Tệp {lost.file.name} đã mất từ trước khi lập bản lưu."]
    with zipfile.ZipFile(made.path) as archive:
        assert archive.read(rows_name("plans.Upload")).count(b"\n") == 3
        everything = b"".join(archive.read(part) for part in archive.namelist())
    assert f'"file":"{one.file.name}"'.encode() in everything
    for secret in ("BI-MAT-TOTP", "bi-mat-phien", settings.SECRET_KEY, settings.TRAIL_KEY):
        assert secret.encode() not in everything


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("caitien.backup.make._write_files", full)
    with pytest.raises(OSError, match="No space"):
        make_backup(tmp_path / "luu")
    assert list((tmp_path / "luu").iterdir()) == []


def test_each_table_is_kept_or_left_out_for_a_reason() -> None:
    """A table that is left out is one there is: a name that was misspelt would let a secret in."""
    labels = {each._meta.label for each in apps.get_models(include_auto_created=True)}
    assert LEFT_OUT.keys() | SECRET <= labels
    kept = {each._meta.label for each in kept_models(apps, secrets=False)}
    assert kept | LEFT_OUT.keys() | SECRET == labels
