"""Mã không có minh chứng.

Vì sao: Một mã đứng một mình, không có tên minh chứng, thường là gõ nhầm chỗ hoặc quên điền.
Sai: Ô đầu cột “Mã minh chứng” bị gõ đè thành [H2-2.1-03]
Đúng: Đầu cột ghi “Mã minh chứng”; mã [H2-2.1-03] đứng cùng dòng với tên minh chứng
Sửa: Chuyển mã về đúng dòng của nó, hoặc ghi tên minh chứng, hoặc xóa mã thừa.
Nguồn: kinh nghiệm: lỗi gặp trong danh mục thật, mã gõ đè lên đầu cột.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.listing import where

SEVERITY = Severity.WARNING


def find(context: RuleContext) -> Iterator[Hit]:
    """Items that have a code and no name."""
    for path, item in context.evidence_rows:
        if item.code and not item.name:
            what = f"Mã {item.code} không đi với tên minh chứng nào{where(item)}."
            yield Hit(path, what, "Ghi tên minh chứng, hoặc xóa mã nếu gõ nhầm chỗ.", words=item.code)
