"""Một cột để trống ở mọi dòng.

Vì sao: Cột của biểu mẫu mà không dòng nào điền thì người đọc hiểu là chưa nghĩ đến: không kinh phí, không hỗ trợ,
không ghi chú. Mỗi cột chỉ báo một lần, ở ô của dòng đầu bảng. Cột của bảng kết quả không tính, trừ cột kế hoạch: điều
chỉnh, mức độ và ghi chú ở đó chỉ điền khi có chuyện.
Sai: Cột Dự kiến kinh phí trống ở cả 28 dòng
Đúng: Dòng cần tiền ghi số tiền; dòng không cần ghi “Không”
Sửa: Điền những dòng có thể điền; dòng không có thì ghi “Không”.
Nguồn: kinh nghiệm: biểu mẫu kế hoạch 9 cột; Biểu 2 của Thông tư 57/2026/TT-BGDĐT, mục V.
"""

from collections.abc import Iterator, Mapping, Sequence

from caitien.domain.field_names import FIELD_NAMES
from caitien.domain.finding import Severity
from caitien.domain.paper import Form, PlanRow, ResultRow
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import is_blank_throughout, is_missing

SEVERITY = Severity.WARNING

_PLAN = ("target", "work", "owners", "time", "budget", "support", "note")
_TT57 = ("topic", "target", "work", "indicator", "time", "owners", "budget", "evidence")
_NEEDED = frozenset(("target", "work", "owners", "time", "planned"))  # told even where the table lacks the column


def find(context: RuleContext) -> Iterator[Hit]:
    """Columns of the form blank on every line of a table of three lines or more, at the cell of its first line."""
    tables: Mapping[str, tuple[Sequence[tuple[str, PlanRow | ResultRow]], tuple[str, ...]]] = {
        "kế hoạch": (context.plan_rows, _TT57 if context.paper.form is Form.TT57 else _PLAN),
        "kết quả": (context.result_rows, ("planned",)),
    }
    for table, (rows, names) in tables.items():
        for name in names:
            if is_blank_throughout(rows, name) and (name in _NEEDED or not is_missing(rows, name)):
                what = f"Cột “{FIELD_NAMES[name]}” của bảng {table} để trống ở cả {len(rows)} dòng."
                mend = "Điền những dòng có thể điền; dòng không có thì ghi “Không”."
                yield Hit(f"{rows[0][0]}.{name}", what, mend)
