"""What petitions ask for (nhóm kiến nghị), told by their words."""

import re
from collections.abc import Mapping
from typing import Final

from caitien.domain.texts.folding import fold

OTHER: Final = "other"
PETITION_KINDS: Final[Mapping[str, str]] = {
    "building": "xây dựng, sửa chữa, cơ sở vật chất",
    "devices": "thiết bị, công nghệ",
    "land": "đất, quy hoạch",
    "staff": "đội ngũ",
    "money": "kinh phí",
    "training": "bồi dưỡng, tập huấn",
    "rules": "cơ chế, hướng dẫn",
    OTHER: "khác",
}
_PATTERNS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("land", r"\bquy dat\b|\bgiao dat\b|\bmat bang\b|\bquy hoach\b|\bmo rong dien tich\b"),
        (
            "building",
            r"\bxay (?:dung|moi|them)\b|\bsua chua\b|\bcai tao\b|\bnang cap\b|\bco so vat chat\b|\bphong hoc\b"
            r"|\bnha da nang\b|\bkhoi phong\b|\bsan choi\b|\btuong rao\b|\bnha ve sinh\b",
        ),
        ("devices", r"\bthiet bi\b|\bmay tinh\b|\bduong truyen\b|\bphan mem\b|\bcong nghe\b"),
        ("staff", r"\bbien che\b|\btuyen dung\b|\bgiao vien\b|\bnhan vien\b|\bdoi ngu\b"),
        ("training", r"\btap huan\b|\bboi duong\b|\bdao tao\b"),
        ("money", r"\bkinh phi\b|\bngan sach\b|\bnguon von\b"),
        ("rules", r"\bhuong dan\b|\bco che\b|\bban hanh\b|\bquy dinh\b|\bchinh sach\b"),
    )
)


def kind_of_petition(words: str) -> str:
    """What a petition asks for (nhóm kiến nghị): a key of :data:`PETITION_KINDS`; the first that fits."""
    folded = fold(words)
    return next((kind for kind, pattern in _PATTERNS if pattern.search(folded)), OTHER)
