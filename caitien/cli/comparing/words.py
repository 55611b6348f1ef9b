"""The words for differences (lời cho khác biệt), the same on the screen and on the page."""

from typing import Final

from caitien.domain.comparing.compare import Change, Comparison, Kind, RowDifference
from caitien.domain.field_names import FIELD_NAMES

KIND_NAMES: Final = {Kind.ADDED: "thêm", Kind.REMOVED: "bớt", Kind.CHANGED: "sửa"}
KIND_MARKS: Final = {Kind.ADDED: "+", Kind.REMOVED: "−", Kind.CHANGED: "~"}
TABLE_NAMES: Final = {
    "problems": FIELD_NAMES["problems"],
    "plan.items": FIELD_NAMES["plan"],
    "results": FIELD_NAMES["results"],
    "reviews": FIELD_NAMES["reviews"],
    "sections": FIELD_NAMES["sections"],
}
HEAD_NAME: Final = "Thông tin chung"
SAME: Final = "Hai văn bản giống nhau."


def head_name(change: Change) -> str:
    """What people call a field of the letterhead or of the plan as a whole."""
    whole, _, part = change.field.rpartition(".")
    name = FIELD_NAMES.get(part, part)
    return f"{name} của kế hoạch" if whole == "plan" else name


def tally(found: Comparison) -> str:
    """How much differs, in one line: "2 dòng sửa, 1 dòng thêm; 25 dòng giữ nguyên"."""
    counts = found.counts
    parts = [f"{counts[kind]} dòng {name}" for kind, name in KIND_NAMES.items() if counts[kind]]
    if found.head:
        parts.append(f"{len(found.head)} chỗ trong thông tin chung")
    return f"{', '.join(parts)}; {found.unchanged} dòng giữ nguyên" if parts else SAME


def row_title(row: RowDifference) -> str:
    """The name of a row with what happened to it."""
    return f"{KIND_MARKS[row.kind]} {row.name or 'dòng không tên'} ({KIND_NAMES[row.kind]})"
