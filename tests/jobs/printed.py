"""A job whose file is made (việc nền đã xong), without LibreOffice."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from caitien.access.models import School, User
from caitien.jobs.models import Job, State

PDF = b"%PDF-1.7 the bytes of a paper"


def printed(by: User, school: School) -> Job:
    name = default_storage.save(f"printed/{school.pk}/bao-cao.pdf", ContentFile(PDF))
    sha256 = hashlib.sha256(PDF).hexdigest()
    result = {"file": name, "sha256": sha256, "name": "báo cáo.pdf", "type": "application/pdf"}
    return Job.objects.create(
        school=school, by=by, kind="print_pdf", arguments={}, state=State.DONE, result=result, ended_at=timezone.now()
    )
