"""A file comes in (nhận tệp): its bytes are kept, what was read in it waits for a person to confirm."""

import hashlib

from django.core.files.base import ContentFile
from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import School, User
from caitien.domain.paper import Paper
from caitien.domain.papers.paper_json import to_json
from caitien.domain.texts.file_names import LONGEST, UNNAMED, visible_name
from caitien.plans.models import Upload


@action("upload.receive")
def receive_paper(actor: User, school: School, *, name: str, data: bytes, paper: Paper) -> Done[Upload]:
    """Keep a file and what was read in it (nhận tệp); nothing enters the plan.

    The same bytes again are the same upload, read anew; corrections of cells that read the same still hold.
    """
    digest = hashlib.sha256(data).hexdigest()
    found = school.uploads.filter(sha256=digest).first()
    before = {"name": found.name, "at": found.at.isoformat()} if found else {}
    upload = found or Upload(school=school, sha256=digest, size=len(data))
    name = visible_name(name)[-LONGEST:] or UNNAMED
    upload.put_aside_at = None
    upload.by, upload.at, upload.name, upload.paper = actor, timezone.now(), name, to_json(paper)
    if found:
        upload.save()
    else:
        upload.file.save(name, ContentFile(data))  # the row with it
    return Done(upload, upload, before, {"name": upload.name, "sha256": digest, "size": upload.size})
