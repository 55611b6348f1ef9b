"""The labels of an assessment (đề mục nhận xét): what opens strengths, limitations and petitions among the words."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from typing import Final

from caitien.domain.official_forms.forms import ASSESSMENT_LEAD, LIMITATIONS_LEAD, PETITION_MARK, STRENGTHS_LEAD
from caitien.domain.texts.folding import clean, fold

_MARK: Final = re.compile(r"^[-–—+*•▪\s]*(?:\(?(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)/:-]+)?[-–—+*•\s]*")
_OPENING: Final = 200  # letters in which a label that opens a paragraph, and its mark, have begun
_LONGEST_LABEL: Final = 90
_LEADS: Final = (ASSESSMENT_LEAD, STRENGTHS_LEAD, LIMITATIONS_LEAD)


class Mode(Enum):
    """Where the words go that are being read (đang đọc vào đâu)."""

    SECTIONS = "sections"
    ASSESSMENT = "assessment"
    STRENGTHS = "strengths"
    LIMITATIONS = "limitations"
    PETITIONS = "petitions"
    FOOT = "foot"


_ASSESSED: Final = (Mode.ASSESSMENT, Mode.STRENGTHS, Mode.LIMITATIONS)

# What opens each part of the assessment, on the folded words behind the bullet; the label ends at a colon or the line.
_LABELS: Final = tuple(
    (re.compile(pattern), mode)
    for pattern, mode in (
        (
            r"^(?:cac |nhung |mot so |ve )*(?P<name>uu diem|diem manh|mat manh|mat lam duoc|thuan loi|ket qua noi bat"
            r"|(?:viec|ket qua|thanh tich) (?:da )?(?:dat|lam) duoc$)\b",
            Mode.STRENGTHS,
        ),
        (
            r"^(?:cac |nhung |mot so |ve )*(?P<name>han che|ton tai|diem yeu|mat yeu|kho khan|khuyet diem"
            r"|mat chua lam duoc|nhuoc diem)\b",
            Mode.LIMITATIONS,
        ),
        (r"^(?:cac |nhung |mot so )*(?P<name>kien nghi|de xuat|de nghi)\b", Mode.PETITIONS),
        (r"^(?P<name>bai hoc kinh nghiem|phuong huong|ket luan)\b", Mode.SECTIONS),
        (r"^(?P<name>(?:tu )?(?:nhan xet|danh gia chung|nhan dinh|danh gia, nhan xet))\b", Mode.ASSESSMENT),
    )
)
_INNER_LABEL: Final = re.compile(  # between two labelled parts of one paragraph: "Ưu điểm: … Hạn chế: …"
    r"(?<=[.:])\s+(?=(?:[-+*•]\s*|\(?[a-z\d][.)]\s*)?"
    r"(?:uu diem|diem manh|han che|ton tai|diem yeu|nhuoc diem|kien nghi|de xuat)\b[^.;:]{0,40}:)"
)
_LABEL_WORDS: Final = re.compile(  # what a label may say besides, so that it is not a sentence
    r"^[\w\s,;/()-]*$"
)
_ASKING: Final = re.compile(  # a sentence that asks for something: it names no more than that only before whom it asks
    r"^(?:kien nghi|de xuat|de nghi) (?!(?:doi )?voi\b|cua\b|len\b|den\b|toi\b|va\b|khac\b|trong\b|nam\b)\w+ \w+ \w+"
)
_WORD: Final = re.compile(r"[^\W_]+")
_USUAL: Final = frozenset(  # words labels are made of: one made of nothing else says no more than the form's
    _WORD.findall(
        """cac nhung mot so ve va uu diem manh mat lam duoc thuan loi ket qua noi bat viec thanh tich da dat han che ton
        tai yeu kho khan khuyet chua nhuoc kien nghi de xuat tu nhan xet danh gia chung dinh voi cap tren trong con"""
    )
)


@dataclass(frozen=True, slots=True)
class Label:
    """A line that opens a part of the assessment (dòng đề mục)."""

    mode: Mode
    name: str  # the folded words by which it is known again: "diem manh"
    text: str  # the label as written, its mark and colon included
    words: tuple[str, ...]  # the lines behind it
    colon: bool

    @property
    def says_more(self) -> bool:
        """Whether it holds words that no form's label has ("Hạn chế của học kỳ I")."""
        return not _USUAL.issuperset(_WORD.findall(self._bare))

    @property
    def asks(self) -> bool:
        """Whether it is a petition itself, and opens none: "Đề nghị Ủy ban nhân dân xã sửa mái nhà bếp"."""
        return self.mode is Mode.PETITIONS and not self.colon and self.says_more and bool(_ASKING.match(self._bare))

    @property
    def _bare(self) -> str:
        return fold(_MARK.sub("", self.text, count=1))


def is_petition(text: str, under: str) -> bool:
    """Whether a line below the label ``under``, which opens the petitions, is one of them whatever its words: it bears
    their mark, and that label does not. "+ Hạn chế xe máy trước cổng trường" is no list of limitations there."""
    mark = PETITION_MARK.strip()
    return text.startswith(mark) and not under.startswith(mark)


def read_label(text: str) -> Label | None:
    """The label a paragraph begins with, or None. A review by somebody ("Nhận xét của …") is words of the paper."""
    first, _, rest = text.partition("\n")
    label, colon, words = first.partition(":")
    if len(label) > _LONGEST_LABEL or (not colon and (len(first) > _LONGEST_LABEL or first.endswith("."))):
        return None
    folded = fold(_MARK.sub("", label, count=1))
    found = _found_in(folded)
    if found is None or not _LABEL_WORDS.match(folded):
        return None
    mode, name = found
    lines = tuple(filter(None, (words.strip(), *rest.split("\n"))))
    read = Label(mode, name, label + colon, lines, bool(colon))
    return replace(read, mode=Mode.SECTIONS) if mode is Mode.ASSESSMENT and read.says_more else read


def opened_by(text: str) -> Mode | None:
    """What the label a text is made of, or begins with, opens; None where it is none."""
    found = _found_in(fold(_MARK.sub("", text, count=1)).strip(" :"))
    return found[0] if found else None


def _found_in(folded: str) -> tuple[Mode, str] | None:
    return next(((mode, match["name"]) for sign, mode in _LABELS if (match := sign.match(folded))), None)


def labelled_parts(text: str) -> list[str]:
    """A paragraph cut where the next label begins, if it holds several; folding keeps the places of letters."""
    opening = fold(text[:_OPENING])
    mark = _MARK.match(opening)
    begin = mark.end() if mark else 0
    if _found_in(opening[begin:]) is None:
        return [text]
    folded = fold(text)
    cuts = [0, *(found.end() for found in _INNER_LABEL.finditer(folded, begin)), len(text)]
    return [text[start:end].strip() for start, end in pairwise(cuts)]


def repeated_labels(texts: Iterable[str]) -> frozenset[str]:
    """The labels of an assessment in a paper that has some of them more than once: one set for each criterion, say.

    Where one is repeated, all of them speak of a part of the paper and none of the whole: they stay where they stand,
    but for those the form itself prints once.
    """
    labels = [label for text in texts for line in labelled_parts(clean(text)) if (label := read_label(line))]
    counts = Counter(label.text for label in labels)
    own = [
        label.name
        for label in labels
        if label.mode in _ASSESSED and (counts[label.text] > 1 or label.text not in _LEADS)
    ]
    return frozenset(own) if any(count > 1 for count in Counter(own).values()) else frozenset()
