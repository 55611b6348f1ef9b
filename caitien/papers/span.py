"""The stretch of time a paper tells of (kỳ báo cáo): a year, a term, a month, or days of one's own."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from caitien.access.schools.describe import calendar_of
from caitien.domain.times.points import month_span
from caitien.domain.times.school_calendar import SchoolCalendar, propose_year
from caitien.plans.models import Plan

YEAR: Final = "nam"
TERM_ONE: Final = "hk1"
TERM_TWO: Final = "hk2"
_OWN: Final = re.compile(r"(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time (kỳ): days inclusive; ``key`` names it in addresses and in the database.

    A whole year has no last day here: what is told after the last lesson, before the report is written, belongs to it.
    """

    key: str
    name: str  # "học kỳ I", as it stands in a sentence
    first: dt.date | None = None
    last: dt.date | None = None

    @property
    def whole(self) -> bool:
        """Whether it is the whole year (cả năm)."""
        return self.key == YEAR


def calendar_for(plan: Plan) -> SchoolCalendar | None:
    """The calendar of the plan's year: the school's own, else a likely one; None: the year is none. One query."""
    kept = calendar_of(plan.school, plan.school_year)
    try:
        return kept or propose_year(plan.school_year)
    except ValueError:
        return None


def spans_of(calendar: SchoolCalendar | None) -> tuple[Span, ...]:
    """The spans of a year (các kỳ): the year, two terms, each month that has lessons."""
    if calendar is None:
        return (Span(YEAR, "cả năm học"),)
    year = f"năm học {calendar.year.replace('-', '–')}"
    terms = (
        Span(TERM_ONE, f"học kỳ I {year}", calendar.first_day, calendar.term_one_ends),
        Span(TERM_TWO, f"học kỳ II {year}", calendar.term_two_starts, calendar.last_day),
    )
    return (Span(YEAR, year), *terms, *_months(calendar))


def span_of(calendar: SchoolCalendar | None, key: str) -> Span | None:
    """The span of a key (kỳ theo khóa), or None where there is no such span."""
    known = next((span for span in spans_of(calendar) if span.key == key), None)
    found = _OWN.fullmatch(key)
    return known or (own_span(*found.groups()) if found else None)


def own_span(first: str, last: str) -> Span | None:
    """From one ISO day to another (kỳ tự chọn); None where they are no days, or the wrong way round."""
    try:
        since, until = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    except ValueError:
        return None
    name = f"từ ngày {since:%d/%m/%Y} đến ngày {until:%d/%m/%Y}"
    return Span(f"{since}_{until}", name, since, until) if since <= until else None


def _months(calendar: SchoolCalendar) -> list[Span]:
    first = calendar.first_day.replace(day=1)
    found = []
    while first <= calendar.last_day:
        _, last = month_span(first.year, first.month - 1)
        found.append(Span(f"t{first:%Y-%m}", f"tháng {first.month}/{first.year}", first, last))
        first = last + dt.timedelta(days=1)
    return found
