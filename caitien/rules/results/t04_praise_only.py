"""Chỉ khen, không có số liệu, ngày hay minh chứng.

Vì sao: “Đã thực hiện, kết quả tốt” viết cho việc nào cũng được, nên không chứng tỏ điều gì; đoàn đánh giá sẽ hỏi lại
từng dòng.
Sai: Đã thực hiện, kết quả tốt
Đúng: Kiểm kê xong 31 phòng ngày 14/11/2026, dán mã 486 thiết bị
Sửa: Thêm một điều cụ thể: bao nhiêu, ngày nào, so với trước ra sao, hoặc mã minh chứng.
Nguồn: kinh nghiệm: cải tiến thấy được khi có hai số liệu của hai thời điểm, mỗi số liệu có minh chứng.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.empty_words import PRAISE, any_figure, only
from caitien.rules.lines import name_of, shortened
from caitien.rules.scope import Scope

SEVERITY = Severity.WARNING
SCOPE = Scope.LINE


def find(context: RuleContext) -> Iterator[Hit]:
    """Finished lines, and reviews of Biểu 2, whose words are set phrases alone, with no figure beside them either, and
    that no item in the store shows."""
    for path, row in context.result_rows:
        if (
            path not in context.shown
            and only(row.done, PRAISE)
            and not any_figure((row.adjusted, row.note, *row.extra.values()))
        ):
            yield _hit(f"{path}.done", name_of(row), row.done)
    for i, review in enumerate(context.paper.reviews):
        if only(review.result, PRAISE) and not any_figure((review.content, review.adjustment)):
            yield _hit(f"reviews.{i}.result", review.moment or "Đợt theo dõi", review.result)


def _hit(path: str, name: str, words: str) -> Hit:
    what = f"{shortened(name)}: “{shortened(words)}” không có số liệu, ngày hay minh chứng."
    return Hit(path, what, "Thêm bao nhiêu, ngày nào, hoặc mã minh chứng.", words=words)
