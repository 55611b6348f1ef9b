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
from django.db.models import Exists, OuterRef, Q

from caitien.access.models import School
from caitien.documents.write_evidence import write_evidence
from caitien.domain.evidence.lists import Reach
from caitien.domain.evidence.pack_names import entry_name
from caitien.domain.evidence.words import Openness
from caitien.evidence.lists.out import list_of
from caitien.evidence.models import FileVersion, Item, Use
from caitien.evidence.reads import with_rows

PIECE: Final = 256 * 1024  # bytes read at a time
LIST_WORD, LIST_EXCEL, INDEX, MANIFEST = "danh-muc.docx", "danh-muc.xlsx", "index.html", "manifest-sha256.txt"
SMALL: Final = "xem"  # the folder of small pictures
_MADE: Final = (1980, 1, 1, 0, 0, 0)
_SHOWN: Final = (Openness.TEAM.value, Openness.PUBLIC.value)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a pack or a guest is shown (phạm vi): criteria and school years; none of either: all."""

    framework: str
    criteria: tuple[str, ...] = ()
    years: tuple[str, ...] = ()

    def shows(self, criterion: str) -> bool:
        """Whether what is used there may be told."""
        return not self.criteria or criterion in self.criteria


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of the pack (tệp trong gói): where it lies in it, which version of which item it is, and where its small
    picture lies, "" where none was drawn."""

    path: str
    version: FileVersion
    preview: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as the pack shows it (minh chứng trong gói)."""

    item: Item
    code: str
    criteria: tuple[str, ...]
    files: tuple[Packed, ...]


def shown_items(school: School, scope: Scope) -> list[Item]:
    """The accepted items the team may see of a scope (đoàn thấy gì), with what a row tells. Six queries, linear."""
    used = Use.objects.filter(item=OuterRef("pk"), framework=scope.framework).exclude(criterion="")
    if scope.criteria:
        used = used.filter(criterion__in=scope.criteria)
    found = Item.objects.filter(Exists(used), school=school, state=Item.State.ACCEPTED, openness__in=_SHOWN)
    if scope.years:
        of_years = Use.objects.filter(item=OuterRef("pk"), task__plan__school_year__in=scope.years)
        any_year = Use.objects.filter(item=OuterRef("pk"), task__isnull=False)
        labelled = Q(parts__label__in=scope.years)
        found = found.filter(Exists(of_years) | ~Exists(any_year) | labelled).distinct()
    return list(with_rows(found).order_by("place", "pk"))


def entries_of(school: School, scope: Scope) -> list[Entry]:
    """The same with their files: the last version of each part (các tệp). No query more."""
    taken: set[str] = set()
    return [_entry(item, scope, taken) for item in shown_items(school, scope)]


def _entry(item: Item, scope: Scope, taken: set[str]) -> Entry:
    live = item.live_codes  # type: ignore[attr-defined]
    code = next((each.text for each in live if each.framework == scope.framework), "")
    uses = item.used  # type: ignore[attr-defined]
    used = (use.criterion for use in uses if use.framework == scope.framework and use.criterion)
    criteria = dict.fromkeys(filter(scope.shows, used))
    files = []
    for part in item.parts.all():
        for version in part.versions.all()[:1]:
            path = entry_name(code, item.name, part.label, version.kind, taken)
            taken.add(path)
            files.append(Packed(path, version, f"{SMALL}/{len(taken):04d}.jpg" if version.preview else ""))
    return Entry(item, code, tuple(criteria), tuple(files))


# --- the archive ------------------------------------------------------------------------------------------------------


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
    missing or was altered is left out of the archive's files and named in the manifest."""
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


# --- is every file as it came? ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Damage:
    """A file that is not as it came (tệp hỏng): missing, or altered."""

    version: FileVersion
    missing: bool


def damaged_files() -> Iterator[Damage]:
    """Every kept file whose bytes are not those that came (kiểm tra tệp minh chứng): each hash worked out anew, a piece
    at a time. Reads everything; one query."""
    proved: dict[tuple[int, str], bool | None] = {}
    found = FileVersion.objects.select_related("part__item__school").order_by("school", "sha256", "pk")
    for version in found.iterator():
        key = (version.school_id, version.sha256)
        if key not in proved:
            proved.clear()  # in order of content: one at a time is enough
            proved[key] = _is_whole(version)
        if proved[key] is not True:
            yield Damage(version, missing=proved[key] is None)


def _is_whole(version: FileVersion) -> bool | None:
    """Whether a file's bytes are those of its hash; None where there is none."""
    name = str(version.file)
    if not default_storage.exists(name):
        return None
    with default_storage.open(name) as source:
        found = hashlib.sha256()
        while piece := source.read(PIECE):
            found.update(piece)
    return found.hexdigest() == version.sha256
