"""What the workers see to without being asked (việc thường xuyên): upkeep that follows from what is written.

A verb asks for none of it and cannot forget it: each leaves an entry in the audit trail, and upkeep is due where the
last entry is not the one it was done for last, or where a new day has begun. It then looks at the schools of the
entries since, on a new day at all. So asking costs two queries by key however many schools there are, and a burst of
changes is seen to once. A chore that is cut off, or done by two at once, leaves the same behind.
"""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from django.db import DatabaseError
from django.db.models import Max, Q
from django.utils.timezone import localdate

from caitien.access.models import AuditEntry
from caitien.jobs.models import Upkeep
from caitien.jobs.scheduled import set_clocks

# Numbers are given before they are written for good, so an entry may come to be after one with a higher number: so many
# entries are looked at once more.
MAY_COME_LATE: Final = 200
Schools = Collection[int] | None  # keys; None: all of them
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chore:
    """One sort of upkeep (một việc thường xuyên): ``do`` does what is due in those schools, and nothing where nothing
    is."""

    name: str
    do: Callable[[Schools], None]


CHORES: Final[list[Chore]] = []  # each room adds its own when the site starts


def among(schools: Schools) -> Q:
    """The rows of those schools (lọc theo trường)."""
    return Q() if schools is None else Q(school__in=schools)


def is_any_due() -> bool:
    """Whether some upkeep waits (có việc thường xuyên đang chờ). Two queries by key."""
    seen = Upkeep.objects.values_list("day", "entry").first()
    return seen != (localdate(), _last_entry())


def do_due() -> None:
    """Do the upkeep that waits (làm việc thường xuyên): what workers are started for.

    A chore that fails is told, and done again at the next change or the next day; a database that is away is raised,
    and all is still due.
    """
    today, last = localdate(), _last_entry()
    seen = Upkeep.objects.first()
    schools = None if seen is None or seen.day != today else _schools_since(seen.entry)
    if schools is None:
        set_clocks()  # a new day: it may be one before, by a clock that was set right
    for chore in CHORES:
        try:
            chore.do(schools)
        except DatabaseError:
            raise
        except Exception:
            _log.exception("upkeep: %s", chore.name)
    Upkeep.objects.update_or_create(pk=Upkeep.ONLY, defaults={"day": today, "entry": last})


def start_over() -> None:
    """Let all of it be looked at anew (làm lại từ đầu), as after an update of the software. One statement."""
    Upkeep.objects.all().delete()


def _last_entry() -> int:
    return AuditEntry.objects.aggregate(last=Max("pk"))["last"] or 0


def _schools_since(entry: int) -> list[int]:
    entries = AuditEntry.objects.filter(pk__gt=entry - MAY_COME_LATE, school__isnull=False)
    return list(entries.order_by().values_list("school", flat=True).distinct())
