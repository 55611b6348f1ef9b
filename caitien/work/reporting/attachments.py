"""A photo or file that goes with what is told of a task (tệp kèm): its kind told from its content, kept by its hash."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import QuerySet
from django.utils import timezone

from caitien.access.action import Done, action, one_deed
from caitien.access.models import User
from caitien.access.rights import ActingUser
from caitien.documents.gate.kinds import Kind
from caitien.documents.kind_of_file import kind_of_file
from caitien.documents.pictures.clean import clean_picture, picture_kind
from caitien.documents.refusal import Refusal
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.domain.texts.file_names import kept_name
from caitien.plans.models import Task
from caitien.plans.reads import plans_for
from caitien.work.models import Attachment, Occurrence, Update
from caitien.work.reporting.antivirus import infection_of
from caitien.work.reporting.report import Reported, report_progress

PHOTOS: Final = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "heic": "image/heic"}
SHOWN: Final = frozenset({"jpeg", "png", "webp"})  # kinds every browser shows as a picture
DOCUMENTS: Final = frozenset({Kind.DOCX, Kind.XLSX, Kind.PDF})
ACCEPT: Final = "image/*,.pdf,.docx,.xlsx,.pptx"  # what the browser offers first; the content decides
NO_KIND: Final = Refused("Chỉ kèm được ảnh (JPEG, PNG, WebP, HEIC), PDF, Word, Excel hoặc PowerPoint (.pptx).")
HELD_ABOVE: Final[list[str]] = []  # relations by which rooms above keep a file beside a line that is not of its work
EMPTY: Final = Refused("Tệp trống. Xin chọn lại.")
CLOSED: Final = Refused("Kế hoạch đã kết thúc nên không kèm thêm tệp.")
_UNTOLD: Final = frozenset(
    {"picture", "unknown", "archive", "web-archive", "xml"}
)  # refusals about reading, not safety
_SLIDES: Final = b"ppt/presentation.xml"


@dataclass(frozen=True, slots=True)
class Fit:
    """A file that may be kept (tệp nhận được): its name, kind and bytes; ``taken_on``: the day a photo says it was
    taken."""

    name: str
    kind: str
    data: bytes
    taken_on: dt.date | None = None

    @property
    def sha256(self) -> str:
        """What its bytes are called by."""
        return hashlib.sha256(self.data).hexdigest()


def fitting(name: str, data: bytes) -> Fit | Refused:
    """A file as it may be kept (xét tệp kèm), or why not, in a sentence. No query.

    The antivirus looks first, where one is set up. A picture is drawn anew, see :mod:`caitien.documents.pictures`; a
    document passes the gate. The name ends as the kind does, whatever it was called.
    """
    if not data:
        return EMPTY
    if len(data) > settings.ATTACHMENT_LIMIT:
        return Refused(f"Tệp lớn hơn {settings.ATTACHMENT_LIMIT >> 20} MB. Xin chụp nhỏ hơn hoặc gửi tệp nhẹ hơn.")
    if infected := infection_of(data):
        return infected
    kind = picture_kind(data)
    return _picture(name, data, kind) if kind else _document(name, data)


def _picture(name: str, data: bytes, kind: str) -> Fit | Refused:
    picture = clean_picture(data, kind)
    if isinstance(picture, Refusal):
        return Refused(picture.reason)
    taken_on = picture.taken_on if picture.taken_on and picture.taken_on <= timezone.localdate() else None
    return Fit(kept_name(name, picture.kind), picture.kind, picture.data, taken_on)


def _document(name: str, data: bytes) -> Fit | Refused:
    kind = kind_of_file(data, name=name)
    if isinstance(kind, Refusal):
        if kind.code == "slides" and _SLIDES in data:
            return Fit(kept_name(name, "pptx"), "pptx", data)
        return NO_KIND if kind.code in _UNTOLD else Refused(kind.reason)
    return Fit(kept_name(name, kind.value), kind.value, data) if kind in DOCUMENTS else NO_KIND


@action("evidence.attach")
def attach_file(actor: User, task: Task, file: Fit, *, update: Update | None = None) -> Done[Attachment] | Refused:
    """Keep a file with a task (kèm tệp), or with what was told of it. The same bytes lie in one place."""
    if task.plan.state == PlanState.CLOSED:
        return CLOSED
    row = keep_file(actor, task, file, update=update)
    return Done(row, task, {}, {"name": row.name, "sha256": row.sha256, "size": row.size})


def keep_file(actor: User, task: Task, file: Fit, *, update: Update | None = None) -> Attachment:
    """Keep a file beside a line (cất tệp), for verbs that have asked whether it may be. Three statements."""
    row = Attachment(
        **{"school_id": task.school_id, "task": task, "update": update, "name": file.name, "kind": file.kind},
        **{"sha256": file.sha256, "size": len(file.data), "by": actor, "at": timezone.now()},
        taken_on=file.taken_on,
    )
    same = Attachment.with_removed.filter(school=task.school_id, sha256=row.sha256).first()
    if same:
        row.file = same.file.name
        row.save()
    else:
        row.file.save(file.name, ContentFile(file.data))  # the row with it
    return row


def report_with_file(actor: User, occurrence: Occurrence, file: Fit | None, **told: Any) -> Reported:
    """Tell of an occurrence, and keep the photo or file that goes with it (báo tiến độ kèm tệp): both or neither.

    ``told`` as :func:`caitien.work.reporting.report.report_progress` takes it. What was sent twice keeps its file once.
    """
    with one_deed():
        said = report_progress(actor, occurrence, with_file=file is not None, **told)
        if file and isinstance(said, Update) and not said.attachments.filter(sha256=file.sha256).exists():
            attach_file(actor, occurrence.task, file, update=said)
        return said


def attachments_for(acting: ActingUser) -> QuerySet[Attachment]:
    """The files of the school's work (tệp kèm)."""
    return Attachment.objects.filter(school=acting.school, task__plan__in=plans_for(acting))


def sent_with(task: Task) -> QuerySet[Attachment]:
    """The files its people sent with a line (tệp gửi kèm việc), the last first: neither those of letters nor what a
    room above keeps beside it, as a monitor's photo. No query of its own."""
    found = Attachment.objects.filter(task=task, letters=None, **dict.fromkeys(HELD_ABOVE))
    return found.order_by("-at", "-pk")
