"""Mục tiêu chưa phải là mục tiêu.

Vì sao: “Tăng cường…”, “Nâng cao…” là hướng đi; không có con số hay tình trạng cần đạt thì cuối năm không biết đã đạt
chưa.
Sai: Nâng cao chất lượng thư viện
Đúng: Mỗi học sinh mượn ít nhất 4 cuốn sách; thư viện mở cả giờ trưa
Sửa: Viết điều sẽ thấy được khi việc xong: bao nhiêu, ai có gì, không còn gì.
Nguồn: Thông tư 57/2026/TT-BGDĐT, Biểu 2, mục V có cột chỉ số đánh giá kết quả; kinh nghiệm: so với hiện trạng mới
thấy cải tiến.
"""

import re
from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.domain.paper import PlanRow
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext
from caitien.rules.empty_words import PRAISE, only
from caitien.rules.lines import is_blank, name_of, shortened
from caitien.rules.scope import Scope

SEVERITY = Severity.HINT
SCOPE = Scope.LINE
LONGEST = 12  # words: a longer text most likely says what will be seen

_DIRECTION = re.compile(
    r"^(?:tiep tuc |tung buoc |khong ngung )*(?:tang cuong|day manh|nang cao|phat huy|chu trong|quan tam|cai thien"
    r"|thuc hien tot|lam tot|duy tri)\b"
)
_STATE = re.compile(  # read with its accents: what can be seen to be so or not
    r"\b(?:đủ|đạt|được|có|không còn|không|hết|mọi|mỗi|tất cả|toàn bộ|đều|từng|ít nhất|tối thiểu|trở lên|trở thành|từ"
    r"|lên|xuống|so với|gấp|một|hai|ba|bốn|năm lần|nửa|cả|để|nhằm|sạch|khớp|kịp|đúng|xong)\b|\d|%"
)


def find(context: RuleContext) -> Iterator[Hit]:
    """Short targets that name a direction, with neither a figure nor a state; silent where an indicator says it."""
    for path, row in context.plan_rows:
        if is_blank(row.indicator) and _is_direction(row):
            what = f"{name_of(row)}: “{shortened(row.target)}” chưa nói đạt đến đâu là xong."
            mend = "Thêm con số hoặc tình trạng cần đạt, so với hiện nay."
            yield Hit(f"{path}.target", what, mend, words=row.target)


def _is_direction(row: PlanRow) -> bool:
    folded = fold(row.target)
    if len(folded.split()) > LONGEST or _STATE.search(row.target.lower()):
        return False
    return bool(_DIRECTION.match(folded)) or only(row.target, PRAISE)
