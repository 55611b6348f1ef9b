"""Việc đã xong mà chưa nêu minh chứng.

Vì sao: Việc xong phải kiểm chứng được; có chỗ ghi minh chứng mà bỏ trống thì người đọc sẽ hỏi.
Sai: Đã sửa 2 phòng học, xong tháng 11/2026 | Minh chứng: (trống)
Đúng: Đã sửa 2 phòng học, xong tháng 11/2026 | Minh chứng: biên bản nghiệm thu ngày 20/11/2026 (MC.4.1.02)
Sửa: Ghi tên hoặc mã của biên bản, ảnh, sổ, quyết định cho thấy việc đã xong.
Nguồn: Thông tư 57/2026/TT-BGDĐT, Biểu 2, cột minh chứng; kinh nghiệm của các đoàn đánh giá ngoài.
"""

import re
from collections.abc import Iterator
from typing import Final

from caitien.domain.evidence.codes import codes_in
from caitien.domain.finding import Severity
from caitien.domain.paper import PlanRow, ResultRow, Status
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.WARNING

_HEADING: Final = re.compile(r"minh chung|tai lieu kiem chung|ho so luu")
_NAMED: Final = re.compile(  # words that name a thing one could be shown
    r"minh chung|\b(bien ban|quyet dinh|bao cao|ho so|hinh anh|anh chup|danh sach|hoa don|hop dong|phieu|bang tong hop"
    r"|chung nhan|chung chi|giay khen|bang khen|giay phep|quy che|thong bao|cong van|nghi quyet|bang diem|luu tai)\b"
    r"|\bso (theo doi|dang ky|ghi|nhat ky|muon|du gio|kham|truc)|\b(kem|co) anh\b|https?://|\bso \d+/"
)


def find(context: RuleContext) -> Iterator[Hit]:
    """Finished lines that name no evidence, where the paper has a column for it or the list is at hand."""
    listed = {item.criterion for item in context.evidence} | {
        code.criterion for item in context.evidence for code in codes_in(item.code)
    }
    for rows in (context.plan_rows, context.result_rows):
        if context.evidence or any(_column(row) for _, row in rows):
            for path, row in rows:
                if path in context.shown:
                    continue
                if row.status is Status.DONE and row.criterion not in listed - {""} and not _is_shown(row):
                    yield _hit(path, row)


def _column(row: PlanRow | ResultRow) -> str:
    """What a row's column of evidence holds, "" where it has none or it is blank."""
    own = row.evidence if isinstance(row, PlanRow) else ""
    return own or next((text for heading, text in row.extra.items() if _HEADING.search(fold(heading))), "")


def _is_shown(row: PlanRow | ResultRow) -> bool:
    own = (row.indicator,) if isinstance(row, PlanRow) else (row.done, row.ongoing, row.adjusted)
    said = " ".join((*own, row.status_text, row.note, *row.extra.values()))
    return bool(_column(row) or any(codes_in(said)) or _NAMED.search(fold(said)))


def _hit(path: str, row: PlanRow | ResultRow) -> Hit:
    if isinstance(row, PlanRow):
        name, field, said = row.topic, "evidence", row.status_text
    else:
        name, field, said = "", "done" if row.done else "status_text", row.done or row.status_text
    name = f"Tiêu chí {row.criterion}" if row.criterion else f"“{name}”" if name else "Dòng này"
    what = f"{name} ghi đã xong nhưng chưa nêu minh chứng nào."
    return Hit(f"{path}.{field}", what, "Ghi tên hoặc mã minh chứng, kèm ngày.", words=said)
