"""Levels and recognition by kind of school (T5, mức và công nhận): as the list tells them, on the last of May.

The Ministry publishes, by kind of school and as of 31 May, how many are accredited and how many reach the national
standard; a certificate holds five years (Thông tư 17, 18, 19/2018/TT-BGDĐT).
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Count, QuerySet

from caitien.domain.field_names import SCHOOL_TYPE_NAMES
from caitien.oversight.models import Asked, RosterSchool, Round
from caitien.oversight.tables import NO_KIND, turn_of_kind

LEVELS: Final = (1, 2, 3, 4)
NATIONAL: Final = (1, 2)
YEARS: Final = 3  # in a row, with figures
_COUNTED: Final = (
    Asked.State.SUBMITTED,
    Asked.State.PASSED_ON,
    Asked.State.RESUBMITTED,
    Asked.State.TAKEN,
)


@dataclass(slots=True)
class LevelRow:
    """Schools of one kind (một cấp học), counted by what the list says of them; ``untold``: it says no level."""

    kind: str
    name: str
    total: int = 0
    levels: Counter[int] = field(default_factory=Counter)
    national: Counter[int] = field(default_factory=Counter)
    untold: int = 0
    ends_soon: int = 0
    steady: int = 0  # with figures in three school years running

    def told(self, amount: int) -> int | None:
        """A figure of what the list says; None where it says nothing of any of these schools."""
        return None if self.untold == self.total else amount


def day_of(school_year: str) -> dt.date:
    """The day the figures are told of (ngày chốt số liệu): 31 May of the year's end."""
    return dt.date(int(school_year[5:]), 5, 31)


def levels_of(round_: Round, asked: QuerySet[Asked]) -> list[LevelRow]:
    """T5 of the schools of a round (mức và công nhận). Two queries, linear in the schools."""
    day = day_of(round_.school_year)
    rows = RosterSchool.objects.filter(pk__in=asked.order_by().values("row"))
    steady = set(_steady(round_, rows))
    found: dict[str, LevelRow] = {}
    for pk, kind, level, national, until in rows.values_list("pk", "kind", "level", "national", "recognised_until"):
        row = found.setdefault(kind, LevelRow(kind, SCHOOL_TYPE_NAMES.get(kind, NO_KIND)))
        row.total += 1
        row.levels[level or 0] += 1
        row.national[national or 0] += 1
        row.untold += level is None and national is None
        row.ends_soon += until is not None and day <= until < _a_year_after(day)
        row.steady += pk in steady
    return sorted(found.values(), key=lambda row: turn_of_kind(row.kind))


def _a_year_after(day: dt.date) -> dt.date:
    return day.replace(year=day.year + 1)


def _steady(round_: Round, rows: QuerySet[RosterSchool]) -> Iterable[int]:
    """The schools that sent figures in this school year and the two before it."""
    told = Asked.objects.filter(row__in=rows, round__school_year__in=_years(round_.school_year), state__in=_COUNTED)
    counted = told.order_by().values("row").annotate(years=Count("round__school_year", distinct=True))
    return counted.filter(years=YEARS).values_list("row", flat=True)


def _years(last: str) -> Sequence[str]:
    first = int(last[:4])
    return [f"{first - back}-{first - back + 1}" for back in range(YEARS)]
