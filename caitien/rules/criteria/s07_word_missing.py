"""Mã tiêu chí thiếu chữ “Tiêu chí”.

Vì sao: Các dòng khác trong bảng đều ghi “Tiêu chí”; dòng thiếu chữ trông như bị sót khi đánh máy.
Sai: Tiêu chí 1.8, 1.9, Tiêu chí 1.10
Đúng: Tiêu chí 1.8, Tiêu chí 1.9, Tiêu chí 1.10
Sửa: Bấm sửa để thêm chữ “Tiêu chí”.
Nguồn: kinh nghiệm: sự nhất quán trong một bảng.
"""

import re
from collections.abc import Iterator
from typing import Final

from caitien.domain.finding import Fix, Severity
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.HINT

_BARE: Final = re.compile(r"\d{1,2}\.\d{1,2}(?!\d)")
_WORD: Final = "tieu chi "


def find(context: RuleContext) -> Iterator[Hit]:
    """A label that begins with the bare code in a table most of whose labels have the word."""
    for table in (context.plan_rows, context.result_rows, context.problem_rows):
        labels = [(f"{path}.label", row.label) for path, row in table if row.label]
        worded = sum(fold(label).startswith(_WORD) for _, label in labels)
        if worded * 2 <= len(labels):
            continue
        before = ""
        for path, label in labels:
            if label != before and _BARE.match(label):
                right = f"Tiêu chí {label}"
                what = f"“{label}” thiếu chữ “Tiêu chí” như các dòng khác trong bảng."
                yield Hit(path, what, f"Sửa thành “{right}”.", words=label, fix=Fix(path, label, right))
            before = label
