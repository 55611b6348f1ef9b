"""The head and the foot of a paper (phần đầu và phần ký) from their lines, whatever their layout.

Lines come column by column: what stands in the left cell of a letterhead before what stands in the right one.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from caitien.domain.folding import clean, fold
from caitien.domain.forms import MOTTO, NATION
from caitien.domain.paper import Letterhead
from caitien.domain.standing import read_blank, read_recipients

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
_NO_ISSUER: Final = re.compile(r"^(kinh gui|\(?(ban hanh )?kem theo)\b")
_POST: Final = re.compile(
    r"^(?:(?:kt|tm|tl|tuq|q|thay mat|quyen|phe duyet( cua)?|duyet( cua)?|xac nhan cua)\b\.?\s*)*"
    r"((pho )?hieu truong( phu trach)?|hieu pho|giam doc|pho giam doc|chu tich( hoi dong.*)?|pho chu tich( hoi dong.*)?"
    r"|hoi dong.*|thu truong don vi|truong ban|to truong|thu ky.*|nguoi lap.*|nguoi bao cao|ban giam hieu|phu trach.*"
    r"|chu nhiem.*|chu co so)$"
)
_SIGN_HINT: Final = re.compile(  # what a form says under a post, for the pen
    r"^\((?:da )?(?:k[yi]|chu k[yi]|ho ten|dong dau)[^():]*\)$"
    r"|^(?:da k[yi]|k[yi] ten|chu k[yi]|k[yi] ten,? dong dau|k[yi],? ghi ro ho ten)$"
)
_RECIPIENTS: Final = re.compile(r"^noi nhan\s*:?")
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
    """Whether a line opens the list of recipients ("Nơi nhận:")."""
    return _RECIPIENTS.match(fold(line[:30])) is not None


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
    if not line or _RULE.match(line) or _is_nation(line) or (_FORM_NAME.match(folded) and len(line) < 24):
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
        head.school = read_blank(line)
        return True
    if in_school and line == line.upper():
        head.school = f"{head.school} {line}"
        return True
    if head.school or _NO_ISSUER.match(folded):
        head.left.append(line)
    else:
        head.upper.append(read_blank(line))
    return False


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
    text = clean(_DOTS.sub(" ", line))
    found = _WHEN.match(text) or _WHEN_SHORT.match(text)
    if found is None or found.end() < len(text.rstrip(" .,;")) or head.date:
        return False
    head.place = found["place"].strip(" ,-")
    head.date = day_of(found["day"], found["month"], found["year"])
    words = text[found.start("place") + len(found["place"]) :].strip(" ,")
    head.date_text = "" if head.date or fold(words) == "ngay thang nam" else words
    return True


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
    left: list[str] = field(default_factory=list)
    listing: bool = False  # between "Nơi nhận:" and its last line

    def sign(self, head: Letterhead) -> Letterhead:
        """The letterhead with its recipients and signature."""
        posts = "\n".join(self.posts)
        return replace(head, recipients=read_recipients(self.recipients), signer=self.signer, signer_title=posts)

    def take(self, line: str) -> None:
        """Put one line where it belongs: a recipient, a post, a name."""
        folded = fold(line)
        if not read_blank(line) or _RULE.match(line) or _SIGN_HINT.match(folded):
            return
        if is_recipients(line):
            self.listing = True
            rest = line.partition(":")[2].strip()
            self.recipients += filter(None, [_recipient(rest)])
        elif is_post(line, at_foot=True):
            self._take_post(line)
        elif self.listing and (_BULLET.match(line) or not (self.posts or self._is_apart(line))):
            self.recipients.append(_recipient(line))
        elif _is_name(line) and self.posts and not self.signer:
            self.signer, self.listing = line, False
        else:
            self.left.append(line)

    def _is_apart(self, line: str) -> bool:
        """Whether a line in capitals below the recipients is none of them: whose signature follows."""
        return bool(self.recipients) and line == line.upper() and len(line.split()) > 2

    def _take_post(self, line: str) -> None:
        if self.signer:  # who signed beside or before the head of school is kept among the words
            self.left += [*self.posts, self.signer]
            self.posts, self.signer = [], ""
        self.posts.append(line)
        self.listing = False


def _recipient(line: str) -> str:
    return read_blank(_BULLET.sub("", line).rstrip(" ;./,"))


def _is_name(line: str) -> bool:
    """Whether a line can be a person's name: two to seven words, each with a capital, maybe behind a degree."""
    words = re.sub(r"^(?:(?:th|ts|cn|pgs|gs|nguyen)\w*\.\s*)+", "", line, flags=re.IGNORECASE).split()
    return 2 <= len(words) <= 7 and all(word[0].isupper() and re.sub(r"[.'’-]", "", word).isalpha() for word in words)


def pieces(text: str) -> Iterator[str]:
    """Parts of a line that stand side by side (phần cùng dòng): split at tabs and wide gaps."""
    for line in text.split("\n"):
        yield from filter(None, (part.strip() for part in _SIDE_BY_SIDE.split(line.replace("\xa0", " "))))
