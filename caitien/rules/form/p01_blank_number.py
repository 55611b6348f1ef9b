"""Văn bản chưa có số.

Vì sao: Văn bản không có số thì chưa vào sổ, cấp trên không dẫn chiếu được và không biết đây có phải bản chính thức.
Sai: Số: /BC-THCSABC
Đúng: Số: 15/BC-THCSABC
Sửa: Lấy số trong sổ đăng ký văn bản đi rồi điền trước dấu gạch chéo; số nhỏ hơn 10 thêm số 0 ở trước.
Nguồn: thể thức, Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.ERROR


def find(context: RuleContext) -> Iterator[Hit]:
    """A number that is missing, or whose figure before the slash is."""
    number = context.paper.report.number
    if not number.partition("/")[0].strip():
        yield Hit("report.number", "Văn bản chưa có số.", "Điền số trong sổ đăng ký văn bản đi.", words=number)
