"""Xong trước khi bắt đầu.

Vì sao: Kết quả có ngày sớm hơn thời gian của kế hoạch thường là gõ nhầm năm, hoặc là kết quả của năm trước.
Sai: Thời gian: Từ tháng 10/2026. Đã hoàn thành: Tập huấn ngày 12/3/2026
Đúng: Thời gian: Từ tháng 10/2026. Đã hoàn thành: Tập huấn ngày 12/11/2026
Sửa: Xem lại năm của kết quả, hoặc thời gian trong bảng kế hoạch.
Nguồn: kinh nghiệm: kết quả báo cáo phải là của việc trong kế hoạch.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import name_of, pairs, shortened
from caitien.rules.times import Spans, as_people_say, without_cited

SEVERITY = Severity.WARNING
MONTH = timedelta(days=31)

_COMPARES = re.compile(
    r"\b(?:so với|năm (?:học )?trước|trước đây|tăng|giảm|từ [^.;]{0,120} lên|kế hoạch|khảo sát|ban đầu)\b"
)
_ONLY_END = re.compile(r"^(?:đến|tới)\b|\b(?:trước|chậm nhất|muộn nhất|hạn|hết|xong|hoàn thành)\b")
_BEGIN = re.compile(r"\b(?:từ|bắt đầu)\b")


def find(context: RuleContext) -> Iterator[Hit]:
    """Finished lines whose latest date lies before the first day of their plan; dates of papers cited do not count."""
    year = context.school_year[0].year if context.school_year else None
    for (_, plan), (path, row) in pairs(context):
        due = _begin(context.spans, plan.time, year)
        told = _last_day(context.spans, row.done) if due else None
        if due and told and told < due:
            what = f"{name_of(row)}: kết quả ngày {as_people_say(told)}, kế hoạch ghi “{shortened(plan.time)}”."
            yield Hit(f"{path}.done", what, "Xem lại năm của kết quả, hoặc thời gian của kế hoạch.", words=row.done)


def _begin(spans: Spans, time: str, year: int | None) -> date | None:
    """The first day of a time that says when the work begins; "Trước 30/4/2027" says only when it ends."""
    small = time.lower()
    span = spans.meant(time, year)
    return span[0] if span and (_BEGIN.search(small) or not _ONLY_END.search(small)) else None


def _last_day(spans: Spans, done: str) -> date | None:
    """The last day a result names outright, by day or month; none where it may be the day of a figure compared with."""
    if "20" not in done or _COMPARES.search(done.lower()):  # no year is told, or one of another figure
        return None
    return max((last for first, last in spans.named_of(without_cited(done)) if last - first < MONTH), default=None)
