"""Minh chứng trong danh mục mà không được dẫn.

Vì sao: Minh chứng không ai dẫn tới thì thừa, hoặc một kết quả đã quên nêu minh chứng của nó.
Sai: Danh mục có MC.2.2.04, văn bản dẫn mọi mã khác trừ mã này
Đúng: Mỗi mã trong danh mục được dẫn ít nhất một lần trong văn bản
Sửa: Dẫn mã ở kết quả mà nó chứng minh, hoặc bỏ khỏi danh mục kèm theo văn bản này.
Nguồn: kinh nghiệm: danh mục đi kèm một văn bản gồm đúng những minh chứng văn bản ấy dẫn.
"""

from collections.abc import Iterator

from caitien.domain.evidence.codes import codes_in
from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.HINT


def find(context: RuleContext) -> Iterator[Hit]:
    """Codes of the list no text cites. Silent unless most are cited: else it is the school's list, not this paper's."""
    cited = {code.text for _, code in context.cited}
    listed = {
        code.text: (path, item)
        for path, item in reversed(context.evidence_rows)
        if item.name
        for code in codes_in(item.code)
    }
    if len(listed.keys() & cited) * 2 <= len(listed):
        return
    for code, (path, item) in reversed(listed.items()):
        if code not in cited:
            what = f"{code} “{item.name}” có trong danh mục nhưng văn bản không dẫn."
            yield Hit(path, what, "Dẫn mã ở kết quả liên quan, hoặc bỏ khỏi danh mục.", words=code)
