"""Lines that go on from year to year, in templates (dòng nối tiếp)."""

from collections.abc import Mapping
from typing import Final

from django import template

from caitien.domain.moved_criteria import Basis, Candidates
from caitien.plans.table.table_lines import row_mark
from caitien.renewal.propose import ProposedLine

register = template.Library()

DOUBTS: Final[Mapping[str, str]] = {  # what a proposal rests on → what a person is asked
    Basis.MAP: "Bảng chuyển đề nghị, xin xem lại:",
    Basis.AKIN: "Theo tiêu chí cùng tên ở bộ khác, xin xem lại:",
    Basis.TITLE: "Chỉ giống tên, xin chọn:",
    Basis.NONE: "Chưa có đề nghị, xin chọn:",
    Basis.SAME: "",
}


@register.filter
def seen(row: ProposedLine) -> str:
    """The mark of the line as it is shown."""
    return row_mark(row.task)


@register.filter
def word(table: Mapping[str, str], key: str) -> str:
    """What a table says under a key."""
    return table[key]


@register.filter
def same(key: object, other: object) -> bool:
    """Whether both are the same key; a page without trouble has none."""
    return key == other


@register.filter
def doubt(candidates: Candidates) -> str:
    """What is asked about a criterion; "" where nothing is."""
    if candidates.sure:
        return ""
    if len(candidates.codes) > 1 and candidates.basis is Basis.MAP:
        return "Bảng chuyển có mấy nơi, xin chọn một:"
    return DOUBTS[candidates.basis]
