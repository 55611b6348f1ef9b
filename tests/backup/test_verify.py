"""Proving a backup whole (kiểm tra bản lưu): what was changed, lost or cut is found and named."""

import zipfile
from pathlib import Path
from typing import Final

import pytest

from caitien.backup.archive import rows_name
from caitien.backup.manifest import NAME
from caitien.backup.verify import UNSIGNED, faults_of
from caitien.domain.refused import Refused
from tests.backup.made import FIRST, turned, with_part

ALTERED: Final = "đã bị sửa hoặc hỏng: không khớp dấu trong bản kê."


def first_file() -> str:
    with zipfile.ZipFile(FIRST) as archive:
        return next(name for name in archive.namelist() if name.startswith("files/"))


def test_a_whole_one_has_no_fault() -> None:
    assert faults_of(FIRST) == []


@pytest.mark.parametrize("label", ["plans.Task", "access.AuditEntry", "access.AuditHead"])
def test_one_bit_turned_in_a_table_is_found_and_the_table_named(label: str, tmp_path: Path) -> None:
    changed = with_part(FIRST, tmp_path / "hong.zip", rows_name(label), turned)
    assert faults_of(changed) == [f"Bảng {label} {ALTERED}"]


def test_one_bit_turned_in_a_file_is_found_and_the_file_named(tmp_path: Path) -> None:
    found = faults_of(with_part(FIRST, tmp_path / "hong.zip", first_file(), turned))
    assert isinstance(found, list)
    (said,) = found
    assert said.startswith("Tệp uploads/1/")
    assert said.endswith(ALTERED)


def test_one_bit_turned_in_the_manifest_is_found(tmp_path: Path) -> None:
    found = faults_of(with_part(FIRST, tmp_path / "hong.zip", NAME, turned))
    assert (NAME in found.reason) if isinstance(found, Refused) else (UNSIGNED in found)


def test_a_seal_that_differs_in_the_manifest_alone_is_found(tmp_path: Path) -> None:
    changed = with_part(FIRST, tmp_path / "hong.zip", NAME, lambda data: data.replace(b'"number": 22', b'"number": 21'))
    assert faults_of(changed) == [UNSIGNED]


def test_a_bit_turned_on_the_disk_is_found_wherever_it_is(tmp_path: Path) -> None:
    """Not in a part, but in the ZIP itself: its own lists and what is compressed."""
    whole, broken = FIRST.read_bytes(), tmp_path / "hong.zip"
    for place in range(40, len(whole), len(whole) // 60):
        broken.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        found = faults_of(broken)
        assert isinstance(found, Refused) or found or _same_parts(broken), place


def _same_parts(path: Path) -> bool:
    """Whether the bit stood where nothing is told: in a time of day, a flag, the README."""
    with zipfile.ZipFile(FIRST) as one, zipfile.ZipFile(path) as two:
        names = [name for name in one.namelist() if name != "README.txt"]
        return all(one.read(name) == two.read(name) for name in names)


def test_a_part_that_is_missing_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "hong.zip"
    found = faults_of(with_part(FIRST, broken, rows_name("plans.Goal"), lambda _: None))
    assert found == ["Bảng plans.Goal không có trong bản lưu."]
    found = faults_of(with_part(FIRST, broken, first_file(), lambda _: None))
    assert isinstance(found, list)
    assert [said.endswith("không có trong bản lưu.") for said in found] == [True]


def test_what_is_no_backup_is_refused_in_a_sentence(tmp_path: Path) -> None:
    cut, other = tmp_path / "cut.zip", tmp_path / "khac.zip"
    cut.write_bytes(FIRST.read_bytes()[:-200])
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr(NAME, b'{"format": 9}')
    for path in (cut, other, tmp_path / "khong-co.zip"):
        found = faults_of(path)
        assert isinstance(found, Refused)
        assert path.name in found.reason
