"""The foot of a paper (phần ký) from its lines: recipients, posts, who signs, and what opens and ends it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from caitien.documents.understanding.letterhead import RULE, dated, is_date_line, is_form_name, is_title
from caitien.domain.official_forms.standing import read_blank, read_recipients
from caitien.domain.paper import Letterhead
from caitien.domain.texts.folding import clean, fold
from caitien.domain.texts.letters import CAPITALS

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
_CONFIRMING: Final = re.compile(r"^(?:xac nhan|y kien|phe duyet|duyet) cua\b")  # of another body, above its signature
_WRITER: Final = re.compile(r"^(?:nguoi|can bo|giao vien|thu ky|dai dien)\b")
_HEADING_AT_FOOT: Final = re.compile(  # what stands below a signature and is no name
    r"^(?:phu luc|danh (?:sach|muc)|bang|bieu|mau|ke hoach|bao cao|bien ban|quyet dinh|to trinh|thong bao|noi dung"
    r"|thong ke|tong hop|minh chung|ket qua|huong dan|nhan xet|y kien|xac nhan|ghi chu|phan|chuong|muc|cong hoa|doc lap"
    r"|ky (?:boi|ten)|ngay ky)\b"
)
_SIGN_HINT: Final = re.compile(  # what a form says under a post, for the pen
    r"^\((?:da )?(?:k[yi]|chu k[yi]|ho ten|dong dau)[^():]*\)$"
    r"|^(?:da k[yi]|k[yi] ten|chu k[yi]|k[yi] ten,? dong dau|k[yi],? ghi ro ho ten)$"
)
_GLUED_END: Final = re.compile(rf"[.;:)](?=[{CAPITALS}])")
LONGEST_POST: Final = 60  # letters
_RECIPIENTS: Final = re.compile(r"^noi (?:nhan|gui)\s*(?:[:(]|$)")
_A_RECIPIENT: Final = re.compile(  # how the first of a list of recipients begins
    r"^(?:nhu|luu|cac|so|phong|ubnd|uy ban|hdnd|ban|hoi|to|hieu truong|pho hieu truong|pht|truong|dang uy|chi bo"
    r"|cong doan|doan|cha me|gv|giao vien|cbgv|cb,? gv|website|trang|bo|don vi|thanh vien|toan the|vt|vp"
    r"|lien doi|trung tam)\b"
)
_SIDE_BY_SIDE: Final = re.compile(rf"\t+|(?<=[^\s:])\s{{5,}}(?=[{CAPITALS}])")
_BULLET: Final = re.compile(r"^(?:[-–—+*•▪◦·○●➢✓❖]|\d{1,2}[.)]|[a-zđ]\))\s*")


def is_post(line: str, *, at_foot: bool = False) -> bool:
    """Whether a line is the post of who signs ("KT. HIỆU TRƯỞNG"); in small letters only where the foot has begun."""
    in_form = line == line.upper() or (at_foot and line[:1].isupper())
    return in_form and len(line) < 60 and _POST.match(fold(line).strip(" :")) is not None


def is_recipients(line: str) -> bool:
    """Whether a line can open the list of recipients ("Nơi nhận:"); a list of the parts of a paper may name it, too."""
    return _RECIPIENTS.match(fold(line[:30])) is not None


def opens_foot(line: str, after: str) -> bool:
    """Whether a line that can open the foot does, by the line after it: recipients are named, or someone signs."""
    if is_recipients(line):
        first = line.partition(":")[2].strip()
        if first and after and not _is_recipient(after):
            return _signs(after)  # else a sentence: "Nơi nhận: phòng văn thư, trong giờ hành chính."
        return _is_recipient(first or after) or _signs(after)
    if is_date_line(line):
        return _signs(after) or is_recipients(after) or _is_small_post(after)
    return is_post(after) or _is_name(after) or _SIGN_HINT.match(fold(after)) is not None


def is_weak_post(line: str) -> bool:
    """Whether a post may as well be the heading of some words ("HỘI ĐỒNG TỰ ĐÁNH GIÁ"): the next line tells."""
    if line != line.upper():
        return False
    folded = fold(line)
    confirms = len(line) < LONGEST_POST and _CONFIRMING.match(folded) is not None
    return confirms or (is_post(line) and _WEAK_POST.match(folded) is not None)


def _is_small_post(line: str) -> bool:
    """Whether a line below the date is who signs, in small letters: "Người viết báo cáo", "Hiệu trưởng"."""
    short = line[:1].isupper() and len(line) < LONGEST_POST and line[-1] not in ".;:,"
    return short and (is_post(line, at_foot=True) or _WRITER.match(fold(line)) is not None)


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
    return line == line.upper() or is_form_name(line) or fold(line).startswith("phu luc")


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

    @property
    def is_only_posts(self) -> bool:
        """Whether nothing but the post of somebody was met yet."""
        return bool(self.posts) and not (self.signer or self.recipients or self.dated or self.left)

    def sign(self, head: Letterhead) -> Letterhead:
        """The letterhead with its recipients, signature and, where it has none above, the date of the signature."""
        posts = "\n".join(self.posts)
        signed = replace(head, recipients=read_recipients(self.recipients), signer=self.signer, signer_title=posts)
        found = dated(self.dated) if self.dated and not _is_dated(head) else None
        return replace(signed, place=found[0], date=found[1], date_text=found[2]) if found else signed

    def words(self, head: Letterhead) -> list[str]:
        """What the foot holds that a letterhead has no place for."""
        return [*([self.dated] if self.dated and _is_dated(head) else []), *self.left]

    def take(self, line: str) -> None:
        """Put one line where it belongs: a recipient, a post, a name."""
        if not read_blank(line) or RULE.match(line) or _SIGN_HINT.match(fold(line)):
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
        """Whether a line is a post because of where it stands, below the date or another post, or, in capitals, because
        somebody signs in another's name."""
        folded = fold(line)
        listed = self.listing and self._is_listed(line)
        if (self.dated or self.recipients) and not (self.posts or self.signer or listed) and _is_small_post(line):
            return True
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


def has_foot(lines: Iterable[str]) -> bool:
    """Whether some lines are of the foot: "Nơi nhận:", a post."""
    return any(is_recipients(line) or is_post(line) for line in map(clean, lines))
