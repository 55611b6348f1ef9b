"""Dòng kết quả chưa có mức độ thực hiện.

Vì sao: Dòng không ghi ở cột nào thì biến mất khỏi mọi con số: không xong, không chậm, không ai biết.
Sai: Cả ba cột đã hoàn thành, đang thực hiện, chưa thực hiện đều trống
Đúng: Cột chưa thực hiện: Chờ bàn giao mặt bằng, dự kiến tháng 3/2027
Sửa: Ghi vào đúng một trong ba cột; việc chờ đơn vị khác cũng phải có mức độ.
Nguồn: kinh nghiệm: bảng kết quả có ba cột mức độ; Biểu 2 của Thông tư 57/2026/TT-BGDĐT có cột mức độ thực hiện.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.domain.paper import ResultRow, Status
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import FEW, is_blank, name_of

SEVERITY = Severity.ERROR
_MEND = "Ghi vào một trong ba cột: đã hoàn thành, đang thực hiện, chưa thực hiện."


def find(context: RuleContext) -> Iterator[Hit]:
    """Result lines without a state, one hit where none has any; actions of Biểu 2 where most others have theirs."""
    without = [(path, row) for path, row in context.result_rows if _says_nothing(row)]
    if len(without) >= FEW and len(without) == len(context.result_rows):
        yield Hit("results", f"Cả {len(without)} dòng của bảng kết quả chưa có mức độ thực hiện.", _MEND)
        return
    for path, row in without:
        yield Hit(path, f"{name_of(row)} chưa có mức độ thực hiện.", _MEND)
    if context.is_tt57 and not context.result_rows:
        yield from _actions(context)


def _says_nothing(row: ResultRow) -> bool:
    return row.status is Status.UNSTATED and all(map(is_blank, (row.done, row.ongoing, row.not_started)))


def _actions(context: RuleContext) -> Iterator[Hit]:
    """A plan just made states nothing; one that is being reported on states most."""
    without = [(path, row) for path, row in context.plan_rows if row.status is Status.UNSTATED]
    if 2 * len(without) >= len(context.plan_rows):
        return
    for path, row in without:
        what = f"{name_of(row)} chưa có mức độ thực hiện."
        mend = "Ghi một trong ba mức: Hoàn thành, Đang thực hiện, Chưa hoàn thành."
        yield Hit(f"{path}.status", what, mend, words=row.status_text)
