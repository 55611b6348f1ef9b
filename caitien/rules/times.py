"""What days a text names, as far as a rule may rely on it (thời gian dùng để kiểm tra): silent where it is unsure.

The reading itself is the house's one (:mod:`caitien.domain.times.timeframe`). A paper does not tell the school's
calendar: terms are taken as wide as they usually are, so that nobody is blamed for a calendar of their own.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from caitien.domain.texts.folding import fold
from caitien.domain.times.moments import named_spans
from caitien.domain.times.points import Span
from caitien.domain.times.timeframe import Habit, read_time

__all__ = ["Span", "Spans", "as_people_say", "meant_span", "named_span", "named_spans_of", "without_cited"]

_CITED: Final = re.compile(
    r"\b(?:so|quyet dinh|ke hoach|cong van|thong tu|bien ban|nghi quyet|to trinh)\b[^.;\n]{0,60}?"
    r"\bngay \d{1,2}(?:/| thang )\d{1,2}(?:/| nam )\d{4}"
)


@dataclass(frozen=True, slots=True)
class _WidestTerms:
    """The widest usual calendar of the school year that begins in a year."""

    start: int

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.start, 8, 1)

    @property
    def term_one_ends(self) -> dt.date:
        return dt.date(self.start + 1, 1, 31)

    @property
    def term_two_starts(self) -> dt.date:
        return dt.date(self.start + 1, 1, 1)

    @property
    def last_day(self) -> dt.date:
        return dt.date(self.start + 1, 5, 31)


def named_spans_of(text: str) -> list[Span]:
    """Every stretch of days a text names with its year. Linear."""
    return named_spans(fold(text))


def named_span(text: str) -> Span | None:
    """From the first to the last day a text names with its year (khoảng ghi rõ năm), or None."""
    return _around(named_spans_of(text))


def meant_span(text: str, start: int | None) -> Span | None:
    """From the first to the last day a line's time means in the school year that begins in ``start``.

    Only what is named with its year where there is no ``start``, or where words are left that may mean something. A
    mere habit ("Hằng năm") is no span.
    """
    if start is None:
        return named_span(text)
    terms = _WidestTerms(start)
    read = read_time(text, terms)
    if read.asked:
        return named_span(text)
    only_habit = read.habit is not Habit.ONCE and read.spans == ((terms.first_day, terms.last_day),)
    return None if only_habit else _around(read.spans)


class Spans:
    """The spans of the texts of one check (khoảng thời gian đã đọc): each text is read once, however many rules ask."""

    def __init__(self) -> None:
        self._named: dict[str, list[Span]] = {}
        self._meant: dict[tuple[str, int | None], Span | None] = {}

    def named_of(self, text: str) -> list[Span]:
        """As :func:`named_spans_of`."""
        if "20" not in text:  # every year told begins so; most texts tell none
            return []
        if text not in self._named:
            self._named[text] = named_spans_of(text)
        return self._named[text]

    def named(self, text: str) -> Span | None:
        """As :func:`named_span`."""
        return _around(self.named_of(text))

    def meant(self, text: str, start: int | None) -> Span | None:
        """As :func:`meant_span`."""
        key = text, start
        if key not in self._meant:
            self._meant[key] = meant_span(text, start)
        return self._meant[key]


def _around(spans: list[Span] | tuple[Span, ...]) -> Span | None:
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


def without_cited(text: str) -> str:
    """The text, folded, without the dates of papers it cites ("Quyết định số 12/QĐ-… ngày 05/9/2026")."""
    return _CITED.sub(" ", fold(text))


def as_people_say(day: dt.date) -> str:
    """A day as people write it: 05/09/2026."""
    return f"{day:%d/%m/%Y}"
