"""A day and a key (ngày, khoá) as people type them or an address names them: the one reader of each."""

import datetime as dt
import re
from typing import Final

YEARS: Final = range(1900, 2200)  # a day of another year is a slip of the hand
EXAMPLE: Final = "05/02/2026"  # how sentences say what a day looks like
_DAY_FIRST: Final = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_KEY: Final = re.compile(r"\d{1,18}", re.ASCII)  # every number of so many digits fits a column of keys


def read_day(text: str) -> dt.date | None:
    """A day written dd/mm/yyyy, with slashes, dots or dashes, or yyyy-mm-dd; None where it is none (31/02/2026) or of a
    year outside :data:`YEARS`."""
    text = text.strip()
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    else:
        return None
    try:
        return dt.date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def say_day(day: dt.date) -> str:
    """A day as people here write it (dd/mm/yyyy), which :func:`read_day` reads back."""
    return f"{day:%d/%m/%Y}"


def read_key(text: str) -> int | None:
    """The key of a row, written in up to eighteen plain digits; None where it can be nothing's."""
    return int(text) if _KEY.fullmatch(text) else None
