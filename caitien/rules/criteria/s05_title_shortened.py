"""Tên tiêu chuẩn bị viết thiếu chữ.

Vì sao: Tên tiêu chuẩn là chữ của thông tư; thiếu chữ làm sai phạm vi, như bỏ mất học sinh khỏi Tiêu chuẩn 2.
Sai: trường THCS ghi “Tiêu chuẩn 2: Cán bộ quản lý, giáo viên, nhân viên”
Đúng: trường THCS ghi “Tiêu chuẩn 2: Cán bộ quản lý, giáo viên, nhân viên và học sinh”
Sửa: Bấm sửa để ghi lại đủ tên.
Nguồn: Thông tư 17/2018, 18/2018, 19/2018/TT-BGDĐT và 57/2026/TT-BGDĐT: tên các tiêu chuẩn.
"""

from collections.abc import Iterator

from caitien.domain.finding import Fix, Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.groups import titled
from caitien.rules.titles import is_shortened
from caitien.rules.wording import like

SEVERITY = Severity.WARNING


def find(context: RuleContext) -> Iterator[Hit]:
    """A standard's title with words left out, once a group of rows."""
    for group in titled(context):
        own = context.titles.get(group.standard)
        if own and is_shortened(group.title, own.title):
            what = f"Tên Tiêu chuẩn {group.standard} thiếu chữ; tên đủ là “{own.title}”."
            fix = Fix(group.path, group.title, like(own.title, group.title))
            yield Hit(group.path, what, "Ghi đủ tên tiêu chuẩn.", words=group.title, fix=fix)
