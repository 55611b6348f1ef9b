"""Small pictures of files (ảnh xem trước), drawn by the workers: each in a child that a hostile file can end, and
nothing else.

What is shown in a page is only ever this drawing; the file itself is handed over as a download.
"""

import time
from typing import Final

from django.core.files.storage import default_storage
from django.utils import timezone

from caitien.documents.pictures.clean import PREVIEWED, preview_of
from caitien.documents.refusal import Refusal
from caitien.evidence.models import FileVersion
from caitien.evidence.models.file import preview_path
from caitien.jobs.chores import Chore, Schools
from caitien.plans.keeping import keep

ROUND: Final = 45.0  # seconds of one go of the workers: other upkeep waits for it
A_BATCH: Final = 20


def draw_due_previews(_schools: Schools = None, seconds: float = ROUND) -> None:
    """Draw what waits (vẽ ảnh xem trước), whosever it is: what one go leaves, the next takes up. A query by an index
    where nothing waits; of each file one read, one drawing, two statements."""
    waiting = FileVersion.objects.filter(previewed_at=None)
    if waiting.exists():
        waiting.exclude(kind__in=PREVIEWED).update(previewed_at=timezone.now())
    end = time.monotonic() + seconds
    while time.monotonic() < end and (due := list(waiting.order_by("pk")[:A_BATCH])):
        for version in due:
            _draw(version)


def _draw(version: FileVersion) -> None:
    """One small picture, for every version with these bytes; none of a file that is missing or cannot be drawn."""
    name = str(version.file)
    if not default_storage.exists(name):
        drawn: bytes | Refusal = b""
    else:
        with default_storage.open(name) as kept:
            drawn = preview_of(kept.read(), version.kind)
    where = keep(default_storage, preview_path(version, ""), drawn) if drawn and isinstance(drawn, bytes) else ""
    same = FileVersion.objects.filter(school=version.school_id, sha256=version.sha256, previewed_at=None)
    same.update(preview=where, previewed_at=timezone.now())


PREVIEWS: Final = Chore("evidence previews", do=draw_due_previews)
