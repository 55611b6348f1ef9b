"""Words typed or recognised wrongly that make sense nowhere (chữ gõ sai, nhận dạng sai), and what each should be."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from caitien.rules.pieces import pieces, standing_in
from caitien.rules.wording import starts

_NO_WORD: Final = {  # never right, whatever stands around → what it should be
    "họp lệ": "hợp lệ",
    "phối họp": "phối hợp",
    "tổng họp": "tổng hợp",
    "phù họp": "phù hợp",
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
    "họat động": "hoạt động",
    "hoat động": "hoạt động",
    "rà sóat": "rà soát",
    "đánh gía": "đánh giá",
    "giáo đục": "giáo dục",
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
    "chỉ đao": "chỉ đạo",
    "tham mưa": "tham mưu",
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
class Garble:
    """Words that are wrong in their place, and the words before or after which they may be right.

    ``right`` is what they should be, "" where a person has to look: then ``doubt`` says what may be meant.
    """

    wrong: str
    right: str
    unless_after: str = ""
    unless_before: str = ""
    doubt: str = ""

    def is_meant(self, lowered: str, at: int) -> bool:
        """Whether the words around make the garble right ("họp lý luận")."""
        before = lowered[:at].rpartition("\n")[2].split()[-1:]
        after = _WORD.findall(lowered[at + len(self.wrong) :].partition("\n")[0])[:1] if self.unless_before else ()
        return any(word in self.unless_after.split() for word in before) or any(
            word in self.unless_before.split() for word in after
        )


_WORD: Final = re.compile(r"\w+")
_SCHOOL: Final = "THPT|THCS|TH|PTDTNT|PTDTBT|[Tt]iểu học|[Mm]ầm non|[Mm]ẫu giáo"
_HEAD_FOR_SCHOOL: Final = re.compile(rf"(?<!\w )(?<!\w)Trưởng(?= (?:{_SCHOOL})\b)")  # not "Hiệu Trưởng THPT …"
_MEETING: Final = "luận giải thuyết do lịch"
_GARBLES: Final = (
    *(Garble(wrong, right) for wrong, right in _NO_WORD.items()),
    Garble("họp lý", "hợp lý", unless_before=_MEETING),
    Garble("họp lí", "hợp lí", unless_before=_MEETING),
    Garble("họp tác", "hợp tác", unless_before="chiến nghiệp động phong giả phẩm"),
    Garble("kết họp", "kết hợp", unless_after="tổng sơ"),
    Garble("tập họp", "tập hợp", unless_after="học thực luyện tự"),
    Garble("thích họp", "thích hợp", unless_after="không yêu ham ưa"),
    Garble("kê hoạch", "kế hoạch", unless_before="định toán"),
    Garble("giáo viện", "giáo viên", unless_before="trợ phí dẫn"),
    Garble("nhân viện", "nhân viên", unless_before="trợ phí dẫn"),
    Garble("cỏ thụ", "cổ thụ", unless_before="phấn tinh hưởng"),
    Garble("chuyên đổi số", "chuyển đổi số", unless_before="điện hiệu lượng tiết lớp"),
    Garble("thư viên", "thư viện", unless_after="văn bí", unless_before="chức"),
    Garble("được dưỡng", "", unless_before="sinh thương bệnh già lão", doubt="có thể là “được bồi dưỡng”"),
    Garble("chia sẻ nghiệm", "", doubt="có thể là “chia sẻ kinh nghiệm”"),
    Garble("(bỏ)", "", doubt="có thể là lời nhắc khi sửa còn sót"),
    Garble("(bò)", "", doubt="có thể là lời nhắc “(bỏ)” khi sửa còn sót"),
)


def in_paper(texts: Iterable[str]) -> list[Garble]:
    """Those that stand anywhere in the texts of a paper; mostly none."""
    here = standing_in((garble.wrong for garble in _GARBLES), pieces(texts))
    return [garble for garble in _GARBLES if garble.wrong in here]


def garbled(text: str, here: list[Garble]) -> Iterator[tuple[str, str, str]]:
    """Each way (capitals or not) a garble is written in a text: as written, the right words or "", the doubt."""
    lowered = text.lower()
    for garble in here:
        if garble.wrong in lowered and len(lowered) == len(text):
            at = [at for at in starts(lowered, garble.wrong) if not garble.is_meant(lowered, at)]
            for old in dict.fromkeys(text[start : start + len(garble.wrong)] for start in at):
                alone = lowered.count(garble.wrong) == len(at)  # else the same letters may be right elsewhere in it
                yield old, garble.right if alone else "", garble.doubt or f"có thể là “{garble.right}”"


def heads_for_schools(text: str) -> Iterator[tuple[str, str, str]]:
    if "Trưởng " in text:
        for match in _HEAD_FOR_SCHOOL.finditer(text):
            yield match[0], "trường" if text.count(match[0]) == 1 else "", "có thể là “Trường”"
            return
