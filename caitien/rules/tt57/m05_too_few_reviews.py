"""Ít hơn hai lần theo dõi, đánh giá trong năm.

Vì sao: Đợi đến cuối năm mới nhìn lại thì không kịp điều chỉnh; cuối học kỳ I là lúc còn sửa được.
Sai: Bảng theo dõi chỉ có dòng “Cuối năm học”
Đúng: Bảng theo dõi có dòng “Cuối học kỳ I” và dòng “Cuối năm học”
Sửa: Thêm một lần theo dõi, ít nhất vào cuối học kỳ I và cuối năm học.
Nguồn: Thông tư 57/2026/TT-BGDĐT, Biểu 2, phần VI và phần VIII: mỗi năm học rà soát ít nhất hai lần.
"""

import re
from collections.abc import Iterator
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.paper import Form
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.ERROR

_OFTEN: Final = re.compile(r"\b(hang|moi|tung|dinh ky|2|hai|cac)\s+(thang|quy|tuan|ky|hoc k[iy]|lan|dot)\b|\bdinh ky\b")
_TERM: Final = re.compile(r"hoc k[iy] (i|1)\b|\bh[ok]{1,2}k?\s?(i|1)\b|giua nam|so ket")
_YEAR: Final = re.compile(r"cuoi nam|ket thuc nam|tong ket|hoc k[iy] (ii|2)\b|\bhk\s?(ii|2)\b|thang [567]\b")


def find(context: RuleContext) -> Iterator[Hit]:
    """A Biểu 2 that plans fewer than two reviews, in its table or in the words that stand for it.

    Where neither is there, the whole part is missing, which is another rule's.
    """
    if context.paper.form is not Form.TT57:
        return
    moments = [review.moment for review in context.paper.reviews if review.moment or review.content]
    words = "; ".join(moments)
    if len(moments) == 1 and not _are_two(words):
        yield _hit(f"Kế hoạch chỉ có một lần theo dõi, đánh giá: “{words}”.", words)
    elif not moments and _is_told(context) and not any(_are_two(text) for _, text in context.prose):
        yield _hit("Kế hoạch chưa nêu đủ hai lần theo dõi, đánh giá trong năm.", "")


def _hit(what: str, words: str) -> Hit:
    return Hit("reviews", what, "Ghi ít nhất hai lần: cuối học kỳ I và cuối năm học.", words=words)


def _is_told(context: RuleContext) -> bool:
    """Whether part VI is there in words."""
    return any(section.part == "VI" and section.paragraphs for section in context.paper.sections)


def _are_two(text: str) -> bool:
    """Whether words stand for several reviews: "Hằng tháng", "Cuối học kỳ I và cuối năm học"."""
    folded = fold(text)
    return bool(_OFTEN.search(folded) or (_TERM.search(folded) and _YEAR.search(folded)))
