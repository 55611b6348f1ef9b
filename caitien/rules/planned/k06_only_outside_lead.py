"""Chủ trì chỉ có đơn vị ngoài trường.

Vì sao: Việc do đơn vị khác làm vẫn cần một người của trường theo dõi, kiến nghị và báo cáo; nếu không, dòng đó bị
quên.
Sai: Ủy ban nhân dân xã, Ban quản lý dự án
Đúng: Ban quản lý dự án; Hiệu trưởng theo dõi, kiến nghị
Sửa: Thêm người của trường theo dõi việc này.
Nguồn: kinh nghiệm: trường chịu trách nhiệm về kế hoạch của mình, kể cả dòng còn chờ cấp trên.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.domain.people.bodies import is_outside_only
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import name_of, shortened
from caitien.rules.scope import Scope

SEVERITY = Severity.WARNING
SCOPE = Scope.LINE


def find(context: RuleContext) -> Iterator[Hit]:
    """Lines for which bodies outside the school alone are named."""
    for path, row in context.plan_rows:
        if is_outside_only(row.owners):
            what = f"{name_of(row)}: “{shortened(row.owners)}” đều ở ngoài trường, chưa có ai của trường theo dõi."
            yield Hit(f"{path}.owners", what, "Thêm người của trường theo dõi việc này.", words=row.owners)
