"""Chỉ số không có con số nào.

Vì sao: Cải tiến được thấy qua hai con số có ngày, lúc đầu và về sau; chỉ số không có số nào thì cuối năm không so được.
Sai: Chỉ số: tỷ lệ học sinh mượn sách tăng. Mục tiêu: học sinh thích đọc hơn
Đúng: Chỉ số: tỷ lệ học sinh mượn sách mỗi tháng, từ 35% (9/2026) lên 60% (5/2027)
Sửa: Ghi con số hiện có kèm ngày, và con số cần đạt.
Nguồn: Thông tư 57/2026/TT-BGDĐT, Biểu 2, cột chỉ số đánh giá kết quả và cột mục tiêu cải tiến.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import shortened

SEVERITY = Severity.WARNING

_AMOUNT: Final = re.compile(  # an indicator that speaks of how much; "quy chế được ban hành" is seen without a figure
    r"\bt[iy] le\b|\bso (luong|luot|buoi|gio|tiet|lop|hoc sinh|giao vien|tre|dau sach|de tai|san pham|vu|phong|may)\b"
    r"|\bmuc do\b|\bdiem (trung binh|so)\b|\bchat luong\b|\b(tang|giam|nang cao|nang len|cai thien)\b|\bphan tram\b"
)
_FIGURE: Final = re.compile(
    r"\d|\b(mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|tram) (lan|lop|phong|hoc|giao|tre|em|buoi|san|phan)"
    r"|\b(toan bo|toan the|tat ca|ca lop|gap doi|mot nua|khong con|khong de|khong co)\b"
    r"|\bmoi (lop|hoc|giao|to|tre|em)\b"
)


def find(context: RuleContext) -> Iterator[Hit]:
    """Indicators that speak of how much, with no figure in them, in the target, or in the problem's baseline."""
    baselines: dict[str, list[str]] = defaultdict(list)
    for _, problem in context.problem_rows:
        baselines[problem.criterion] += problem.baseline, problem.limitation
    for path, row in context.plan_rows:
        indicator = fold(row.indicator)
        if not _AMOUNT.search(indicator):
            continue
        known = baselines[row.criterion] if row.criterion else ()
        if not any(_FIGURE.search(fold(text)) for text in (row.indicator, row.target, *known)):
            what = f"Chỉ số “{shortened(row.indicator)}” chưa có số hiện trạng, cũng chưa có số cần đạt."
            yield Hit(f"{path}.indicator", what, "Ghi con số hiện có kèm ngày và con số cần đạt.", words=row.indicator)
