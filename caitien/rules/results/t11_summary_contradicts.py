"""Nhận xét trái với số liệu trong bảng.

Vì sao: Câu “đã hoàn thành tất cả” đặt dưới một bảng còn việc chưa làm khiến người đọc không tin cả hai.
Sai: Ưu điểm: Tất cả nội dung đều đã hoàn thành (bảng kết quả còn 3 việc chưa thực hiện)
Đúng: Ưu điểm: 12 trong 16 việc đã hoàn thành; 3 việc chưa làm còn chờ mặt bằng
Sửa: Đếm lại bảng kết quả rồi viết đúng con số; nêu việc chưa xong và lý do.
Nguồn: kinh nghiệm: nhận xét là lời tổng hợp của bảng kết quả.
"""

import re
from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.domain.tasks.actions import sentences
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import shortened

SEVERITY = Severity.ERROR

_THINGS = r"(?:nội dung|công việc|việc|nhiệm vụ|tiêu chí|hoạt động|chỉ tiêu|mục tiêu|kế hoạch)"
_ALL = re.compile(  # read with its accents
    rf"\b(?:tất cả|toàn bộ|mọi|100 ?%)(?: các| số| những)? {_THINGS}\b[^.;]{{0,80}}"
    rf"\b(?:đã|đều)\b[^.;]{{0,30}}\b(?:hoàn thành|thực hiện|xong)\b"
    rf"|\b(?:đã )?(?:hoàn thành|thực hiện) (?:xong )?(?:tất cả|toàn bộ|100 ?%)(?: các| số| những)? {_THINGS}\b"
)
_GOOD = re.compile(rf"\b(?:tất cả|toàn bộ|mọi|các) (?:các )?{_THINGS}\b[^.;]{{0,60}}\bkết quả (?:rất )?tốt\b")
_BUT = re.compile(r"\b(?:chưa|trừ|ngoại trừ|còn|đang|tuy|nhưng|hầu hết|phần lớn|cơ bản|đa số|phân công|sẽ|cần)\b")
_COUNT = re.compile(
    rf"\b(?P<part>\d+) ?(?:/|trong(?: số)?|trên(?: tổng số)?) ?(?P<whole>\d+)(?! ?/) {_THINGS}\b(?P<rest>[^.;,]*)"
)
_DONE = re.compile(r"\b(?:đã )?(?:hoàn thành|thực hiện xong|làm xong|xong)\b")


def find(context: RuleContext) -> Iterator[Hit]:
    """Sentences of the assessment that the counts of the table gainsay."""
    counts = context.paper.counts
    total = sum(counts.values())
    if counts["unstated"] == total:
        return
    for path, text in _assessment(context):
        for sentence in (each for line in text.split("\n") for each in sentences(line)):
            why = _gainsaid(sentence.lower(), counts, total)
            if why:
                what = f"“{shortened(sentence)}”, nhưng bảng có {why}."
                yield Hit(path, what, "Đếm lại bảng rồi viết đúng con số, nêu việc chưa xong.", words=sentence)


def _assessment(context: RuleContext) -> Iterator[tuple[str, str]]:
    """Strengths, and what stands after the last table."""
    if context.paper.strengths:
        yield "strengths", context.paper.strengths
    for i, section in enumerate(context.paper.sections):
        if section.before == "end":
            yield from ((f"sections.{i}.paragraphs.{n}", text) for n, text in enumerate(section.paragraphs))


def _gainsaid(sentence: str, counts: dict[str, int], total: int) -> str:
    """What the table says against a sentence, or ""."""
    done, idle = counts["done"], counts["not_started"]
    found = _COUNT.search(sentence)
    if found:
        wrong = int(found["whole"]) == total and int(found["part"]) != done
        return f"{done}/{total} dòng đã hoàn thành" if wrong and _says_done(found["rest"]) else ""
    if _BUT.search(sentence):
        return ""
    if done < total and _ALL.search(sentence):
        return f"{total - done}/{total} dòng chưa hoàn thành"
    return f"{idle}/{total} dòng chưa thực hiện" if 3 * idle >= total and _GOOD.search(sentence) else ""


def _says_done(rest: str) -> bool:
    return bool(_DONE.search(rest)) and not re.search(r"\b(?:chưa|đang|một phần)\b", rest)
