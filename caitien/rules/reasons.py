"""Words that give a reason or a new date (lý do, thời hạn mới) for what is late or not begun.

Read with their accents: "do", "độ" and "đó" are one word without them. Wide on purpose: one sign is enough for silence.
"""

import re
from typing import Final

_REASON: Final = re.compile(
    r"\b(?:do|vì|bởi|nên|nguyên nhân|lý do|lí do|chờ|đợi|phụ thuộc|vướng|khó khăn|thiếu|hết|không đủ|không có|không còn"
    r"|chưa có|chưa đủ"
    r"|chưa được (?:cấp|duyệt|phê duyệt|bố trí|giao|phân bổ|bàn giao)"
    r"|chưa nhận|chưa bố trí|chưa cấp|chưa duyệt|(?<!thiết )(?<!chuẩn )bị|hoãn|tạm dừng|dừng|huỷ|hủy|theo lịch"
    r"|trùng|ảnh hưởng|quá tải|bàn giao|thẩm định|phê duyệt|kinh phí|nhân sự|sau khi|khi có|để dành)\b"
)
_NEW_DATE: Final = re.compile(
    r"\d|\b(?:sẽ|dự kiến|chuyển sang|dời|lùi|gia hạn|năm sau|năm học sau|năm tới|học kỳ|học kì|quý|tháng sau|hè)\b"
)
_LATE: Final = re.compile(r"\b(?:chậm|trễ|quá hạn|chưa kịp)\b(?! (?:nhất|lớn|phát triển|tiếp thu|hiểu))")


def has_reason(*texts: str) -> bool:
    """Whether any of the texts gives a reason."""
    return any(_REASON.search(text.lower()) for text in texts)


def has_new_date(*texts: str) -> bool:
    """Whether any of the texts names a time yet to come, or at least a figure that may be one."""
    return any(_NEW_DATE.search(text.lower()) for text in texts)


def late_words(text: str) -> str:
    """The first word that says a thing is late, or ""."""
    found = _LATE.search(text.lower())
    return text[found.start() : found.end()] if found else ""
