"""Mã minh chứng của tiêu chí khác.

Vì sao: Mã cho biết minh chứng nằm ở tiêu chí nào; đặt nhầm tiêu chí thì hộp hồ sơ và danh mục không khớp nhau.
Sai: Dưới tiêu chí 2.1 ghi [H2-2.3-01] cho một minh chứng chưa xuất hiện ở đâu trước đó
Đúng: Dưới tiêu chí 2.1 ghi [H2-2.1-04]; nếu dùng lại ở tiêu chí 2.3 thì vẫn giữ mã [H2-2.1-04]
Sửa: Đặt lại mã theo tiêu chí mà minh chứng xuất hiện lần đầu; các tiêu chí sau dùng lại mã đó.
Nguồn: kinh nghiệm: quy ước mã minh chứng của hướng dẫn tự đánh giá, mỗi minh chứng một mã theo tiêu chí xuất hiện đầu.
"""

from collections.abc import Iterator

from caitien.domain.evidence.codes import EvidenceCode, codes_in
from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.listing import where

SEVERITY = Severity.WARNING


def find(context: RuleContext) -> Iterator[Hit]:
    """Codes listed under a criterion that is not theirs, an item used again left alone; each once a criterion."""
    coded = [(path, item, code) for path, item in context.evidence_rows if (code := _code(item))]
    at_home = {code.text for _, item, code in coded if item.criterion == code.criterion}
    listed = {item.criterion for item in context.evidence}
    told: set[tuple[str, str]] = set()
    for path, item, code in coded:
        at = item.criterion, code.text
        if at not in told and _is_astray(item, code, at_home, listed):
            told.add(at)
            yield _hit(path, item, code)


def _code(item: EvidenceItem) -> EvidenceCode | None:
    """The code of an item that stands under a criterion."""
    return next(codes_in(item.code), None) if item.criterion else None


def _is_astray(item: EvidenceItem, code: EvidenceCode, at_home: set[str], listed: set[str]) -> bool:
    """An earlier criterion lends its code if it lists it; one the list does not hold at all may do so elsewhere."""
    if code.criterion == item.criterion:
        return False
    if _order(code.criterion) > _order(item.criterion):
        return True
    return code.text not in at_home and code.criterion in listed


def _order(criterion: str) -> tuple[int, ...]:
    return tuple(int(part) for part in criterion.split(".") if part.isdigit())


def _hit(path: str, item: EvidenceItem, code: EvidenceCode) -> Hit:
    first = f"mà xuất hiện lần đầu ở tiêu chí {item.criterion}{where(item)}"
    what = f"Mã {item.code} là của tiêu chí {code.criterion} {first}."
    mend = f"Đặt mã theo tiêu chí {item.criterion}, hoặc chuyển minh chứng về tiêu chí {code.criterion}."
    return Hit(path, what, mend, words=item.code)
