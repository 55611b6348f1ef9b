"""How what is done to findings is said (cách kể): verbs, fields and codes of the audit trail."""

from typing import Final

from caitien.access.trail.words import Deed, TrailWords

WORDS: Final = TrailWords(
    deeds={
        "finding.mend": (Deed("sửa theo gợi ý kiểm tra", cell="sửa {cell} theo gợi ý kiểm tra"),),
        "finding.restore": (Deed("trả lại chữ cũ", cell="trả lại chữ cũ ở {cell}"),),
        "finding.dismiss": (Deed("bỏ qua phát hiện {code}"),),
        "finding.take_back": (Deed("xem lại phát hiện {code} đã bỏ qua"),),
        "finding.dismiss_group": (Deed("bỏ qua cả nhóm phát hiện {code}"),),
        "finding.take_group_back": (Deed("xem lại cả nhóm phát hiện {code} đã bỏ qua"),),
    },
    fields={"covers": "Các lỗi", "times": "Số chỗ"},
    keys=frozenset({"mending", "dismissal"}),
    listed=frozenset({"covers"}),
)
