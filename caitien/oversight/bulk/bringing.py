"""Bringing files in (nhập tệp): kept under their hash, a row and a job each; a ZIP is opened by a job of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any, Final

from django.core.files.base import File
from django.core.files.storage import default_storage

from caitien.access.action import Done, action
from caitien.access.kept_files import hash_of, keep
from caitien.access.models import User
from caitien.documents.refusal import Refusal
from caitien.domain.refused import Refused
from caitien.jobs.start import start
from caitien.oversight.models import BulkFile, Bundle, Round

FOLDER: Final = "rounds"
UNPACK, READ = "unpack_bundle", "read_bulk_file"  # kinds of jobs
NOTHING: Final = Refused("Chưa có tệp nào. Xin chọn tệp ZIP, hoặc chọn nhiều tệp một lúc.")
NOT_OPEN: Final = Refused("Đợt này không nhận văn bản lúc này nên chưa nhập được.")
TWIN: Final = "Đúng từng byte với {}."


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it is kept (tệp đã cất): its name, where it lies, its hash; or why it is not kept."""

    path: str
    file: str = ""
    sha256: str = ""
    code: str = ""
    words: str = ""

    def as_json(self) -> dict[str, str]:
        """As a job hands it on."""
        return {name: getattr(self, name) for name in self.__slots__}


def keep_file(path: str, content: bytes | Refusal) -> Brought:
    """Keep a file under its hash (cất tệp), or why there is none. Kept twice it is there once."""
    if isinstance(content, Refusal):
        return Brought(path, code=content.code, words=content.reason)
    sha256 = hash_of(content)
    suffix = PurePath(path).suffix.lower()[:6]
    name = f"{FOLDER}/{sha256}{suffix if suffix.isascii() and suffix[1:].isalnum() else ''}"
    return Brought(path, keep(default_storage, name, content), sha256)


def keep_zip(file: IO[bytes]) -> str:
    """Put a ZIP aside until a job has opened it (cất gói); where it lies."""
    return default_storage.save(f"{FOLDER}/goi.zip", File(file))


@action("submission.file")
def bring(
    actor: User, round_: Round, *, name: str, files: Sequence[Brought], zips: Sequence[str]
) -> Done[Bundle] | Refused:
    """Bring kept files into a round (nhập hàng loạt): a row and a job each, and a job for each ZIP. Linear in them."""
    if round_.state != Round.State.OPEN:
        return NOT_OPEN
    if not files and not zips:
        return NOTHING
    bundle = Bundle.objects.create(round=round_, name=name[:255], unopened=len(zips), by=actor)
    for each in zips:
        start(UNPACK, school=None, by=actor, arguments={"bundle": bundle.pk, "zip": each})
    add_files(bundle, files)
    return Done(bundle, round_, {}, {"round": round_.name, "files_brought": bundle.name})


def add_files(bundle: Bundle, files: Iterable[Brought]) -> None:
    """A row for each file and a job for each that is new in its round (ghi tệp), in the caller's transaction. The round
    is locked: two who bring the same files at once take turns, and the second finds twins."""
    Round.objects.select_for_update(no_key=True).get(pk=bundle.round_id)
    known = BulkFile.objects.filter(round=bundle.round_id).exclude(state=BulkFile.State.TWIN).exclude(sha256="")
    first = dict(known.values_list("sha256", "path"))
    rows = [_row(bundle, each, first) for each in files]
    for row in BulkFile.objects.bulk_create(rows, batch_size=500):
        if row.state == BulkFile.State.WAITING:
            read_by_job(row, bundle.by)


def read_by_job(row: BulkFile, by: User) -> None:
    """Have a file read (giao việc đọc). It lets go first whatever else anybody waits for."""
    start(READ, school=None, by=by, arguments={"file": row.pk}, patient=True)


def _row(bundle: Bundle, brought: Brought, first: dict[str, str]) -> BulkFile:
    row = BulkFile(round_id=bundle.round_id, bundle=bundle, **brought.as_json())
    if not brought.sha256:
        row.state = BulkFile.State.UNFIT
    elif brought.sha256 in first:
        row.state, row.words = BulkFile.State.TWIN, TWIN.format(first[brought.sha256])
    else:
        first[brought.sha256] = brought.path
    return row


def brought_of(told: Mapping[str, Any]) -> Brought:
    """A file as a job handed it on."""
    return Brought(**told)
