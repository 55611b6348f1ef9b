"""The background work of bulk reading (việc nền): a ZIP opened, a file read. Each may be cut off and done anew.

What a cut-off attempt leaves is bytes under their hash, and the reading of a file beside its row, the same each time;
rows, schools and submissions are written in the transaction that ends the job, once.
"""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F

from caitien.access.kept_files import kept
from caitien.documents.read import read
from caitien.documents.refusal import Refusal
from caitien.domain.paper import Paper
from caitien.domain.papers.paper_json import to_json
from caitien.jobs.kinds import Kind, Result, Tell
from caitien.jobs.models import Job
from caitien.oversight.bulk import bringing, filing
from caitien.oversight.bulk.bringing import Brought, add_files, brought_of, keep_file
from caitien.oversight.bulk.unpacking import Packed, listed, unpack
from caitien.oversight.counting import lines_of
from caitien.oversight.models import BulkFile, Bundle

LARGEST: Final = 30 << 20  # bytes of one file: what the gate of the readers lets in
SCANS: Final = frozenset({"picture", "scanned"})  # refusals of a photograph, and of a PDF without a word
TOLD_EVERY: Final = 25  # files
_OF_SCAN: Final = "page-is-picture"
GONE: Final = Refusal(code="gone", reason="Gói nén không còn ở chỗ cất. Xin nhập lại.")
OTHER_BYTES: Final = Refusal(code="other-bytes", reason=filing.OTHER_BYTES)
NO_RIGHT: Final = "Người nhập không còn phụ trách đợt này nên chưa ghi nộp. Xin bấm Đọc lại."


def _unpack(job: Job, tell: Tell) -> Result | Refusal:
    name, files = job.arguments["zip"], list[Brought]()
    if not default_storage.exists(name):
        return GONE
    with default_storage.open(name) as archive:
        found, trouble = listed(archive), ""
        if isinstance(found, Refusal):
            return found
        for each in unpack(found, largest=LARGEST):
            if isinstance(each, Packed):
                files.append(keep_file(each.name, each.content))
            else:
                trouble = each.reason
            if len(files) % TOLD_EVERY == 0:
                tell("Đang mở gói nén.", done=len(files), steps=len(found.entries))
    return {"files": [each.as_json() for each in files], "skipped": found.skipped, "trouble": trouble}


def _keep_unpacked(job: Job, result: Result) -> None:
    bundle = _opened(job, result["trouble"], result["skipped"])
    if bundle:
        add_files(bundle, map(brought_of, result["files"]))
        Job.objects.filter(pk=job.pk).update(result={})
    _drop(job)


def _lost_zip(job: Job, trouble: Refusal) -> None:
    _opened(job, trouble.reason, 0)
    _drop(job)


def _drop(job: Job) -> None:
    """The ZIP goes once what came out of it is written."""
    transaction.on_commit(lambda: default_storage.delete(job.arguments["zip"]))


def _opened(job: Job, trouble: str, skipped: int) -> Bundle | None:
    found = Bundle.objects.select_for_update(of=("self",), no_key=True).filter(pk=job.arguments["bundle"])
    changes: dict[str, Any] = {"unopened": F("unopened") - 1, "skipped": F("skipped") + skipped}
    if not found.update(**changes, **({"trouble": trouble} if trouble else {})):
        return None
    return found.select_related("by").get()


def _read(job: Job, _tell: Tell) -> Result | Refusal:
    row = BulkFile.objects.filter(pk=job.arguments["file"], state=BulkFile.State.WAITING).first()
    if row is None:
        return {}
    data = kept(default_storage, row.file.name or "", row.sha256)
    if data is None:
        return OTHER_BYTES
    found = read(data, name=row.path.rpartition("/")[2])
    if isinstance(found, Refusal) and found.code not in SCANS:
        return found
    paper = found if isinstance(found, Paper) else Paper()
    scan = isinstance(found, Refusal) or _is_scan(found)
    BulkFile.objects.filter(pk=row.pk, state=BulkFile.State.WAITING).update(paper=to_json(paper), scan=scan)
    return {}


def _is_scan(paper: Paper) -> bool:
    return any(note.code == _OF_SCAN for note in paper.notes) and not lines_of(paper)


def _keep_read(job: Job, _result: Result) -> None:
    row = _waiting(job)
    if row is None:
        return
    try:
        with transaction.atomic():
            filing.settle_file(row, job.by)
    except PermissionDenied:  # whoever brought it is no officer any more
        row.asked = row.submission = None
        row.state, row.words, row.code = BulkFile.State.UNFIT, NO_RIGHT, "no-right"
        row.save()


def _lost_file(job: Job, trouble: Refusal) -> None:
    row = _waiting(job)
    if row:
        row.state, row.words, row.code = BulkFile.State.UNFIT, trouble.reason, trouble.code
        row.save(update_fields=["state", "words", "code"])


def _waiting(job: Job) -> BulkFile | None:
    """The file of a job, locked, while it waits to be read."""
    rows = BulkFile.objects.select_for_update(of=("self",), no_key=True).select_related("round__body")
    return rows.filter(pk=job.arguments["file"], state=BulkFile.State.WAITING).first()


UNPACK: Final = Kind(name=bringing.UNPACK, title="Mở gói nén", work=_unpack, keep=_keep_unpacked, lost=_lost_zip)
READ: Final = Kind(
    name=bringing.READ,
    title="Đọc tệp nhập",
    work=_read,
    keep=_keep_read,
    lost=_lost_file,
    again=frozenset({"office-failed", "too-slow"}),
)
