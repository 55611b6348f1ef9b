"""Mức độ thực hiện ghi nhầm cột.

Vì sao: Chữ “chưa thực hiện” nằm ở cột điều chỉnh hay ghi chú thì dòng không được đếm là chưa thực hiện.
Sai: Cột đã điều chỉnh: Vướng mặt bằng nên chưa thực hiện. Ba cột mức độ: (để trống)
Đúng: Cột chưa thực hiện: Vướng mặt bằng, đã gửi kiến nghị ngày 12/3/2027
Sửa: Chuyển câu ấy sang đúng cột mức độ; cột điều chỉnh chỉ ghi kế hoạch đổi thế nào.
Nguồn: kinh nghiệm: bảng kết quả có ba cột mức độ riêng.
"""

from collections.abc import Iterator

from caitien.domain.field_names import FIELD_NAMES, STATUS_NAMES
from caitien.domain.finding import Severity
from caitien.domain.paper import ResultRow, Status
from caitien.domain.states import status_of
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import is_blank, name_of, shortened
from caitien.rules.scope import Scope

SEVERITY = Severity.WARNING
SCOPE = Scope.LINE
_ENDS = {Status.DONE, Status.NOT_STARTED}
_WHOLE = frozenset(  # a cell that says this and no more speaks of the whole line
    f"{way} {verb}" for way in ("da", "chua") for verb in ("thuc hien", "hoan thanh", "trien khai", "thuc hien xong")
)


def find(context: RuleContext) -> Iterator[Hit]:
    """Lines whose adjustment or note tells a state where the three columns tell none, or the opposite one."""
    for path, row in context.result_rows:
        for name in ("adjusted", "note"):
            text = getattr(row, name)
            told = status_of(text)
            if told is not Status.UNSTATED and (_is_unstated(row) or _contradicts(text, told, row.status)):
                yield _hit(f"{path}.{name}", row, name, told)


def _is_unstated(row: ResultRow) -> bool:
    return row.status is Status.UNSTATED and all(map(is_blank, (row.done, row.ongoing, row.not_started)))


def _contradicts(text: str, told: Status, status: Status) -> bool:
    """A longer text may speak of a part of the work, so only the bare words of a state contradict."""
    return {told, status} == _ENDS and fold(text).strip(" .;") in _WHOLE


def _hit(path: str, row: ResultRow, name: str, told: Status) -> Hit:
    text = getattr(row, name)
    what = f"{name_of(row)}: “{shortened(text)}” ở cột “{FIELD_NAMES[name]}” là mức độ thực hiện."
    return Hit(path, what, f"Chuyển sang cột “{STATUS_NAMES[told]}” nếu đúng vậy.", words=text)
