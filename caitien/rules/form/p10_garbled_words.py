"""Chữ bị gõ sai hoặc máy nhận dạng nhầm.

Vì sao: Những chữ này không có trong tiếng Việt hoặc vô nghĩa ở chỗ đó; để sót thì mất mặt với nơi nhận.
Sai: sắp xếp thời gian họp lý; bồi dưỡng về chuyên đổi số
Đúng: sắp xếp thời gian hợp lý; bồi dưỡng về chuyển đổi số
Sửa: Bấm sửa ở những chữ chắc chắn; chữ còn lại thì xem bản gốc rồi gõ lại.
Nguồn: kinh nghiệm: chữ hay sai khi gõ, quét hoặc chép lại văn bản.
"""

from collections.abc import Iterator

from caitien.domain.finding import Fix, Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.garbles import garbled, heads_for_schools, in_paper
from caitien.rules.wording import like

SEVERITY = Severity.WARNING


def find(context: RuleContext) -> Iterator[Hit]:
    """Each garbled word of a text, once a text; those that cannot be anything else carry a fix."""
    here = in_paper(context.written)
    wrong = {text: odd for text in context.written if (odd := [*garbled(text, here), *heads_for_schools(text)])}
    for path, found in context.standing(wrong):
        for old, right, doubt in found:
            yield _hit(path, old, right, doubt)


def _hit(path: str, old: str, right: str, doubt: str) -> Hit:
    if not right:
        return Hit(path, f"“{old}” không rõ nghĩa: {doubt}.", "Xem bản gốc rồi gõ lại.", words=old)
    new = like(right, old)
    return Hit(path, f"“{old}” là chữ sai của “{new}”.", f"Sửa thành “{new}”.", words=old, fix=Fix(path, old, new))
