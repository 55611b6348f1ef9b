"""Why a line is not done (nguyên nhân), told by the words it gives; a line that gives none is counted as such."""

import re
from collections.abc import Mapping
from typing import Final

from caitien.domain.texts.folding import fold

UNTOLD: Final = "untold"
OTHER: Final = "other"
CAUSES: Final[Mapping[str, str]] = {
    "money": "kinh phí",
    "approval": "chờ phê duyệt, dự án",
    "land": "đất, quy hoạch",
    "staff": "đội ngũ",
    "devices": "thiết bị, mạng",
    "rules": "cơ chế, văn bản",
    "merger": "sáp nhập",
    "disaster": "thiên tai, dịch bệnh",
    "partners": "phối hợp",
    OTHER: "khác",
    UNTOLD: "không nêu",
}
_PATTERNS: Final = tuple(  # the first that fits tells the cause: what blocks money or staff is named before them
    (cause, re.compile(pattern))
    for cause, pattern in (
        ("merger", r"\bsap nhap\b|\bsap xep (?:lai )?(?:truong|don vi|bo may)\b|\bchia tach\b"),
        ("disaster", r"\b(?:bao so|con bao|mua lu|lu lut|ngap|sat lo|dich benh|dich sot|hoa hoan|thien tai)\b"),
        ("land", r"\b(?:quy dat|mat bang|quy hoach|giao dat|thu hoi dat|dien tich dat|so do)\b"),
        ("approval", r"\b(?:phe duyet|tham dinh|cho duyet|chua duyet|du an|chu truong dau tu|dau thau|giay phep)\b"),
        ("money", r"\b(?:kinh phi|ngan sach|nguon von|thieu von|xa hoi hoa|cap von|von dau tu|du toan)\b"),
        ("devices", r"\b(?:thiet bi|duong truyen|mang internet|may tinh|phan mem|may chieu|phong may)\b"),
        (
            "staff",
            r"\b(?:thieu giao vien|bien che|tuyen dung|nhan su|thieu nguoi|nghi thai san|thuyen chuyen|doi ngu"
            r"|chua co giao vien|nhan vien y te)\b",
        ),
        ("rules", r"\b(?:chua co huong dan|co che|van ban huong dan|quy che|thong tu|nghi dinh|cho huong dan)\b"),
        ("partners", r"\b(?:phoi hop|phu huynh|cha me hoc sinh|doi tac|dia phuong)\b"),
    )
)
_GIVEN: Final = re.compile(r"\b(?:do|vì|bởi|nguyên nhân|lý do|lí do|chờ|đợi|vướng|khó khăn|thiếu|chưa có|không có)\b")


def cause_of(*texts: str) -> str:
    """The cause that words tell of (nguyên nhân): a key of :data:`CAUSES`; OTHER where a reason is given that none of
    them names, UNTOLD where none is given. Linear in the words."""
    words = "\n".join(texts)
    folded = fold(words)
    found = next((cause for cause, pattern in _PATTERNS if pattern.search(folded)), "")
    return found or (OTHER if _GIVEN.search(words.lower()) else UNTOLD)
