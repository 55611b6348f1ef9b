"""Hoạt động không ứng với điểm hạn chế nào.

Vì sao: Hoạt động cải tiến phải chữa một hạn chế đã nêu; hoạt động đứng riêng thường là việc thường xuyên đưa nhầm vào.
Sai: Phần V có hoạt động tổ chức hội trại; phần IV không nêu hạn chế nào về hoạt động trải nghiệm
Đúng: Phần IV nêu học sinh ít được trải nghiệm; phần V có hoạt động tổ chức hội trại
Sửa: Nêu hạn chế mà hoạt động này chữa vào phần IV, hoặc chuyển hoạt động sang kế hoạch giáo dục.
Nguồn: Thông tư 57/2026/TT-BGDĐT, Biểu 2, phần IV và phần V: hoạt động đi từ vấn đề ưu tiên.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import shortened

SEVERITY = Severity.HINT


def find(context: RuleContext) -> Iterator[Hit]:
    """Actions that share neither a criterion nor a thing named with any problem; silent in a paper without problems."""
    for path, row in context.loose.actions:
        field = next(name for name in ("topic", "work", "target") if getattr(row, name))
        said = getattr(row, field)
        what = f"Hoạt động “{shortened(said)}” không ứng với điểm hạn chế nào ở phần IV."
        yield Hit(f"{path}.{field}", what, "Nêu điểm hạn chế mà hoạt động này khắc phục, hoặc bỏ.", words=said)
