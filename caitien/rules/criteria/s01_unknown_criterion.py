"""Mã tiêu chí không có trong bộ tiêu chuẩn.

Vì sao: Cấp trên tổng hợp theo mã tiêu chí; mã không có thì cả dòng bị bỏ ra ngoài.
Sai: Tiêu chí 5.7 trong báo cáo của trường trung học theo Thông tư 18/2018
Đúng: Tiêu chí 5.6, tiêu chí cuối của Tiêu chuẩn 5
Sửa: Đối chiếu với bộ tiêu chuẩn đang dùng rồi sửa mã; xem lại loại trường nếu nhiều mã cùng lạ.
Nguồn: Thông tư 17/2018, 18/2018, 19/2018/TT-BGDĐT (sửa đổi bởi 22/2024/TT-BGDĐT), 57/2026/TT-BGDĐT: danh mục tiêu chí.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.ERROR


def find(context: RuleContext) -> Iterator[Hit]:
    """A code the paper's set does not have, once a table."""
    if context.standards is None:
        return
    codes = {criterion.code for criterion in context.standards.criteria}
    seen: set[tuple[str, str]] = set()
    for path, row in context.named_rows():
        key = (path.partition(".")[0], row.criterion)
        if row.criterion and row.criterion not in codes and key not in seen:
            seen.add(key)
            what = f"Thông tư {context.standards.circular} không có tiêu chí {row.criterion}."
            yield Hit(f"{path}.criterion", what, f"{_near(row.criterion, codes)}.", words=row.label or row.criterion)


def _near(code: str, codes: set[str]) -> str:
    """What to do: the codes its standard does have, if there is such a standard."""
    standard = code.partition(".")[0]
    numbers = sorted(int(known.partition(".")[2]) for known in codes if known.partition(".")[0] == standard)
    if not numbers:
        return "Xem lại mã hoặc bộ tiêu chuẩn"
    return f"Xem lại mã: Tiêu chuẩn {standard} có từ {standard}.{numbers[0]} đến {standard}.{numbers[-1]}"
