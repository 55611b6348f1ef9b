"""Báo cáo tự đánh giá quá ngày 15 tháng 6.

Vì sao: Báo cáo tự đánh giá phải được duyệt trước 15/6 thì kết quả mới kịp vào kế hoạch cải tiến của năm học sau.
Sai: Báo cáo tự đánh giá năm học 2026-2027, ngày 28 tháng 6 năm 2027
Đúng: Báo cáo tự đánh giá năm học 2026-2027, ngày 05 tháng 6 năm 2027
Sửa: Kiểm tra lại ngày; nếu đúng là duyệt muộn thì báo cáo cơ quan quản lý và sắp lại lịch tự đánh giá năm sau.
Nguồn: Thông tư 57/2026/TT-BGDĐT, phần tự đánh giá (chưa đối chiếu Công báo).
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.WARNING

_LAST_DAY: Final = (6, 15)
_YEAR_OVER: Final = (8, 31)  # a date after this is of the next school year's work
_FIRST: Final = 2027  # in force since 7/7/2026, its first 15 June is that of this year
_MEND: Final = "Kiểm tra lại ngày; năm sau duyệt báo cáo tự đánh giá trước 15/6."
_NAMED: Final = re.compile(
    r"bao cao tu danh gia[^.;\n]{0,80}?\bngay (?P<day>\d{1,2})(?: thang |[/.-])(?P<month>\d{1,2})(?: nam |[/.-])"
    r"(?P<year>\d{4})"
)


def find(context: RuleContext) -> Iterator[Hit]:
    """A self-assessment report of later than 15 June, under TT 57.

    It concerns the self-assessment report itself (tên loại BÁO CÁO, trích yếu về tự đánh giá), and other papers only
    where they name it with its date; never the yearly report on the plan.
    """
    head = context.paper.report
    itself = "bao cao" in fold(head.title) and fold(head.subject).startswith(("tu danh gia", "ve tu danh gia"))
    if itself and context.is_tt57 and head.date and _is_late(head.date):
        yield Hit("report.date", f"Báo cáo tự đánh giá đề ngày {_said(head.date)}, sau 15/6.", _MEND, _said(head.date))
    if context.is_tt57:
        for path, text in context.prose:
            for found in _NAMED.finditer(fold(text)) if "đánh giá" in text else ():
                day = _day(found)
                if day and _is_late(day):
                    yield Hit(path, f"Báo cáo tự đánh giá được nêu với ngày {_said(day)}, sau 15/6.", _MEND, _said(day))


def _is_late(day: date) -> bool:
    return day.year >= _FIRST and _LAST_DAY < (day.month, day.day) <= _YEAR_OVER


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _said(day: date) -> str:
    return f"{day:%d/%m/%Y}"
