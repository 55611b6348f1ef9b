"""An archive made to fill the memory, the disk or the hours of who opens it (giới hạn của bản lưu): refused in one
sentence before any of it is taken."""

import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from django.core.files.storage import default_storage
from pytest_django.fixtures import Settings

from caitien.backup import archive as reading
from caitien.backup import bounds
from caitien.backup.archive import batches, open_archive, rows_name
from caitien.backup.bounds import ODD_WAY, OVER, TIGHT, TOO_MANY, TWICE
from caitien.backup.make import write_manifest
from caitien.backup.manifest import NAME, Manifest
from caitien.backup.restore import NO_NAME, _files_written, _NotWholeError
from caitien.backup.rows import line_as_values
from caitien.backup.verify import ALTERED, faults_of
from caitien.domain.refused import Refused
from tests.backup.made import FIRST, with_part


def copy_of(into: Path, more: Callable[[zipfile.ZipFile], None]) -> Path:
    """The first backup with something more in it."""
    with zipfile.ZipFile(FIRST) as source, zipfile.ZipFile(into, "w") as out:
        for part in source.infolist():
            out.writestr(part.filename, source.read(part))
        more(out)
    return into


def why(path: Path) -> str:
    found = open_archive(path)
    assert isinstance(found, Refused), found
    return found.reason


def told(path: Path = FIRST) -> Manifest:
    opened = open_archive(path)
    assert isinstance(opened, tuple), opened
    opened[0].close()
    return opened[1]


def test_a_part_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    name = rows_name("plans.Task")
    with pytest.warns(UserWarning, match="Duplicate name"):
        bad = copy_of(tmp_path / "hai.zip", lambda out: out.writestr(name, b"{}\n"))
    assert why(bad) == TWICE.format("hai.zip", name)


@pytest.mark.parametrize("way", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_part_packed_in_another_way_is_refused(tmp_path: Path, way: int) -> None:
    bad = copy_of(tmp_path / "la.zip", lambda out: out.writestr("rows/x", b"x", compress_type=way))
    assert why(bad) == ODD_WAY.format("la.zip", "rows/x")


def test_a_part_that_unpacks_into_hundreds_of_times_its_size_is_refused(tmp_path: Path) -> None:
    wide = b"[" + b"0," * 2_000_000 + b"0]\n"
    bad = copy_of(tmp_path / "no.zip", lambda out: out.writestr("rows/x", wide, zipfile.ZIP_DEFLATED))
    assert why(bad) == TIGHT.format("no.zip", "rows/x", bounds.PACKED)


def test_a_file_somebody_sent_may_be_as_empty_as_it_likes(tmp_path: Path) -> None:
    fine = copy_of(tmp_path / "trang.zip", lambda out: out.writestr("files/0", bytes(4_000_000), zipfile.ZIP_DEFLATED))
    assert faults_of(fine) == []


def test_parts_that_lie_upon_each_other_are_refused(tmp_path: Path) -> None:
    """One piece of data under many names: each is small, all of them fill a disk."""
    bad = copy_of(tmp_path / "chong.zip", lambda out: out.writestr("rows/x", b"x" * 1000))
    data = bytearray(bad.read_bytes())
    with zipfile.ZipFile(bad) as archive:
        first, last = archive.infolist()[0], archive.infolist()[-1]
    entry = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, entry + 42, first.header_offset)
    bad.write_bytes(data)
    assert last.header_offset != first.header_offset
    assert why(bad).startswith(OVER.partition("{}")[0] + "chong.zip")
    assert OVER.rpartition("{}")[2] in why(bad)


def test_a_list_of_more_parts_than_any_of_ours_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_PARTS", 40)
    monkeypatch.setattr(bounds, "SMALL", 10)
    monkeypatch.setattr(reading, "MOST_PARTS", 40)
    with zipfile.ZipFile(FIRST) as archive:
        assert len(archive.namelist()) > 40
    assert why(FIRST) == TOO_MANY.format(FIRST.name, 40)


def test_a_list_too_long_to_be_read_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_OF_LIST", 1_000)
    assert why(FIRST) == TOO_MANY.format(FIRST.name, reading.MOST_PARTS)


def test_a_manifest_longer_than_any_of_ours_is_refused_and_none_such_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST_VALUES", 50)
    assert "Bản kê" in why(FIRST)
    manifest = msgspec.json.decode(zipfile.ZipFile(FIRST).read(NAME), type=Manifest)
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as out, pytest.raises(OSError, match="không chứa hết"):
        write_manifest(out, manifest)


def test_a_file_told_larger_than_it_is_is_named(tmp_path: Path) -> None:
    name, file = next(iter(told().files.items()))
    as_told = f'"size": {file.size}'.encode()
    bad = with_part(FIRST, tmp_path / "lon.zip", NAME, lambda data: data.replace(as_told, b'"size": 99999999', 1))
    assert f"Tệp {name} {ALTERED.partition(' ')[2]}" in faults_of(bad)


def test_lines_are_held_by_their_bytes_as_well_as_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_AT_ONCE", 100)
    monkeypatch.setattr(reading, "AT_ONCE", 3)
    given = [b"x" * 90, b"y" * 90, *[b"z"] * 7, b"v" * 500, b"w"]
    found = list(batches(iter(given)))
    assert [len(some) for some in found] == [1, 3, 3, 2, 1, 1]
    assert [line for some in found for line in some] == given


@pytest.mark.parametrize(
    "line",
    [
        b'{"a":' + b"[" * 61 + b"]" * 61 + b"}",
        b'{"a":' + b'{"b":' * 61 + b"1" + b"}" * 61 + b"}",
        b'{"a":[' + b"0," * 2_000_001 + b"0]}",
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b'{"a":' + b"9" * 5_000 + b"}",
    ],
)
def test_a_row_deeper_or_wider_than_any_of_ours_is_none(line: bytes) -> None:
    from django.db.models import JSONField

    with pytest.raises(ValueError):
        line_as_values({"a": JSONField()}, line)


def test_a_row_as_deep_as_ours_are_is_one() -> None:
    from django.db.models import JSONField

    deep = b'{"a":' + b"[" * 50 + b"]" * 50 + b"}"
    assert line_as_values({"a": JSONField()}, deep)["a"]


# --- files ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def store(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "kho")
    return tmp_path / "kho"


def files_in(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


@pytest.mark.parametrize("odd", ["", "uploads", "x" * 400, "a\\0b", "/etc/passwd", "../ra", "."])
def test_a_name_no_file_can_have_restores_nothing(odd: str, store: Path, tmp_path: Path) -> None:
    """Of an archive somebody made up: the file that came before is taken away again."""
    data = zipfile.ZipFile(FIRST).read(NAME)
    name = list(json.loads(data)["files"])[-1]
    odd = odd.replace("\\0", "\0")
    changed = data.replace(json.dumps(name).encode(), json.dumps(odd).encode())
    bad = with_part(FIRST, tmp_path / "xau.zip", NAME, lambda _: changed)
    opened = open_archive(bad)
    assert isinstance(opened, tuple), opened
    with opened[0], pytest.raises(_NotWholeError) as found, _files_written(*opened):
        pass
    assert found.value.refused.reason == NO_NAME.format(odd[:200])
    assert files_in(store) == []
    assert sorted(each.name for each in tmp_path.iterdir()) in (["kho", "xau.zip"], ["xau.zip"])


def test_where_the_disk_is_full_midway_what_was_written_is_taken_away(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved, save = [], default_storage.save

    def full(name: str, content: object) -> str:
        saved.append(save(name, content))
        if len(saved) == len(told().files):
            raise OSError(28, "No space left on device")
        return saved[-1]

    monkeypatch.setattr(default_storage, "save", full)
    opened = open_archive(FIRST)
    assert isinstance(opened, tuple)
    with opened[0], pytest.raises(OSError, match="No space"), _files_written(*opened):
        pass
    assert len(saved) == len(told().files) > 1
    assert files_in(store) == []


def test_what_lay_there_before_stays_where_it_does_not_come_to_its_end(store: Path) -> None:
    opened = open_archive(FIRST)
    assert isinstance(opened, tuple)
    with opened[0]:
        with _files_written(*opened):
            before = sorted(files_in(store))
        with pytest.raises(RuntimeError), _files_written(*opened):
            raise RuntimeError
    assert sorted(files_in(store)) == before != []
