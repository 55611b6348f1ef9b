"""The head and the foot of a paper (phần đầu và phần ký) from their lines, whatever their layout.

Lines come column by column: what stands in the left cell of a letterhead before what stands in the right one.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from caitien.domain.forms import MOTTO, NATION
from caitien.domain.paper import Letterhead
from caitien.domain.standing import read_blank, read_recipients
from caitien.domain.texts.folding import clean, fold

TITLES: Final = ("BÁO CÁO", "KẾ HOẠCH", "TỜ TRÌNH", "THÔNG BÁO", "BIÊN BẢN", "QUYẾT ĐỊNH", "CHƯƠNG TRÌNH", "ĐỀ ÁN")
_RULE: Final = re.compile(r"^[-_–—=*.~\s•]+$")  # a line drawn with signs
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
_POST: Final = re.compile(
    r"^(?:(?:kt|tm|tl|tuq|q|thay mat|quyen|phe duyet( cua)?|duyet( cua)?|xac nhan cua)\b\.?\s*)*"
    r"((pho )?hieu truong( phu trach)?|hieu pho|giam doc|pho giam doc|chu tich( hoi dong.*)?|pho chu tich( hoi dong.*)?"
    r"|hoi dong.*|thu truong don vi|truong ban|to truong|thu ky.*|nguoi lap.*|nguoi bao cao|ban giam hieu|phu trach.*"
    r"|chu nhiem.*|chu co so|truong doan|pho truong (?:doan|ban)|bi thu(?: chi bo)?"
    r"|chu tich (?:cong doan|ubnd|uy ban).*)$"
)
_POST_AT_FOOT: Final = re.compile(  # what only a signature makes a post
    r"^(?:(?:kt|tm|tl|tuq|q|t/m|k/t|thay mat)\b\.?\s*.+|(?:pho )?(?:truong|to|bi thu|chu tich|chanh|giam doc)\b.*"
    r"|(?:dai dien|nguoi|can bo|giao vien|chuyen vien|thanh vien|uy vien|ke toan|van thu|thu thu|thu quy)\b.*"
    r"|(?:doan|ban|hoi dong|cong doan|chi bo|chi doan|lien doi|hieu)\b.*)$"
)
_IN_THE_NAME_OF: Final = re.compile(r"^(?:kt|tm|tl|tuq|t/m|k/t)\b[. ]")
_WEAK_POST: Final = re.compile(r"^(?:hoi dong|ban giam hieu|phu trach|chu nhiem|nguoi|thu ky)\b")  # may head words, too
_HEADING_AT_FOOT: Final = re.compile(  # what stands below a signature and is no name
    r"^(?:phu luc|danh (?:sach|muc)|bang|bieu|mau|ke hoach|bao cao|bien ban|quyet dinh|to trinh|thong bao|noi dung"
    r"|thong ke|tong hop|minh chung|ket qua|huong dan|nhan xet|y kien|xac nhan|ghi chu|phan|chuong|muc|cong hoa|doc lap"
    r"|ky (?:boi|ten)|ngay ky)\b"
)
_SIGN_HINT: Final = re.compile(  # what a form says under a post, for the pen
    r"^\((?:da )?(?:k[yi]|chu k[yi]|ho ten|dong dau)[^():]*\)$"
    r"|^(?:da k[yi]|k[yi] ten|chu k[yi]|k[yi] ten,? dong dau|k[yi],? ghi ro ho ten)$"
)
_GLUED_END: Final = re.compile(r"[.;:)](?=[A-ZĐÀ-Ỹ])")
LONGEST_POST: Final = 60  # letters
_RECIPIENTS: Final = re.compile(r"^noi nhan\s*(?:[:(]|$)")
_A_RECIPIENT: Final = re.compile(  # how the first of a list of recipients begins
    r"^(?:nhu|luu|cac|so|phong|ubnd|uy ban|hdnd|ban|hoi|to|hieu truong|pho hieu truong|pht|truong|dang uy|chi bo"
    r"|cong doan|doan|cha me|gv|giao vien|cbgv|cb,? gv|website|trang|bo|don vi|thanh vien|toan the|vt|vp"
    r"|lien doi|trung tam)\b"
)
_COUNCIL: Final = re.compile(  # who stands under or behind the school's name on a letterhead and is no part of it
    r"^(?:HỘI ĐỒNG|TỔ\b|CHI BỘ|CHI ĐOÀN|CHI HỘI|CÔNG ĐOÀN|LIÊN ĐỘI|VĂN PHÒNG|THƯ VIỆN|ĐIỂM TRƯỜNG|CÂU LẠC BỘ|KHỐI\b"
    r"|NHÓM\b|BỘ PHẬN|ĐOÀN (?:TNCS|TN|THANH NIÊN|TRƯỜNG|ĐÁNH|KIỂM)|BAN (?:GIÁM|CHỈ|ĐẠI|THANH|KIỂM|CHẤP|TỔ|QUẢN|SOẠN|BIÊN)"
    r"|LỚP \d|NĂM HỌC|ĐỊA CHỈ|ĐIỆN THOẠI|SỐ ĐIỆN|ĐT\b|SĐT\b|TEL\b|EMAIL|E-MAIL|WEBSITE|MÃ SỐ)",
    re.IGNORECASE,
)
_NAMES_A_PAPER: Final = re.compile(  # what a paper without a title of the decree calls itself, below the school's name
    r"^(?:lich|thoi (?:khoa|gian) bieu|danh (?:sach|muc)|tong hop|bang|so (?:theo|ghi|tay)|phieu|bieu|mau|ket qua|thong ke"
    r"|du toan|quyet toan|theo doi|noi (?:dung|quy)|muc luc|de (?:cuong|an|xuat|nghi)|quy (?:che|dinh|trinh)|nghi quyet"
    r"|ho so|giay|ly lich|so yeu|don|ban (?:cam ket|kiem diem|dang ky|tu)|cam ket|hop dong|nhat ky|giao an|phan cong|phuong an"
    r"|chien luoc|huong dan|cong khai|thuc don|tieu chi|tieu chuan|cai tien|ke hoach|bao cao|bien ban|to trinh|thong bao"
    r"|quyet dinh|chuong trinh|phu luc|tu danh gia|danh gia|muc tieu)\b"
)
_BESIDE_SCHOOL: Final = re.compile(rf"(?<=\S) ?[-–—,;(/|+] ?(?={_COUNCIL.pattern[1:]})", re.IGNORECASE)
_ATTACHED: Final = re.compile(r"^\(?(?:kinh gui|kem theo|ban hanh kem|dinh kem)\b")
_SIDE_BY_SIDE: Final = re.compile(r"\t+|(?<=[^\s:])\s{5,}(?=[A-ZĐÀ-Ỹ])")
_BULLET: Final = re.compile(r"^(?:[-–—+*•▪◦·○●➢✓❖]|\d{1,2}[.)]|[a-zđ]\))\s*")


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


def is_post(line: str, *, at_foot: bool = False) -> bool:
    """Whether a line is the post of who signs ("KT. HIỆU TRƯỞNG"); in small letters only where the foot has begun."""
    in_form = line == line.upper() or (at_foot and line[:1].isupper())
    return in_form and len(line) < 60 and _POST.match(fold(line).strip(" :")) is not None


def is_recipients(line: str) -> bool:
    """Whether a line can open the list of recipients ("Nơi nhận:"); a list of the parts of a paper may name it, too."""
    return _RECIPIENTS.match(fold(line[:30])) is not None


def is_council(line: str) -> bool:
    """Whether a line in capitals names a body of the school ("HỘI ĐỒNG TỰ ĐÁNH GIÁ"), and is no subject."""
    return line == line.upper() and _COUNCIL.match(line) is not None and not line.startswith("NĂM HỌC")


def is_date_line(line: str) -> bool:
    """Whether a line is nothing but place and date ("Suối Bạc, ngày 20 tháng 5 năm 2027")."""
    return len(line) < 120 and _dated(line) is not None


def opens_foot(line: str, after: str) -> bool:
    """Whether a line that can open the foot does, by the line after it: recipients are named, or someone signs."""
    if is_recipients(line):
        first = line.partition(":")[2].strip() or after
        return _is_recipient(first) or _signs(after)
    if is_date_line(line):
        return _signs(after) or is_recipients(after)
    return is_post(after) or _is_name(after) or _SIGN_HINT.match(fold(after)) is not None


def is_weak_post(line: str) -> bool:
    """Whether a post may as well be the heading of some words ("HỘI ĐỒNG TỰ ĐÁNH GIÁ"): the next line tells."""
    return is_post(line) and _WEAK_POST.match(fold(line)) is not None


def _is_recipient(line: str) -> bool:
    return _BULLET.match(line) is not None or line.endswith(";") or _A_RECIPIENT.match(fold(line)) is not None


def _signs(line: str) -> bool:
    """Whether a line below the date is of a signature: a post, or who signs, in capitals."""
    parts = list(pieces(line))
    capitals = line == line.upper() and 1 < len(line.split()) < 9 and not any(map(str.isdigit, line))
    return any(map(is_post, parts)) or (capitals and _HEADING_AT_FOOT.match(fold(line)) is None)


def ends_foot(line: str) -> bool:
    """Whether a line below the foot begins something else: an annex, another paper."""
    if is_title(line):
        return True
    return len(line) < 200 and _HEADING_AT_FOOT.match(fold(line)) is not None and _opens_annex(line)


def _opens_annex(line: str) -> bool:
    """Whether it is set as a heading: in capitals, or by the name of an annex."""
    return line == line.upper() or _FORM_NAME.match(fold(line)) is not None or fold(line).startswith("phu luc")


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
    if not line or _RULE.match(line) or _is_nation(line):
        return in_school
    if _FORM_NAME.match(folded) and len(line) < 24:
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
    found = _dated(line)
    if found is None or head.date:
        return False
    head.place, head.date, head.date_text = found
    return True


def _dated(line: str) -> tuple[str, dt.date | None, str] | None:
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


@dataclass(slots=True)
class Foot:
    """What the foot of a paper says (phần ký)."""

    recipients: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    signer: str = ""
    dated: str = ""  # place and date, where they stand above the signature
    left: list[str] = field(default_factory=list)
    listing: bool = False  # between "Nơi nhận:" and its last line
    _last: str = ""  # the last line of that list, as it stands
    _marked: bool = False  # whether its entries have a dash before them

    def sign(self, head: Letterhead) -> Letterhead:
        """The letterhead with its recipients, signature and, where it has none above, the date of the signature."""
        posts = "\n".join(self.posts)
        signed = replace(head, recipients=read_recipients(self.recipients), signer=self.signer, signer_title=posts)
        found = _dated(self.dated) if self.dated and not _is_dated(head) else None
        return replace(signed, place=found[0], date=found[1], date_text=found[2]) if found else signed

    def words(self, head: Letterhead) -> list[str]:
        """What the foot holds that a letterhead has no place for."""
        return [*([self.dated] if self.dated and _is_dated(head) else []), *self.left]

    def take(self, line: str) -> None:
        """Put one line where it belongs: a recipient, a post, a name."""
        if not read_blank(line) or _RULE.match(line) or _SIGN_HINT.match(fold(line)):
            return
        if is_recipients(line):
            self.listing, self._last, self._marked = True, "", False
            self._list(line.partition(":")[2].strip())
        elif is_date_line(line) and not self.dated:
            self.dated = line
        elif is_post(line, at_foot=True) or self._is_post_here(line):
            self._take_post(line)
        elif self.listing and self._is_listed(line):
            self._list(line)
        elif _is_name(line) and self.posts and not self.signer:
            self.signer, self.listing = line, False
        else:
            self.left.append(line)
            self.listing = False

    def _is_post_here(self, line: str) -> bool:
        """Whether a line in capitals is a post because of where it stands, below the date or another post, or because
        somebody signs in another's name."""
        folded = fold(line)
        begun = (self.dated or self.posts) and not self.signer and not self.listing
        if line != line.upper() or len(line) > 60 or not (begun or _IN_THE_NAME_OF.match(folded)):
            return False
        return _POST_AT_FOOT.match(folded) is not None

    def _list(self, line: str) -> None:
        """An entry of the list, or the rest of one broken into two lines."""
        if not line:
            return
        marked = _BULLET.match(line) is not None
        if self._marked and not marked and self._last and self._last[-1] not in ".;":
            self.recipients[-1] = _recipient(f"{self.recipients[-1]} {line}")
        else:
            self.recipients.append(_recipient(line))
        self._last, self._marked = line, self._marked or marked

    def _is_listed(self, line: str) -> bool:
        """Whether a line still belongs to the list: it has a mark, or the list has not come to its end."""
        if _BULLET.match(line):
            return True
        if self.posts or self._is_apart(line):
            return False
        ended = self._last.endswith(".") or (self._marked and self._last.endswith(";"))
        archived = fold(_BULLET.sub("", self._last)).startswith("luu")
        return fold(line).startswith("luu") or not (ended or archived)

    def _is_apart(self, line: str) -> bool:
        """Whether a line in capitals below the recipients is none of them: whose signature follows."""
        return bool(self.recipients) and line == line.upper() and len(line.split()) > 2

    def _take_post(self, line: str) -> None:
        if self.signer:  # who signed beside or before the head of school is kept among the words
            self.left += [*self.posts, self.signer]
            self.posts, self.signer = [], ""
        self.posts.append(line)
        self.listing = False


def _is_dated(head: Letterhead) -> bool:
    return bool(head.date or head.date_text or head.place)


def _recipient(line: str) -> str:
    return read_blank(_BULLET.sub("", line).rstrip(" ;./,"))


def _is_name(line: str) -> bool:
    """Whether a line can be a person's name: two to seven words, each with a capital, maybe behind a degree."""
    if _HEADING_AT_FOOT.match(fold(line)):
        return False
    words = re.sub(r"^(?:(?:th|ts|cn|pgs|gs|nguyen)\w*\.\s*)+", "", line, flags=re.IGNORECASE).split()
    return 2 <= len(words) <= 7 and all(word[0].isupper() and re.sub(r"[.'’-]", "", word).isalpha() for word in words)


def pieces(text: str) -> Iterator[str]:
    """Parts of a line that stand side by side (phần cùng dòng): split at tabs, wide gaps, and where a post is glued to
    the words before it, as in an old file that lost the table its foot stood in."""
    for line in text.split("\n"):
        for part in filter(None, (part.strip() for part in _SIDE_BY_SIDE.split(line.replace("\xa0", " ")))):
            yield from _unglued(part)


def _unglued(part: str) -> Iterator[str]:
    """A line parted before a post that nothing parts from the sentence before it: "- Lưu: VT.HIỆU TRƯỞNG"."""
    start = len(part) if is_post(part) else max(0, len(part) - LONGEST_POST)
    ends = [found.end() for found in _GLUED_END.finditer(part, start)]
    at = next((end for end in ends if is_post(part[end:])), None)
    yield from (part,) if at is None else (part[:at], part[at:])
