"""Hai dòng liền nhau y hệt nhau.

Vì sao: Dòng chép dư bị đếm hai lần khi tổng hợp, và người được giao nhận một việc hai lần.
Sai: hai dòng liền nhau cùng ghi “Tiêu chí 3.2: Sơn lại 12 phòng học”, mọi ô như nhau
Đúng: một dòng “Tiêu chí 3.2: Sơn lại 12 phòng học”
Sửa: Bỏ một dòng; nếu là hai việc thì ghi chỗ khác nhau của chúng.
Nguồn: kinh nghiệm: lỗi khi chép dòng trong bảng.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from caitien.domain.finding import Severity
from caitien.domain.paper import PlanRow, ResultRow
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import Row, name_of, shortened

SEVERITY = Severity.WARNING


def find(context: RuleContext) -> Iterator[Hit]:
    """The second of two lines of a table, one after the other, that say the same in every cell."""
    tables: tuple[Sequence[tuple[str, Row]], ...] = (context.plan_rows, context.result_rows, context.problem_rows)
    for rows in tables:
        for (_, one), (path, row) in pairwise(rows):
            said = next(filter(None, _words(row)), "")
            if row == one and said:
                what = f"{name_of(row)}: “{shortened(said)}” giống hệt dòng ngay trên."
                yield Hit(path, what, "Bỏ một dòng, hoặc ghi rõ chỗ khác nhau.", words=said)


def _words(row: Row) -> Sequence[str]:
    """What a line is about; lines that only name a criterion are not yet written."""
    if isinstance(row, PlanRow):
        return row.work, row.topic, row.target
    return (row.planned, row.done, row.ongoing) if isinstance(row, ResultRow) else (row.limitation, row.baseline)
