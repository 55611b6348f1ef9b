"""When people are asked how their work stands (khi nào nhắc việc): days around the last day of a turn, never in quiet
hours, on a Sunday or on a day off of the school.

Moments here are of the clock on the wall (local, without a zone): Vietnam has one zone and no summer time.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from caitien.domain.times.school_calendar import SchoolCalendar

EVENING: Final = dt.time(20, 0)
MORNING: Final = dt.time(6, 30)
DAY: Final = dt.timedelta(days=1)
WEEK: Final = 7 * DAY
LONGEST_REST: Final = 12  # days off in a row (Tết with its Sundays) before which a day is still asked for
FARTHEST: Final = 400  # days ahead a working morning is looked for


class Kind(StrEnum):
    """On which days a turn is asked about (nhắc vào lúc nào)."""

    EARLY = "early"  # fourteen days before
    NEAR = "near"  # three days before, and on the last working day where its last day is off
    AFTER = "after"  # the day after
    WEEKLY = "weekly"  # every week from then on


BEFORE: Final = {Kind.EARLY: 14 * DAY, Kind.NEAR: 3 * DAY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """When nobody is asked (giờ yên): from evening to morning, on Sundays, on the school's days off, between two school
    years unless ``in_summer``."""

    begins: dt.time = EVENING
    ends: dt.time = MORNING
    calendars: tuple[SchoolCalendar, ...] = ()
    in_summer: bool = False

    def works_on(self, day: dt.date) -> bool:
        """Whether somebody may be asked on that day (ngày làm việc). Linear in the days off."""
        if day.weekday() == 6 or any(off.first <= day <= off.last for each in self.calendars for off in each.holidays):
            return False
        return self.in_summer or any(each.first_day <= day <= each.last_day for each in self.calendars)

    def next_moment(self, moment: dt.datetime) -> dt.datetime:
        """That moment, or the end of the quiet it falls in (giờ được nhắc kế tiếp)."""
        if self.works_on(moment.date()) and self.ends <= moment.time() < self.begins:
            return moment
        first = moment.date() if moment.time() < self.ends else moment.date() + DAY
        return dt.datetime.combine(self.first_working(first), self.ends)

    def first_working(self, day: dt.date) -> dt.date:
        """The day, or the next working day after it; the day itself where none comes within a year."""
        found = (day + number * DAY for number in range(FARTHEST))
        return next((each for each in found if self.works_on(each)), day)

    def last_working(self, day: dt.date) -> dt.date | None:
        """The day, or the last working day before it; None where the school has rested longer than over Tết."""
        found = (day - number * DAY for number in range(LONGEST_REST))
        return next((each for each in found if self.works_on(each)), None)


def is_asked(due: dt.date, today: dt.date, last: dt.date | None, kinds: Collection[Kind], quiet: Quiet) -> bool:
    """Whether who carries a turn out is asked about it today (hôm nay có nhắc không).

    ``due``: its last day; ``last``: when they were asked about it last. A day that was missed, because the site was off
    or the line was given later, is made up for.
    """
    days = [day for day in _days_of(due, kinds, quiet) if day <= today]
    if days and (last is None or last < max(days)):
        return True
    return Kind.WEEKLY in kinds and due < today and today >= (last or due + DAY) + WEEK


def _days_of(due: dt.date, kinds: Collection[Kind], quiet: Quiet) -> list[dt.date]:
    before = [_working_before(due - ahead, due, quiet) for kind, ahead in BEFORE.items() if kind in kinds]
    if Kind.NEAR in kinds and not quiet.works_on(due):
        before.append(quiet.last_working(due))
    after = [quiet.first_working(due + DAY)] if Kind.AFTER in kinds else []
    return [day for day in (*before, *after) if day]


def _working_before(day: dt.date, due: dt.date, quiet: Quiet) -> dt.date | None:
    """The last working day by that day; after a summer the first one, where it comes in time."""
    early, late = quiet.last_working(day), quiet.first_working(day)
    return early or (late if late <= due else None)
