"""Writing the archive of a school (lập bản lưu của trường) while people go on working: its rows as of one moment, a
copy to read, then the files they speak of."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from django.apps import apps
from django.db import connection
from django.db.models import Field, FileField, Model
from pyrage import x25519

from caitien.access.models import AuditHead, School, User
from caitien.backup.archive import OF_SCHOOL
from caitien.backup.make import (
    AT_ONCE,
    last_migrations,
    sealed_where_asked,
    whole_or_not_at_all,
    write_file,
    write_manifest,
    write_rows,
)
from caitien.backup.manifest import FileTold, HeadTold, Manifest, TableTold
from caitien.backup.school.readable import Linked, write_pages
from caitien.backup.school.scope import STAYS, USER, emptied, models_of_school, nameless, rows_of_school
from caitien.backup.sealing import END
from caitien.backup.snapshot import snapshot
from caitien.backup.tables import LEFT_OUT, SECRET, columns_of

_END: Final = re.compile(r"\.[a-z0-9]{1,5}")
_SAFE_ENDS: Final = frozenset(
    {".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".pdf", ".odt", ".ods", ".txt", ".csv", ".zip"}
    | {".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".mp3", ".mp4"}
)  # nothing a browser would run


@dataclass(slots=True)
class _Gathered:
    """What the rows told while they were written (điều gom được): the people they name, the files they speak of."""

    people: set[int] = field(default_factory=set)
    files: dict[str, str] = field(default_factory=dict)  # name in the store → how its name in the archive ends


def archive_school(school: School, folder: Path, to: "Sequence[x25519.Recipient]" = ()) -> Path:
    """Write the archive of a school into a folder (lập bản lưu của trường), and give its path. Raises OSError.

    Its name is there once it is whole; where it is ``to`` somebody, nothing of it lies there unencrypted. Linear in
    the school's rows and files, memory for a thousand rows, for the names of its files, and for one plan with its
    story.
    """
    made_at = datetime.now(UTC)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"caitien-backup-school-{made_at:%Y%m%dT%H%M%S%f}Z.zip{END if to else ''}"
    whole_or_not_at_all(path, lambda out: sealed_where_asked(out, to, lambda into: _written(into, school, made_at)))
    return path


def _written(out: IO[bytes], school: School, made_at: datetime) -> Manifest:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr("README.txt", OF_SCHOOL)
        gathered = _Gathered()
        with snapshot():
            tables = {each._meta.label: _table(archive, each, school, gathered) for each in models_of_school(apps)}
            heads = AuditHead.objects.filter(chain=school.pk)
            audit = [HeadTold(chain=each.chain, number=each.number, seal=each.seal) for each in heads]
            migrations = last_migrations()
            pages = write_pages(archive, school, made_at, _links(gathered))
        files, missing = _files(archive, gathered)
        manifest = Manifest(
            scope="school",
            school=school.pk,
            made_at=made_at.isoformat(),
            version=version("caitien"),
            database=connection.vendor,
            migrations=migrations,
            tables=tables,
            files=files,
            missing=missing,
            audit=audit,
            left_out=sorted([*LEFT_OUT, *SECRET, *STAYS]),
            pages=pages,
        )
        write_manifest(archive, manifest)
    return manifest


def _table(archive: zipfile.ZipFile, model: type[Model], school: School, gathered: _Gathered) -> TableTold:
    columns = columns_of(model)
    label = model._meta.label
    rows = User._base_manager.filter(pk__in=gathered.people) if label == USER else rows_of_school(model, school.pk)
    found = rows.order_by("pk").values_list(*(each.attname for each in columns)).iterator(chunk_size=AT_ONCE)
    said = _looked_at(found, columns, gathered)
    if label == USER:
        said = (nameless(columns, list(values)) for values in said)
    return write_rows(archive, label, [each.attname for each in columns], said)


def _looked_at(
    rows: Iterator[tuple[Any, ...]], columns: "list[Field[Any, Any]]", gathered: _Gathered
) -> Iterator[list[Any]]:
    """The rows, what leads out of the school blanked; whom and which files they name is kept on the way."""
    names = [each.attname for each in columns]
    people = [place for place, each in enumerate(columns) if each.is_relation and each.related_model is User]
    files = [place for place, each in enumerate(columns) if isinstance(each, FileField)]
    blanked = [(names.index(name), value) for name, value in emptied(columns).items()]
    for row in rows:
        values = list(row)
        gathered.people.update(key for place in people if (key := values[place]) is not None)
        for place, value in blanked:
            values[place] = value
        for place in files:
            if name := str(values[place] or ""):
                gathered.files.setdefault(name, _end_of(name, dict(zip(names, values, strict=True))))
        yield values


def _end_of(stored: str, row: dict[str, Any]) -> str:
    """How the name of a file ends (đuôi tệp): as it was called when it came, else as it lies in the store."""
    for name in (str(row.get("name") or ""), stored, f".{row.get('kind') or ''}"):
        end = PurePosixPath(name.lower()).suffix or name
        if _END.fullmatch(end) and end in _SAFE_ENDS:
            return end
    return ""


def _links(gathered: _Gathered) -> Linked:
    """Where a page of the copy finds a file of the store: by the hash in its name, which every store of ours uses."""
    found = {}
    for name, end in gathered.files.items():
        stem = PurePosixPath(name).name.partition(".")[0]
        found[name] = f"../files/{stem}{end}"
    return found


def _files(archive: zipfile.ZipFile, gathered: _Gathered) -> tuple[dict[str, FileTold], list[str]]:
    told: dict[str, FileTold] = {}
    missing, written = list[str](), set[str]()
    for name, end in sorted(gathered.files.items()):
        try:
            told[name] = write_file(archive, name, written, end)
        except FileNotFoundError:
            missing.append(name)
    return told, missing
