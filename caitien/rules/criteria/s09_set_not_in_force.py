"""Bộ tiêu chuẩn không còn hoặc chưa có hiệu lực trong năm học.

Vì sao: Từ ngày 7/7/2026 trường được đánh giá theo Thông tư 57/2026; bám bộ cũ thì kết quả khó dùng tiếp.
Sai: kế hoạch năm học 2026–2027 theo Thông tư 18/2018, không nói vì sao
Đúng: kế hoạch năm học 2026–2027 theo Thông tư 57/2026, hoặc theo bộ cũ và nêu giấy chứng nhận còn hạn
Sửa: Chuyển sang bộ đang có hiệu lực; nếu thực hiện tiếp theo giấy chứng nhận cũ thì ghi rõ số và hạn của giấy.
Nguồn: Thông tư 57/2026/TT-BGDĐT (Điều 27, chuyển tiếp); Thông tư 22/2024/TT-BGDĐT; chưa đối chiếu Công báo.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.standards import StandardSet
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.HINT

_PATH: Final = "framework"
_EXCUSED: Final = re.compile(r"\b(giay chung nhan|quyet dinh cong nhan|chung nhan (?:dat )?kiem dinh|chuyen tiep)\b")
_MOVE_ON: Final = "Chuyển sang Thông tư 57/2026, hoặc ghi rõ giấy chứng nhận cũ còn hạn"
_AMENDED: Final = date(2025, 1, 25)  # Thông tư 22/2024 in force
_GONE: Final = frozenset(("3.4", "3.5", "3.6"))  # criteria it leaves out


def find(context: RuleContext) -> Iterator[Hit]:
    """A set that was in force on no day of the paper's school year, or an amended one with the criteria it lost.

    Silent where the paper speaks of the certificate or the transition it goes by.
    """
    entry, year = context.standards, context.school_year
    if entry is None or year is None or _is_excused(context):
        return
    first, last = year
    if first > (entry.valid_to or date.max):
        yield _hit(entry, f"hết hiệu lực từ trước năm học {context.paper.school_year}", _MOVE_ON)
    elif last < entry.valid_from:
        yield _hit(
            entry, f"chưa có hiệu lực trong năm học {context.paper.school_year}", "Xem lại bộ tiêu chuẩn và năm học"
        )
    elif first >= _AMENDED and entry.valid_from < _AMENDED and _keeps_what_is_gone(context):
        what = "đã được Thông tư 22/2024 sửa từ 25/1/2025: Tiêu chuẩn 3 còn ba tiêu chí"
        yield _hit(entry, what, "Gộp về 3.1 đến 3.3, hoặc ghi rõ giấy chứng nhận cũ còn hạn")


def _is_excused(context: RuleContext) -> bool:
    return any(_EXCUSED.search(fold(text)) for _, text in context.prose)


def _keeps_what_is_gone(context: RuleContext) -> bool:
    return any(row.criterion in _GONE for _, row in context.named_rows())


def _hit(entry: StandardSet, what: str, mend: str) -> Hit:
    return Hit(_PATH, f"Thông tư {entry.circular} {what}.", f"{mend}.", words=entry.circular)
