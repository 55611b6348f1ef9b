"""Chữ bị gõ sai hoặc máy nhận dạng nhầm.

Vì sao: Những chữ này không có trong tiếng Việt hoặc vô nghĩa ở chỗ đó; để sót thì mất mặt với nơi nhận.
Sai: sắp xếp thời gian họp lý; bồi dưỡng về chuyên đổi số
Đúng: sắp xếp thời gian hợp lý; bồi dưỡng về chuyển đổi số
Sửa: Bấm sửa ở những chữ chắc chắn; chữ còn lại thì xem bản gốc rồi gõ lại.
Nguồn: kinh nghiệm: chữ hay sai khi gõ, quét hoặc chép lại văn bản.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from caitien.domain.finding import Fix, Severity
from caitien.rules.ground import Ground, Hit
from caitien.rules.wording import OURS, like, whole_text

SEVERITY = Severity.WARNING

_NO_WORD: Final = {  # never right, whatever stands around → what it should be
    "họp lệ": "hợp lệ",
    "phối họp": "phối hợp",
    "tổng họp": "tổng hợp",
    "phù họp": "phù hợp",
    "thích họp": "thích hợp",
    "đuợc": "được",
    "nguời": "người",
    "truờng": "trường",
    "truởng": "trưởng",
    "luợng": "lượng",
    "chuơng": "chương",
    "phuơng": "phương",
    "thuờng": "thường",
    "huớng": "hướng",
    "truớc": "trước",
    "nuớc": "nước",
    "cuờng": "cường",
    "tuợng": "tượng",
    "duỡng": "dưỡng",
    "kế hoach": "kế hoạch",
    "kế họach": "kế hoạch",
    "kê hoạch": "kế hoạch",
    "họat động": "hoạt động",
    "hoat động": "hoạt động",
    "rà sóat": "rà soát",
    "đánh gía": "đánh giá",
    "giáo đục": "giáo dục",
    "giáo viện": "giáo viên",
    "nhân viện": "nhân viên",
    "học sình": "học sinh",
    "phó hiệu trường": "phó hiệu trưởng",
    "tổ trường chuyên môn": "tổ trưởng chuyên môn",
    "cơ sờ vật chất": "cơ sở vật chất",
    "cơ sỡ vật chất": "cơ sở vật chất",
    "thực hiên": "thực hiện",
    "thưc hiện": "thực hiện",
    "kiềm tra": "kiểm tra",
    "kiễm tra": "kiểm tra",
    "kiềm định": "kiểm định",
    "phát triên": "phát triển",
    "bồi đưỡng": "bồi dưỡng",
    "bổi dưỡng": "bồi dưỡng",
    "phồ thông": "phổ thông",
    "tiêu chuấn": "tiêu chuẩn",
    "mã minh chúng": "mã minh chứng",
    "hồ sơ minh chúng": "hồ sơ minh chứng",
    "danh mục minh chúng": "danh mục minh chứng",
    "cãi tiến": "cải tiến",
    "xây dưng": "xây dựng",
    "trãi nghiệm": "trải nghiệm",
    "sữa chữa": "sửa chữa",
    "sửa chửa": "sửa chữa",
    "bổ xung": "bổ sung",
    "xuất xắc": "xuất sắc",
    "suất sắc": "xuất sắc",
    "chia sẽ kinh nghiệm": "chia sẻ kinh nghiệm",
    "hội nghị chuyên để": "hội nghị chuyên đề",
    "báo cáo chuyên để": "báo cáo chuyên đề",
    "sinh hoạt chuyên để": "sinh hoạt chuyên đề",
}


@dataclass(frozen=True, slots=True)
class _Garble:
    """Words that are wrong in their place: how to ask quickly whether they are there, how they stand, what is meant.

    ``right`` is "" where a person has to look.
    """

    sign: str
    pattern: re.Pattern[str]
    right: str
    doubt: str = ""


def _garble(wrong: str, right: str, *, unless_after: str = "", unless_before: str = "", doubt: str = "") -> _Garble:
    before = "".join(rf"(?<!\b{word} )" for word in unless_after.split("|") if word)
    after = rf"(?! (?:{unless_before})\b)" if unless_before else ""
    return _Garble(wrong, re.compile(rf"{before}(?<!\w){re.escape(wrong)}(?!\w){after}", re.IGNORECASE), right, doubt)


_SCHOOL: Final = r"THPT|THCS|TH|PTDTNT|PTDTBT|[Tt]iểu học|[Mm]ầm non|[Mm]ẫu giáo"
_GARBLES: Final = (
    *(_garble(wrong, right) for wrong, right in _NO_WORD.items()),
    _garble("họp lý", "hợp lý", unless_before="luận|giải|thuyết|do|lịch"),
    _garble("họp lí", "hợp lí", unless_before="luận|giải|thuyết|do|lịch"),
    _garble("họp tác", "hợp tác", unless_before="chiến|nghiệp|động|phong|giả|phẩm"),
    _garble("kết họp", "kết hợp", unless_after="tổng|sơ"),
    _garble("tập họp", "tập hợp", unless_after="học|thực|luyện|tự"),
    _garble("cỏ thụ", "cổ thụ", unless_before="phấn|tinh|hưởng"),
    _garble("chuyên đổi số", "chuyển đổi số", unless_before="điện|hiệu|lượng|tiết|lớp"),
    _garble("chỉ đao", "chỉ đạo"),
    _garble("tham mưa", "tham mưu"),
    _garble("thư viên", "thư viện", unless_after="văn|bí", unless_before="chức"),
    _Garble("trưởng", re.compile(rf"(?<!\w )(?<!\w)Trưởng(?= (?:{_SCHOOL})\b)"), "trường"),
    _garble("được dưỡng", "", unless_before="sinh|thương|bệnh|già|lão", doubt="có thể là “được bồi dưỡng”"),
    _garble("chia sẻ nghiệm", "", doubt="có thể là “chia sẻ kinh nghiệm”"),
    _Garble("(bỏ)", re.compile(r"\(bỏ\)", re.IGNORECASE), "", "có thể là lời nhắc khi sửa còn sót"),
    _Garble("(bò)", re.compile(r"\(bò\)", re.IGNORECASE), "", "có thể là lời nhắc “(bỏ)” khi sửa còn sót"),
)


def find(ground: Ground) -> Iterator[Hit]:
    """Each garbled word of a text, once a text; those that cannot be anything else carry a fix."""
    everything = whole_text(ground)
    here = [garble for garble in _GARBLES if garble.sign in everything]
    if not here:
        return
    for path, text in ground.texts:
        if path not in OURS:
            lowered = text.lower()
            for garble in here:
                if garble.sign in lowered:
                    yield from _garbled(path, text, garble)


def _garbled(path: str, text: str, garble: _Garble) -> Iterator[Hit]:
    """One hit for each way (capitals or not) the garble is written in a text."""
    written = [match[0] for match in garble.pattern.finditer(text)]
    for old in dict.fromkeys(written):
        if not garble.right:
            yield Hit(path, f"“{old}” không rõ nghĩa: {garble.doubt}.", "Xem bản gốc rồi gõ lại.", words=old)
            continue
        new = like(garble.right, old)
        fix = Fix(path, old, new) if text.count(old) == written.count(old) else None  # the same letters may be right
        yield Hit(path, f"“{old}” là chữ sai của “{new}”.", f"Sửa thành “{new}”.", words=old, fix=fix)
