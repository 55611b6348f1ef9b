"""Tên của trường khác đứng ở chỗ tên trường mình.

Vì sao: Câu nói về trường mình mà ghi tên trường khác là dấu hiệu chép từ văn bản của trường bạn.
Sai: kế hoạch của Trường THCS Bến Suối có câu “Hiệu trưởng Trường THCS Lá Xanh giao các tổ …”
Đúng: “Hiệu trưởng Trường THCS Bến Suối giao các tổ …”; hoặc “phối hợp với Trường THCS Lá Xanh”
Sửa: Sửa thành tên trường mình; nếu đúng là nói về trường bạn thì viết rõ, hoặc bỏ qua nhắc này.
Nguồn: kinh nghiệm: lỗi thường gặp khi soạn từ văn bản của trường khác.
"""

import re
from collections.abc import Iterator
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext
from caitien.rules.scope import Scope
from caitien.rules.wording import distinct

SEVERITY = Severity.WARNING
SCOPE = Scope.LINE

_LEVELS: Final = {  # folded words of a level → the level, however it is written
    "trung hoc pho thong": "thpt",
    "trung hoc co so": "thcs",
    "tieu hoc": "th",
    "mam non": "mn",
    "mau giao": "mn",
    "thpt": "thpt",
    "thcs": "thcs",
    "mn": "mn",
    "th": "th",
}
_KIND: Final = (
    r"(?:THPT|THCS|TH|MN|[Tt]rung học phổ thông|[Tt]rung học cơ sở|[Tt]iểu học|[Mm]ầm non|[Mm]ẫu giáo)"
    r"(?:(?:,| và| -) (?:THPT|THCS))*"
)
_NAMED: Final = re.compile(
    rf"\b[Tt]rường (?P<kinds>{_KIND}(?: (?:chuyên|thực hành|dân lập|tư thục))?)"
    r" (?P<core>[A-ZÀ-ỸĐ]\w*(?: [A-ZÀ-ỸĐ]\w*){0,5})"
)
_OWN: Final = re.compile(r"^truong (?P<kinds>.*?)(?P<core>[^,]+)$")
_OF: Final = re.compile(  # what only a school's own paper says before its name
    r"\b(?:hiệu trưởng|hội đồng trường|hội đồng sư phạm|hội đồng tự đánh giá|ban giám hiệu|chi bộ|kế hoạch|báo cáo"
    r"|tình hình"
    r"|đặc điểm|tập thể(?: cán bộ)?|giáo viên|nhân viên|đội ngũ|chất lượng(?: giáo dục)?)(?: của)? $"
)
_DOES: Final = re.compile(
    r"^ (?:xây dựng|ban hành|báo cáo|thực hiện|triển khai|tự đánh giá|tiếp tục|phấn đấu|trân trọng|kính|đề nghị"
    r"|được thành lập"
    r"|nằm|có|đã|đạt|gồm)\b"
)
_WITH: Final = re.compile(  # what is said of another school
    r"\b(?:phối hợp|giao lưu|tham quan|học tập|học hỏi|kết nghĩa|liên kết|mượn|cùng|với|như|cụm|chuyển|tuyển sinh"
    r"|kinh nghiệm"
    r"|các trường|đến từ|mời|tại|trường bạn|hỗ trợ|sáp nhập|tiền thân|trước đây|tách|hợp đồng"
    r"|thỉnh giảng|biệt phái|so)\b"
)


def find(context: RuleContext) -> Iterator[Hit]:
    """Each other school of the same level that stands where only the own school can, once a text."""
    own = fold(context.paper.school)
    level = _levels(own)
    if not level:
        return
    for text, paths in distinct(context).items():
        if "rường " in text:
            for name in dict.fromkeys(_strangers(text, own, level)):
                yield from (_hit(path, name, context.paper.school) for path in paths if path != "school")


def _strangers(text: str, own: str, level: frozenset[str]) -> Iterator[str]:
    for found in _NAMED.finditer(text):
        core = fold(found["core"])
        if not _is_own(core, own) and _levels(fold(found["kinds"])) == level and _stands_for_own(text, found):
            yield found[0]


def _is_own(core: str, own: str) -> bool:
    """Whether a name is the school's own, cut short or with words after it that are not of it."""
    return core in own or own.endswith(tuple(f" {core[:end]}" for end in _word_ends(core)))


def _word_ends(core: str) -> Iterator[int]:
    return (at for at in range(4, len(core) + 1) if at == len(core) or core[at] == " ")


def _stands_for_own(text: str, found: re.Match[str]) -> bool:
    start = max(text.rfind(mark, 0, found.start()) for mark in ".;\n") + 1
    before, after = text[start : found.start()].lower(), text[found.end() :].partition("\n")[0]
    sentence = re.split(r"[.;]", after, maxsplit=1)[0]
    if _WITH.search(before) or _WITH.search(sentence.lower()):
        return False
    return bool(_OF.search(before)) or (not before.strip(" -+•") and bool(_DOES.search(sentence)))


def _levels(folded: str) -> frozenset[str]:
    return frozenset(_LEVELS[word] for word in re.findall("|".join(rf"\b{each}\b" for each in _LEVELS), folded))


def _hit(path: str, name: str, own: str) -> Hit:
    return Hit(path, f"“{name}” đứng ở chỗ tên của trường mình ({own}).", "Sửa thành tên trường mình.", words=name)
