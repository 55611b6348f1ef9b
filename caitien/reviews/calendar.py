"""When reviews are held (khi nào rà soát): two a year by the school's own calendar, months and others as wanted.

Thông tư 57/2026, Biểu 2, part VIII: at least two reviews a year. Their days are those of the school's terms, which
differ by province and move with floods; fourteen days after one is over, its review is missed.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from caitien.domain.times.school_calendar import SchoolCalendar
from caitien.reviews.models import Review

Kind = Review.Kind
GRACE: Final = dt.timedelta(days=14)  # after its last day a review is still in time
SOON: Final = dt.timedelta(days=14)  # before its last day it may be begun
FORM_NAMES: Final = {Kind.TERM_ONE: "Cuối học kỳ I", Kind.YEAR_END: "Cuối năm học"}  # as Biểu 2 prints them


@dataclass(frozen=True, slots=True)
class Proposed:
    """A review the year asks for (đợt của năm), and the one that was begun for it, if any."""

    kind: Review.Kind
    name: str
    first: dt.date
    last: dt.date
    review: Review | None

    @property
    def due(self) -> dt.date:
        """By when it is held."""
        return self.last + GRACE

    def missing_on(self, day: dt.date) -> bool:
        """Whether nobody began it although it is due."""
        return self.review is None and day > self.due

    def near_on(self, day: dt.date) -> bool:
        """Whether it is time to begin it."""
        return self.review is None and day >= self.last - SOON


def proposed_reviews(calendar: SchoolCalendar | None, reviews: Iterable[Review]) -> list[Proposed]:
    """The two reviews of a year (hai đợt của năm), in order of time; none where the year is none. No query."""
    if calendar is None:
        return []
    begun = {review.kind: review for review in reviews}
    ends = ((Kind.TERM_ONE, calendar.term_one_ends), (Kind.YEAR_END, calendar.last_day))
    return [Proposed(kind, FORM_NAMES[kind], calendar.first_day, last, begun.get(kind)) for kind, last in ends]
