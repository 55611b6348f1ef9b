"""Levels and recognition of schools (mức và công nhận), as the list tells them: what a school puts into T5.

The Ministry publishes, by kind of school and as of 31 May, how many are accredited and how many reach the national
standard; a certificate holds five years (Thông tư 17, 18, 19/2018/TT-BGDĐT).
"""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.db.models import Count

from caitien.oversight.models import Asked, RosterSchool, Round

LEVELS: Final = (1, 2, 3, 4)
NATIONAL: Final = (1, 2)
YEARS: Final = 3  # in a row, with figures
_COUNTED: Final = (Asked.State.SUBMITTED, Asked.State.PASSED_ON, Asked.State.RESUBMITTED, Asked.State.TAKEN)


def day_of(school_year: str) -> dt.date:
    """The day the figures are told of (ngày chốt số liệu): 31 May of the year's end."""
    return dt.date(int(school_year[5:]), 5, 31)


def level_figures(row: RosterSchool, school_year: str, *, steady: bool) -> dict[str, int]:
    """What a school adds to the table of levels (phần trong bảng mức): ``level:1`` to ``level:4``, ``national:1`` and
    ``national:2``, ``untold`` where the list says neither, ``soon`` where it ends within a year, ``steady`` where it
    has figures in three school years running. No query."""
    day = day_of(school_year)
    until = row.recognised_until
    found = {
        "total": 1,
        f"level:{row.level}": row.level,
        f"national:{row.national}": row.national,
        "untold": row.level is None and row.national is None,
        "soon": until is not None and day <= until < day.replace(year=day.year + 1),
        "steady": steady,
    }
    return {name: 1 for name, told in found.items() if told}


def told_before(round_: Round, rows: Sequence[int] | None = None) -> set[int]:
    """The lines of the list whose schools have figures in each of the two school years before (đủ hai năm trước); of
    ``rows`` alone where they are given. One query, linear in the schools of those years."""
    first = int(round_.school_year[:4])
    years = [f"{first - back}-{first - back + 1}" for back in range(1, YEARS)]
    told = Asked.objects.filter(round__school_year__in=years, state__in=_COUNTED)
    told = told.filter(row__in=rows) if rows is not None else told.filter(row__asked__round=round_)
    counted = told.order_by().values("row").annotate(years=Count("round__school_year", distinct=True))
    return set(counted.filter(years=YEARS - 1).values_list("row", flat=True))


def years_after(school_year: str) -> list[str]:
    """The school years in which a school may be steady by this one (các năm sau)."""
    first = int(school_year[:4])
    return [f"{first + on}-{first + on + 1}" for on in range(1, YEARS)]
