"""Asking for the archive of a school (xin bản lưu của trường), by its chair: made by the workers, then downloaded."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import School, User
from caitien.backup.archive import hash_of
from caitien.backup.school.write import archive_school
from caitien.documents.refusal import Refusal
from caitien.domain.machine_trouble import trouble_in
from caitien.jobs.kinds import Kind, Result, Tell
from caitien.jobs.models import Job
from caitien.jobs.start import start

NAME: Final = "school_archive"
ZIP: Final = "application/zip"


@action("school.archive")
def ask_for_archive(actor: User, school: School, *, leads_to: str = "") -> Done[Job]:
    """Let the workers write all of the school into one file (lập bản lưu của trường). Seven statements.

    The trail is told who asked: whoever has the file has everything of the school.
    """
    job = start(NAME, school=school, by=actor, arguments={}, leads_to=leads_to)
    return Done(job, school, {}, {"archive_asked": True})


def last_archive(school: School) -> Job | None:
    """The last archive that was asked for (bản lưu gần nhất). One query."""
    return Job.objects.filter(school=school, kind=NAME).select_related("by").order_by("-pk").first()


def _work(job: Job, tell: Tell) -> Result | Refusal:
    tell("Đang ghi dữ liệu, trang đọc và tệp của trường.")
    school = job.school
    assert school is not None  # noqa: S101 - it is asked for in one
    try:
        settings.VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryDirectory(dir=settings.VAR, prefix=".ban-luu-") as place:
            return _kept(school, archive_school(school, Path(place)))
    except OSError as error:
        trouble = trouble_in(error)
        if trouble is None:
            raise
        return Refusal(
            code="archive-machine", reason=f"{trouble.title}: chưa lập được bản lưu. Xin báo người quản trị."
        )


def _kept(school: School, made: Path) -> Result:
    """The archive in the store, the one before taken away: it holds what people may since have corrected."""
    folder = f"archives/{school.pk}"
    with made.open("rb") as file:
        sha256, size = hash_of(file)
        file.seek(0)
        for old in _in(folder):
            default_storage.delete(f"{folder}/{old}")
        name = default_storage.save(f"{folder}/{sha256}.zip", File(file))
    called = f"caitien-truong-{timezone.localdate():%Y-%m-%d}.zip"
    return {"file": name, "sha256": sha256, "size": size, "name": called, "type": ZIP}


def _in(folder: str) -> list[str]:
    try:
        return list(default_storage.listdir(folder)[1])
    except FileNotFoundError:
        return []


SCHOOL_ARCHIVE: Final = Kind(
    name=NAME,
    title="Lập bản lưu của trường",
    work=_work,
    again=frozenset({"archive-machine"}),
    verb="school.archive",
)
