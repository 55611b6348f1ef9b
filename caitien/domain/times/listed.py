"""Several points of time named at once (nhiều mốc): lists and ranges of months, weeks and days of one month."""

import re
from datetime import date
from itertools import pairwise
from typing import Final

from caitien.domain.times.points import MONTH_END, Point, Terms, month_span, year_of

Found = re.Match[str]
WEEKS: Final = {"dau": (1, 7), "1": (1, 7), "2": (8, 14), "3": (15, 21), "4": (22, 28), "cuoi": (22, MONTH_END)}
_COUNTS: Final = {"hai": 2, "ba": 3, "bon": 4, "nam": 5}


def months(found: Found, _: Terms) -> list[Point]:
    """ "tháng 10, 11, 12/2026": the year stands once, after the last; "tháng 11, 12, 1/2027": it turned on the way."""
    numbers = _numbers(found)
    if found["y"] is None:
        return [Point(month=number) for number in numbers]
    last = Point(month_span(int(found["y"]), numbers[-1] - 1))
    return [*(Point(month=number).before(last) for number in numbers[:-1]), last]


def month_range(found: Found, _: Terms) -> tuple[Point, Point]:
    """ "tháng 10 - 12/2026", "T9-T12"."""
    last = int(found["last"])
    end = Point(month_span(int(found["y"]), last - 1)) if found["y"] else Point(month=last)
    return Point(month=int(found["first"])), end


def counted_months(found: Found, terms: Terms) -> list[Point]:
    """ "trong 2 tháng 10 và 11": how many they are is no point of time."""
    told = found["count"]
    if len(_numbers(found)) != (_COUNTS.get(told) or int(told)):
        raise ValueError
    return months(found, terms)


def day_range(found: Found, terms: Terms) -> tuple[Point, Point]:
    """ "15 - 30/9/2026": both days of one month."""
    first, last, month = (int(found[name]) for name in ("first", "d", "m"))
    year = int(found["y"]) if found["y"] else year_of(month, terms)
    begins, ends = date(year, month, first), date(year, month, last)  # both exist, in whatever year
    if found["y"]:
        return Point((begins, begins)), Point((ends, ends))
    return Point(month=month, days=(first, first)), Point(month=month, days=(last, last))


def days(found: Found, terms: Terms) -> list[Point] | tuple[Point, Point]:
    """ "ngày 10, 11, 12/10/2026": days of one month."""
    numbers, month = _numbers(found), int(found["m"])
    year = int(found["y"]) if found["y"] else year_of(month, terms)
    days = [date(year, month, number) for number in numbers]  # each exists, in whatever year
    points = [Point((day, day) if found["y"] else None, month, (day.day, day.day)) for day in days]
    return _without_gaps(numbers, points)


def week_range(found: Found, terms: Terms) -> tuple[Point, Point]:
    """ "tuần 1 đến tuần 3 tháng 10": both weeks of one month."""
    month = int(found["m"])
    weeks = [Point(month=month, days=WEEKS[found[name]]) for name in ("first", "w")]
    if found["y"]:
        last = Point(month_span(int(found["y"]), month - 1))
        weeks = [Point(each.before(last).span(terms)) for each in weeks]
    return weeks[0], weeks[1]


def weeks(found: Found, _: Terms) -> list[Point] | tuple[Point, Point]:
    """ "tuần 1, 3 tháng 10": weeks of one month."""
    numbers, month = _numbers(found), int(found["m"])
    points = [Point(month=month, days=WEEKS[str(number)]) for number in numbers]
    if found["y"]:
        last = Point(month_span(int(found["y"]), month - 1))
        points = [point.before(last) for point in points]
    return _without_gaps(numbers, points)


def _without_gaps(numbers: list[int], points: list[Point]) -> list[Point] | tuple[Point, Point]:
    """One span where each of the points follows the one before, else each by itself."""
    follow = all(then == number + 1 for number, then in pairwise(numbers))
    return (points[0], points[-1]) if follow else points


def _numbers(found: Found) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", found["list"])]
