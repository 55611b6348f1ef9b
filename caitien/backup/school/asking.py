"""Asking for the archive of a school (xin bản lưu của trường): by its chair, who downloads what the workers made; by
the site's keeper, into the folder of backups."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import School, User
from caitien.backup.archive import hash_of
from caitien.backup.school.write import archive_school
from caitien.backup.sealing import END, recipients, recipients_named
from caitien.documents.refusal import Refusal
from caitien.domain.machine_trouble import trouble_in
from caitien.domain.refused import Refused
from caitien.jobs.kinds import Kind, Result, Tell
from caitien.jobs.models import Job
from caitien.jobs.start import start

if TYPE_CHECKING:
    from pyrage import x25519

NAME: Final = "school_archive"
KEPT: Final = "school_archive_kept"
ZIP: Final = "application/zip"
SEALED: Final = "application/octet-stream"
MACHINE: Final = "archive-machine"


@action("school.archive")
def ask_for_archive(actor: User, school: School, *, to: str = "", leads_to: str = "") -> Done[Job] | Refused:
    """Let the workers write all of the school into one file (lập bản lưu của trường), encrypted where it is ``to`` a
    public key. Seven statements.

    The trail is told who asked: whoever has the file, and its key, has everything of the school.
    """
    return _asked(NAME, actor, school, to, leads_to)


@action("school.keep_archive")
def ask_to_keep_archive(actor: User, school: School, *, to: str = "") -> Done[Job] | Refused:
    """The same by the keeper of the site (lập bản lưu một trường), into the folder of backups: encrypted for that key
    and those the backups of the site are for."""
    return _asked(KEPT, actor, school, to, "")


def keep_archive(keeper: User, school: School, folder: Path, *, to: str = "") -> Path | Refused:
    """The same at once, by the command; the trail is told when it is there. Raises OSError."""
    whom = recipients_named(to)
    if isinstance(whom, Refused):
        return whom
    whom += recipients()
    made = archive_school(school, folder, whom)
    _tell_kept(keeper, school, locked=bool(whom))
    return made


@action("school.keep_archive")
def _tell_kept(_keeper: User, school: School, *, locked: bool) -> Done[None]:
    return Done(None, school, {}, _told(locked=locked))


def _asked(kind: str, actor: User, school: School, to: str, leads_to: str) -> Done[Job] | Refused:
    whom = recipients_named(to)
    if isinstance(whom, Refused):
        return whom
    job = start(kind, school=school, by=actor, arguments={"to": to} if to else {}, leads_to=leads_to)
    return Done(job, school, {}, _told(locked=bool(to or (kind == KEPT and recipients()))))


def _told(*, locked: bool) -> dict[str, object]:
    return {"archive_asked": True, **({"archive_locked": True} if locked else {})}


def last_archive(school: School) -> Job | None:
    """The last archive that was asked for (bản lưu gần nhất). One query."""
    return Job.objects.filter(school=school, kind=NAME).select_related("by").order_by("-pk").first()


def kept_archives(school: School) -> QuerySet[Job]:
    """Those the keeper asked for, the last first (bản lưu trong thư mục). One query."""
    return Job.objects.filter(school=school, kind=KEPT).select_related("by").order_by("-pk")


# --- the workers ------------------------------------------------------------------------------------------------------


def _work(job: Job, tell: Tell) -> Result | Refusal:
    return _made(job, tell, _stored)


def _work_kept(job: Job, tell: Tell) -> Result | Refusal:
    return _made(job, tell, _put_beside)


def _made(
    job: Job, tell: Tell, make: "Callable[[Job, School, Sequence[x25519.Recipient]], Result]"
) -> Result | Refusal:
    tell("Đang ghi dữ liệu, trang đọc và tệp của trường.")
    school = job.school
    assert school is not None  # noqa: S101 - it is asked for in one
    whom = recipients_named(job.arguments.get("to", ""))
    assert not isinstance(whom, Refused)  # noqa: S101 - who asked was told
    try:
        return make(job, school, whom)
    except OSError as error:
        trouble = trouble_in(error)
        if trouble is None:
            raise
        return Refusal(code=MACHINE, reason=f"{trouble.title}: chưa lập được bản lưu. Xin báo người quản trị.")


def _stored(job: Job, school: School, whom: Sequence["x25519.Recipient"]) -> Result:
    """The archive in the store, the one before taken away: it holds what people may since have corrected."""
    settings.VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=settings.VAR, prefix=".ban-luu-") as place:
        return _into_store(job, archive_school(school, Path(place), whom))


def _into_store(job: Job, made: Path) -> Result:
    folder = f"archives/{job.school_id}"
    end = "".join(made.suffixes)
    with made.open("rb") as file:
        sha256, size = hash_of(file)
        file.seek(0)
        for old in _in(folder):
            default_storage.delete(f"{folder}/{old}")
        name = default_storage.save(f"{folder}/{sha256}{end}", File(file))
    called = f"caitien-truong-{timezone.localdate():%Y-%m-%d}{end}"
    return {"file": name, "sha256": sha256, "size": size, "name": called, "type": SEALED if end.endswith(END) else ZIP}


def _put_beside(job: Job, school: School, whom: Sequence["x25519.Recipient"]) -> Result:
    """The archive beside the backups of the site, under a name that is the same however often the job runs. It is made
    there: what a killed worker leaves of it is cleared by the next one."""
    made = archive_school(school, settings.BACKUP_FOLDER, [*whom, *recipients()])
    asked = timezone.localtime(job.asked_at)
    name = f"caitien-backup-school-{job.school_id}-{asked:%Y%m%dT%H%M%S%f}{''.join(made.suffixes)}"
    with made.open("rb") as file:
        sha256, size = hash_of(file)
    made.replace(settings.BACKUP_FOLDER / name)
    return {"kept": name, "sha256": sha256, "size": size}


def _in(folder: str) -> list[str]:
    try:
        return list(default_storage.listdir(folder)[1])
    except FileNotFoundError:
        return []


SCHOOL_ARCHIVE: Final = Kind(
    name=NAME,
    title="Lập bản lưu của trường",
    work=_work,
    again=frozenset({MACHINE}),
    verb="school.archive",
)
KEPT_ARCHIVE: Final = Kind(
    name=KEPT,
    title="Lập bản lưu một trường vào thư mục bản lưu",
    work=_work_kept,
    again=frozenset({MACHINE}),
    verb="school.keep_archive",
)
