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
from caitien.domain.texts.letters import CAPITALS
from caitien.rules.context import Hit, RuleContext
from caitien.rules.scope import Scope

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
    "mg": "mn",
    "th": "th",
}
_LEVEL: Final = re.compile("|".join(rf"\b{each}\b" for each in _LEVELS))
_KIND: Final = (
    r"(?:THPT|THCS|TH|MN|MG|PTDTBT|PTDTNT|PT|trung học phổ thông|trung học cơ sở|tiểu học|mầm non|mẫu giáo"
    r"|phổ thông dân tộc (?:bán|nội) trú|phổ thông|liên cấp|chuyên|thực hành|dân lập|tư thục|công lập|chất lượng cao)"
)
_NUMBER: Final = r"(?:[Ss]ố )?\d{1,2}"
_NAMED: Final = re.compile(
    rf"\b(?i:trường (?P<kinds>{_KIND}(?:(?: và |, | - |[-–& ]){_KIND}){{0,3}})) "
    rf"(?P<core>(?:{_NUMBER} )?[“\"]?[{CAPITALS}]\w*(?: [{CAPITALS}]\w*){{0,5}}(?: {_NUMBER}\b)?)[”\"]?"
)
_OF: Final = re.compile(  # what only a school's own paper says before its name
    r"\b(?:hiệu trưởng|hiệu phó|hội đồng (?:trường|sư phạm|tự đánh giá|thi đua[^,]{0,20})|ban giám hiệu|chi bộ"
    r"|(?:công đoàn|liên đội|chi đoàn)|tập thể(?: cán bộ)?|giáo viên|nhân viên|đội ngũ(?: [^,]{1,40})?|học sinh|trẻ"
    r"|cha mẹ học sinh|tình hình|đặc điểm|quy mô|truyền thống|thực trạng|cơ sở vật chất|môi trường giáo dục"
    r"|(?:chất lượng|kế hoạch|báo cáo|chiến lược|quy chế|nghị quyết|quyết định|phương hướng|mục tiêu|nhiệm vụ)"
    r"(?: [^,;:]{1,90})?)(?: của| ở| tại)? $"
)
_PLACE: Final = re.compile(  # where a school lies, behind its name
    rf"(?:[ ,(–-]{{1,3}}(?i:xã|phường|thị trấn|thị xã|huyện|quận|tỉnh|thành phố|tp\.?) [{CAPITALS}]\w*"
    rf"(?: [{CAPITALS}]\w*){{0,4}}\)?){{1,3}}"
)
_NO_DEED: Final = re.compile(  # what follows a name and is no deed of that school's own year
    r"^(?:và|cùng|với|hoặc|hay|ở|tại|thuộc|trên|cũ|bạn|mới|trước|là|cách|gần|bên|cạnh|tặng|cho|giúp|hỗ trợ|chuyển|nhận"
    r"|tiếp nhận|mời|đăng cai|cử|đến|sang|về|dạy|học|để|từ|theo|trong|như|nhưng|thì|nên|do|bị|cũng|vốn|nay"
    r"|phối hợp(?! với)|năm|khoảng)\b"
)
_HARMLESS: Final = re.compile(  # words of another matter with those that bind two schools in them
    r"\b(?:(?:cùng )?với (?:sự|phương châm|mục tiêu|quyết tâm|tinh thần|truyền thống|đặc thù|trách nhiệm|điều kiện"
    r"|\d+)|như vậy|căn cứ theo|hợp đồng lao động)\b"
)
_BEFORE: Final = re.compile(  # what is said of another school, before its name
    r"\b(?:phối hợp|giao lưu|tham quan|tham khảo|học tập|học hỏi|kết nghĩa|liên kết|mượn|thuê|cùng|với|như|cụm|chuyển"
    r"|tuyển sinh|kinh nghiệm|mô hình|các trường|hai trường|trường bạn|những trường|đến từ|từ|mời|hỗ trợ|sáp nhập"
    r"|tiền thân|trước đây|nguyên|cựu|tách|hợp đồng|thỉnh giảng|biệt phái|so|theo|giữa|nhận|tiếp nhận|gửi|trao đổi"
    r"|chia sẻ|thăm|dự giờ|bàn giao|do|vào|đối tác|báo cáo viên|chuyên gia|điều động|luân chuyển|thi đấu|gặp"
    r"|lân cận|đơn vị bạn|cảm ơn|đội(?! ngũ)|giải(?! pháp)|hội thi)\b"
)
_AFTER: Final = re.compile(  # and behind it, in its sentence or the next
    r"\b(?:trường bạn|kết nghĩa|giao lưu|tham quan|học hỏi|học tập kinh nghiệm|kinh nghiệm (?:hay|của|tốt)|đáng học"
    r"|cụm|liên trường|hai trường|sáp nhập|đổi tên|tiền thân|trước đây|trước kia|nay là|giải thể|được tách|tách ra"
    r"|mượn|tặng|đăng cai|chuyển (?:đến|sang|về|giao|trường)|biệt phái|thỉnh giảng|nhân rộng|lân cận"
    r"|(?:với|cho|giúp|hỗ trợ|đến|về|mời|cùng|sang|tới|gần|cách|so với|như) (?:nhà trường"
    r"|trường (?:ta|mình|tôi|này|chúng)"
    r"|chúng (?:ta|tôi)|đơn vị (?:ta|mình))|cùng (?:địa bàn|xã|phường|cấp))\b"
)
_SENTENCE_ENDS: Final = re.compile(r"[.!?](?=\s)|\n")


def find(context: RuleContext) -> Iterator[Hit]:
    """Each other school of the same level that acts where only the own school can, once a text."""
    own = fold(context.paper.school)
    level = _levels(own)
    if not level:
        return
    found = {text: names for text in context.written if (names := dict.fromkeys(_strangers(text, own, level)))}
    places = context.places(found)
    for text, names in found.items():
        for name in names:
            yield from (_hit(path, name, context.paper.school) for path in places[text] if path != "school")


def _strangers(text: str, own: str, level: frozenset[str]) -> Iterator[str]:
    if "rường " not in text and "RƯỜNG " not in text:
        return
    named = list(_NAMED.finditer(text))
    for found in named:
        if _is_own(found, own) or _levels(fold(found["kinds"])) != level:
            continue
        start, end = _sentence_around(text, found)
        beside = any(start <= each.start() < end and _is_own(each, own) for each in named)
        if not beside and _stands_for_own(text, found, start):
            yield found[0]


def _is_own(found: re.Match[str], own: str) -> bool:
    """Whether a name is the school's own, cut short or with words after it that are not of it."""
    core = fold(found["core"]).strip('“”"')
    return core in own or own.endswith(tuple(f" {core[:end]}" for end in _word_ends(core)))


def _word_ends(core: str) -> Iterator[int]:
    return (at for at in range(4, len(core) + 1) if at == len(core) or core[at] == " ")


def _sentence_around(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Where the clause of a name begins, and where its sentence ends."""
    start = max(text.rfind(mark, 0, found.start()) for mark in (". ", ";", "\n")) + 1
    end = _SENTENCE_ENDS.search(text, found.end())
    return start, end.start() if end else len(text)


def _stands_for_own(text: str, found: re.Match[str], start: int) -> bool:
    """Whether what is said around a name makes it that of the school whose paper this is."""
    before = _HARMLESS.sub(" ", text[start : found.start()].lower())
    after = _PLACE.sub("", text[found.end() :], count=1) if _PLACE.match(text, found.end()) else text[found.end() :]
    if _BEFORE.search(before) or _AFTER.search(_two_sentences(after)):
        return False
    return bool(_OF.search(before)) or (_opens(before) and _acts(after))


def _two_sentences(after: str) -> str:
    line = after.partition("\n")[0].lower()
    ends = [end.end() for end in _SENTENCE_ENDS.finditer(line)]
    return line[: ends[1]] if len(ends) > 1 else line


def _opens(before: str) -> bool:
    """Whether nothing stands before a name but a bullet, or words that say when and what for."""
    bare = before.strip(" -+•–*").rstrip()
    return not bare or re.fullmatch(r"\(?\w{1,3}[.)]", bare) is not None or bare[-1] in ",:"


def _acts(after: str) -> bool:
    """Whether a deed follows a name."""
    words = after.lstrip(' )”"')
    return after[:1] == " " and words[:1].islower() and _NO_DEED.match(words) is None


def _levels(folded: str) -> frozenset[str]:
    return frozenset(_LEVELS[word] for word in _LEVEL.findall(folded))


def _hit(path: str, name: str, own: str) -> Hit:
    return Hit(path, f"“{name}” đứng ở chỗ tên của trường mình ({own}).", "Sửa thành tên trường mình.", words=name)
