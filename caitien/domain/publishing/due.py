"""By when what is public must be public (hạn công khai), each day with where it comes from.

Thông tư 09/2024/TT-BGDĐT. No clause here was checked against the gazette: the pages say so, and the school's own
calendar may say another day.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from caitien.domain.times.school_calendar import PUBLIC_SOURCE, Deadline, Holiday, SchoolCalendar, first_year_of

UPDATE_DAYS: Final = 10  # working days within which what changed is shown: Điều 15 khoản 1
KEPT_YEARS: Final = 5  # Điều 15 khoản 2
_SATURDAY: Final = 5
_DAY: Final = dt.timedelta(days=1)


def yearly_deadline(year: str, calendar: SchoolCalendar | None) -> Deadline:
    """By when a year's items are public (hạn công khai của năm): the school's own day, else 30/6. ValueError where it
    is no school year."""
    own = [each for each in (calendar.deadlines if calendar else ()) if each.paper == "public"]
    return own[0] if own else Deadline("public", dt.date(first_year_of(year) + 1, 6, 30), PUBLIC_SOURCE)


def working_days_after(day: dt.date, number: int, holidays: Iterable[Holiday]) -> dt.date:
    """The last of so many working days after a day (ngày làm việc thứ n sau đó): Monday to Friday, no holidays."""
    off = tuple(holidays)
    while number:
        day += _DAY
        number -= day.weekday() < _SATURDAY and not any(each.first <= day <= each.last for each in off)
    return day
