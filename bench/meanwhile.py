"""What else a site does while people are on it (việc khác cùng lúc): backups, papers read by a worker."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from statistics import median
from threading import Event, Thread
from typing import Final

LOOK: Final = 1.0  # seconds from one look to the next: what the generator takes is taken from the site
FILES: Final = 100

Begun = Callable[[], str]  # what came of it until now, in words


@contextmanager
def backups() -> Iterator[Begun]:
    """The workers make backups, one after another, as the keeper's button lets them."""
    from caitien.backup.models import Backup

    ended = Event()
    asking = Thread(target=_ask, args=(ended,), daemon=True)
    asking.start()

    def told() -> str:
        made = list(Backup.objects.exclude(ended_at=None))
        failed = [each.trouble for each in made if each.trouble]
        took = sorted((each.ended_at - each.begun_at).total_seconds() for each in made if each.ended_at)
        size = max((each.size for each in made), default=0) / 1e6
        middle = median(took) if took else 0.0
        return f"{len(made)} backups of {size:.1f} MB, each in {middle:.1f} s, {len(failed)} failed {failed[:1]}"

    try:
        yield told
    finally:
        ended.set()
        asking.join()


def _ask(ended: Event) -> None:
    from django.db import connection
    from django.utils import timezone

    from caitien.backup.nightly import NIGHTLY
    from caitien.jobs.models import Scheduled
    from caitien.jobs.scheduled import is_running, set_clocks

    set_clocks()
    while not ended.wait(LOOK):
        if not is_running(NIGHTLY.name):  # what is due already stays as a worker may just be taking it
            now = timezone.now()
            Scheduled.objects.filter(name=NIGHTLY.name, due_at__gt=now).update(due_at=now)
    connection.close()


@contextmanager
def reading(files: int = FILES) -> Iterator[Begun]:
    """A department drops papers of its schools at once; the workers read them."""
    from bench.department.made import made_up
    from bench.department.reading import packed, renamed
    from caitien.oversight.bulk.bringing import bring, keep_zip
    from caitien.oversight.models import BulkFile, Bundle

    department = made_up("đo", files, 0)
    archive = renamed(packed(files), department)
    done = bring(department.officer, department.round, name="goi.zip", files=[], zips=[keep_zip(BytesIO(archive))])
    assert isinstance(done, Bundle), done
    begun = time.monotonic()

    def told() -> str:
        read = BulkFile.objects.filter(bundle=done).exclude(state="waiting").count()
        return f"{read} of {files} files read {time.monotonic() - begun:.0f} s after they came"

    yield told
