"""The head of a paper (phần đầu) from its lines, whatever their layout.

Lines come column by column: what stands in the left cell of a letterhead before what stands in the right one.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from caitien.domain.official_forms.forms import MOTTO, NATION
from caitien.domain.official_forms.standing import read_blank
from caitien.domain.texts.folding import clean, fold

TITLES: Final = ("BÁO CÁO", "KẾ HOẠCH", "TỜ TRÌNH", "THÔNG BÁO", "BIÊN BẢN", "QUYẾT ĐỊNH", "CHƯƠNG TRÌNH", "ĐỀ ÁN")
RULE: Final = re.compile(r"^[-_–—=*.~\s•]+$")  # a line drawn with signs
_NUMBER: Final = re.compile(r"^số\s*(?:[:.]|(?=[\s\d…./]))\s*(.*)$", re.IGNORECASE)
_SYMBOL: Final = re.compile(r"^([\d\s./…_-]{0,14}/\s?[^\s,;]+(?:(?:\s?-\s?|(?<=-)\s)[^\s,;]+)*|\d+)\s*(.*)$")
_DOTS: Final = re.compile(r"[.…_]{2,}|…")
_WHEN: Final = re.compile(
    r"^(?P<place>[^\d\n]{0,60}?)[,\s]{0,9}\bngày\s*+(?P<day>\d{0,2})\s*+tháng\s*+(?P<month>\d{0,2})\s*+năm\s*(?P<year>\d{0,4})",
    re.IGNORECASE,
)
_WHEN_SHORT: Final = re.compile(
    r"^(?P<place>[^\d\n]{2,60}?),\s*(?:ngày\s*)?(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})$",
    re.IGNORECASE,
)
_SCHOOL: Final = re.compile(
    r"^(truong|trung tam|nha tre|co so giao duc|nhom tre|lop mau giao|mam non|phan hieu|th(cs|pt)?\b|tieu hoc|hoc vien)"
)
_FORM_NAME: Final = re.compile(r"^\(?\s*(bieu|mau|bieu mau|phu luc)\s*+(so\s*+)?:?\s*\d+\b|^phu luc( [ivx]+)?$")
_COUNCIL: Final = re.compile(  # who stands under or behind the school's name on a letterhead and is no part of it
    r"^(?:HỘI ĐỒNG|TỔ\b|CHI BỘ|CHI ĐOÀN|CHI HỘI|CÔNG ĐOÀN|LIÊN ĐỘI|VĂN PHÒNG|THƯ VIỆN|ĐIỂM TRƯỜNG|CÂU LẠC BỘ|KHỐI\b"
    r"|NHÓM\b|BỘ PHẬN|ĐOÀN (?:TNCS|TN|THANH NIÊN|TRƯỜNG|ĐÁNH|KIỂM)"
    r"|BAN (?:GIÁM|CHỈ|ĐẠI|THANH|KIỂM|CHẤP|TỔ|QUẢN|SOẠN|BIÊN)"
    r"|LỚP \d|NĂM HỌC|ĐỊA CHỈ|ĐIỆN THOẠI|SỐ ĐIỆN|ĐT\b|SĐT\b|TEL\b|EMAIL|E-MAIL|WEBSITE|MÃ SỐ)",
    re.IGNORECASE,
)
_NAMES_A_PAPER: Final = re.compile(  # what a paper without a title of the decree calls itself, below the school's name
    r"^(?:lich|thoi (?:khoa|gian) bieu|danh (?:sach|muc)|tong hop|bang|phieu|bieu|mau|ket qua"
    r"|so (?:theo|ghi|tay|tai san|quan ly|chu nhiem|dau bai|diem)"
    r"|thong ke|du toan|quyet toan|theo doi|noi (?:dung|quy)|muc luc|de (?:cuong|an|xuat|nghi)|quy (?:che|dinh|trinh)"
    r"|nghi quyet|ho so|giay|ly lich|so yeu|don|ban (?:cam ket|kiem diem|dang ky|tu)|cam ket|hop dong|nhat ky|giao an"
    r"|phan cong|phuong an|chien luoc|huong dan|cong khai|thuc don|tieu chi|tieu chuan|cai tien|ke hoach|bao cao"
    r"|bien ban|to trinh|thong bao|quyet dinh|chuong trinh|phu luc|tu danh gia|danh gia|muc tieu)\b"
)
_BESIDE_SCHOOL: Final = re.compile(rf"(?<=\S) ?[-–—,;(/|+] ?(?={_COUNCIL.pattern[1:]})", re.IGNORECASE)
_ATTACHED: Final = re.compile(r"^\(?(?:kinh gui|kem theo|ban hanh kem|dinh kem)\b")


@dataclass(slots=True)
class Head:
    """What the head of a paper says (phần đầu)."""

    upper: list[str] = field(default_factory=list)
    school: str = ""
    number: str = ""
    place: str = ""
    date: dt.date | None = None
    date_text: str = ""
    names: list[str] = field(default_factory=list)  # of the form it is, or the annex: "Mẫu 06", "Phụ lục III"
    left: list[str] = field(default_factory=list)  # lines that fit nowhere


def is_title(line: str) -> str:
    """The kind of paper a line announces ("BÁO CÁO"), or ""."""
    if line != line.upper():
        return ""
    return next((title for title in TITLES if line == title or line.startswith(f"{title} ")), "")


def is_form_name(line: str) -> bool:
    """Whether a line says of which form or annex the paper is: "Mẫu 06", "Phụ lục III"."""
    return len(line) < 24 and _FORM_NAME.match(fold(line)) is not None


def is_council(line: str) -> bool:
    """Whether a line in capitals names a body of the school ("HỘI ĐỒNG TỰ ĐÁNH GIÁ"), and is no subject."""
    return line == line.upper() and _COUNCIL.match(line) is not None and not line.startswith("NĂM HỌC")


def is_date_line(line: str) -> bool:
    """Whether a line is nothing but place and date ("Suối Bạc, ngày 20 tháng 5 năm 2027")."""
    return len(line) < 120 and dated(line) is not None


def is_letterhead(lines: Iterable[str]) -> bool:
    """Whether some lines are of a letterhead: they hold the Quốc hiệu or the Tiêu ngữ, or a number."""
    return any(_is_nation(line) or is_number(line) for line in lines)


def is_number(line: str) -> bool:
    """Whether a line is the paper's number ("Số: 15/KH-…")."""
    found = _NUMBER.match(line)
    return found is not None and len(line) < 160 and ("/" in found[1] or not found[1].strip(" .…_"))


def _is_nation(line: str) -> bool:
    folded = fold(line).strip(" -_.")
    return len(folded) > 7 and any(folded in fold(words) or fold(words) in folded for words in (NATION, MOTTO))


def read_head(columns: Iterable[Iterable[str]]) -> Head:
    """The head of a paper from its lines, column by column."""
    head = Head()
    for column in columns:
        in_school = False
        for line in column:
            in_school = _take(head, clean(line), in_school)
    return head


def _take(head: Head, line: str, in_school: bool) -> bool:
    """Put one line where it belongs; True while a school's name may go on in the next line."""
    folded = fold(line)
    if not line or RULE.match(line) or _is_nation(line):
        return in_school
    if is_form_name(line):
        head.names.append(line)
        return in_school
    if _is_tail_of_nation(folded):
        return False
    if is_number(line):
        rest = _take_number(head, line)
        if rest and not _take_date(head, rest):
            head.left.append(rest)
        return False
    if _take_date(head, line):
        return False
    if _SCHOOL.match(folded) and not head.school:
        return _take_school(head, line)
    if in_school and line == line.upper() and not _COUNCIL.match(line) and not _NAMES_A_PAPER.match(folded):
        head.school = f"{head.school} {line}"
        return True
    if head.school or _ATTACHED.match(folded):
        head.left.append(line)
    else:
        head.upper.append(read_blank(line))
    return False


def _take_school(head: Head, line: str) -> bool:
    """The school's name; who stands behind it on the same line is no part of it."""
    name, *others = _BESIDE_SCHOOL.split(line, maxsplit=1)
    head.school = read_blank(name)
    head.left += others
    return not others


def _is_tail_of_nation(folded: str) -> bool:
    """The rest of a Quốc hiệu broken into two lines."""
    return folded in ("viet nam", "nghia viet nam", "hanh phuc", "- hanh phuc", "tu do - hanh phuc")


def _take_number(head: Head, line: str) -> str:
    """Keep the number; what stands on the line behind it is given back."""
    found = _NUMBER.match(line)
    rest = clean(_DOTS.sub(" ", found[1])) if found else ""
    symbol = _SYMBOL.match(rest)
    if symbol is None:
        return rest
    head.number = re.sub(r"\s+", "", symbol[1])
    return symbol[2]


def _take_date(head: Head, line: str) -> bool:
    found = dated(line)
    if found is None or head.date:
        return False
    head.place, head.date, head.date_text = found
    return True


def dated(line: str) -> tuple[str, dt.date | None, str] | None:
    """Place, date, and the words of no whole date, of a line that is nothing else."""
    text = clean(_DOTS.sub(" ", line))
    found = _WHEN.match(text) or _WHEN_SHORT.match(text)
    if found is None or found.end() < len(text.rstrip(" .,;")):
        return None
    day = day_of(found["day"], found["month"], found["year"])
    words = text[found.start("place") + len(found["place"]) :].strip(" ,")
    return found["place"].strip(" ,-"), day, "" if day or fold(words) == "ngay thang nam" else words


def day_of(day: str, month: str, year: str) -> dt.date | None:
    """A date from its figures, or None where they are no whole date, or one that does not exist."""
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
