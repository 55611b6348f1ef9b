"""Tiêu chí bắt buộc chưa đạt mức 1 mà kế hoạch chưa có dòng nào.

Vì sao: Cả 8 tiêu chí bắt buộc phải đạt mức 1 thì trường mới được công nhận; chỗ chưa đạt là ưu tiên đầu tiên.
Sai: Tự đánh giá ghi tiêu chí 4.2 chưa đạt mức 1; kế hoạch không có dòng nào về tiêu chí 4.2
Đúng: Tự đánh giá ghi tiêu chí 4.2 chưa đạt mức 1; kế hoạch có vấn đề và hoạt động của tiêu chí 4.2
Sửa: Thêm tiêu chí này vào các vấn đề ưu tiên, kèm hoạt động; kết luận đạt hay chưa vẫn do hội đồng.
Nguồn: Thông tư 57/2026/TT-BGDĐT, Điều 5 về mức đánh giá và Điều 10 về kế hoạch cải tiến.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.WARNING

_BELOW: Final = re.compile(
    r"\btieu chi (?P<code>\d\.\d{1,2})\b[^.;\n\d]{0,80}?\b(?:chua|khong) dat (?:duoc )?muc (?:1|i)\b"
)


def find(context: RuleContext) -> Iterator[Hit]:
    """Mandatory criteria below level 1, as judged or as the paper itself says, that no line names.

    Silent where no line names a criterion at all (Biểu 2 does not ask for it), as nobody can tell then.
    """
    if not context.is_tt57 or context.standards is None:
        return
    named = {row.criterion for _, row in context.named_rows()} - {""}
    below = {**_judged_below(context), **_said_below(context)}
    for criterion in context.standards.criteria:
        if criterion.mandatory and named and criterion.code in below and criterion.code not in named:
            what = f"Tiêu chí {criterion.code} là tiêu chí bắt buộc, chưa đạt mức 1, mà kế hoạch chưa có dòng nào."
            yield Hit(below[criterion.code], what, "Thêm vấn đề và hoạt động cho tiêu chí này.", words=criterion.code)


def _judged_below(context: RuleContext) -> Mapping[str, str]:
    """The criteria the council found below level 1; one not yet judged is not among them."""
    return {code: "plan.items" for code, level in context.levels.items() if level < 1}


def _said_below(context: RuleContext) -> Mapping[str, str]:
    """The criteria the paper's prose says are below level 1, with where it says so."""
    return {found["code"]: path for path, text in context.prose for found in _BELOW.finditer(fold(text))}
