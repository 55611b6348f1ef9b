"""Ghi “Tiêu chuẩn” trước mã của tiêu chí.

Vì sao: Mã hai số là của tiêu chí; ghi “Tiêu chuẩn 3.3” thì người tổng hợp không biết là tiêu chuẩn hay tiêu chí.
Sai: Tiêu chuẩn 3.3
Đúng: Tiêu chí 3.3
Sửa: Bấm sửa để đổi thành “Tiêu chí”.
Nguồn: Thông tư 17/2018, 18/2018, 19/2018/TT-BGDĐT và 57/2026/TT-BGDĐT: cách gọi tiêu chuẩn, tiêu chí.
"""

import re
from collections.abc import Iterator
from typing import Final

from caitien.domain.finding import Fix, Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.wording import like

SEVERITY = Severity.WARNING

_WRONG: Final = re.compile(r"(?P<word>tiêu chuẩn) (?P<code>\d{1,2}\.\d{1,2})\b", re.IGNORECASE)


def find(context: RuleContext) -> Iterator[Hit]:
    """A criterion's label that says standard, once where several rows share it."""
    before = ""
    for path, row in context.named_rows():
        match = _WRONG.match(row.label)
        if match and row.label != before:
            right = f"{like('tiêu chí', match['word'])} {match['code']}"
            what = f"“{match[0]}” là mã của tiêu chí, không phải tiêu chuẩn."
            fix = Fix(f"{path}.label", match[0], right)
            yield Hit(f"{path}.label", what, f"Sửa thành “{right}”.", words=match[0], fix=fix)
        before = row.label
