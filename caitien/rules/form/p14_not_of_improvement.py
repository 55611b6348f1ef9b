"""Không phải văn bản cải tiến chất lượng.

Vì sao: Các quy tắc về dòng kế hoạch, kết quả và tiêu chí chỉ có nghĩa với kế hoạch cải tiến hay báo cáo thực hiện.
Sai: Kiểm tra một biên bản họp, một báo cáo tự đánh giá như kiểm tra kế hoạch cải tiến.
Đúng: Kiểm tra kế hoạch cải tiến chất lượng, báo cáo thực hiện, hoặc Biểu 2.
Sửa: Xem có chọn đúng tệp không; nếu đúng, văn bản này chỉ được xem về thể thức.
Nguồn: kinh nghiệm.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.domain.paper_kind import PaperKind, kind_sentence
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.WARNING
KINDS = frozenset(PaperKind)


def find(context: RuleContext) -> Iterator[Hit]:
    """A paper of another kind, once."""
    kind = context.paper.kind
    if not context.paper.is_of_improvement:
        looked = "chỉ xem về thể thức" if kind.is_official else "không áp dụng quy tắc nào khác"
        yield Hit("", f"{kind_sentence(kind)} Vì vậy {looked}.", "Xem có chọn đúng tệp không.")
