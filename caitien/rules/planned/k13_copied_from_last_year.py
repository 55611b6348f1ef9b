"""Dòng chép nguyên từ năm trước.

Vì sao: Mục tiêu và công việc y hệt năm trước thì hoặc năm trước chưa làm, hoặc đã làm mà không tiến thêm; cải tiến
không thấy đâu.
Sai: Năm nay và năm trước cùng ghi: Mở lớp bồi dưỡng buổi tối cho giáo viên trẻ, dự giờ chéo giữa các tổ
Đúng: Năm nay: Đưa 12 giáo viên đã học lớp buổi tối năm trước dạy thử mỗi tổ một chuyên đề
Sửa: Viết bước tiếp theo của năm nay; nếu việc còn dang dở thì ghi phần còn lại và hạn mới.
Nguồn: kinh nghiệm: kết quả của kế hoạch năm trước là căn cứ lập kế hoạch năm sau.
"""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from caitien.domain.finding import Severity
from caitien.domain.paper import Paper, PlanRow, Status
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import by_criterion, name_of, shortened

SEVERITY = Severity.HINT
ALIKE = 97  # per cent of the letters
SHORTEST = 60  # letters of target and work together

_FIGURE = re.compile(r"\d+")


def find(context: RuleContext) -> Iterator[Hit]:
    """Lines whose target and work stood in last year's plan; an unfinished one with a new time is no copy."""
    last = context.last_year
    if last is None or last.school_year == context.paper.school_year:
        return
    old = by_criterion([(f"plan.items.{i}", row) for i, row in enumerate(last.plan.items)])
    open_still = _unfinished(last)
    for path, row in context.plan_rows:
        carried = row.criterion in open_still
        if any(_copied(row, before, carried) for _, before in old.get(row.criterion, [])):
            what = f"{name_of(row)}: “{shortened(row.work)}” chép nguyên từ kế hoạch năm trước."
            yield Hit(f"{path}.work", what, "Viết bước tiếp theo của năm nay.", words=row.work)


def _unfinished(last: Paper) -> frozenset[str]:
    return frozenset(row.criterion for row in last.results if row.status in (Status.ONGOING, Status.NOT_STARTED))


def _copied(row: PlanRow, before: PlanRow, carried: bool) -> bool:
    if carried and fold(row.time) != fold(before.time):
        return False
    text, old = (f"{each.target} {each.work}".lower() for each in (row, before))
    same_figures = _FIGURE.findall(text) == _FIGURE.findall(old)
    return len(text) >= SHORTEST and same_figures and fuzz.ratio(text, old, score_cutoff=ALIKE) > 0
