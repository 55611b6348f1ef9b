"""Mua, xây, sửa mà chưa có kinh phí.

Vì sao: Việc cần tiền mà không dự kiến tiền thì hay dừng ở giấy; kế toán cũng không có căn cứ đưa vào dự toán.
Sai: Công việc: Mua 20 máy tính. Kinh phí: (để trống)
Đúng: Công việc: Mua 20 máy tính. Kinh phí: 240 triệu đồng, chi thường xuyên
Sửa: Ghi số tiền dự kiến và nguồn; không tốn tiền thì ghi rõ là không, hoặc ai cho.
Nguồn: kinh nghiệm: kế hoạch 9 cột có cột dự kiến kinh phí; Biểu 2 của Thông tư 57/2026/TT-BGDĐT có cột nguồn lực bảo
đảm.
"""

import re
from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.domain.paper import PlanRow
from caitien.domain.tasks.actions import paragraphs
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import is_blank, is_blank_throughout, is_missing, name_of, shortened

SEVERITY = Severity.WARNING

# Read with their accents: "mua" is not "mùa". A clause buys that opens so; "Đề nghị sửa chữa …" asks another to.
_CLAUSE = re.compile(r"[.;,:\n]\s*| (?:và|rồi|để) (?=mua|lắp đặt|xây|sửa chữa|cải tạo)")
_BUYS = re.compile(
    r"^(?:(?:nhà trường|hiệu trưởng|phó hiệu trưởng|văn phòng|kế toán|tổ \w+) )?"
    r"(?:(?:sẽ|tiếp tục|thực hiện|tiến hành) )*"
    r"(?:mua (?!bán\b|sắm (?:theo|đúng)\b|theo\b|chung\b)|lắp đặt |lắp (?:thêm|mới) |sửa chữa |cải tạo "
    r"|xây (?:mới|lại|thêm|nhà|phòng|sân|tường|cổng|bể|hồ|hàng rào|dựng (?:mới|lại|thêm|nhà|phòng|sân|tường|bể))\b"
    r"|trang bị (?:thêm |mới |đủ )?(?:\d+ )?(?:máy|thiết bị|bàn ghế|tủ|ti vi|tivi|dụng cụ|quạt|sách)\b)"
)
_FREE = re.compile(  # the line says where the money or the thing comes from, or that none is needed
    r"\b(?:kinh phí|tài trợ|ngân sách|miễn phí|triệu|đóng góp|ủng hộ|tặng|cho mượn|tự làm|sẵn có|xã hội hoá|xã hội hóa"
    r"|nguồn|quỹ|dự toán)\b"
)


def find(context: RuleContext) -> Iterator[Hit]:
    """Lines that buy, build or repair with a blank budget; silent where the whole column is blank or there is none."""
    if is_blank_throughout(context.plan_rows, "budget") or is_missing(context.plan_rows, "budget"):
        return
    for path, row in context.plan_rows:
        bought = _bought(row) if is_blank(row.budget) else ""
        if bought:
            what = f"{name_of(row)}: “{shortened(bought)}” nhưng chưa có kinh phí."
            yield Hit(f"{path}.budget", what, "Ghi số tiền dự kiến và nguồn, hoặc ghi rõ là không tốn.", words=bought)


def _bought(row: PlanRow) -> str:
    """The first paragraph that buys, or "" where none does or the line says who pays."""
    if _FREE.search(f"{row.work} {row.support} {row.note}".lower()):
        return ""
    return next((line for line in paragraphs(row.work) if any(map(_BUYS.match, _CLAUSE.split(line.lower())))), "")
