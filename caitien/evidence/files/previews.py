"""Small pictures of files (ảnh xem trước), drawn by the workers: each in a child that a hostile file can end, and
nothing else.

What is shown in a page is only ever this drawing; the file itself is handed over as a download.
"""

import logging
import time
from typing import Final

from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.utils import timezone

from caitien.documents.pictures.clean import PREVIEWED, Preview, preview_of
from caitien.documents.refusal import Refusal
from caitien.evidence.models import FileVersion
from caitien.evidence.models.file import preview_path
from caitien.jobs.chores import Chore, Schools
from caitien.plans.keeping import keep

ROUND: Final = 45.0  # seconds of one go of the workers: other upkeep waits for it
A_BATCH: Final = 20
_log = logging.getLogger(__name__)


def draw_due_previews(_schools: Schools = None, seconds: float = ROUND) -> None:
    """Draw what waits (vẽ ảnh xem trước), whosever it is: what one go leaves, the next takes up, and a file the store
    cannot give keeps no other waiting. A query by an index where nothing waits; of each file one read, one drawing, two
    statements."""
    waiting = FileVersion.objects.filter(previewed_at=None)
    if waiting.exists():
        waiting.exclude(kind__in=PREVIEWED).update(previewed_at=timezone.now())
    end, last = time.monotonic() + seconds, 0
    while time.monotonic() < end and (due := list(waiting.filter(pk__gt=last).order_by("pk")[:A_BATCH])):
        last = due[-1].pk
        for version in due:
            _draw_or_tell(version)


def _draw_or_tell(version: FileVersion) -> None:
    """Draw one; where the store fails, that is told, and the file waits for the next go."""
    try:
        _draw(version)
    except DatabaseError:
        raise
    except Exception:
        _log.exception("a preview of version %s of an item", version.pk)


def _draw(version: FileVersion) -> None:
    """One small picture, for every version with these bytes; none of a file that is missing or cannot be drawn."""
    name = str(version.file)
    if not default_storage.exists(name):
        drawn: Preview | Refusal | None = None
    else:
        with default_storage.open(name) as kept:
            drawn = preview_of(kept.read(), version.kind)
    small = drawn if isinstance(drawn, Preview) else None
    where = keep(default_storage, preview_path(version, ""), small.data) if small else ""
    same = FileVersion.objects.filter(school=version.school_id, sha256=version.sha256, previewed_at=None)
    same.update(preview=where, pages=small.pages if small else None, previewed_at=timezone.now())


PREVIEWS: Final = Chore("evidence previews", do=draw_due_previews)
