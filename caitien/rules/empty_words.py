"""Texts that say nothing (lời chung chung): made up of set phrases alone, with no figure, day, name or thing in them.

A text is tested by taking every phrase of a table out of it, the longest first; it says nothing if nothing is left. So
one word of substance, whatever it is, makes a text pass. Words are read with their accents: "đạt" is not "đất".
"""

import re
from collections.abc import Iterable
from typing import Final

_MARKS: Final = re.compile(r"[^\w%/]+")


def phrases(*texts: str) -> re.Pattern[str]:
    """The pattern of a table of phrases, several to a text, parted by "|"."""
    table = sorted((phrase.strip() for text in texts for phrase in text.split("|")), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, table))})\b")


def only(text: str, table: re.Pattern[str]) -> bool:
    """Whether a text is not blank and says nothing but phrases of a table."""
    words = _MARKS.sub(" ", text.lower()).strip()
    return bool(words) and not table.sub("", words).strip()


def any_figure(texts: Iterable[str]) -> bool:
    """Whether any of the texts holds a figure, a date or a code."""
    return any(character.isdigit() for text in texts for character in text)


PRAISE: Final = phrases(
    "đã|được|đang|và|các|có|cho|theo|đúng|rất|khá|cao|hết sức|về cơ bản|nhìn chung|trong năm|trong năm học|năm học qua",
    "thực hiện|thực hiện tốt|thực hiện đầy đủ|hoàn thành|hoàn thành tốt|hoàn thành xuất sắc|triển khai|tổ chức|làm",
    "làm tốt|thực hiện xong|triển khai tốt|tiến hành|đạt|đạt được|đảm bảo|bảo đảm|xong|thực hiện thường xuyên",
    "kết quả|kết quả tốt|kết quả khá|kết quả cao|đạt kết quả tốt|đạt kết quả|chất lượng|hiệu quả|tốt|khá tốt|xuất sắc",
    "yêu cầu|đạt yêu cầu|tích cực|nghiêm túc|đầy đủ|kịp thời|thường xuyên|đồng bộ|thuận lợi|ổn định|phù hợp",
    "kế hoạch|kế hoạch đề ra|đề ra|quy định|qui định|tiến độ|mục tiêu|nội dung|công việc|nhiệm vụ|hoạt động|nhà trường",
)
VAGUE_CHANGE: Final = phrases(
    "đã|được|có|sự|một số|một vài|các|và|cho|theo|để|với|của|lại|thêm|cần",
    "điều chỉnh|bổ sung|thay đổi|sửa đổi|cập nhật|kế hoạch|nội dung|thời gian|giải pháp|công việc",
    "phù hợp|phù hợp hơn|thực tế|tình hình|tình hình thực tế|điều kiện|điều kiện thực tế|nhà trường|trường|đơn vị",
    "hợp lý|hợp lí|linh hoạt|kịp thời|khi cần|khi cần thiết|hàng năm|hằng năm|từng năm|năm học|thường xuyên",
)
