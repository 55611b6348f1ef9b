"""Days, months and years that a text names outright (mốc thời gian): a small honest reader, silent where it is unsure.

What it knows stands in one table: "15/10/2026", "10/2026", "tháng 10", "quý IV/2026", "học kỳ I", "năm học 2026-2027",
"2026-2030", "2026". A month without a year belongs to the school year, if that is known. "Hằng năm" names no day.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Final

from caitien.domain.folding import fold

Span = tuple[dt.date, dt.date]  # first and last day
Found = re.Match[str]
_DASH: Final = r" ?(?:-|den) ?"
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_TERMS: Final = {1: ((8, 1), (1, 31)), 2: ((1, 1), (5, 31))}  # dates are each school's own: the widest usual ones
_CITED: Final = re.compile(
    r"\b(?:so|quyet dinh|ke hoach|cong van|thong tu|bien ban|nghi quyet|to trinh)\b[^.;\n]{0,60}?"
    r"\bngay \d{1,2}(?:/| thang )\d{1,2}(?:/| nam )\d{4}"
)


def _days(year: int, first: int, last: int) -> Span:
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _day(found: Found, _: int | None) -> Span:
    day = dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
    return day, day


def _month(found: Found, _: int | None) -> Span:
    return _days(int(found["y"]), int(found["m"]), int(found["m"]))


def _month_of_school_year(found: Found, start: int | None) -> Span | None:
    month = int(found["m"])
    return _days(start + (month < 8), month, month) if start else None


def _quarter(found: Found, _: int | None) -> Span:
    last = 3 * _ROMAN[found["q"]]
    return _days(int(found["y"]), last - 2, last)


def _term(found: Found, start: int | None) -> Span | None:
    number = _ROMAN[found["t"]]
    if not start or number not in _TERMS:
        return None
    (m, d), (n, e) = _TERMS[number]
    return dt.date(start + (number == 2), m, d), dt.date(start + 1, n, e)


def _school_year(found: Found, _: int | None) -> Span:
    return dt.date(int(found["y"]), 8, 1), dt.date(int(found["z"]), 7, 31)


def _years(found: Found, _: int | None) -> Span:
    return dt.date(int(found["y"]), 1, 1), dt.date(int(found["z"]), 12, 31)


def _year(found: Found, _: int | None) -> Span:
    return _days(int(found["y"]), 1, 12)


_Y: Final = r"(?P<y>20\d\d)"
_Z: Final = r"(?P<z>20\d\d)"
_M: Final = r"(?P<m>1[0-2]|0?[1-9])"
_NO_MORE: Final = r"(?![\d/])"

# Tried in order on folded text; what one has read is taken out before the next looks.
_KINDS: Final[tuple[tuple[re.Pattern[str], Callable[[Found, int | None], Span | None]], ...]] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"\b(?P<d>\d{{1,2}}) ?[/.-] ?{_M} ?[/.-] ?{_Y}{_NO_MORE}", _day),
        (rf"\b(?P<d>\d{{1,2}}) thang {_M},? nam {_Y}\b", _day),
        (rf"\bnam hoc {_Y}{_DASH}{_Z}\b", _school_year),
        (rf"\bquy (?P<q>i{{1,3}}|iv|[1-4])(?: ?[/-] ?|,? nam ){_Y}\b", _quarter),
        (rf"\b(?:thang |t)?{_M} ?[/-] ?{_Y}{_NO_MORE}", _month),
        (rf"\bthang {_M},? nam {_Y}\b", _month),
        (rf"\b{_Y}{_DASH}{_Z}\b", _years),
        (rf"\b{_Y}\b", _year),
        (rf"\bthang {_M}\b{_NO_MORE}", _month_of_school_year),
        (r"\b(?:hoc ky|hoc ki|hk) ?(?P<t>i{1,2}|[12])\b", _term),
    )
)
_ANY: Final = re.compile(r"\d|h[oọ]c k|hk", re.IGNORECASE)  # most texts name no day: one scan tells


def spans(text: str, start: int | None = None) -> Iterator[Span]:
    """Every stretch of days a text names; ``start`` is the year the school year begins in. Impossible days are none."""
    if not _ANY.search(text):
        return
    rest = fold(text)
    for pattern, read in _KINDS:
        for found in pattern.finditer(rest):
            span = _possible(read, found, start)
            if span:
                yield span
        rest = pattern.sub(" ; ", rest)


def _possible(read: Callable[[Found, int | None], Span | None], found: Found, start: int | None) -> Span | None:
    try:
        span = read(found, start)
    except ValueError:  # 31/02/2026
        return None
    return span if span and span[0] <= span[1] else None


def whole(text: str, start: int | None = None) -> Span | None:
    """From the first to the last day a text names (khoảng thời gian), or None."""
    found = list(spans(text, start))
    return (min(first for first, _ in found), max(last for _, last in found)) if found else None


def without_cited(text: str) -> str:
    """The text, folded, without the dates of papers it cites ("Quyết định số 12/QĐ-… ngày 05/9/2026")."""
    return _CITED.sub(" ", fold(text))


def as_people_say(day: dt.date) -> str:
    """A day as people write it: 05/09/2026."""
    return f"{day:%d/%m/%Y}"
