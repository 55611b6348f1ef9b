"""Dòng kế hoạch chưa có thời gian.

Vì sao: Việc không có hạn thì không ai nhắc, cuối năm cũng không biết là xong đúng hạn hay chậm.
Sai: Thời gian thực hiện: (để trống)
Đúng: Thời gian thực hiện: Từ 10/2026 đến 12/2026
Sửa: Ghi tháng bắt đầu và tháng xong; việc làm mỗi năm thì ghi tháng làm.
Nguồn: Thông tư 57/2026/TT-BGDĐT, Biểu 2, mục V có cột thời gian thực hiện; kinh nghiệm: kế hoạch 9 cột cũng vậy.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import is_blank, is_blank_throughout, name_of

SEVERITY = Severity.WARNING


def find(context: RuleContext) -> Iterator[Hit]:
    """Lines with a blank time; silent where the whole column is blank (K11 says so)."""
    if is_blank_throughout(context.plan_rows, "time"):
        return
    for path, row in context.plan_rows:
        if is_blank(row.time):
            what = f"{name_of(row)} chưa có thời gian thực hiện."
            yield Hit(f"{path}.time", what, "Ghi tháng bắt đầu và tháng xong.", words=row.time)
