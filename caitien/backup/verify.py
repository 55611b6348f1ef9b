"""Proving a backup whole (kiểm tra bản lưu) without restoring it: every part against the hash its manifest tells."""

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from caitien.backup.archive import TROUBLES, file_name, hash_of, lines, open_archive, rows_name
from caitien.backup.manifest import Manifest, TableTold, is_signed_here
from caitien.domain.refused import Refused

UNSIGNED: Final = (
    "Bản kê không mang dấu của khoá nhật ký trên máy này: bản kê đã bị sửa, hoặc bản lưu từ trang web khác "
    "(khi ấy xin đặt khoá cũ vào tệp trail-key hoặc biến CAITIEN_TRAIL_KEY)."
)
ALTERED: Final = "{} đã bị sửa hoặc hỏng: không khớp dấu trong bản kê."
LOST: Final = "{} không có trong bản lưu."


def faults_of(path: Path) -> list[str] | Refused:
    """What is wrong with a backup, a Vietnamese sentence each (chỗ hỏng), none where it is whole; or why it is no
    backup. Linear in its bytes, memory for one row."""
    opened = open_archive(path)
    if isinstance(opened, Refused):
        return opened
    archive, manifest = opened
    with archive:
        return list(faults_in(archive, manifest))


def faults_in(archive: zipfile.ZipFile, manifest: Manifest) -> Iterator[str]:
    """The same of an archive that is open."""
    if not is_signed_here(manifest):
        yield UNSIGNED
    for label, table in manifest.tables.items():
        if what := _wrong_table(archive, label, table):
            yield what.format(f"Bảng {label}")
    files = {(file_name(told), told.sha256, told.size) for told in manifest.files.values()}
    pages = {(page, sha256, None) for page, sha256 in manifest.pages.items()}
    wrong = {part for part, sha256, size in files | pages if not _is_part(archive, part, sha256, size)}
    held = set(archive.namelist())
    for name, told in manifest.files.items():
        if file_name(told) in wrong:
            yield (ALTERED if file_name(told) in held else LOST).format(f"Tệp {name}")
    for page in manifest.pages.keys() & wrong:
        yield (ALTERED if page in held else LOST).format(f"Trang {page}")
    for name in manifest.missing:
        yield f"Tệp {name} đã mất từ trước khi lập bản lưu."


def _wrong_table(archive: zipfile.ZipFile, label: str, table: TableTold) -> str:
    """What is wrong with the rows of a table, or ""."""
    found, rows = hashlib.sha256(), 0
    try:
        with archive.open(rows_name(label)) as part:
            for line in lines(part):
                found.update(line)
                rows += 1
    except KeyError:
        return LOST
    except (*TROUBLES, ValueError):
        return ALTERED
    return "" if (found.hexdigest(), rows) == (table.sha256, table.rows) else ALTERED


def _is_part(archive: zipfile.ZipFile, name: str, sha256: str, size: int | None) -> bool:
    """Whether a part has that hash and size; of which none is told, any."""
    try:
        with archive.open(name) as part:
            found, has = hash_of(part)
    except TROUBLES:
        return False
    return found == sha256 and size in (has, None)
