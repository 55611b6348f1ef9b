"""Văn bản đi qua mọi tiêu chí nhưng thiếu một.

Vì sao: Kế hoạch, báo cáo theo các bộ 2018 thường đi đủ mọi tiêu chí; thiếu một tiêu chí dễ là sót khi chép.
Sai: có Tiêu chí 2.3 rồi sang 3.1, không thấy 2.4
Đúng: có đủ 2.1, 2.2, 2.3, 2.4
Sửa: Thêm dòng còn thiếu; nếu cố ý không làm thì nói rõ ở phần lời và bỏ qua nhắc này.
Nguồn: Thông tư 17/2018, 18/2018, 19/2018/TT-BGDĐT: danh mục tiêu chí; ngưỡng chín phần mười là kinh nghiệm.
"""

from collections.abc import Iterator
from typing import Final

from caitien.domain.finding import Severity
from caitien.rules.blocks import tables
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.WARNING

_NEARLY_ALL: Final = 0.9  # of the criteria; a paper with fewer has chosen among them


def find(context: RuleContext) -> Iterator[Hit]:
    """Each criterion that stands in no table of a paper that has nearly all; at the row it should follow.

    One that stands in one table only is told of where the tables are compared.
    """
    rows = [(path, row.criterion) for _, table in tables(context) for path, row in table]
    if context.standards is None or not rows:
        return
    codes = [criterion.code for criterion in context.standards.criteria]
    missing = [code for code in codes if code not in {found for _, found in rows}]
    if not missing or len(missing) > (1 - _NEARLY_ALL) * len(codes):
        return
    for code in missing:
        what = f"Văn bản có gần đủ {len(codes)} tiêu chí nhưng thiếu tiêu chí {code}."
        path = _before(code, codes, rows)
        yield Hit(f"{path}.criterion", what, f"Thêm dòng của tiêu chí {code}, hoặc nói rõ vì sao không có.", words=code)


def _before(code: str, codes: list[str], rows: list[tuple[str, str]]) -> str:
    """The path of the last row of the first table that comes before a criterion; the table's first row if none does."""
    earlier = set(codes[: codes.index(code)])
    table = rows[0][0].rpartition(".")[0]
    here = [path for path, found in rows if found in earlier and path.rpartition(".")[0] == table]
    return here[-1] if here else rows[0][0]
