"""Thời gian chạy ngược.

Vì sao: Việc kết thúc trước khi bắt đầu thì không ai biết hạn thật là ngày nào.
Sai: Từ tháng 5 đến tháng 3; từ 10/2026 đến 5/2026
Đúng: Từ tháng 3 đến tháng 5; từ 10/2026 đến 5/2027
Sửa: Đổi chỗ hai đầu, hoặc sửa lại tháng, năm gõ nhầm.
Nguồn: kinh nghiệm: lỗi gõ nhầm khi ghi khoảng thời gian.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.scope import Scope

SEVERITY = Severity.WARNING
SCOPE = Scope.LINE

_TO: Final = r" ?(?:đến|tới|[-–—→]) ?(?:hết |cuối |đầu )?"
_MAY_BE: Final = re.compile(  # two figures with a word of going between
    rf"\d{_TO}(?:(?:ngày |tháng |năm |quý )?\d|quý i)"
)
_QUARTERS: Final = {name: turn for names in ("i ii iii iv", "1 2 3 4") for turn, name in enumerate(names.split(), 1)}
_OPENING_MONTH: Final = 8  # of a school year


def _point(end: str) -> str:
    """One end of a span of time: a day, a month, a quarter or a year, in figures."""
    return (
        rf"(?:ngày )?(?P<d{end}>\d{{1,2}})(?:/| tháng )(?P<m{end}>\d{{1,2}})"
        rf"(?:(?:/|,? năm )(?P<y{end}>20\d\d))?(?![\d/])"
        rf"|(?:tháng )?(?P<mm{end}>\d{{1,2}}) ?(?:/|,? năm ) ?(?P<my{end}>20\d\d)(?![\d/])"
        rf"|quý (?P<q{end}>iv|i{{1,3}}|[1-4]) ?(?:/|,? năm ) ?(?P<qy{end}>20\d\d)(?![\d/])"
        rf"|tháng (?P<mo{end}>\d{{1,2}})(?![\d/])"
        rf"|(?:năm )?(?P<yy{end}>20\d\d)(?![\d/])"
    )


_SPAN: Final = re.compile(
    rf"(?<!học )\b(?P<from>từ |giai đoạn |trong )?(?:đầu |giữa |cuối )?(?<![\d/.-])"
    rf"(?:{_point('1')}){_TO}(?:{_point('2')})"
    r"(?! (?:năm|học kỳ|kỳ) (?:sau|tới|kế))"
)


def find(context: RuleContext) -> Iterator[Hit]:
    """Each span of time whose end comes before its beginning, once a text."""
    for words, paths in context.in_figures(_backwards):
        yield from (_hit(path, words) for path in paths)


def _backwards(small: str) -> Iterable[str]:
    if not _MAY_BE.search(small):
        return ()
    return dict.fromkeys(found[0] for found in _SPAN.finditer(small) if _is_backwards(found))


def _is_backwards(found: re.Match[str]) -> bool:
    """Whether the end is earlier; two ends without years only where neither order of months has them so."""
    (year, month, day), (to_year, to_month, to_day) = _end_of(found, "1"), _end_of(found, "2")
    if year and to_year:
        if not (month and to_month):
            return to_year < year
        return (to_year, to_month, to_day or 31) < (year, month, day or 1)
    if year or to_year or not found["from"]:  # an end without a year names its month
        return False
    after = (to_month, to_day or 31) < (month, day or 1)
    return after and (_turn(to_month), to_day or 31) < (_turn(month), day or 1)


def _turn(month: int) -> int:
    """A month's place in the school year."""
    return (month - _OPENING_MONTH) % 12


def _end_of(found: re.Match[str], end: str) -> tuple[int, int, int]:
    """Year, month and day of an end; 0 for what is not named."""

    def told(*names: str) -> int:
        return next((int(found[name + end]) for name in names if found[name + end]), 0)

    quarter = found[f"q{end}"]
    month = 3 * _QUARTERS.get(quarter, 0) if quarter else told("m", "mm", "mo")
    return told("y", "my", "qy", "yy"), month, told("d")


def _hit(path: str, words: str) -> Hit:
    what = f"“{words}”: kết thúc trước khi bắt đầu."
    return Hit(path, what, "Đổi chỗ hai đầu, hoặc sửa lại tháng, năm.", words=words)
