"""Nơi nhận thiếu “Lưu: VT”.

Vì sao: Bản gốc phải lưu ở văn thư; thiếu dòng lưu thì về sau không biết tìm bản gốc ở đâu.
Sai: Nơi nhận: - Phòng Giáo dục; - Hội đồng tự đánh giá.
Đúng: Nơi nhận: - Phòng Giáo dục; - Hội đồng tự đánh giá; - Lưu: VT.
Sửa: Thêm dòng cuối “- Lưu: VT.” vào nơi nhận.
Nguồn: thể thức, Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

import re
from collections.abc import Iterator
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.paper_kind import OFFICIAL, PaperKind
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext
from caitien.rules.letterheads import has_letterhead

SEVERITY = Severity.WARNING
KINDS = OFFICIAL - {PaperKind.MINUTES}  # which name no recipients

_ARCHIVE: Final = re.compile(r"(?:^|[;,.-] ?)luu\b")  # "Lưu: VT", "Như trên; Lưu VT"; not "Giao lưu"


def find(context: RuleContext) -> Iterator[Hit]:
    """Recipients without the archive, or none at all."""
    recipients = context.paper.report.recipients
    if not has_letterhead(context) or any(_ARCHIVE.search(fold(name)) for name in recipients):
        return
    what = "Nơi nhận thiếu dòng “Lưu: VT”." if recipients else "Văn bản chưa có nơi nhận."
    yield Hit("report.recipients", what, "Thêm “- Lưu: VT.” ở cuối nơi nhận.", words="; ".join(recipients))
