"""Sentences that set someone to work (câu giao việc): who is to act, which verb opens, how many actions there are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from caitien.domain.texts.letters import CAPITALS

BULLET: Final = re.compile(r"^(?:[-–—+*•●▪]+|\(?\d{1,2}[.)/](?!\d)|\(?[a-zđ][.)])\s*", re.IGNORECASE)
_SENTENCE: Final = re.compile(rf"(?<=[.!?;])\s+(?=[{CAPITALS}])")
# All are read with their accents, in small letters: "mời" is not "mỗi", "giao" is not "giáo viên".
_LEAD_IN: Final = re.compile(  # when, what for: all that stands before the first comma
    r"^(?:hàng|hằng|mỗi|từng|đầu|cuối|giữa|vào|trong|từ|trước|sau|đến|để|nhằm|tháng|quý|học kỳ|học kì"
    r"|định kỳ|theo)\b[^,.;]*, "
)
_ADVERB: Final = re.compile(
    r"^(?:(?:và|đồng thời|ngoài ra|bên cạnh đó|mặt khác|thường xuyên|tiếp tục|tích cực|chủ động|kịp thời|sẽ|cần|phải)"
    r"(?:,? |$))+"
)
_ANOTHER: Final = re.compile(r"^(?:ngoài ra|bên cạnh đó|mặt khác|tiếp tục)\b")
_STEP: Final = re.compile(r"^(?:bước \d|trước (?:hết|tiên)|đầu tiên|sau đó|tiếp (?:theo|đến)|từ đó|cuối cùng|rồi )")
_VERB: Final = re.compile(
    r"^(?:ban hành|báo cáo|bảo dưỡng|bảo trì|biên soạn|bổ sung|bố trí|bồi dưỡng|cải tạo|cải tiến|cập nhật"
    r"|chỉ đạo|chuẩn bị|chuyển|chia sẻ|công bố|công khai|cử|củng cố|dán|đăng ký|đánh giá|đào tạo|đẩy mạnh"
    r"|đề nghị|đề xuất|điều chỉnh|dọn|đổi mới|động viên|đưa|duy trì|ghi|giao|giám sát|góp ý|gọi|gửi|hoàn thành"
    r"|hoàn thiện|họp|hướng dẫn|huy động|kê khai|kết hợp|khảo sát|khen thưởng|khuyến khích|kiểm kê|kiểm tra"
    r"|kiến nghị|kiện toàn|ký|lập|làm|lắp|lấy ý kiến|liên hệ|lồng ghép|lợp|lưu trữ|mở|mời|mua|nâng cao|nâng cấp"
    r"|nhân rộng|phân công|phát động|phát huy|phát triển|phối hợp|phụ đạo|quán triệt|quản lý|quy hoạch|rà soát"
    r"|rút gọn|sắp xếp|soạn|số hoá|số hóa|sơn|sửa|tăng cường|tạo|tập huấn|tham mưu|thành lập|thay|theo dõi"
    r"|thiết kế|thống kê|thu|thực hiện|tổ chức|tổng hợp|tổng kết|trang bị|treo|triển khai|tiếp nhận|trình"
    r"|trồng|trùng tu|tư vấn|tuyển|tuyên truyền|ứng dụng|vận động|vệ sinh|viết|xây|xây dựng|xếp|xin|yêu cầu)\b"
)
_BODIES: Final = (
    r"(?:các |tập thể |lãnh đạo )?(?:nhà trường|trường(?! hợp)|(?:phó )?hiệu trưởng|ban giám hiệu|bgh"
    r"|ban chấp hành|ban đại diện|ban thanh tra|bí thư|chủ tịch|công đoàn|đoàn thanh niên|đoàn trường|chi đoàn"
    r"|chi bộ|liên đội|tổng phụ trách|tổ trưởng|tổ phó|tổ (?!chức\b)|giáo viên|cán bộ|nhân viên|kế toán"
    r"|thư viện|văn phòng|văn thư|trợ lý|khối|hội (?:đồng|cha mẹ|khuyến học|phụ huynh)|sở (?:giáo dục|gd"
    r"|xây dựng)|ủy ban|uỷ ban|ubnd|phòng giáo dục)"
)
_DOER: Final = re.compile(
    rf"^(?P<doer>{_BODIES}[^.;:]{{0,100}}?) "
    rf"(?:(?:sẽ|cần|phải|tiếp tục|thường xuyên|chủ động|tích cực|định kỳ|chú trọng|dựa trên) ){{0,4}}"
    rf"(?:(?={_VERB.pattern[1:]})|(?<=dựa trên ))"
)


_TELLS: Final = re.compile(rf"^{_BODIES}[^.;:,]{{0,60}}? (?:đã|chưa|được|đang|bị)\b")  # what has become of somebody


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or paragraph of a cell (câu), and how it opens."""

    text: str
    doer: str  # in small letters; "" where the sentence names nobody
    acts: bool  # a doer and a verb, or a verb
    another: bool  # opens with a word that adds a second thing: "Ngoài ra", "Tiếp tục"
    step: bool  # opens with a word that goes on with the same thing: "Sau đó"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a cell without their bullets and numbers."""
    return [line for line in (BULLET.sub("", line.strip()) for line in text.split("\n")) if line]


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def statement(text: str) -> Statement:
    """How a sentence opens, once what tells when and what for is set aside."""
    small = text.lower()
    opening = _LEAD_IN.sub("", small)
    rest = _ADVERB.sub("", opening)
    doer = None if _TELLS.match(rest) else _DOER.match(rest)
    return Statement(
        text=text,
        doer=doer["doer"] if doer else "",
        acts=bool(doer or _VERB.match(rest)),
        another=bool(_ANOTHER.match(opening)),
        step=bool(_STEP.match(small)),
    )


def actions_of(text: str) -> list[Statement]:
    """The different actions of a cell (các việc khác nhau), each by the sentence that opens it.

    A new action opens with a paragraph that begins with a verb or with a doer and a verb; inside a paragraph with a
    sentence that names another doer than the one before, or begins with a word that adds ("Tiếp tục", "Ngoài ra").
    Steps ("Bước 2", "Sau đó") and what follows a line ending in a colon go on with the action before.
    """
    lines = paragraphs(text)
    if any(line.endswith(":") for line in lines):
        return []
    found: list[Statement] = []
    for line in lines:
        found += _actions_of_paragraph(line, found)
    return found


def _actions_of_paragraph(line: str, before: list[Statement]) -> Iterator[Statement]:
    doers = {each.doer for each in before}
    for place, text in enumerate(sentences(line)):
        each = statement(text)
        opens = place == 0 or each.another or (each.doer and each.doer not in doers)
        if each.acts and opens and not each.step:
            yield each
        doers.add(each.doer)
