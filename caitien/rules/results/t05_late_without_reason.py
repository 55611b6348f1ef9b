"""Việc chậm mà không nêu lý do.

Vì sao: Chậm có lý do và hạn mới thì còn theo dõi được; chậm không lý do thì cấp trên sẽ hỏi.
Sai: Thời gian: Tháng 10/2026. Đang thực hiện (báo cáo tháng 5/2027): Đang làm
Đúng: Đang thực hiện: Xong 4 trên 6 phòng; chậm do chờ thiết bị, dự kiến xong tháng 8/2027
Sửa: Thêm lý do và hạn mới; nếu chờ đơn vị khác thì ghi đơn vị nào, đã gửi văn bản ngày nào.
Nguồn: kinh nghiệm: cột này của bảng kết quả là việc đang thực hiện hoặc chậm tiến độ.
"""

from collections.abc import Iterator
from datetime import date

from caitien.domain.finding import Severity
from caitien.domain.paper import PlanRow, ResultRow, Status
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import name_of, pairs
from caitien.rules.reasons import has_new_date, has_reason, late_words
from caitien.rules.times import Spans, as_people_say

SEVERITY = Severity.WARNING


def find(context: RuleContext) -> Iterator[Hit]:
    """Lines under way that say they are late, or whose time was over when the report was made, without a reason."""
    plans = {path: row for (_, row), (path, _) in pairs(context)}
    day = context.paper.report.date or context.today
    year = context.school_year[0].year if context.school_year else None
    for path, row in context.result_rows:
        if row.status is Status.ONGOING and not _is_explained(row):
            why = _words_of_lateness(row) or _over(context.spans, plans.get(path), day, year)
            if why:
                what = f"{name_of(row)} {why} mà chưa nêu lý do."
                words = row.ongoing or row.status_text
                yield Hit(f"{path}.ongoing", what, "Thêm lý do và hạn mới.", words=words)


def _is_explained(row: ResultRow) -> bool:
    told = (row.ongoing, row.status_text, row.adjusted, row.note)
    return has_reason(*told) or has_new_date(row.adjusted, row.note)


def _words_of_lateness(row: ResultRow) -> str:
    words = late_words(row.ongoing or row.status_text)
    return f"ghi “{words}”" if words else ""


def _over(spans: Spans, plan: PlanRow | None, day: date, year: int | None) -> str:
    span = spans.meant(plan.time, year) if plan else None
    return f"đã quá hạn ({as_people_say(span[1])})" if span and span[1] < day else ""
