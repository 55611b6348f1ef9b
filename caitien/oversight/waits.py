"""What an open line waits for above its school (chờ cấp trên), told by its words, which an officer sees and may deny.

Two ways: how it stands says so ("chờ UBND duyệt", "bị hoãn"), or the plan asks a body above and nothing says that it
has agreed ("tham mưu với UBND xã cấp đất", "phối hợp với Sở để đề xuất…"). To work beside a body asks it for nothing:
"phối hợp với Sở tổ chức tập huấn" waits for nobody. Read with accents: "cho" is another word than "chờ".
"""

import re
from typing import Final

LONGEST: Final = 300  # letters of the words that are kept
_STANDS_SO: Final = re.compile(r"\b(?:chờ|đợi|bị hoãn|tạm hoãn)\b")
_BODY: Final = (
    r"(?:(?:các |cơ quan |thường trực |lãnh đạo |đồng chí lãnh đạo ){0,2}"
    r"(?:ubnd|hđnd|(?:ủy|uỷ) ban|hội đồng nhân dân|đảng (?:ủy|uỷ) (?:xã|phường|thị trấn|đặc khu)"
    r"|sở(?! hữu| thích| trường)|bộ (?:gd|giáo dục|nội vụ|tài chính|xây dựng|y tế|văn h|khoa học)"
    r"|phòng (?:gd|giáo dục|nội vụ|tài chính|kế hoạch|văn h|kinh tế|quản lý đô thị)"
    r"|(?:ban quản lý|bql) (?:các )?(?:dự án|công trình|đầu tư|khu)"
    r"|chính quyền|địa phương|thành phố|tp\b|tỉnh(?! táo)|huyện|quận|xã(?! hội)|phường|thị trấn|đặc khu"
    r"|cấp trên|cấp có thẩm quyền|các cấp|ban ngành|ngành chức năng|cơ quan (?:chức năng|có thẩm quyền|cấp trên))\b)"
)
_WITH: Final = r"(?:(?<!phù hợp )(?<!đối )(?<!gắn )(?<!so )với|cho|lên|tới|đến|gửi|trình)"
_OF_THE_SCHOOL: Final = (  # whom one asks within the school, or among those it serves
    r"(?:(?:cho|với|tới|đến) )?(?:các |từng |mỗi |toàn thể |tất cả )?"
    r"(?:thầy|cô|giáo viên|gv|nhân viên|cán bộ|cbgv|hiệu trưởng|phó hiệu trưởng|ban giám hiệu|bgh|ban lãnh đạo"
    r"|lãnh đạo (?:nhà )?trường|nhà trường|trường|chi bộ|chi (?:ủy|uỷ)|tổ|nhóm|bộ phận|hội đồng (?!nhân dân)|công đoàn"
    r"|đoàn|đội|học sinh|hs|phụ huynh|cha mẹ|cmhs|ban đại diện|lớp|kế toán|bảo vệ|thư viện|công ty|doanh nghiệp)\b"
)
_ASKS: Final = rf"(?:tham mưu|đề xuất|đề nghị|kiến nghị|đề đạt|tờ trình|xin (?!lỗi|thôi|nghỉ))(?! {_OF_THE_SCHOOL})"
_ASKED: Final = re.compile(
    rf"\b(?:{_ASKS}(?:[ ,]+[^\s.;:,]{{1,30}}){{0,14}}?[ ,]+{_WITH} {_BODY}"  # tham mưu … với UBND xã
    rf"|{_ASKS} {_BODY}"  # đề nghị Sở …
    rf"|xin(?: [^\s.;:,]{{1,30}}){{1,6}}? (?:của|từ) {_BODY}"  # xin ý kiến của UBND
    r"|(?<!chương )(?<!công )(?<!giáo )(?<!quá )(?<!quy )(?<!tiến )(?<!hành )(?<!lộ )trình "
    rf"{_BODY}"  # trình Sở phê duyệt
    rf"|(?:chờ|đợi)(?: [^\s.;:,]{{1,30}}){{0,6}}? {_BODY}"  # chờ (phê duyệt của) UBND
    rf"|(?:với|cùng) {_BODY}[^.;:\n]{{0,80}}? (?:để|nhằm) (?:tiếp tục )?{_ASKS})"  # phối hợp với Sở để đề xuất
)
_GRANTED: Final = re.compile(
    r"\bđã (?:đồng ý|chấp thuận|phê duyệt|duyệt|cấp|bố trí|giao|trả lời|ghi vốn|bàn giao)\b"
    r"|(?<!chưa )được [^.;:\n]{0,60}\b(?:đồng ý|chấp thuận|phê duyệt|duyệt|cấp|bố trí|giao|trả lời|ghi vốn)\b"
    r"|\bđang thi công\b|\bđã khởi công\b"
)
_ENDS: Final = ".;\n"  # of a sentence


def waiting_words(planned: str, *stands: str) -> str:
    """The words by which an open line waits for a body above (lời cho thấy đang chờ), as they stand there, "" where
    none do. ``planned`` is what was to be done, ``stands`` what is told of it. Linear in the words."""
    for text in stands:
        if found := _STANDS_SO.search(text.lower()):
            return _sentence(text, found)
    asked = _ASKED.search(planned.lower())
    if asked is None or any(_GRANTED.search(text.lower()) for text in stands):
        return ""
    return _sentence(planned, asked)


def _sentence(text: str, found: re.Match[str]) -> str:
    """The sentence in which something stands, cut before it is long."""
    begin = max(text.rfind(end, 0, found.start()) for end in _ENDS) + 1
    ends = [place for end in _ENDS if (place := text.find(end, found.end())) >= 0]
    return text[begin : min(ends, default=len(text))].strip()[:LONGEST]
