"""Thời gian nằm ngoài năm học hoặc đã qua.

Vì sao: Thời gian của năm khác thường là chữ chép từ kế hoạch cũ; việc ghi hạn đã qua thì không thể làm đúng hạn.
Sai: Kế hoạch năm học 2026-2027, thời gian: Tháng 10/2024
Đúng: Kế hoạch năm học 2026-2027, thời gian: Tháng 10/2026; hoặc 2025-2030 nếu việc kéo dài nhiều năm
Sửa: Sửa lại tháng, năm; việc nhiều năm thì ghi từ năm nào đến năm nào.
Nguồn: kinh nghiệm: kế hoạch lập cho một năm học, mỗi việc cần rơi vào năm học đó.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.paper import PlanRow, Status
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import name_of, shortened
from caitien.rules.times import Span, as_people_say, named_span

SEVERITY = Severity.WARNING
_BLANKS: Final = re.compile(r"[.…_]+|\bngày\b(?!\s*\d)|\btháng\b(?!\s*\d)")  # left for the pen
SUMMER = timedelta(days=62)  # what is made ready in June and July before the year


def find(context: RuleContext) -> Iterator[Hit]:
    """Lines whose whole time lies before or after the school year, or before the day a plan not yet begun is made."""
    if context.school_year is None:
        return
    first, last = context.school_year
    begins = _making_of(context, first, last)
    for path, row in context.plan_rows:
        named, meant = context.spans.named(row.time), context.spans.meant(row.time, first.year)
        why = _outside(named, first - SUMMER, last + timedelta(days=31)) or _past(meant, begins)
        if why:
            yield _hit(path, row, why, context.paper.school_year)


def _making_of(context: RuleContext, first: date, last: date) -> date | None:
    """The day a plan without any result is made: the day on it, else today; None where that is of another year.

    A day left blank for the pen is as late as its month or year can be: nobody knows better.
    """
    if context.result_rows or any(row.status is not Status.UNSTATED for _, row in context.plan_rows):
        return None
    head = context.paper.report
    day = head.date or context.paper.plan.date or _latest(head.date_text) or context.today
    return day if first - SUMMER <= day <= last else None


def _latest(date_text: str) -> date | None:
    """The last day a date with blanks may be: "ngày … tháng 9 năm 2026" → 30/9/2026; None where it names no year."""
    span = named_span(_BLANKS.sub(" ", date_text))
    return span[1] if span else None


def _outside(span: Span | None, first: date, last: date) -> str:
    return "nằm ngoài năm học" if span and (span[1] < first or span[0] > last) else ""


def _past(span: Span | None, begins: date | None) -> str:
    return f"đã qua khi lập kế hoạch ({as_people_say(begins)})" if begins and span and span[1] < begins else ""


def _hit(path: str, row: PlanRow, why: str, year: str) -> Hit:
    what = f"{name_of(row)}: thời gian “{shortened(row.time)}” {why}."
    return Hit(f"{path}.time", what, f"Ghi lại thời gian trong năm học {year}.", words=row.time)
