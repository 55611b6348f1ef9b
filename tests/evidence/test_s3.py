"""Files lie in an S3-compatible store where one is named: tried against a server that speaks S3 over HTTP."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from zipfile import ZipFile

import boto3
import pytest
from django.core.files.storage import Storage, storages

from caitien.access.models import School, User
from caitien.evidence.files.keeping import put_file
from caitien.evidence.files.proving import damaged_files
from caitien.evidence.models import FileVersion
from caitien.evidence.pack import archive as packing
from caitien.evidence.pack.archive import pack
from caitien.evidence.pack.entries import Scope
from tests.evidence.made import item_of, picture
from tests.s3_server import KEYS, s3_server

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with s3_server() as address:
        yield address


@pytest.fixture
def store(server: str, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """A bucket there, as the settings make it of ``CAITIEN_S3_…``, in place of the folder."""
    boto3.client("s3", endpoint_url=server, **KEYS).create_bucket(Bucket="minh-chung")
    options = {"bucket_name": "minh-chung", "endpoint_url": server, "access_key": "thu", "secret_key": "thu"}
    more = {"region_name": "us-east-1", "default_acl": None, "file_overwrite": False, "addressing_style": "path"}
    made = storages.create_storage({"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**options, **more}})
    for module in ("caitien.evidence.files.keeping", "caitien.evidence.files.proving", "caitien.evidence.pack.archive"):
        monkeypatch.setattr(f"{module}.default_storage", made)
    monkeypatch.setattr(FileVersion._meta.get_field("file"), "storage", made)
    return made


def test_a_file_goes_to_the_store_is_packed_from_there_and_proved_there(an: User, school: School, store: Storage):
    item = item_of(an, school, "Sổ trực")
    version = put_file(an, item, picture())
    assert isinstance(version, FileVersion)
    assert store.exists(version.file.name)
    with version.file.open("rb") as kept:
        assert kept.read() == picture().data
    other = put_file(an, item_of(an, school, "Sổ khác"), picture())
    assert other.file.name == version.file.name, "the same bytes lie once"
    data = b"".join(pack(school, Scope("tt57-2026-pt"), lambda _entries: "trang"))
    with ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("tep/MC.1.4.01 - so-truc.png") == picture().data
    assert list(damaged_files()) == []
    store.delete(version.file.name)
    assert {damage.missing for damage in damaged_files()} == {True}
    assert packing.default_storage is store


def test_the_settings_name_the_store_where_a_bucket_is_told(server: str):
    told = {"CAITIEN_S3_BUCKET": "minh-chung", "CAITIEN_S3_ENDPOINT": server, "CAITIEN_S3_KEY": "thu"}
    said = (
        "from caitien import settings as s; d = s.STORAGES['default']; print(d['BACKEND'], d['OPTIONS']['bucket_name'])"
    )
    env = {**os.environ, **told, "CAITIEN_SECRET_KEY": "x", "CAITIEN_TRAIL_KEY": "x"}
    out = subprocess.run([sys.executable, "-c", said], env=env, capture_output=True, text=True, check=True).stdout
    assert out.split() == ["storages.backends.s3.S3Storage", "minh-chung"]
