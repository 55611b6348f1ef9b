"""Một tiêu chí đứng ở hai chỗ trong một bảng.

Vì sao: Hai khối cùng một tiêu chí thì không biết khối nào là thật, và khi tổng hợp sẽ bị đếm hai lần.
Sai: Tiêu chí 3.1 ở dòng 15 và lại Tiêu chí 3.1 ở dòng 20, giữa là các tiêu chí khác
Đúng: mọi việc của Tiêu chí 3.1 đứng liền nhau
Sửa: Gộp hai khối làm một, hoặc sửa mã nếu dòng sau thuộc tiêu chí khác.
Nguồn: kinh nghiệm: bảng kế hoạch, bảng kết quả đi lần lượt theo tiêu chí của các bộ tiêu chuẩn 2018.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.rules.blocks import blocks, tables
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.WARNING


def find(context: RuleContext) -> Iterator[Hit]:
    """A criterion whose rows of one level stand in more than one block of a table, at each further block."""
    for name, rows in tables(context):
        seen: set[tuple[int | None, str]] = set()
        for block in blocks(rows):
            if (block.level, block.criterion) in seen:
                what = f"Tiêu chí {block.criterion} đứng ở hai chỗ trong {name}."
                words = block.label or block.criterion
                yield Hit(f"{block.path}.criterion", what, "Gộp hai chỗ làm một, hoặc sửa lại mã.", words=words)
            seen.add((block.level, block.criterion))
