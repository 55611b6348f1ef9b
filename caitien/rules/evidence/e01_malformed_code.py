"""Mã minh chứng sai quy cách.

Vì sao: Đoàn đánh giá tìm hồ sơ theo mã; mã viết lệch thì không ghép được với danh mục.
Sai: [H1-1.01-01]; MC.1.1.1
Đúng: [H1-1.1-01] theo bộ tiêu chuẩn 2018; MC.1.1.01 theo Thông tư 57/2026.
Sửa: Viết lại mã đúng kiểu của bộ tiêu chuẩn đang dùng, trong văn bản và trong danh mục như nhau.
Nguồn: cách đặt mã minh chứng của hướng dẫn tự đánh giá (bộ 2018) và biểu mẫu kèm Thông tư 57/2026/TT-BGDĐT.
"""

import re
from collections.abc import Iterator
from typing import Final

from caitien.domain.evidence.codes import NUMBER, CodeStyle, code_style
from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.listing import where

SEVERITY = Severity.WARNING

_BOX: Final = rf"H[1-9][0-9]?-[1-9]\.[1-9][0-9]?-{NUMBER}"
_WHOLE: Final = {
    CodeStyle.BOX: re.compile(rf"\[{_BOX}(?:[;,] ?{_BOX})*\]"),
    CodeStyle.POINTS: re.compile(rf"MC\.[1-9]\.[1-9][0-9]?\.{NUMBER}"),
}
_LOOKS_LIKE: Final = re.compile(  # a code, or what was meant to be one: with its box in brackets, bare, or of TT 57
    r"\[ ?[Hh] ?\d[^\[\]\n]{2,80}\]"
    r"|(?<![\w\[;,.-])H\d{1,2}[.-]\d{1,2}[.-]\d{1,2}(?:[.-]\d{1,3})?(?![\w-])"
    r"|(?<![\w.])MC[. -]?\d{1,2}(?:[.-]\d{1,3})+(?!\w)"
)


def find(context: RuleContext) -> Iterator[Hit]:
    """Codes in the paper and in the list that are not written as the set of standards wants.

    Where neither the set is known nor any code is one of ours, they are another house's: a university's, a hospital's.
    """
    wanted = code_style(context.paper.framework or ("tt57" if context.is_tt57 else ""))
    if wanted is None and not context.cited and not any(map(_is_ours, context.evidence)):
        return
    like = {text: found for text in context.every_text if (found := list(_codes(text)))}
    for path, codes in context.standing(like):
        for code in codes:
            yield from _judged(path, code, wanted, "")
    for path, item in context.evidence_rows:
        if item.code:
            yield from _judged(path, item.code, wanted, where(item))


def _codes(text: str) -> Iterator[str]:
    """What looks like a code."""
    if "H" in text or "MC" in text or "[h" in text:
        yield from (found[0] for found in _LOOKS_LIKE.finditer(text))


def _is_ours(item: EvidenceItem) -> bool:
    return any(style.fullmatch(item.code) for style in _WHOLE.values())


def _judged(path: str, code: str, wanted: CodeStyle | None, place: str) -> Iterator[Hit]:
    styles = (wanted,) if wanted else tuple(CodeStyle)
    if not any(_WHOLE[style].fullmatch(code) for style in styles):
        forms = " hoặc ".join(styles)
        yield Hit(path, f"Mã “{code}” không đúng kiểu {forms}{place}.", f"Viết lại mã theo kiểu {forms}.", words=code)
