"""A point of time a text names (mốc thời gian), and the school year by which it is told."""

import calendar
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol

Span = tuple[date, date]  # first and last day
MONTH_END: Final = 31  # of days of a month: its last, whichever that is


class Terms(Protocol):
    """The days of a school year that times go by (lịch năm học)."""

    @property
    def first_day(self) -> date: ...
    @property
    def term_one_ends(self) -> date: ...
    @property
    def term_two_starts(self) -> date: ...
    @property
    def last_day(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Point:
    """A point of time as named (mốc): a fixed span, or days of a month whose year the school year tells."""

    fixed: Span | None = None
    month: int = 0
    days: tuple[int, int] = (1, MONTH_END)

    def span(self, terms: Terms) -> Span:
        """Its days; a month without a year is of the school year."""
        return self.fixed or self._in(year_of(self.month, terms))

    def before(self, end: "Point") -> "Point":
        """The same, at the latest as early as another point whose year is told ("từ tháng 9 đến 12/2026")."""
        if self.fixed or end.fixed is None:
            return self
        year = end.fixed[1].year
        found = self._in(year)
        return replace(self, fixed=found if found[0] <= end.fixed[1] else self._in(year - 1))

    def _in(self, year: int) -> Span:
        length = calendar.monthrange(year, self.month)[1]
        return date(year, self.month, min(self.days[0], length)), date(year, self.month, min(self.days[1], length))


def year_of(month: int, terms: Terms) -> int:
    """The calendar year a month is of that stands without one; the school year begins in August for this."""
    return terms.first_day.year + (month < 8)


def month_span(year: int, month_from_0: int) -> Span:
    """The days of a month, counted from 0."""
    month = month_from_0 + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
