"""The points of time a text names (mốc thời gian): one table of how schools write days, months, terms and years."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

from caitien.domain.times import listed
from caitien.domain.times.points import MONTH_END, Point, Span, Terms, month_span

Found = re.Match[str]
MARK: Final = "\x1f"  # around the number of a point, where its words stood


@dataclass(frozen=True, slots=True)
class Pointed:
    """A folded text in which every point is a number between marks, and the points."""

    text: str
    points: list[Point]


def points_of(folded: str, terms: Terms) -> Pointed:
    """Every point a folded text names (các mốc). Days that do not exist are none and stay in the text. Linear."""
    points: list[Point] = []
    for pattern, read in _KINDS:
        folded = pattern.sub(partial(_put, read=read, terms=terms, points=points), folded)
    return Pointed(folded, points)


def named_spans(folded: str) -> list[Span]:
    """The spans of the points that tell their year themselves (mốc ghi rõ năm), in no order. Linear.

    Such a point is the same on any calendar: it is read on two, far from any paper's.
    """
    if not _YEAR_TOLD.search(folded):  # most texts name no year: one scan tells
        return []
    here, there = ([point.span(terms) for point in points_of(folded, terms).points] for terms in _FAR_OFF)
    return [span for span, other in zip(here, there, strict=True) if span == other]


def _put(found: Found, read: "Reader", terms: Terms, points: list[Point]) -> str:
    try:
        told = read(found, terms)
    except ValueError:  # 31/02/2026
        return found[0]
    marks = []
    for point in [told] if isinstance(told, Point) else told:
        marks.append(f"{MARK}{len(points)}{MARK}")
        points.append(point)
    return (" - " if isinstance(told, tuple) else " , ").join(marks)


Reader = Callable[[Found, Terms], Point | list[Point] | tuple[Point, Point]]  # one, several, or from one to another
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PARTS: Final = {
    "nua dau": (1, 15),
    "nua cuoi": (16, MONTH_END),
    "nua sau": (16, MONTH_END),
    "dau": (1, 10),
    "giua": (11, 20),
    "cuoi": (21, MONTH_END),
    "thuong tuan": (1, 10),
    "trung tuan": (11, 20),
    "ha tuan": (21, MONTH_END),
}


def _day(found: Found, _: Terms) -> Point:
    day = date(int(found["y"]), int(found["m"]), int(found["d"]))
    return Point((day, day))


def _day_of_year(found: Found, terms: Terms) -> Point:
    day, month = int(found["d"]), int(found["m"])
    point = Point(month=month, days=(day, day))
    if day > calendar.monthrange(2024, month)[1]:  # a leap year has every day there is
        raise ValueError
    point.span(terms)
    return point


def _month(found: Found, _: Terms) -> Point:
    days = _days_of(found)
    first = date(int(found["y"]), int(found["m"]), days[0])
    length = calendar.monthrange(first.year, first.month)[1]
    return Point((first, first.replace(day=min(days[1], length))))


def _month_of_year(found: Found, _: Terms) -> Point:
    return Point(month=int(found["m"]), days=_days_of(found))


def _days_of(found: Found) -> tuple[int, int]:
    told = found.groupdict()
    if told.get("w"):
        return listed.WEEKS[told["w"]]
    return _PARTS.get((told.get("part") or "").strip(), (1, MONTH_END))


def _opening(_: Found, terms: Terms) -> Point:
    return Point((terms.first_day, terms.first_day))


def _quarter(found: Found, terms: Terms) -> Point:
    number = _ROMAN[found["q"]]
    year = int(found["y"]) if found["y"] else terms.first_day.year + (number < 3)
    return _quarter_of(number, year)


def _quarter_of(number: int, year: int) -> Point:
    return Point((month_span(year, 3 * number - 3)[0], month_span(year, 3 * number - 1)[1]))


def _quarters(found: Found, terms: Terms) -> list[Point] | tuple[Point, Point]:
    """ "quý 3, 4/2026": the year stands once, after the last; "quý 4, 1/2027": it turned on the way."""
    numbers = [_ROMAN[each] for each in _ONE_QUARTER.findall(found["list"])]
    if found["y"]:
        last = int(found["y"])
        points = [_quarter_of(number, last - (number > numbers[-1])) for number in numbers]
    else:
        points = [_quarter_of(number, terms.first_day.year + (number < 3)) for number in numbers]
    return (points[0], points[-1]) if _IS_RANGE.search(found["list"]) else points


def _term(found: Found, terms: Terms) -> Point:
    number = _ROMAN[found["t"]]
    if number > 2:
        raise ValueError
    span = (terms.first_day, terms.term_one_ends) if number == 1 else (terms.term_two_starts, terms.last_day)
    return Point(_part_of(span, found["part"]))


def _part_of(span: Span, part: str | None) -> Span:
    """The first or last month of a span, or what lies around its middle ("đầu, giữa, cuối học kỳ")."""
    first, last = span
    middle = first + (last - first) / 2
    month, half = timedelta(days=30), timedelta(days=15)
    parts = {
        "dau": (first, first + month),
        "giua": (middle - half, middle + half),
        "cuoi": (last - month, last),
        "so ket": (last - half, last),
        "het": (last, last),
    }
    return parts.get((part or "").strip(), span)


def _this_year(found: Found, terms: Terms) -> Point:
    return Point(_part_of((terms.first_day, terms.last_day), found.groupdict().get("part")))


def _school_year(found: Found, terms: Terms) -> Point:
    year, then = int(found["y"]), int(found["z"])
    if then != year + 1 and "nam hoc" in found[0] and then > year:
        return Point((date(year, 8, 1), date(then, 7, 31)))
    return _of_school_year(year, terms, found["part"])


def _of_school_year(year: int, terms: Terms, part: str | None = None) -> Point:
    own = year == terms.first_day.year
    span = (terms.first_day, terms.last_day) if own else (date(year, 9, 1), date(year + 1, 5, 31))
    return Point(_part_of(span, part))


def _summer(found: Found, terms: Terms) -> Point:
    year = int(found["y"]) if found["y"] else terms.last_day.year
    return Point((date(year, 6, 1), date(year, 8, 31)))


def _years(found: Found, terms: Terms) -> Point | list[Point]:
    """ "2025-2030"; two years that follow each other are a school year."""
    year, then = int(found["y"]), int(found["z"])
    if then < year:
        return []
    if then == year + 1:
        return _of_school_year(year, terms)
    return Point((date(int(found["y"]), 1, 1), date(int(found["z"]), 12, 31)))


_MONTHS_OF_YEAR: Final = {
    "dau": (1, 3),
    "giua": (5, 8),
    "cuoi": (10, 12),
    "nua dau": (1, 6),
    "nua cuoi": (7, 12),
    "nua sau": (7, 12),
}


def _year(found: Found, _: Terms) -> Point:
    first, last = _MONTHS_OF_YEAR.get((found["part"] or "").strip(), (1, 12))
    return Point((date(int(found["y"]), first, 1), month_span(int(found["y"]), last - 1)[1]))


_Y: Final = r"(?P<y>20\d\d)"
_Z: Final = r"(?P<z>20\d\d)"
_M: Final = r"(?P<m>1[0-2]|0?[1-9])"
_D: Final = r"(?P<d>3[01]|[12]\d|0?[1-9])"
_TO: Final = r" ?(?:-|den|toi) ?"
_PART: Final = r"(?:(?P<part>nua dau|nua cuoi|nua sau|dau|giua|cuoi|thuong tuan|trung tuan|ha tuan) )?"
_REST_OF_DAY: Final = r"[-/.]\d{1,2}[-/.]\d"  # "2027-02-30": a day that does not exist, and no year
_NO_MORE: Final = r"(?![\d/])"
_LIST: Final = r"(?P<list>(?:(?:1[0-2]|0?[1-9])(?: ?[,;-] ?| va )){1,11}(?:1[0-2]|0?[1-9]))"
_OR_YEAR: Final = rf"(?: ?[/-] ?|,? nam ){_Y}"
_MONTH: Final = r"(?:1[0-2]|0?[1-9])"
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])"
_ALONE: Final = r"(?<![\d/.-])"
_AND: Final = r" ?(?:[,;&+]|va) ?"
_WEEK: Final = r"(?:tuan )?(?:thu )?[1-4]"
_Q: Final = r"(?:iii|ii|iv|i|[1-4])"
_ONE_QUARTER: Final = re.compile(rf"\b{_Q}\b")
_IS_RANGE: Final = re.compile(r"-|\b(?:den|toi)\b")

# Tried in order on folded text; what one has read is a number between marks before the next looks.
_KINDS: Final[tuple[tuple[re.Pattern[str], Reader], ...]] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"{_ALONE}\b{_Y}(?P<s>[-/.]){_M}(?P=s){_D}(?:[t ]\d\d:\d\d(?::\d\d)?)?{_NO_MORE}", _day),
        (rf"{_ALONE}\b{_Y}-(?P<m>1[0-2]|0[1-9])(?![\d/-])", _month),
        (rf"\bquy (?P<list>{_Q}(?: ?(?:[,;&+-]|va|den|toi) ?(?:quy )?{_Q})+)(?:{_OR_YEAR})?\b{_NO_MORE}", _quarters),
        (
            rf"\btuan (?P<first>[1-4]){_TO}(?:tuan )?(?P<w>[1-4]) (?:cua )?thang {_M}(?:{_OR_YEAR})?\b{_NO_MORE}",
            listed.week_range,
        ),
        (
            rf"\b(?P<list>tuan (?:thu )?[1-4](?:{_AND}{_WEEK}){{1,3}}),? (?:cua )?thang {_M}(?:{_OR_YEAR})?\b"
            rf"{_NO_MORE}",
            listed.weeks,
        ),
        (
            rf"{_ALONE}(?<!ngay )(?<!, )\b(?P<count>[2-6]|hai|ba|bon|nam) thang:? {_LIST}(?:{_OR_YEAR})?\b{_NO_MORE}"
            r"(?! thang)",
            listed.counted_months,
        ),
        (
            rf"{_ALONE}(?<!thang )\b(?:cac )?(?:ngay )?(?P<list>{_DAY}(?:{_AND}(?:ngay )?{_DAY}){{1,9}})"
            rf" ?(?:/|thang) ?{_M}(?:{_OR_YEAR})?{_NO_MORE}(?! ?lan)",
            listed.days,
        ),
        (
            rf"{_ALONE}(?<!ngay )\b(?:thang |t)?(?P<first>{_MONTH}){_TO}(?:thang |t)?(?P<last>{_MONTH}) ?/ ?{_Y}"
            rf"{_NO_MORE}",
            listed.month_range,
        ),
        (
            rf"{_ALONE}\b(?:ngay )?(?P<first>{_DAY}){_TO}(?:ngay )?{_D} ?/ ?{_M}(?: ?/ ?{_Y})?{_NO_MORE}",
            listed.day_range,
        ),
        (
            rf"\b(?:thang |t)(?P<first>{_MONTH}){_TO}(?:thang |t)?(?P<last>{_MONTH})(?:{_OR_YEAR})?\b{_NO_MORE}(?!-\d)",
            listed.month_range,
        ),
        (rf"\bthang {_LIST}(?:{_OR_YEAR})?\b{_NO_MORE}", listed.months),
        (rf"{_ALONE}(?<!ngay )\b{_LIST} ?/ ?{_Y}{_NO_MORE}", listed.months),
        (rf"\b(?:ngay )?{_D} ?[/.-] ?{_M} ?[/.-] ?{_Y}{_NO_MORE}", _day),
        (rf"\b(?:ngay )?{_D} thang {_M},? nam {_Y}\b", _day),
        (rf"\b{_PART}(?:nam hoc|nh) {_Y}{_TO}{_Z}\b", _school_year),
        (rf"\bquy (?P<q>iii|ii|iv|i|[1-4])(?:{_OR_YEAR})?\b", _quarter),
        (rf"\btuan (?:thu )?(?P<w>[1-4]|dau|cuoi),? (?:cua )?thang {_M}{_OR_YEAR}{_NO_MORE}", _month),
        (rf"\btuan (?:thu )?(?P<w>[1-4]|dau|cuoi),? (?:cua )?thang {_M}\b{_NO_MORE}", _month_of_year),
        (rf"\bt{_M} ?/ ?{_Y}{_NO_MORE}", _month),
        (rf"{_ALONE}\b{_PART}(?:thang |t)?{_M} ?[/-] ?{_Y}{_NO_MORE}", _month),
        (rf"\b{_PART}thang {_M},? nam {_Y}\b", _month),
        (rf"\b{_Y}{_TO}{_Z}\b", _years),
        (rf"\b(?:ngay )?{_D} ?/ ?{_M}{_NO_MORE}(?! ?lan)", _day_of_year),
        (rf"\b(?:ngay )?{_D} thang {_M}\b{_NO_MORE}", _day_of_year),
        (rf"\b{_PART}thang {_M}\b{_NO_MORE}", _month_of_year),
        (r"\b(?P<part>dau |giua |cuoi |het |so ket )?(?<!dinh )(?:hoc ky|hoc ki|hk|ky|ki) ?(?P<t>ii|i|[12])\b", _term),
        (
            r"\b(?P<part>dau|giua|cuoi|het) nam hoc\b|\b(?:ca|suot|trong|toan) nam(?: hoc)?\b(?! 20\d\d)"
            r"|\bnam hoc(?: nay)?\b",
            _this_year,
        ),
        (r"\b(?:ngay )?(?:le )?khai giang\b", _opening),
        (rf"\b(?:trong |dip |nghi |ky nghi )?he(?:(?: nam)? {_Y})?\b", _summer),
        (rf"{_ALONE}\b{_PART}(?:nam )?{_Y}\b(?!{_REST_OF_DAY})", _year),
        (r"\b(?P<part>dau|cuoi) nam\b|\btrong nam\b(?! 20\d\d)", _this_year),
    )
)

_YEAR_TOLD: Final = re.compile(r"20\d\d")


@dataclass(frozen=True, slots=True)
class _FarOff:
    """The calendar of a year no paper speaks of; nobody asks for more than that its days are of that year."""

    first_day: date
    term_one_ends: date
    term_two_starts: date
    last_day: date


_FAR_OFF: Final = tuple(_FarOff(*[date(year, 9, 5)] * 4) for year in (1904, 1908))
