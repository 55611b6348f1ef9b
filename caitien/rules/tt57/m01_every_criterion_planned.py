"""Kế hoạch lập cho gần như mọi tiêu chí.

Vì sao: Kế hoạch cải tiến chỉ dành cho vấn đề ưu tiên; dàn đều mọi tiêu chí thì không việc nào đủ người, đủ tiền.
Sai: Bảng hoạt động có đủ 15 tiêu chí, mỗi tiêu chí một dòng
Đúng: Bảng hoạt động có 3 đến 6 vấn đề ưu tiên, chọn theo kết quả tự đánh giá
Sửa: Giữ những vấn đề cấp thiết nhất, việc thường xuyên chuyển về kế hoạch giáo dục của nhà trường.
Nguồn: Thông tư 57/2026/TT-BGDĐT, Điều 10 và Biểu 2, phần các vấn đề ưu tiên cải tiến.
"""

from collections.abc import Iterator
from typing import Final

from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.HINT

_SPARED: Final = 2  # criteria left out, at most, of a plan that spares nearly none


def find(context: RuleContext) -> Iterator[Hit]:
    """A plan under TT 57 whose lines name all criteria of the set, or all but two."""
    if not context.is_tt57 or context.standards is None:
        return
    criteria = {criterion.code for criterion in context.standards.criteria}
    named = {row.criterion for _, row in context.named_rows()} & criteria
    if len(named) >= len(criteria) - _SPARED:
        what = f"Kế hoạch có dòng cho {len(named)} trong {len(criteria)} tiêu chí, không còn là vấn đề ưu tiên."
        yield Hit("plan.items", what, "Chọn lại những vấn đề ưu tiên nhất, các việc thường xuyên để kế hoạch khác.")
