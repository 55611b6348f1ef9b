"""Địa danh hoặc ngày tháng không đúng.

Vì sao: Ngày không có thật, ngày trước cả năm học hay trước kế hoạch mà báo cáo nói tới làm cả văn bản mất tin cậy.
Sai: báo cáo năm học 2025–2026 đề “ngày 05 tháng 6 năm 2025”
Đúng: Đà Lạt, ngày 05 tháng 6 năm 2026
Sửa: Điền địa danh; đối chiếu lại ngày, tháng, năm ký với năm học và với ngày của kế hoạch.
Nguồn: thể thức, Nghị định 30/2020/NĐ-CP, Phụ lục I; khoảng ngày hợp lẽ là kinh nghiệm.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.paper import Form
from caitien.domain.paper_kind import PaperKind
from caitien.rules.context import Hit, RuleContext
from caitien.rules.letterheads import has_letterhead

SEVERITY = Severity.ERROR

_AHEAD: Final = timedelta(days=31)  # a draft may bear the day it is to be signed
_HALF_YEAR: Final = timedelta(days=182)
_YEAR: Final = timedelta(days=365)
_WINDOWS: Final = {  # how long before the school year begins, and after it ends, such a paper can still be dated
    Form.REPORT: (timedelta(), _YEAR),
    Form.PLAN: (_HALF_YEAR, timedelta()),
    Form.TT57: (_HALF_YEAR, _YEAR),
}
_FIGURES: Final = 3


def find(context: RuleContext) -> Iterator[Hit]:
    """No place, or a date that cannot be."""
    report = context.paper.report
    is_placed = report.place or context.paper.kind is PaperKind.MINUTES  # which open with time and place in their words
    if has_letterhead(context) and not is_placed:
        yield Hit("report.place", "Văn bản chưa có địa danh.", "Ghi địa danh trước ngày, tháng, năm.")
    if report.date:
        fault = next(_faults(context, report.date), None)
        if fault:
            yield _hit(f"{report.date:%d/%m/%Y}", fault)
    elif len(re.findall(r"\d+", report.date_text)) >= _FIGURES:
        yield _hit(report.date_text, f"“{report.date_text}” không phải là một ngày có thật")


def _faults(context: RuleContext, day: date) -> Iterator[str]:
    shown, plan = f"{day:%d/%m/%Y}", context.paper.plan.date
    if day > context.today + _AHEAD:
        yield f"Ngày {shown} còn ở xa phía trước"
    if context.school_year:
        (before, after), (first, last) = _WINDOWS[context.paper.form], context.school_year
        if not first - before <= day <= last + after:
            yield f"Ngày {shown} không thể là ngày ký của năm học {context.paper.school_year}"
    if context.paper.form is Form.REPORT and plan and day < plan:
        yield f"Báo cáo đề ngày {shown}, trước kế hoạch ngày {plan:%d/%m/%Y}"


def _hit(words: str, what: str) -> Hit:
    return Hit("report.date", f"{what}.", "Xem lại ngày, tháng, năm ký.", words=words)
