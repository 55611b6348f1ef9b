"""Dòng có ở bảng này mà không có ở bảng kia.

Vì sao: Việc có trong kế hoạch mà không có kết quả là việc bị quên; kết quả không có trong kế hoạch thì không biết từ
đâu ra.
Sai: Bảng kế hoạch có tiêu chí 2.3, bảng kết quả đi từ 2.2 sang 2.4
Đúng: Tiêu chí nào có trong bảng kế hoạch cũng có trong bảng kết quả
Sửa: Thêm dòng còn thiếu; việc không làm nữa vẫn giữ dòng và ghi lý do.
Nguồn: kinh nghiệm: báo cáo trả lời cho từng dòng của kế hoạch.
"""

from collections.abc import Iterator, Sequence

from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import AnyRow, by_criterion, name_of

SEVERITY = Severity.ERROR


def find(context: RuleContext) -> Iterator[Hit]:
    """Criteria of one table the other has not, where both tables are there and name criteria."""
    plans, results = by_criterion(context.plan_rows), by_criterion(context.result_rows)
    if plans and results:
        yield from _alone(context.plan_rows, set(results), "kế hoạch", "kết quả")
        yield from _alone(context.result_rows, set(plans), "kết quả", "kế hoạch")


def _alone(rows: Sequence[tuple[str, AnyRow]], others: set[str], here: str, there: str) -> Iterator[Hit]:
    for code, lines in by_criterion(rows).items():
        if code not in others:
            path, row = lines[0]
            what = f"{name_of(row)} có ở bảng {here} mà không có ở bảng {there}."
            yield Hit(path, what, f"Thêm dòng này vào bảng {there}.", words=row.label)
