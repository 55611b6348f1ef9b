"""Văn bản chưa có ngày tháng.

Vì sao: Ngày ban hành là mốc tính hiệu lực và hạn nộp; để trống thì văn bản chưa được coi là đã ký.
Sai: Đà Lạt, ngày     tháng     năm 2026
Đúng: Đà Lạt, ngày 05 tháng 6 năm 2026
Sửa: Điền đủ ngày, tháng, năm ký; ngày nhỏ hơn 10 và tháng 1, tháng 2 thêm số 0 ở trước.
Nguồn: thể thức, Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

import re
from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.domain.paper_kind import OFFICIAL, PaperKind
from caitien.rules.context import Hit, RuleContext
from caitien.rules.letterheads import has_letterhead

SEVERITY = Severity.ERROR
KINDS = OFFICIAL - {PaperKind.MINUTES}  # whose day stands in their words

_FIGURES = 3  # day, month, year


def find(context: RuleContext) -> Iterator[Hit]:
    """A date that is missing, in whole or in part."""
    report = context.paper.report
    if report.date or not has_letterhead(context) or len(re.findall(r"\d+", report.date_text)) >= _FIGURES:
        return
    yield Hit(
        "report.date",
        "Văn bản chưa có đủ ngày, tháng, năm ký.",
        "Điền ngày, tháng, năm ký.",
        words=report.date_text,
    )
