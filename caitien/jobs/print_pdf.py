"""A paper as PDF (in ra PDF), by a job: LibreOffice takes seconds, sometimes a minute, and a page must not wait."""

import hashlib
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from caitien.access.models import School, User
from caitien.documents.gate.office import convert, find_office
from caitien.documents.refusal import Refusal
from caitien.jobs.kinds import Kind, Result, Tell
from caitien.jobs.models import Job
from caitien.jobs.start import start

NAME: Final = "print_pdf"
LIMIT: Final = 240.0  # seconds LibreOffice is given: a paper of a thousand pages
PDF: Final = "application/pdf"
NO_OFFICE: Final = Refusal(
    code="no-office",
    reason="Máy chủ chưa cài LibreOffice nên chưa in ra PDF được. Thầy cô hãy tải tệp Word, mở bằng Word rồi lưu "
    "thành PDF.",
)
_GONE: Final = Refusal(
    code="no-word", reason="Tệp Word của văn bản này không còn ở chỗ cất nên không in được. Xin báo người quản trị."
)
_CHANGED: Final = Refusal(
    code="word-changed", reason="Tệp Word đã lưu không còn đúng như lúc cất nên không in. Xin báo người quản trị."
)


def print_word(by: User, school: School, *, word: str, sha256: str, name: str, leads_to: str = "") -> Job | Refusal:
    """Ask for a kept Word file as PDF (in tệp Word đã lưu): ``word`` is its name in the storage, ``sha256`` of its
    bytes, ``name`` what the PDF is called when it comes down ("bao-cao-2026.pdf").

    The job's result: ``{"file": name in the storage, "sha256": of the PDF, "name": …, "type": "application/pdf"}``.
    """
    return _asked(by, school, {"word": word, "sha256": sha256, "name": name}, leads_to)


def _asked(by: User, school: School, arguments: dict[str, Any], leads_to: str) -> Job | Refusal:
    """Refused at once where this machine has no LibreOffice: nobody waits for what cannot come."""
    if find_office() is None:
        return NO_OFFICE
    return start(NAME, school=school, by=by, arguments=arguments, leads_to=leads_to)


def _print(job: Job, tell: Tell) -> Result | Refusal:
    tell("Đang chuẩn bị văn bản.", done=0, steps=2)
    word = _from_storage(job.arguments["word"], job.arguments["sha256"])
    if isinstance(word, Refusal):
        return word
    tell("Đang in ra PDF.", done=1, steps=2)
    pdf = convert(word, source="docx", target="pdf", timeout=LIMIT)
    return pdf if isinstance(pdf, Refusal) else _kept_result(job, pdf)


def _from_storage(name: str, sha256: str) -> bytes | Refusal:
    if not default_storage.exists(name):
        return _GONE
    with default_storage.open(name) as file:
        data: bytes = file.read()
    return data if hashlib.sha256(data).hexdigest() == sha256 else _CHANGED


def _kept_result(job: Job, pdf: bytes) -> Result:
    """The PDF under its hash: a second run leaves the first one's file alone."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    name = f"printed/{job.school_id}/{sha256}.pdf"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(pdf))
    return {"file": name, "sha256": sha256, "name": job.arguments["name"], "type": PDF}


PRINT_PDF: Final = Kind(name=NAME, title="In ra PDF", work=_print, again=frozenset({"office-failed"}))
