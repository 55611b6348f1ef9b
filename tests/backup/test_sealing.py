"""Backups only one key opens (bản lưu có khoá): what the site has can write them and never read them."""

import zipfile
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from pytest_django.fixtures import Settings

from caitien.access.models import User
from caitien.backup.make import make_backup
from caitien.backup.nightly import KEY_ELSEWHERE, back_up, drop_old, try_last
from caitien.backup.sealing import NO_KEY, NOT_A_KEY, WRONG_KEY, new_key, opened
from caitien.backup.verify import faults_of
from caitien.domain.refused import Refused
from caitien.jobs.scheduled import NotDoneError

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def key(tmp_path: Path, settings: Settings) -> Path:
    """The key, in a file of its own; the site knows its public half alone."""
    file = tmp_path / "khoa.txt"
    settings.BACKUP_RECIPIENTS = [new_key(file)]
    settings.BACKUP_FOLDER, settings.VAR, settings.MEDIA_ROOT = (
        tmp_path / "luu",
        tmp_path / "var",
        str(tmp_path / "kho"),
    )
    return file


def test_only_the_key_opens_it_and_second_factors_come_along(an: User, key: Path, tmp_path: Path) -> None:
    Authenticator.objects.create(user=an, type="totp", data={"secret": "BI-MAT-TOTP"})
    made = make_backup(tmp_path / "luu")
    assert made.path.name.endswith(".zip.age")
    data = made.path.read_bytes()
    assert b"BI-MAT" not in data
    assert not zipfile.is_zipfile(made.path)
    with opened(made.path, key) as plain:
        assert isinstance(plain, Path)
        assert faults_of(plain) == []
        with zipfile.ZipFile(plain) as archive:
            assert b"BI-MAT-TOTP" in archive.read("rows/mfa.authenticator.ndjson")
            secret = key.read_text().splitlines()[1].encode()
            assert all(secret not in archive.read(part) for part in archive.namelist())
    assert list((tmp_path / "var").iterdir()) == []
    assert key.stat().st_mode & 0o077 == 0


def test_without_the_key_or_with_another_or_cut_off_it_is_said(an: User, key: Path, tmp_path: Path) -> None:
    made = make_backup(tmp_path / "luu").path
    new_key(tmp_path / "khac.txt")
    (tmp_path / "nham.txt").write_text("mật khẩu")
    cut = tmp_path / "cut.zip.age"
    cut.write_bytes(made.read_bytes()[:-9])
    for file, identity, told in [
        (made, None, NO_KEY),
        (made, tmp_path / "khac.txt", WRONG_KEY),
        (made, tmp_path / "nham.txt", NOT_A_KEY),
        (cut, key, WRONG_KEY),
    ]:
        with opened(file, identity) as found:
            assert found == told
    assert list((tmp_path / "var").iterdir()) == []


def test_a_slip_in_the_setting_writes_nothing_open(an: User, key: Path, settings: Settings, tmp_path: Path) -> None:
    settings.BACKUP_RECIPIENTS = ["age1nham"]
    assert isinstance(back_up(tmp_path / "luu"), Refused)
    assert list((tmp_path / "luu").glob("*.zip*")) == []


def test_every_night_old_ones_go_and_the_weekly_try_says_where_the_key_is(an: User, key: Path, tmp_path: Path) -> None:
    old = tmp_path / "luu" / "caitien-backup-site-20200101T020000000000Z.zip.age"
    made = back_up(tmp_path / "luu")
    assert not isinstance(made, Refused)
    first = made.path.with_name(made.path.name.replace("2026", "2019"))
    made.path.rename(first)
    old.write_bytes(b"")
    assert not isinstance(back_up(tmp_path / "luu"), Refused)
    assert drop_old(tmp_path / "luu") == []  # the newest of a month that has one stays
    with pytest.raises(NotDoneError, match="identity"):
        try_last()
    assert "identity" in KEY_ELSEWHERE
