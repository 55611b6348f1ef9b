"""Chưa có người ký hoặc chức vụ.

Vì sao: Văn bản phải có chức vụ và họ tên người ký thì mới có người chịu trách nhiệm.
Sai: HIỆU TRƯỞNG (để trống họ tên)
Đúng: HIỆU TRƯỞNG – Trần Thị Mây
Sửa: Ghi chức vụ bằng chữ in hoa, bên dưới là họ và tên người ký.
Nguồn: thể thức, Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.domain.paper_kind import OFFICIAL, PaperKind
from caitien.rules.context import Hit, RuleContext
from caitien.rules.letterheads import has_letterhead

SEVERITY = Severity.ERROR
KINDS = OFFICIAL - {PaperKind.MINUTES, PaperKind.DECISION}  # signed by two, or in the name of a body


def find(context: RuleContext) -> Iterator[Hit]:
    """A signer or a post that is missing; one hit where both are."""
    report = context.paper.report
    if not has_letterhead(context):
        return
    if not report.signer:
        what = "Văn bản chưa có họ tên người ký." if report.signer_title else "Văn bản chưa có người ký."
        yield Hit("report.signer", what, "Ghi họ tên người ký dưới chức vụ.", words=report.signer_title)
    elif not report.signer_title:
        what = f"Chưa ghi chức vụ của {report.signer}."
        yield Hit("report.signer_title", what, "Ghi chức vụ bằng chữ in hoa trên họ tên.", words=report.signer)
