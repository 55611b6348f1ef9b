"""Writing a backup (lập bản lưu) while people go on working: rows as of one moment, then the files they speak of."""

import hashlib
import os
import time
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any, Final

from django.apps import apps
from django.apps.registry import Apps
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model
from pyrage import x25519

from caitien.backup.archive import PIECE, README, file_name, rows_name
from caitien.backup.bounds import MOST_PARTS, holds_too_much
from caitien.backup.manifest import NAME, FileTold, HeadTold, Manifest, TableTold, as_json, mark_of, signed
from caitien.backup.rows import row_as_line
from caitien.backup.sealing import END, recipients, sealed
from caitien.backup.snapshot import snapshot
from caitien.backup.tables import LEFT_OUT, SECRET, columns_of, file_names, kept_models

AT_ONCE: Final = 1_000  # rows in memory
HALF: Final = ".dang-ghi-"  # how the name of a backup begins while it is written
LEFT_BEHIND: Final = 24 * 3600  # seconds after which a half one is nobody's any more


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was written (bản lưu vừa lập)."""

    path: Path
    rows: int
    files: int
    size: int  # bytes
    mark: str  # SHA-256 of its manifest
    missing: tuple[str, ...]  # files that rows speak of and that were not there


def make_backup(folder: Path, *, models: Apps = apps) -> Made:
    """Write a backup of the whole site into the folder (sao lưu cả trang web). Raises OSError.

    It gets its name when all of it is on the disk, so that a file of that name is whole. Linear in rows and files,
    memory for a thousand rows. Where the site has ``BACKUP_RECIPIENTS`` it is encrypted for them, and what people sign
    in by besides their password goes along. ``models`` are those the tables fit, where they are older.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made_at = datetime.now(UTC)
    path = folder / f"caitien-backup-site-{made_at:%Y%m%dT%H%M%S%f}Z.zip{END if (to := recipients()) else ''}"
    manifest = whole_or_not_at_all(
        path, lambda out: sealed_where_asked(out, to, lambda into: _written(into, made_at, models, secrets=bool(to)))
    )
    rows = sum(table.rows for table in manifest.tables.values())
    size = path.stat().st_size
    return Made(path, rows, len(manifest.files), size, mark_of(manifest), tuple(manifest.missing))


def sealed_where_asked(
    out: IO[bytes], to: "Sequence[x25519.Recipient]", write: Callable[[IO[bytes]], Manifest]
) -> Manifest:
    """Write an archive, encrypted on its way for those it is for (khoá lại nếu có khoá)."""
    if not to:
        return write(out)
    with sealed(out, to) as into:
        return write(into)


def _written(out: IO[bytes], made_at: datetime, of: Apps, *, secrets: bool) -> Manifest:
    models = kept_models(of, secrets=secrets)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr("README.txt", README)
        with snapshot():
            tables = {model._meta.label: _write_table(archive, model) for model in models}
            audit, migrations = _audit_heads(of), last_migrations()
            names = sorted({name for model in models for name in file_names(model)})
        files, missing = _write_files(archive, names)
        manifest = Manifest(
            scope="site",
            made_at=made_at.isoformat(),
            version=version("caitien"),
            database=connection.vendor,
            migrations=migrations,
            tables=tables,
            files=files,
            missing=missing,
            audit=audit,
            left_out=sorted([*LEFT_OUT, *([] if secrets else SECRET)]),
        )
        write_manifest(archive, manifest)
    return signed(manifest)


def write_manifest(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Sign the list of contents and put it into the archive (ghi bản kê). Raises OSError where it, or the archive, is
    larger than what is opened again: a backup nobody can restore is none."""
    data = as_json(signed(manifest))
    if holds_too_much(data) or len(archive.infolist()) >= MOST_PARTS:
        raise OSError(f"quá {MOST_PARTS} tệp, một bản lưu không chứa hết")
    archive.writestr(NAME, data)


def _audit_heads(of: Apps) -> list[HeadTold]:
    heads = of.get_model("access", "AuditHead")._base_manager.order_by("chain").values_list("chain", "number", "seal")
    return [HeadTold(chain=chain, number=number, seal=seal) for chain, number, seal in heads]


def _write_table(archive: zipfile.ZipFile, model: type[Model]) -> TableTold:
    columns = [column.attname for column in columns_of(model)]
    table = model._base_manager.order_by("pk").values_list(*columns)
    return write_rows(archive, model._meta.label, columns, table.iterator(chunk_size=AT_ONCE))


def write_rows(
    archive: zipfile.ZipFile, label: str, columns: Sequence[str], rows_of: Iterable[Sequence[Any]]
) -> TableTold:
    """Put the rows of a table into the archive as they come (ghi các dòng). Linear, memory for one."""
    found, rows = hashlib.sha256(), 0
    with archive.open(rows_name(label), "w", force_zip64=True) as part:
        for values in rows_of:
            line = row_as_line(columns, values)
            part.write(line)
            found.update(line)
            rows += 1
    return TableTold(columns=list(columns), rows=rows, sha256=found.hexdigest())


def last_migrations() -> dict[str, list[str]]:
    """The migrations nothing that was applied stands on, by app."""
    loader = MigrationLoader(connection)
    applied = set(loader.applied_migrations)
    graph = loader.graph
    found: dict[str, list[str]] = {}
    for app, name in sorted(applied & graph.nodes.keys()):
        follows = [child.key for child in graph.node_map[app, name].children if child.key[0] == app]
        if not any(key in applied for key in follows):
            found.setdefault(app, []).append(name)
    return found


def _write_files(archive: zipfile.ZipFile, names: Iterable[str]) -> tuple[dict[str, FileTold], list[str]]:
    """Each file, its bytes once; and the names of those that are not there."""
    told: dict[str, FileTold] = {}
    missing, written = list[str](), set[str]()
    for name in names:
        try:
            told[name] = write_file(archive, name, written)
        except FileNotFoundError:
            missing.append(name)
    return told, missing


def write_file(archive: zipfile.ZipFile, name: str, written: set[str], end: str = "") -> FileTold:
    """Put a file of the store into the archive, once (ghi một tệp). It is read twice: its place is its hash. Raises
    FileNotFoundError."""
    with default_storage.open(name) as source:
        found, size = hashlib.sha256(), 0
        while piece := source.read(PIECE):
            found.update(piece)
            size += len(piece)
        told = FileTold(sha256=found.hexdigest(), size=size, end=end)
        if file_name(told) not in written:
            written.add(file_name(told))
            source.seek(0)
            with archive.open(zipfile.ZipInfo(file_name(told)), "w", force_zip64=True) as part:
                while piece := source.read(PIECE):
                    part.write(piece)
    return told


def whole_or_not_at_all(path: Path, write: Callable[[IO[bytes]], Manifest]) -> Manifest:
    """Write a file that bears its name only once all of it is on the disk; an old half one is taken away."""
    for left in path.parent.glob(f"{HALF}*"):
        if time.time() - left.stat().st_mtime > LEFT_BEHIND:
            left.unlink(missing_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=HALF, delete=False) as out:
        try:
            manifest = write(out)
            out.flush()
            os.fsync(out.fileno())
        except BaseException:
            Path(out.name).unlink(missing_ok=True)
            raise
    Path(out.name).rename(path)
    return manifest
