"""A file comes in (nhận tệp): its bytes are kept, what was read in it waits for a person to confirm."""

import hashlib

from django.core.files.base import ContentFile

from caitien.access.action import Done, action
from caitien.access.models import School, User
from caitien.domain.paper import Paper
from caitien.domain.paper_json import to_json
from caitien.plans.correct import forget_stale_corrections
from caitien.plans.models import Upload


@action("upload.receive")
def receive_paper(actor: User, school: School, *, name: str, data: bytes, paper: Paper) -> Done[Upload]:
    """Keep a file and what was read in it (nhận tệp); nothing enters the plan.

    The same bytes again are the same upload, read anew; corrections of cells that still read the same stay.
    """
    digest = hashlib.sha256(data).hexdigest()
    upload = Upload.objects.filter(school=school, sha256=digest).first() or Upload(school=school, sha256=digest)
    if not upload.file:
        upload.file.save(name, ContentFile(data), save=False)
    upload.by, upload.name, upload.size, upload.paper = actor, name[-255:], len(data), to_json(paper)
    upload.save()
    forget_stale_corrections(upload)
    return Done(upload, upload, after={"name": upload.name, "sha256": digest, "size": upload.size})
