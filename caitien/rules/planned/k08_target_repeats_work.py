"""Mục tiêu chép lại công việc.

Vì sao: Làm xong việc chưa chắc đạt mục tiêu; khi hai ô giống nhau thì không có gì để so với hiện trạng.
Sai: Mục tiêu: Tổ chức hai lớp bơi cho học sinh. Công việc: Tổ chức hai lớp bơi cho học sinh.
Đúng: Mục tiêu: 60 học sinh lớp 6 bơi được 25 m. Công việc: Tổ chức hai lớp bơi cho học sinh.
Sửa: Ở ô mục tiêu, viết điều có được sau khi việc xong.
Nguồn: kinh nghiệm: biểu mẫu có hai cột khác nhau cho kết quả cần đạt và công việc.
"""

from collections.abc import Iterator

from rapidfuzz import fuzz

from caitien.domain.finding import Severity
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import name_of, shortened
from caitien.rules.scope import Scope

SEVERITY = Severity.WARNING
SCOPE = Scope.LINE
ALIKE = 92  # per cent of the letters
LIKELY = 0.8  # of each other's length: what differs more cannot be alike
SHORTEST = 20  # letters: shorter texts are alike by chance


def find(context: RuleContext) -> Iterator[Hit]:
    """Lines whose target is the work, letter for letter or nearly so."""
    for path, row in context.plan_rows:
        if not LIKELY <= len(row.target) / (len(row.work) or 1) <= 1 / LIKELY:
            continue
        target, work = (fold(text).strip(" .;") for text in (row.target, row.work))
        if len(target) >= SHORTEST and fuzz.ratio(target, work, score_cutoff=ALIKE):
            what = f"{name_of(row)}: mục tiêu chép lại công việc “{shortened(row.work)}”."
            yield Hit(f"{path}.target", what, "Viết điều có được sau khi việc xong.", words=row.target)
