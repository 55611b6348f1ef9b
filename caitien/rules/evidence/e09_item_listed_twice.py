"""Một minh chứng ghi hai lần dưới một tiêu chí.

Vì sao: Ghi lặp làm danh mục dài thêm mà không thêm minh chứng, số thứ tự và số lượng minh chứng bị đếm sai.
Sai: Tiêu chí 1.3 có hai dòng cùng mã [H1-1.2-01], cùng tên
Đúng: Tiêu chí 1.3 có một dòng mã [H1-1.2-01]
Sửa: Giữ một dòng; nếu dòng sau là minh chứng khác thì sửa lại tên và mã.
Nguồn: kinh nghiệm: lỗi chép dòng thường gặp trong danh mục minh chứng.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext
from caitien.rules.listing import where

SEVERITY = Severity.WARNING


def find(context: RuleContext) -> Iterator[Hit]:
    """Lines that repeat the code and the name of another line of the same criterion."""
    seen: dict[tuple[str, str, str], str] = {}
    for path, item in context.evidence_rows:
        if not item.code or not item.name:
            continue
        known = item.criterion, fold(item.code), fold(item.name)
        if known in seen:
            criterion = f" của tiêu chí {item.criterion}" if item.criterion else ""
            what = f"Mã {item.code} đã có ở dòng trước{criterion}{where(item)}."
            yield Hit(path, what, "Bỏ dòng lặp, hoặc sửa mã nếu là minh chứng khác.", words=item.code)
        seen.setdefault(known, path)
