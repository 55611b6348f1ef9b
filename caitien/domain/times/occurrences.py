"""The occurrences of a task (các lượt của một việc): what its words and the school's calendar make of it, by name
and day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from caitien.domain.times.points import Span, Terms
from caitien.domain.times.timeframe import Habit, Timeframe

MOST_OCCURRENCES: Final = (
    24  # of one task in one year; words that name more days than that are one occurrence over all of them
)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlannedOccurrence:
    """One time a task is due (lượt dự kiến): "" is the name of the only one; ``due`` None: no day is known."""

    name: str = ""
    first: date | None = None
    due: date | None = None


def occurrences_of(time: Timeframe, terms: Terms) -> tuple[PlannedOccurrence, ...]:
    """The occurrences of this school year, in order of time; one without days where the words name none. Linear.

    Of a span of several years only the slice of this year counts; one that lies outside this year stands whole.
    """
    spans = sorted(set(time.occurrences or _whole(time.spans)), key=lambda span: (span[1], span[0]))
    if len(spans) > MOST_OCCURRENCES:
        spans = list(_whole(spans))
    if not spans:
        return (PlannedOccurrence(),)
    if len(spans) == 1:
        return (PlannedOccurrence("", *spans[0]),)
    return tuple(PlannedOccurrence(name_of(span, time.habit, terms), *span) for span in spans)


def _whole(spans: Iterable[Span]) -> Iterator[Span]:
    """All the days from the first to the last, as one span; nothing of nothing."""
    days = list(spans)
    if days:
        yield min(first for first, _ in days), max(last for _, last in days)


def name_of(span: Span, habit: Habit, terms: Terms) -> str:
    """What people call an occurrence (tên lượt): "Học kỳ I", "Tháng 9/2026", "Tháng 9–11/2026", "Ngày 15/10/2026"."""
    first, last = span
    if habit is Habit.TERMLY:
        return "Học kỳ I" if last <= terms.term_one_ends else "Học kỳ II"
    if span == (terms.first_day, terms.term_one_ends):
        return "Học kỳ I"
    if span == (terms.term_two_starts, terms.last_day):
        return "Học kỳ II"
    if first == last:
        return f"Ngày {last:%d/%m/%Y}"
    if habit in (Habit.MONTHLY, Habit.QUARTERLY) or _months(span):
        return _month_name(first, last)
    return f"{first:%d/%m/%Y}–{last:%d/%m/%Y}"


def _months(span: Span) -> bool:
    return span[0].day == 1 and (span[1] + _DAY).day == 1


def _month_name(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"Tháng {last.month}/{last.year}"
    if first.year == last.year:
        return f"Tháng {first.month}–{last.month}/{last.year}"
    return f"Tháng {first.month}/{first.year}–{last.month}/{last.year}"
