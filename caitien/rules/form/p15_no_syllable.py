"""Chữ không phải tiếng Việt.

Vì sao: Chữ thiếu dấu, lệch dấu, thừa chữ cái không có trong tiếng Việt; người đọc khựng lại và nghi cả văn bản làm vội.
Sai: nâng cao chât lượng; các trừơng trong cụm
Đúng: nâng cao chất lượng; các trường trong cụm
Sửa: Bấm sửa ở những chữ chắc chắn; chữ còn lại thì gõ lại cho đúng.
Nguồn: kinh nghiệm: bảng âm đầu, vần và thanh của tiếng Việt; tên riêng, tiếng nước ngoài, chữ viết tắt được để yên.
"""

from collections.abc import Iterator

from caitien.domain.finding import Fix, Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.slips import Slip, slips
from caitien.rules.wording import like

SEVERITY = Severity.WARNING


def find(context: RuleContext) -> Iterator[Hit]:
    """Each word that is no syllable of Vietnamese, nor known to be a name, foreign or short; once a text."""
    for path, found in context.standing(slips(context.written)):
        for slip in found:
            yield _hit(path, slip)


def _hit(path: str, slip: Slip) -> Hit:
    what = f"“{slip.written}” không phải một chữ tiếng Việt"
    if not slip.meant:
        return Hit(path, f"{what}.", "Gõ lại cho đúng.", words=slip.written)
    right = like(slip.meant, slip.written)
    if not slip.is_sure:
        return Hit(path, f"{what}, có thể là “{right}”.", "Xem lại rồi gõ cho đúng.", words=slip.written)
    fix = Fix(path, slip.around, slip.around.replace(slip.written, right))
    return Hit(path, f"{what}, đúng là “{right}”.", f"Sửa thành “{right}”.", words=slip.written, fix=fix)
