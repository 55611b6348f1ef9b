"""Điều chỉnh mà không nói đổi gì.

Vì sao: “Điều chỉnh cho phù hợp” không cho biết việc nào, hạn nào đã đổi và ai đã đồng ý.
Sai: Điều chỉnh cho phù hợp thực tế
Đúng: Dời lớp bơi sang tháng 6 vì hồ đang sửa (Biên bản họp hội đồng ngày 12/3/2027)
Sửa: Ghi điều gì đổi thành gì, từ khi nào, theo văn bản hay cuộc họp nào.
Nguồn: kinh nghiệm: điều chỉnh làm đổi kế hoạch đã duyệt nên cần dấu vết.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext
from caitien.rules.empty_words import VAGUE_CHANGE, only
from caitien.rules.lines import name_of, shortened
from caitien.rules.scope import Scope

SEVERITY = Severity.WARNING
SCOPE = Scope.LINE
_CHANGES = ("dieu chinh", "bo sung", "thay doi", "sua doi", "cap nhat")


def find(context: RuleContext) -> Iterator[Hit]:
    """Adjustments in set phrases alone, of result lines and of the reviews of Biểu 2; "Không" is an honest answer."""
    cells = [(f"{path}.adjusted", name_of(row), row.adjusted) for path, row in context.result_rows]
    reviews = enumerate(context.paper.reviews)
    cells += [(f"reviews.{i}.adjustment", row.moment or "Đợt theo dõi", row.adjustment) for i, row in reviews]
    for path, name, text in cells:
        if any(word in fold(text) for word in _CHANGES) and only(text, VAGUE_CHANGE):
            what = f"{shortened(name)}: “{shortened(text)}” chưa nói đổi điều gì, theo văn bản nào."
            yield Hit(path, what, "Ghi điều gì đổi thành gì, từ khi nào, ai đồng ý.", words=text)
