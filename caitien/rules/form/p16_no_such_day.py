"""Ngày, tháng không có thật.

Vì sao: Ngày 31/02 hay tháng 13 thì không ai làm đúng hạn được; thường là gõ nhầm một chữ số.
Sai: Hoàn thành trước ngày 31/02/2026
Đúng: Hoàn thành trước ngày 28/02/2026
Sửa: Xem lại lịch rồi ghi đúng ngày, tháng.
Nguồn: kinh nghiệm: lỗi gõ nhầm chữ số khi ghi thời gian.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Final

from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.scope import Scope

SEVERITY = Severity.WARNING
SCOPE = Scope.LINE

_OF_THE_HEAD: Final = frozenset(("report.date", "report.date_text"))  # of which P02 and P04 speak
_LEAP: Final = 2024  # a year in which every day there ever is exists
_MAY_BE: Final = re.compile(r"\d ?[/.-] ?\d|ngày \d|tháng \d")  # most texts with a figure name no day
_DAYS: Final = re.compile(
    r"(?<![\w/.,-])(?P<d>\d{1,2}) ?(?P<s>[/.-]) ?(?P<m>\d{1,2}) ?(?P=s) ?(?P<y>(?:19|20)\d\d)(?![\d/.-]*\d)"
    r"|\bngày (?P<d2>\d{1,2})(?:/| tháng )(?P<m2>\d{1,2})(?![\d.,/]*\d)(?:,? năm (?P<y2>(?:19|20)\d\d))?"
    r"|\btháng (?P<m3>\d{1,2})(?: ?/ ?|,? năm )(?P<y3>(?:19|20)\d\d)(?![\d/])"
)


def find(context: RuleContext) -> Iterator[Hit]:
    """Each day or month named in figures that no calendar has, once a text."""
    for words, paths in context.in_figures(_none):
        yield from (_hit(path, words) for path in paths if path not in _OF_THE_HEAD)


def _none(small: str) -> Iterable[str]:
    if not _MAY_BE.search(small):
        return ()
    return dict.fromkeys(found[0] for found in _DAYS.finditer(small) if _is_none(found))


def _is_none(found: re.Match[str]) -> bool:
    """Whether there is no such day; figures parted by points or strokes may be a code, unless they can be a day's."""
    day, month, year = (_figure(found, part) for part in "dmy")
    if found["s"] in (".", "-") and not (0 < day <= 31 and 0 < month <= 12):
        return False
    try:
        dt.date(year or _LEAP, month, 1 if found["m3"] else day)
    except ValueError:
        return True
    return False


def _figure(found: re.Match[str], part: str) -> int:
    """The figure of a day, a month or a year, whichever way it is written; 0 where it is not named."""
    told = found.groupdict()
    return next((int(told[name]) for name in (part, f"{part}2", f"{part}3") if told.get(name)), 0)


def _hit(path: str, words: str) -> Hit:
    return Hit(path, f"Không có “{words}” trong lịch.", "Xem lại ngày, tháng.", words=words)
