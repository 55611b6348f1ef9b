"""Một mã đặt cho hai minh chứng.

Vì sao: Mỗi minh chứng mang một mã riêng; hai tên dưới một mã thì người tra không biết văn bản dẫn tới hồ sơ nào.
Sai: [H1-1.1-02] Nghị quyết Hội đồng trường; [H1-1.1-02] Biên bản họp cha mẹ học sinh
Đúng: [H1-1.1-02] Nghị quyết Hội đồng trường; [H1-1.1-03] Biên bản họp cha mẹ học sinh
Sửa: Cho minh chứng sau một mã mới; nếu vẫn là một minh chứng thì chép đúng một tên ở mọi dòng.
Nguồn: kinh nghiệm: quy ước mã minh chứng của hướng dẫn tự đánh giá, mỗi minh chứng một mã, đặt ở nơi xuất hiện lần đầu.
"""

import re
from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext
from caitien.rules.listing import where

SEVERITY = Severity.ERROR


def find(context: RuleContext) -> Iterator[Hit]:
    """Each further name a code is given, at the first line that gives it."""
    names: dict[str, dict[str, str]] = {}
    for path, item in context.evidence_rows:
        if not item.code or not item.name:
            continue
        known = names.setdefault(fold(item.code), {})
        name = _bare(item.name)
        if known and name not in known:
            first = next(iter(known.values()))
            what = f"Mã {item.code} đã dùng cho “{first}”, ở đây lại là “{item.name}”{where(item)}."
            yield Hit(path, what, "Đặt mã mới cho minh chứng này, hoặc thống nhất một tên.", words=item.code)
        known.setdefault(name, item.name)


def _bare(name: str) -> str:
    """A name without what does not make it another: accents, capitals, punctuation."""
    return " ".join(re.findall(r"\w+", fold(name)))
