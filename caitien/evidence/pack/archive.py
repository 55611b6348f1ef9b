"""The assessor's pack (gói minh chứng cho đoàn): list, files, a page that opens offline, and the hash of each.

Streamed: a file is read piece by piece as it goes out, so that a pack of gigabytes needs no more memory than a small
one. Only what the team may see is in it, and nothing of a demo school.
"""

import hashlib
import io
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.core.files.storage import default_storage

from caitien.access.models import School
from caitien.documents.write_evidence import write_evidence
from caitien.domain.evidence.lists import Reach
from caitien.evidence.files.proving import PIECE
from caitien.evidence.lists.out import list_of
from caitien.evidence.pack.entries import Entry, Packed, Scope, entries_of

LIST_WORD, LIST_EXCEL, INDEX, MANIFEST = "danh-muc.docx", "danh-muc.xlsx", "index.html", "manifest-sha256.txt"
_MADE: Final = (1980, 1, 1, 0, 0, 0)


class _Pipe(io.RawIOBase):
    """Where the archive is written, to be taken away piece by piece: it cannot be sought in."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Collection[int]) -> int:  # type: ignore[override]
        self._held += bytes(data)
        return len(data)

    def take(self) -> bytes:
        """What was written since the last time."""
        taken, self._held = bytes(self._held), bytearray()
        return taken


def pack(school: School, scope: Scope, index: Callable[[Sequence[Entry]], str]) -> Iterator[bytes]:
    """The bytes of the pack, piece by piece (gói ZIP). ``index`` makes the page that opens offline. A file that is
    missing is left out; one that was altered goes out as it is. The manifest names both."""
    entries = entries_of(school, scope)
    keys = {entry.item.pk for entry in entries}
    wanted = list_of(school, scope.framework, Reach.SENT, only=keys, shows=scope.shows)
    made = {
        INDEX: index(entries).encode(),
        LIST_WORD: write_evidence(wanted, ".docx"),
        LIST_EXCEL: write_evidence(wanted, ".xlsx"),
    }
    return _streamed(made, [source for entry in entries for packed in entry.files for source in _sources(packed)])


@dataclass(frozen=True, slots=True)
class _Source:
    """What is read as it goes out: its name in the store, its path in the archive, its hash, "" where none is kept."""

    name: str
    path: str
    sha256: str = ""


def _sources(packed: Packed) -> Iterator[_Source]:
    yield _Source(str(packed.version.file), packed.path, packed.version.sha256)
    if packed.preview:
        yield _Source(str(packed.version.preview), packed.preview)


def _streamed(made: dict[str, bytes], sources: Iterable[_Source]) -> Iterator[bytes]:
    pipe, hashes = _Pipe(), list[str]()
    with zipfile.ZipFile(pipe, "w", allowZip64=True) as archive:
        for name, data in made.items():
            hashes.append(f"{hashlib.sha256(data).hexdigest()}  {name}")
            archive.writestr(_info(name, zipfile.ZIP_DEFLATED), data)
            yield pipe.take()
        for source in sources:
            yield from _file(archive, pipe, source, hashes)
        archive.writestr(_info(MANIFEST, zipfile.ZIP_DEFLATED), "\n".join([*hashes, ""]))
        yield pipe.take()
    yield pipe.take()


def _file(archive: zipfile.ZipFile, pipe: _Pipe, source: _Source, hashes: list[str]) -> Iterator[bytes]:
    """One file, read as it goes out; its hash is that of what went out."""
    found = hashlib.sha256()
    if not default_storage.exists(source.name):
        hashes.append(f"THIEU  {source.path}")
        return
    with default_storage.open(source.name) as kept, archive.open(_info(source.path), "w", force_zip64=True) as target:
        while piece := kept.read(PIECE):
            found.update(piece)
            target.write(piece)
            yield pipe.take()
    told = found.hexdigest()
    altered = source.sha256 not in ("", told)
    hashes.append(f"BI-SUA  {told}  {source.path}" if altered else f"{told}  {source.path}")
    yield pipe.take()


def _info(name: str, way: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    """An entry without a day of its own; pictures and papers are compressed already."""
    made = zipfile.ZipInfo(name, _MADE)
    made.compress_type = way
    return made
