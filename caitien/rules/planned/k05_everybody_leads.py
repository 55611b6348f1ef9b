"""Chủ trì là tất cả mọi người.

Vì sao: Khi cả tập thể chủ trì thì không có ai để nhắc, để hỏi và để báo cáo.
Sai: Tập thể giáo viên, nhân viên
Đúng: Phó hiệu trưởng chuyên môn chủ trì; giáo viên, nhân viên phối hợp
Sửa: Chọn một người hoặc một tổ chủ trì, để tập thể ở phần phối hợp.
Nguồn: kinh nghiệm: cột này của biểu mẫu phân biệt chủ trì với phối hợp.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.domain.people.bodies import is_everybody
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import name_of, shortened
from caitien.rules.scope import Scope

SEVERITY = Severity.WARNING
SCOPE = Scope.LINE


def find(context: RuleContext) -> Iterator[Hit]:
    """Lines led by crowds only."""
    for path, row in context.plan_rows:
        if is_everybody(row.owners):
            what = f"{name_of(row)}: “{shortened(row.owners)}” là tất cả mọi người, chưa rõ ai chủ trì."
            mend = "Chọn một người hoặc một tổ chủ trì, để tập thể ở phần phối hợp."
            yield Hit(f"{path}.owners", what, mend, words=row.owners)
