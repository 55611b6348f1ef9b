"""Mã được dẫn mà không có trong danh mục.

Vì sao: Người đọc tra mã trong danh mục; dẫn một mã không có thì lời nói mất chỗ dựa.
Sai: Văn bản dẫn [H2-2.2-07], danh mục của tiêu chuẩn 2 chỉ có đến [H2-2.2-06]
Đúng: Văn bản dẫn [H2-2.2-06], danh mục có [H2-2.2-06]
Sửa: Thêm minh chứng vào danh mục, hoặc sửa lại mã trong văn bản.
Nguồn: kinh nghiệm: danh mục minh chứng đi kèm văn bản phải có mọi mã mà văn bản dẫn.
"""

from collections.abc import Iterator

from caitien.domain.evidence.codes import codes_in
from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.WARNING


def find(context: RuleContext) -> Iterator[Hit]:
    """Codes cited that the list at hand does not name; a list of other standards only says nothing about them."""
    items = [code for item in context.evidence if item.name for code in codes_in(item.code)]
    listed = {code.text for code in items}
    covered = {_group(code.criterion, code.style) for code in items}
    for path, code in dict.fromkeys(context.cited):
        if code.text not in listed and _group(code.criterion, code.style) in covered:
            what = f"Mã {code.text} được dẫn ở đây nhưng không có trong danh mục minh chứng."
            yield Hit(path, what, "Thêm vào danh mục, hoặc sửa lại mã.", words=code.text)


def _group(criterion: str, style: str) -> tuple[str, str]:
    """The standard a criterion is of, and the style of the code."""
    return criterion.partition(".")[0], style
