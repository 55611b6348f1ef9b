"""Một dòng có hai mức độ thực hiện.

Vì sao: Dòng vừa ghi đã xong vừa ghi chưa xong thì bị đếm hai lần, hoặc mỗi người hiểu một cách.
Sai: Đã hoàn thành: Trồng xong 24 cây. Chưa thực hiện: Lối đi cho xe lăn
Đúng: Hai dòng: trồng cây (đã hoàn thành), lối đi cho xe lăn (chưa thực hiện)
Sửa: Tách việc thành hai dòng, hoặc để mức độ của phần chưa xong và kể phần đã xong trong cùng ô.
Nguồn: kinh nghiệm: bảng kết quả có ba cột mức độ, mỗi việc thuộc một cột.
"""

from collections.abc import Iterator

from caitien.domain.field_names import FIELD_NAMES
from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import is_blank, name_of
from caitien.rules.scope import Scope

SEVERITY = Severity.WARNING
SCOPE = Scope.LINE
_STATES = ("done", "ongoing", "not_started")


def find(context: RuleContext) -> Iterator[Hit]:
    """Result lines with words in more than one of the three columns."""
    for path, row in context.result_rows:
        filled = [name for name in _STATES if not is_blank(getattr(row, name))]
        if len(filled) > 1:
            names = " và ".join(f"“{FIELD_NAMES[name]}”" for name in filled)
            what = f"{name_of(row)} ghi ở cả {names}."
            yield Hit(path, what, "Tách thành mỗi việc một dòng, mỗi dòng một mức độ.", words=getattr(row, filled[-1]))
