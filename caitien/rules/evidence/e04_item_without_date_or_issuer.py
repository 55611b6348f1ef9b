"""Minh chứng thiếu ngày ban hành hoặc nơi ban hành.

Vì sao: Không có ngày và nơi ban hành thì người đọc không biết minh chứng thuộc năm nào, do ai làm ra.
Sai: [H1-1.3-02] Biên bản họp chi bộ | (trống) | Trường THCS Đá Bạc
Đúng: [H1-1.3-02] Biên bản họp chi bộ | Hằng tháng, từ 9/2024 đến 5/2025 | Trường THCS Đá Bạc
Sửa: Ghi số và ngày của văn bản, hoặc thời điểm khảo sát, quan sát; ghi cơ quan, tổ hoặc người làm ra minh chứng.
Nguồn: mẫu danh mục minh chứng 7 cột của hướng dẫn tự đánh giá theo các Thông tư 17, 18, 19/2018/TT-BGDĐT.
"""

import re
from collections.abc import Iterator
from typing import Final

from caitien.domain.evidence.codes import CodeStyle, codes_in
from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.listing import where

SEVERITY = Severity.HINT

_COLUMNS: Final = {"issued": "ngày ban hành hoặc thời điểm", "issuer": "nơi ban hành hoặc người thực hiện"}
_DATED: Final = re.compile(r"\b20\d\d\b")
_MEND: Final = "Ghi bổ sung theo chính văn bản hoặc hồ sơ ấy."


def find(context: RuleContext) -> Iterator[Hit]:
    """Lines of a 7-column list that lack either; a column nobody filled is told once. The list of TT 57 has neither."""
    own = [(path, item) for path, item in _first_lines(context) if _is_of_2018(item)]
    blank = [name for name in _COLUMNS if not any(getattr(item, name) for _, item in own)] if len(own) > 1 else []
    for name in blank:
        what = f"Cột “{_COLUMNS[name]}” để trống ở cả {len(own)} dòng."
        yield Hit("evidence", what, _MEND, words=_COLUMNS[name])
    for path, item in own:
        missing = [name for name in _COLUMNS if name not in blank and not _is_said(item, name)]
        if missing:
            words = item.code or item.name
            what = f"{words} chưa ghi {' và '.join(_COLUMNS[name] for name in missing)}{where(item)}."
            yield Hit(path, what, _MEND, words=words)


def _first_lines(context: RuleContext) -> Iterator[tuple[str, EvidenceItem]]:
    """Each item where it is listed first; used again, it need not say all of it once more."""
    seen: set[str] = set()
    for path, item in context.evidence_rows:
        if item.name and item.code and item.code not in seen:
            seen.add(item.code)
            yield path, item


def _is_of_2018(item: EvidenceItem) -> bool:
    return any(code.style is CodeStyle.BOX for code in codes_in(item.code))


def _is_said(item: EvidenceItem, name: str) -> bool:
    """Whether an item says it, in its own column or, a date, in its name."""
    return bool(getattr(item, name)) or (name == "issued" and bool(_DATED.search(item.name)))
