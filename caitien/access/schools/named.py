"""A school as a command or a form names it (gọi tên một trường): by its code of the Ministry, or by its very name."""

from caitien.access.models import School
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import fold, may_be_same


def school_named(words: str) -> School | Refused:
    """The one school the words mean, or why it is not told (tìm trường). Two queries."""
    words = words.strip()
    coded = School.objects.filter(ministry_code=words).first() if words else None
    if coded:
        return coded
    found = [each for each in School.objects.filter(folded=fold(words)[:250]) if may_be_same(words, each.name)]
    if len(found) > 1:
        codes = ", ".join(each.ministry_code or "chưa ghi mã" for each in found)
        return Refused(f"Có {len(found)} trường tên ấy. Xin gọi bằng mã trường của Bộ: {codes}.")
    return found[0] if found else Refused(f"Không có trường nào mang mã hoặc tên “{words[:80]}”.")
