"""“Hằng năm” mà không có mốc nào.

Vì sao: “Hằng năm”, “Thường xuyên” không cho biết tháng nào làm, nên không ai bị nhắc và không bao giờ quá hạn.
Sai: Thời gian: Hằng năm. Công việc: Bảo dưỡng máy chiếu.
Đúng: Thời gian: Hằng năm, vào tháng 8 và tháng 1. Công việc: Bảo dưỡng máy chiếu.
Sửa: Thêm ít nhất một mốc của năm nay: tháng, học kỳ, hay “mỗi tháng một lần”.
Nguồn: kinh nghiệm: việc có mốc mới theo dõi được.
"""

import re
from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import name_of
from caitien.rules.times import named_span

SEVERITY = Severity.HINT

_RHYTHM = re.compile(
    r"(?:(?:hang|moi|cac|tung|trong) nam(?: hoc)?|thuong xuyen|dinh ky|lien tuc|quanh nam"
    r"|(?:duoc )?duy tri|va|[ ,;.\-/])+"
)
_STEP = re.compile(
    r"\b(?:(?:hang|moi|tung|dau|cuoi|giua|theo|mot|2|hai) (?:thang|quy|hoc ky|hoc ki|ki|ky|hk)"
    r"|(?:hang|moi|tung) tuan|thang \d{1,2}"
    r"|(?:dau|cuoi|giua) (?:moi |tung |cac )?(?:nam|hoc ky|hoc ki|hk)|hoc ky (?:i|1|2|dau|cuoi)|quy [i1-4]"
    r"|(?:truoc|sau) (?:\w+ ){0,3}(?:ky thi|mua|khai giang|hoi nghi|hoc ky|tet|dot)|sau khi"
    r"|(?:nghi|dip|trong|mua) he(?! thong)|tuan \d{1,2}|thu \d)\b"
)


def find(context: RuleContext) -> Iterator[Hit]:
    """Lines whose time is a yearly rhythm and nothing else, and whose work names no month, term or moment either."""
    adjusted = {row.planned: row.adjusted for _, row in context.result_rows if row.adjusted}
    for path, row in context.plan_rows:
        if _has_step(adjusted.get(row.work, "")):
            continue  # the time was adjusted since, as the results say
        if _RHYTHM.fullmatch(fold(row.time)) and not any(map(_has_step, (row.work, row.indicator))):
            what = f"{name_of(row)}: “{row.time}” nhưng không có mốc nào trong năm."
            yield Hit(f"{path}.time", what, "Thêm tháng hoặc học kỳ sẽ làm trong năm nay.", words=row.time)


def _has_step(text: str) -> bool:
    return bool(_STEP.search(fold(text)) or named_span(text))
