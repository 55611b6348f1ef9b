"""Dòng kế hoạch chưa có người chủ trì.

Vì sao: Việc không giao cho ai thì không ai làm, và không biết hỏi ai.
Sai: Chủ trì và phối hợp: (để trống)
Đúng: Chủ trì và phối hợp: Tổ Ngoại ngữ chủ trì; Văn phòng phối hợp
Sửa: Ghi một người hoặc một tổ chủ trì, rồi mới đến các nơi phối hợp.
Nguồn: Thông tư 57/2026/TT-BGDĐT, Biểu 2, mục V có cột đơn vị, cá nhân phụ trách; kinh nghiệm: kế hoạch 9 cột cũng
vậy.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import is_blank, is_blank_throughout, name_of

SEVERITY = Severity.WARNING


def find(context: RuleContext) -> Iterator[Hit]:
    """Lines nobody is named for; silent where the whole column is blank (K11 says so)."""
    if is_blank_throughout(context.plan_rows, "owners"):
        return
    for path, row in context.plan_rows:
        if is_blank(row.owners):
            what = f"{name_of(row)} chưa có người chủ trì."
            yield Hit(f"{path}.owners", what, "Ghi một người hoặc một tổ chủ trì.", words=row.owners)
