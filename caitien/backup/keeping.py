"""Which backups stay (giữ bản lưu nào): 14 days, 8 weeks, 12 months, and the last of all whatever its age."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

DAYS: Final = 14
WEEKS: Final = 8
MONTHS: Final = 12
AHEAD: Final = timedelta(days=1)  # a moment later than that has not come: the clock was, or is, wrong


def to_drop(made: Iterable[datetime], now: datetime) -> list[datetime]:
    """Of backups made at these moments, those that need not stay (bản lưu bỏ được), the oldest first.

    Kept are the newest of each of the last 14 days, 8 weeks and 12 months that have one. What bears a moment that has
    not come stays as well and takes the place of none: either it was made, or this is asked, by a clock that is wrong.
    """
    newest_first = sorted((each for each in made if not is_ahead(each, now)), reverse=True)
    kept = set(newest_first[:1])
    for most, period in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        kept |= set(_newest_of_each(newest_first, period, most))
    return [each for each in reversed(newest_first) if each not in kept]


def is_ahead(moment: datetime, now: datetime) -> bool:
    """Whether a moment has not come yet (chưa tới)."""
    return moment > now + AHEAD


def _newest_of_each(newest_first: Sequence[datetime], period: Callable[[date], object], most: int) -> list[datetime]:
    found: dict[object, datetime] = {}
    for moment in newest_first:
        found.setdefault(period(moment.date()), moment)
    return list(found.values())[:most]


def _day(day: date) -> object:
    return day


def _week(day: date) -> object:
    return day.isocalendar()[:2]


def _month(day: date) -> object:
    return day.year, day.month
