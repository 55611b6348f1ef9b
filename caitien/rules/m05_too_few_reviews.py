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
from caitien.domain.folding import fold
from caitien.domain.paper import Form
from caitien.rules.ground import Ground, Hit

SEVERITY = Severity.ERROR

_OFTEN: Final = re.compile(r"\b(hang|moi|tung|dinh ky|2|hai|cac)\s+(thang|quy|tuan|ky|hoc k[iy]|lan|dot)\b|\bdinh ky\b")
_TERM: Final = re.compile(r"hoc k[iy] (i|1)\b|\bh[ok]{1,2}k?\s?(i|1)\b|giua nam|so ket")
_YEAR: Final = re.compile(r"cuoi nam|ket thuc nam|tong ket|hoc k[iy] (ii|2)\b|\bhk\s?(ii|2)\b|thang [567]\b")


def find(ground: Ground) -> Iterator[Hit]:
    """A Biểu 2 that plans fewer than two reviews, in its table or, where that is missing, in its words."""
    if ground.paper.form is not Form.TT57 or not (ground.plan_rows or ground.problem_rows):
        return
    moments = [review.moment for review in ground.paper.reviews if review.moment or review.content]
    if len(moments) > 1 or any(map(_are_two, moments)) or (not moments and _are_promised(ground)):
        return
    words = "; ".join(moments)
    said = f"chỉ có một lần theo dõi, đánh giá: “{words}”" if words else "chưa có lần theo dõi, đánh giá nào"
    yield Hit("reviews", f"Kế hoạch {said}.", "Ghi ít nhất hai lần: cuối học kỳ I và cuối năm học.", words=words)


def _are_two(moment: str) -> bool:
    """Whether one line stands for several reviews: "Hằng tháng", "Cuối học kỳ I và cuối năm học"."""
    folded = fold(moment)
    return bool(_OFTEN.search(folded) or (_TERM.search(folded) and _YEAR.search(folded)))


def _are_promised(ground: Ground) -> bool:
    """Whether the prose tells of both, or of reviews each month, where the table was left out."""
    return any(_are_two(text) for _, text in ground.prose)
