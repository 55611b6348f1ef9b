"""Work that runs by the clock (việc theo giờ): a backup at night, reminders in the morning.

Each room adds its own. A row a piece of work says when it is due next; a worker takes it by one conditional update
that pushes that moment ahead, so that one worker of all machines does it, and again every minute while it is at it.
Where that worker is killed the work is due again ten minutes later: it must bear being done twice. What fails is told
on the row, and tried again at its next time.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from django.utils import timezone

from caitien.jobs.holding import held
from caitien.jobs.models import Scheduled

LEASE: Final = timedelta(minutes=10)  # after which what a killed worker had taken is due again
BEAT: Final = 60.0  # seconds from one sign of life to the next
BROKEN: Final = "Việc này gặp lỗi của chính phần mềm; xem nhật ký máy chủ. Lần tới sẽ chạy lại."
_log = logging.getLogger(__name__)


class NotDoneError(Exception):
    """What a schedule could not do this time, in a Vietnamese sentence for the keeper (chưa làm được)."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """One piece of work by the clock (việc theo giờ).

    ``after(moment)`` is when it is due next after a moment, by the hour alone or by what waits. ``do`` does it and says
    in a Vietnamese sentence what came of it; it raises NotDoneError with such a sentence where nothing did.
    """

    name: str
    title: str  # what the keeper reads: "Sao lưu mỗi đêm"
    after: Callable[[datetime], datetime]
    do: Callable[[], str]
    longest: timedelta = timedelta()  # after which the guard ends it, where that is more than of any job


SCHEDULES: Final[list[Schedule]] = []  # each room adds its own when the site starts


def daily(hour: int, minute: int = 0) -> Callable[[datetime], datetime]:
    """Due every day at that time of the site's zone (mỗi ngày, vào giờ này)."""

    def after(moment: datetime) -> datetime:
        local = timezone.localtime(moment)
        due = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
        return due if due > local else due + timedelta(days=1)

    return after


def weekly(weekday: int, hour: int) -> Callable[[datetime], datetime]:
    """Due every week on that day (0: Monday) at that hour (mỗi tuần, vào ngày giờ này)."""

    def after(moment: datetime) -> datetime:
        due = daily(hour)(moment)
        return due + timedelta(days=(weekday - due.weekday()) % 7)

    return after


def set_clocks() -> None:
    """Let each piece of work have its row (lên lịch): one query, and one insert for each that is new. What would be due
    later than it ever is was put off while the machine's clock was wrong, and would not be done for years."""
    known = dict(Scheduled.objects.values_list("name", "due_at"))
    now = timezone.now()
    new = [Scheduled(name=each.name, due_at=each.after(now)) for each in SCHEDULES if each.name not in known]
    if new:
        Scheduled.objects.bulk_create(new, ignore_conflicts=True)
    for each in SCHEDULES:
        due = known.get(each.name, now)
        if due > now + LEASE and due > (latest := each.after(now)):
            Scheduled.objects.filter(name=each.name, due_at=due).update(due_at=latest)


def clocks() -> list[tuple[str, Scheduled]]:
    """Each piece of work by its title, and how it stands (lịch việc theo giờ). One query."""
    rows = {row.name: row for row in Scheduled.objects.all()}
    return [(each.title, rows[each.name]) for each in SCHEDULES if each.name in rows]


def is_running(name: str) -> bool:
    """Whether that work is being done just now (đang chạy). One query."""
    begun = Scheduled.objects.filter(name=name, begun_at__isnull=False, ended_at=None)
    return begun.filter(due_at__gt=timezone.now()).exists()


def trouble_of(name: str) -> str:
    """Why that work did nothing when it ran last (vì sao chưa chạy được), "" where it went well. One query."""
    row = Scheduled.objects.filter(name=name, ended_at__isnull=False).first()
    return row.words if row and row.well_at != row.ended_at else ""


def is_any_by_the_clock() -> bool:
    """Whether some work is due by the clock (đến giờ). One query by key."""
    return Scheduled.objects.filter(due_at__lte=timezone.now()).exists()


def do_by_the_clock(begun: Callable[[float], None] = lambda _longest: None) -> bool:
    """Do the work that has been due longest (làm việc đến giờ); False where none is. ``begun`` is told the seconds it
    may take."""
    due = Scheduled.objects.filter(due_at__lte=timezone.now()).order_by("due_at").first()
    if due is None or not _taken(due):
        return False
    schedule = next((each for each in SCHEDULES if each.name == due.name), None)
    if schedule is None:  # of a version of the software that is gone
        Scheduled.objects.filter(pk=due.pk).delete()
        return True
    begun(schedule.longest.total_seconds())
    with held(due.name, partial(_push_on, due), BEAT):
        words, well = _tried(schedule)
    _end(due, schedule, words, well)
    return True


def _taken(due: Scheduled) -> bool:
    now = timezone.now()
    seen = Scheduled.objects.filter(pk=due.pk, due_at=due.due_at)
    due.begun_at = now
    return bool(seen.update(due_at=now + LEASE, begun_at=now, ended_at=None))


def _push_on(due: Scheduled) -> None:
    """A sign of life: nobody else takes the work for a while, however long it is done."""
    ours = Scheduled.objects.filter(pk=due.pk, begun_at=due.begun_at, ended_at=None)
    ours.update(due_at=timezone.now() + LEASE)


def _tried(schedule: Schedule) -> tuple[str, bool]:
    """What came of it, and whether it went well."""
    try:
        return schedule.do(), True
    except NotDoneError as trouble:
        _log.warning("by the clock: %s: %s", schedule.name, trouble)
        return str(trouble), False
    except Exception:
        _log.exception("by the clock: %s", schedule.name)
        return BROKEN, False


def _end(due: Scheduled, schedule: Schedule, words: str, well: bool) -> None:
    """Where another has taken it since, as after a leap of the clock, it is that one's to tell."""
    now = timezone.now()
    told = {"ended_at": now, "words": words[:500], "due_at": schedule.after(now)}
    Scheduled.objects.filter(pk=due.pk, begun_at=due.begun_at).update(**told, **({"well_at": now} if well else {}))
