"""Tên tiêu chuẩn của loại trường khác.

Vì sao: Ghi nhầm tên tiêu chuẩn của loại trường khác thì người đọc nghĩ kế hoạch chép từ trường khác.
Sai: trường THPT ghi “Tiêu chuẩn 5: Hoạt động và kết quả nuôi dưỡng, chăm sóc, giáo dục trẻ”
Đúng: trường THPT ghi “Tiêu chuẩn 5: Hoạt động giáo dục và kết quả giáo dục”
Sửa: Bấm sửa để đổi sang tên đúng của bộ tiêu chuẩn trường đang dùng.
Nguồn: Thông tư 17/2018, 18/2018, 19/2018/TT-BGDĐT và 57/2026/TT-BGDĐT: tên các tiêu chuẩn.
"""

from collections.abc import Iterator

from caitien.domain.finding import Fix, Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.groups import titled
from caitien.rules.titles import is_shortened, other_type, words_of
from caitien.rules.wording import like

SEVERITY = Severity.ERROR


def find(context: RuleContext) -> Iterator[Hit]:
    """A standard's title that another type of school has, once a group of rows."""
    for group in titled(context):
        own = context.titles.get(group.standard)
        if own is None or words_of(group.title) == words_of(own.title) or is_shortened(group.title, own.title):
            continue
        theirs = other_type(group.title, group.standard, context.paper.framework)
        if theirs:
            right = like(own.title, group.title)
            what = f"Tên Tiêu chuẩn {group.standard} là của {theirs}; tên đúng là “{own.title}”."
            fix = Fix(group.path, group.title, right)
            yield Hit(group.path, what, "Đổi sang tên đúng.", words=group.title, fix=fix)
