"""Điểm hạn chế chưa có hoạt động cải tiến.

Vì sao: Nêu một hạn chế là ưu tiên mà không làm gì cho nó thì năm sau hạn chế ấy còn nguyên.
Sai: Phần IV nêu bếp ăn chưa có nước sạch; phần V không có hoạt động nào về bếp ăn
Đúng: Phần IV nêu bếp ăn chưa có nước sạch; phần V có hoạt động lắp máy lọc nước cho bếp ăn
Sửa: Thêm hoạt động vào phần V, hoặc bỏ điểm hạn chế này khỏi danh sách ưu tiên.
Nguồn: Thông tư 57/2026/TT-BGDĐT, Biểu 2, phần IV và phần V: mỗi vấn đề dẫn tới ít nhất một hoạt động.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import shortened

SEVERITY = Severity.WARNING


def find(context: RuleContext) -> Iterator[Hit]:
    """Problems that share neither a criterion nor a thing named with any action."""
    for path, row in context.loose.problems:
        said, field = (row.limitation, "limitation") if row.limitation else (row.baseline, "baseline")
        what = f"Chưa có hoạt động nào cho điểm hạn chế “{shortened(said)}”."
        yield Hit(f"{path}.{field}", what, "Thêm hoạt động ở phần V, hoặc bỏ khỏi các vấn đề ưu tiên.", words=said)
