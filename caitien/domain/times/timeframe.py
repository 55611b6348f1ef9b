"""Times as schools write them (thời gian thực hiện) → days on the school's own calendar; the words stay as written.

"Hằng năm", "Học kỳ I", "Quý IV/2026", "Từ 10/2026 đến 5/2027", "Trước 30/4", "2021-2025". A text is read in three
steps: the points it names (:mod:`caitien.domain.times.moments`), the words between them (from … to, before, after), and
the habit (every year, term, month). What is left over after that is no time: it is kept in ``unread``, for a person.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from caitien.domain.texts.choices import ticked
from caitien.domain.texts.folding import fold
from caitien.domain.times.moments import MARK, points_of
from caitien.domain.times.points import Point, Span, Terms, month_span
from caitien.domain.times.usual_signs import in_usual_signs

LONG: Final = 330  # days: a longer span is of several years, and only its slice of this year is asked about
MARGIN: Final = timedelta(days=14)  # September begins before the school year, whose month it is
_TERM_AT_LEAST: Final = timedelta(days=90)  # only a term or a year has a margin: "30, 31/10 và 01/11" are three days
_DAY: Final = timedelta(days=1)


class Habit(StrEnum):
    """How often (nhịp): once, or again and again; what comes back is to be reported each time."""

    ONCE = "once"
    CONSTANT = "constant"  # thường xuyên, hằng ngày, hằng tuần: all year long, reported once
    YEARLY = "yearly"
    TERMLY = "termly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeframe:
    """When a line is to be done (thời gian của dòng).

    ``spans`` is what the words name, whole; ``occurrences`` what falls to this school year, each to be reported by its
    last day. Both are empty where no day can be told. ``unread`` holds the words that are no time, folded.
    """

    text: str
    habit: Habit = Habit.ONCE
    spans: tuple[Span, ...] = ()
    occurrences: tuple[Span, ...] = ()
    unread: str = ""

    @property
    def begins(self) -> date | None:
        """The first day of all that is named."""
        return min((first for first, _ in self.spans), default=None)

    @property
    def due(self) -> date | None:
        """The last day of this year's last occurrence (hạn); None where no day can be told, or none is of this year."""
        return max((last for _, last in self.occurrences), default=None)

    @property
    def asked(self) -> bool:
        """Whether a person should say when: no day was found, or words are left that may mean something."""
        return bool(self.unread) or not self.spans

    @property
    def several_years(self) -> bool:
        """Whether it goes beyond one school year (việc nhiều năm)."""
        return any((last - first).days > LONG for first, last in self.spans) and self.habit is Habit.ONCE


def read_time(text: str, terms: Terms) -> Timeframe:
    """The days a text means on a calendar (đọc thời gian): of that school year where it names none; of boxes to
    tick, those that are ticked. Linear."""
    chosen = ticked(text)
    habit, rest = _habit(in_usual_signs(fold(text if chosen is None else " ; ".join(chosen)), terms))
    found = points_of(rest, terms)
    spans, rest = _spans(found.text, found.points, terms)
    whole = (terms.first_day, terms.last_day)
    if not spans and habit is not Habit.ONCE:
        spans = (whole,)
    return Timeframe(
        text=text,
        habit=habit,
        spans=spans,
        occurrences=tuple(_occurrences(habit, spans, terms)),
        unread=_words_left(rest) if text else "",
    )


# --- habits -----------------------------------------------------------------------------------------------------------

_EVERY: Final = r"(?:dinh ky )?(?:hang|moi|tung|cac)"
_TERM: Final = r"(?:hoc ky|hoc ki|hk|ky|ki)"
_HABITS: Final[tuple[tuple[re.Pattern[str], Habit], ...]] = tuple(
    (re.compile(pattern), habit)
    for pattern, habit in (
        (rf"\b(?:(?:dau|giua|cuoi|moi) )?(?:{_EVERY}|2) {_TERM}(?: (?:mot|1) lan)?\b", Habit.TERMLY),
        (
            r"\b(?:2|hai) lan ?(?:/|moi|mot|trong|tren)? ?(?:mot )?nam(?: hoc)?\b|\b(?:1|mot) lan ?/ ?(?:hoc ky|hk)\b"
            r"|\b(?:moi|mot|hang) nam(?: hoc)?,? (?:2|hai) lan\b",
            Habit.TERMLY,
        ),
        (rf"\b{_EVERY} quy\b|\b(?:1|mot) lan ?/ ?quy\b|\b4 lan ?/ ?nam(?: hoc)?\b", Habit.QUARTERLY),
        (
            rf"\b(?:(?:dau|giua|cuoi) )?{_EVERY} thang(?: (?:mot|1) lan)?\b|\b\d lan ?/ ?thang\b"
            r"|\b(?:dinh ky )?(?:1|mot) thang ?/ ?lan\b",
            Habit.MONTHLY,
        ),
        (
            rf"\b(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7]) )?{_EVERY} (?:tuan|ngay|buoi|gio)\b(?! \d)|\b\d lan ?/ ?tuan\b",
            Habit.CONSTANT,
        ),
        (r"\b(?:thuong xuyen|thuong nhat|lien tuc|quanh nam|moi luc|hang ngay)\b", Habit.CONSTANT),
        (rf"\b{_EVERY} nam(?: hoc)?\b|\b(?:1|mot) lan ?/ ?nam(?: hoc)?\b|\bthuong nien\b", Habit.YEARLY),
    )
)


def _habit(folded: str) -> tuple[Habit, str]:
    """The first habit named, and the text without any."""
    told = Habit.ONCE
    for pattern, habit in _HABITS:
        rest = pattern.sub(" ", folded)
        if rest != folded and told is Habit.ONCE:
            told = habit
        folded = rest
    return told, folded


def _occurrences(habit: Habit, spans: tuple[Span, ...], terms: Terms) -> Iterator[Span]:
    """What falls to this school year: a habit once in each of its periods that the spans touch."""
    periods = _PERIODS.get(habit)
    for first, last in spans:
        if (last - first).days > LONG:
            first, last = max(first, terms.first_day), min(last, terms.last_day)
        if first > last:
            continue
        if periods is None or ((last - first).days < 45 and habit is not Habit.MONTHLY):
            yield first, last
        else:
            yield from (
                (max(start, first), min(end, last)) for start, end in periods(terms) if start <= last and end >= first
            )


def _terms_of(terms: Terms) -> list[Span]:
    return [(terms.first_day, terms.term_one_ends), (terms.term_two_starts, terms.last_day)]


def _quarters_of(terms: Terms) -> list[Span]:
    months = _months_of(terms)
    groups = [months[start : start + 3] for start in range(0, len(months), 3)]
    return [(group[0][0], group[-1][1]) for group in groups]


def _months_of(terms: Terms) -> list[Span]:
    months: list[Span] = []
    first = terms.first_day
    while first <= terms.last_day:
        _, last = month_span(first.year, first.month - 1)
        months.append((first, min(last, terms.last_day)))
        first = last + _DAY
    return months


_PERIODS: Final = {Habit.TERMLY: _terms_of, Habit.QUARTERLY: _quarters_of, Habit.MONTHLY: _months_of}


# --- the words between points -----------------------------------------------------------------------------------------

_AT: Final = rf"{MARK}(\d+){MARK}"
_LEAD: Final = r"(?:thang|ngay|nam|nam hoc|khoang|dau|het|cuoi)?"
_RANGE: Final = re.compile(
    rf"(?:\b(?:tu|bat dau|bat dau tu|trong)\b )?{_LEAD} ?{_AT} ?(?:-|den|toi|den het|->)+ ?{_LEAD} ?{_AT}"
)
_BEFORE: Final = re.compile(rf"\b(?:truoc|chua qua|khong qua|khong muon hon)(?: ngay| khi)? ?{_AT}")
_UNTIL: Final = re.compile(
    r"(?:\b(?:cham nhat|muon nhat|han|han chot|han cuoi|den|toi|het|xong|hoan thanh|phai|ket thuc|"
    r"dut diem)\b[: ]*){1,5}"
    rf"(?:\b(?:vao|trong|la|ngay|truoc|tu) ){{0,3}}{_AT}"
)
_SINCE: Final = re.compile(rf"\b(?:tu|ke tu|bat dau|bat dau tu|sau)(?: ngay)? ?{_AT}(?: tro di)?")
_ALONE: Final = re.compile(_AT)


def _spans(text: str, points: list[Point], terms: Terms) -> tuple[tuple[Span, ...], str]:
    """Every span the text names, in its order, and the text without them."""
    found: list[tuple[int, Span]] = []
    for pattern, span_of in (
        (_RANGE, _between),
        (_UNTIL, _until),
        (_BEFORE, _before),
        (_SINCE, _since),
        (_ALONE, _alone),
    ):
        for match in pattern.finditer(text):
            ends = [points[int(number)] for number in match.groups()]
            found.append((int(match[1]), span_of(ends, terms)))
        text = pattern.sub(" ; ", text)
    return tuple(_joined(_narrow([span for _, span in sorted(found) if span[0] <= span[1]]))), text


def _narrow(spans: list[Span]) -> list[Span]:
    """Without a span that only says which year another is of ("Học kỳ II năm học 2026-2027")."""
    return [span for span in spans if not any(_within(other, span) for other in spans)]


def _within(inner: Span, outer: Span) -> bool:
    shorter = inner[1] - inner[0] < outer[1] - outer[0]
    margin = MARGIN if outer[1] - outer[0] > _TERM_AT_LEAST else timedelta()
    return shorter and outer[0] - margin <= inner[0] and inner[1] <= outer[1] + margin


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Months that follow each other are one span ("tháng 10, 11, 12/2026"); anything else stands by itself."""
    for number, (first, last) in enumerate(spans):
        if number and _months(spans[number - 1]) and _months((first, last)) and first == spans[number - 1][1] + _DAY:
            continue
        end = last
        for later in spans[number + 1 :]:
            if not (_months((first, end)) and _months(later) and later[0] == end + _DAY):
                break
            end = later[1]
        yield first, end


def _months(span: Span) -> bool:
    """Whether it goes from the first day of a month to the last of one, within a year."""
    first, last = span
    return first.day == 1 and (last + _DAY).day == 1 and (last - first).days < LONG


def _between(ends: list[Point], terms: Terms) -> Span:
    first, last = ends
    return first.before(last).span(terms)[0], last.span(terms)[1]


def _until(ends: list[Point], terms: Terms) -> Span:
    """Due on its last day; the work may begin with the school year, or with what is named where that is earlier."""
    first, last = ends[0].span(terms)
    return min(first, terms.first_day), last


def _before(ends: list[Point], terms: Terms) -> Span:
    """ "Trước 30/4" is kept on 30/4; "trước tháng 5" on the day before May begins."""
    first, last = ends[0].span(terms)
    due = last if first == last else first - _DAY
    return min(due, terms.first_day), due


def _since(ends: list[Point], terms: Terms) -> Span:
    first, last = ends[0].span(terms)
    return first, max(last, terms.last_day)


def _alone(ends: list[Point], terms: Terms) -> Span:
    return ends[0].span(terms)


# --- what is left -----------------------------------------------------------------------------------------------------

_SMALL: Final = re.compile(  # words that only join times, or repeat that they are times
    r"\b(?:va|hoac|vao|trong|khoang|cua|cac|thoi gian|thoi diem|thang|ngay|nam|nam hoc|giai doan|tu|den|toi|ke tu|"
    r"bat dau|thuc hien|hoan thanh|trien khai|xong|hang|moi|moi lan|mot lan|1 lan|2 lan|tien hanh|lam|du kien|"
    r"han|sau|truoc|tro di|ca|suot|xuyen|toan|duy tri|cham nhat|theo|den het|het|moc|ket thuc|lan|dot)\b"
)
_WORDS: Final = re.compile(r"[a-z0-9][a-z0-9 /%]*")


def _words_left(rest: str) -> str:
    """The words that are no time and do not only join times, in their order."""
    left = _SMALL.sub(" ", rest.replace(MARK, " "))
    return " ".join(" ".join(_WORDS.findall(left)).split())
