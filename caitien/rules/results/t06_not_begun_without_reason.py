"""Việc chưa thực hiện mà không nêu lý do, không có hạn mới.

Vì sao: Dòng chưa làm là dòng được hỏi đầu tiên; không lý do và không hạn mới thì năm sau nó vẫn ở đó.
Sai: Chưa thực hiện
Đúng: Chưa thực hiện do tỉnh chưa mở lớp; đã gửi tên, dự kiến tháng 02/2027
Sửa: Thêm vì sao chưa làm và bao giờ làm, hoặc đang chờ ai.
Nguồn: kinh nghiệm: kết quả của kế hoạch năm nay là căn cứ lập kế hoạch năm sau.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.domain.paper import Status
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import name_of
from caitien.rules.reasons import has_new_date, has_reason
from caitien.rules.scope import Scope

SEVERITY = Severity.WARNING
SCOPE = Scope.LINE


def find(context: RuleContext) -> Iterator[Hit]:
    """Lines not begun that give neither a reason nor a time, wherever in the line it may stand."""
    for path, row in context.result_rows:
        told = (row.not_started, row.status_text, row.adjusted, row.note)
        if row.status is Status.NOT_STARTED and not has_reason(*told) and not has_new_date(*told):
            what = f"{name_of(row)} chưa thực hiện mà không nêu lý do, không có hạn mới."
            words = row.not_started or row.status_text
            yield Hit(f"{path}.not_started", what, "Thêm vì sao chưa làm và bao giờ làm.", words=words)
