"""The time line of a year as a picture (dòng thời gian): plain geometry, in whole units of the drawing.

Months go across; each occurrence that is due is a dot in its month, of a shape of its own for every way it stands;
what is waited for is a hatched bar from the day it began. Where a month holds more occurrences than fit, a dot
stands for several."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from caitien.domain.times.school_calendar import SchoolCalendar
from caitien.work.counting.tally import Month
from caitien.work.models import Waiting

WIDTH: Final = 960
MOST_MONTHS: Final = 14
MOST_BARS: Final = 4
_DOTS_ACROSS, _DOTS_DOWN, _STEP, _TOP = 3, 4, 17, 26
_BAR: Final = 30  # from one bar to the next
KINDS: Final[Mapping[str, str]] = {  # in the order drawn: how an occurrence stands → what the legend says
    "late": "trễ",
    "waiting": "chờ đơn vị khác",
    "unstated": "chưa rõ",
    "not_started": "chưa làm",
    "ongoing": "đang làm",
    "done": "xong",
    "off": "hoãn, bỏ",
}
_KIND_OF: Final = {"postponed": "off", "dropped": "off"}


@dataclass(frozen=True, slots=True)
class Dot:
    """One dot (một chấm): where, and which way it stands (of KINDS)."""

    x: int
    y: int
    kind: str


@dataclass(frozen=True, slots=True)
class Column:
    """One month (một tháng): its place, and how many occurrences stand which way, for the table behind the picture."""

    x: int
    name: str  # "2026-11"
    label: str  # "11/26"
    counts: Mapping[str, int]

    @property
    def whole(self) -> int:
        """All occurrences due in it."""
        return sum(self.counts.values())

    @property
    def row(self) -> list[int]:
        """The counts in the order of KINDS."""
        return [self.counts.get(kind, 0) for kind in KINDS]


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing that is waited for (một lần chờ): from the day it began to today."""

    x: int
    y: int
    width: int
    label: str


@dataclass(frozen=True, slots=True)
class Gate:
    """A day that counts (mốc): the end of a term, today."""

    x: int
    label: str
    kind: str  # "term", "today"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole picture (cả hình). ``per``: how many occurrences one dot stands for; ``outside``: occurrences beyond
    its months."""

    height: int
    floor: int
    step: int
    columns: tuple[Column, ...]
    dots: tuple[Dot, ...]
    bars: tuple[Bar, ...]
    gates: tuple[Gate, ...]
    per: int
    outside: int
    more_bars: int

    @property
    def width(self) -> int:
        """Of the drawing."""
        return WIDTH

    @property
    def half(self) -> int:
        """From the edge of a month to its middle."""
        return self.step // 2


def timeline_of(
    calendar: SchoolCalendar, months: Sequence[Month], waits: Sequence[Waiting], more: int, today: dt.date
) -> Timeline:
    """The picture of a year (hình dòng thời gian). ``waits``: the first few of all; ``more``: how many are not among
    them. No query; linear in what is shown."""
    names = _names(calendar, months)
    step = WIDTH // len(names)
    columns = tuple(_column(name, index * step, months) for index, name in enumerate(names))
    per = max(1, -(-max(column.whole for column in columns) // (_DOTS_ACROSS * _DOTS_DOWN - len(KINDS) // 2)))
    floor = _TOP + (_DOTS_DOWN + 1) * _STEP
    shown = {column.name for column in columns}
    bars = tuple(_bars(waits[:MOST_BARS], names, step, floor, today))
    return Timeline(
        height=floor + 24 + len(bars) * _BAR,
        floor=floor,
        step=step,
        columns=columns,
        dots=tuple(dot for column in columns for dot in _dots(column, per, step, floor)),
        bars=bars,
        gates=tuple(_gates(calendar, names, step, today)),
        per=per,
        outside=sum(month.count for month in months if month.name not in shown),
        more_bars=more + len(waits[MOST_BARS:]),
    )


def _names(calendar: SchoolCalendar, months: Iterable[Month]) -> list[str]:
    """The months shown: those of the school year, and those just beside it in which something is due."""
    first, last = f"{calendar.first_day:%Y-%m}", f"{calendar.last_day:%Y-%m}"
    due = [month.name for month in months]
    found = [first]
    while found[-1] < max([last, *due]) and len(found) < MOST_MONTHS:
        found.append(_next(found[-1]))
    return found


def _next(name: str) -> str:
    year, month = map(int, name.split("-"))
    return f"{year + month // 12}-{month % 12 + 1:02d}"


def _column(name: str, x: int, months: Iterable[Month]) -> Column:
    counts: dict[str, int] = {}
    for month in months:
        if month.name == name:
            kind = "late" if month.late else _KIND_OF.get(month.state, month.state)
            counts[kind] = counts.get(kind, 0) + month.count
    return Column(x, name, f"{name[5:].lstrip('0')}/{name[2:4]}", counts)


def _dots(column: Column, per: int, step: int, floor: int) -> Iterator[Dot]:
    """From the ground up: what is settled lies below, what is late on top."""
    kinds = [kind for kind in reversed(list(KINDS)) for _ in range(-(-column.counts.get(kind, 0) // per))]
    left = column.x + (step - (_DOTS_ACROSS - 1) * _STEP) // 2
    for place, kind in enumerate(kinds):
        yield Dot(left + place % _DOTS_ACROSS * _STEP, floor - 12 - place // _DOTS_ACROSS * _STEP, kind)


def _bars(waits: Sequence[Waiting], names: Sequence[str], step: int, floor: int, today: dt.date) -> Iterator[Bar]:
    for place, waiting in enumerate(waits):
        start, end = (_x(day, names, step) for day in (waiting.since, today))
        label = waiting.whom if len(waiting.whom) < 60 else f"{waiting.whom[:58]}…"
        yield Bar(
            start, floor + 38 + place * _BAR, max(end - start, 6), f"{label}: {(today - waiting.since).days} ngày"
        )


def _gates(calendar: SchoolCalendar, names: Sequence[str], step: int, today: dt.date) -> Iterator[Gate]:
    for day, label in ((calendar.term_one_ends, "hết HK I"), (calendar.last_day, "hết năm học")):
        yield Gate(_x(day, names, step), label, "term")
    if names[0] <= f"{today:%Y-%m}" <= names[-1]:
        yield Gate(_x(today, names, step), "hôm nay", "today")


def _x(day: dt.date, names: Sequence[str], step: int) -> int:
    """Where a day lies, kept within the picture."""
    name = f"{day:%Y-%m}"
    if name < names[0]:
        return 0
    return names.index(name) * step + (day.day - 1) * step // 31 if name in names else len(names) * step
