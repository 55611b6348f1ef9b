"""A file comes in (nhận tệp): its bytes are kept, what was read in it waits for a person to confirm."""

import hashlib

from django.core.files.base import ContentFile
from django.utils import timezone

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
    facts = {"by": actor, "at": timezone.now(), "name": name[-255:], "size": len(data), "paper": to_json(paper)}
    upload, fresh = Upload.objects.update_or_create(school=school, sha256=digest, defaults=facts)
    if fresh:
        upload.file.save(name, ContentFile(data))
    forget_stale_corrections(upload)
    return Done(upload, upload, after={"name": upload.name, "sha256": digest, "size": upload.size})
