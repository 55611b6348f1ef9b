"""The head of a paper, line by line (phần đầu văn bản): letterhead, kind of paper, subject; then the body begins."""

import re
from enum import Enum
from typing import Final

from caitien.documents.blocks import Paragraph
from caitien.documents.understanding.foot import pieces
from caitien.documents.understanding.letterhead import Head, is_council, is_form_name, is_title, read_head
from caitien.domain.official_forms.standing import Facts, read_standing, read_subject
from caitien.domain.paper import Letterhead
from caitien.domain.texts.folding import clean, fold

_BODY_STARTS: Final = re.compile(
    r"^((?!v/v\b)[ivx]{1,4}\s*[.)/:-]|phan\s|\d+[.)]\s|[-+*•]\s|tieu (chuan|chi) \d|muc \d"
    r"|can cu|kinh gui|kinh thua|de (thuc|nang|tiep)|nham|nha truong|truong .*(xay dung|bao cao)"
    r"|thuc hien (theo|cong|nghi|thong|chi|huong|quyet|ke hoach so|van ban)"
    r"|ten (co so|truong|don vi)|loai hinh|nam hoc thuc hien)"
)
_SUBJECT_WORDS: Final = re.compile(
    r"cai tien|chat luong|nam hoc|danh gia|ke hoach|truong|giai doan|kiem dinh|^ve\b|^v/v|ket qua|sau khi|khctcl"
    r"|giao duc"
)
_LONGEST_SUBJECT_LINE: Final = 220
_LONGEST_ABOUT: Final = 120  # letters
_LONGEST_NAME: Final = 70  # letters of a school's name below a title
_DECIDING: Final = re.compile(r"^(?:hieu truong|pho hieu truong|giam doc|chu tich|uy ban|truong phong)\b")
_ITS_YEAR: Final = re.compile(r"^\(?nam hoc:? ?\d{4} ?[-–—] ?\d{4}\)?$")
_ITS_SCHOOL: Final = re.compile(r"^(?:cua )?(?:truong|trung tam|nha tre)\b[^.,:;]*$")


class _Stage(Enum):
    HEAD = "head"
    SUBJECT = "subject"
    BODY = "body"


class HeadReader:
    """Takes lines while they belong to the head (bộ đọc phần đầu); ``take`` says when they no longer do."""

    def __init__(self) -> None:
        self.stage = _Stage.HEAD
        self.columns: list[list[str]] = [[], []]  # the last two: what stands left (or alone), what stands right
        self.title = ""
        self.subject: list[str] = []
        self.bold = False
        self.last: int | None = None  # the row of the last line of title and subject, on a sheet
        self.facts = Facts()
        self.spare: list[str] = []
        self._head: Head | None = None

    @property
    def is_open(self) -> bool:
        """Whether the letterhead may still go on."""
        return self.stage is _Stage.HEAD

    @property
    def school(self) -> str:
        """The school's name as printed."""
        return self._read().school

    @property
    def names(self) -> list[str]:
        """Of which form or annex the paper says it is: "Mẫu 06", "Phụ lục III"."""
        return self._read().names

    def close(self) -> None:
        """The body begins."""
        self.stage = _Stage.BODY

    def take(self, block: Paragraph) -> bool:
        """Whether a paragraph was of the head."""
        if self.stage is _Stage.HEAD:
            return self._take_head(block)
        if self.stage is _Stage.SUBJECT:
            return self._take_subject(block)
        return False

    def take_column(self, lines: list[str]) -> None:
        """One column of a letterhead set as a table; it may hold the title and subject too."""
        kept: list[str] = []
        for i, line in enumerate(lines):
            if is_title(line):
                self._take_title(line, bold=False)
                self.subject += lines[i + 1 :]
                break
            kept.append(line)
        self.columns += [kept, [], []]  # lines below the table come after it

    def _take_head(self, block: Paragraph) -> bool:
        text = clean(block.text)
        if is_title(text.partition("\n")[0]):
            first, _, rest = text.partition("\n")
            self._take_title(first, bold=block.bold)
            self.last = block.place.row
            self.subject += rest.split("\n") if rest else []
            return True
        if _BODY_STARTS.match(fold(text[:80])) or len(text) > _LONGEST_SUBJECT_LINE:
            self.close()
            return False
        for line in block.text.split("\n"):
            for i, piece in enumerate(pieces(line)):
                self.columns[min(i, 1) - 2].append(piece)
        return True

    def _take_title(self, line: str, *, bold: bool) -> None:
        self.title = is_title(line)
        rest = line.removeprefix(self.title).strip(" :")
        self.subject += [rest] if rest else []
        self.bold = bold
        self.stage = _Stage.SUBJECT

    def _take_subject(self, block: Paragraph) -> bool:
        text = clean(block.text)
        folded = fold(text[:_LONGEST_SUBJECT_LINE])
        if not any(letter.isalnum() for letter in text):
            return True  # a line drawn beneath
        ends = (
            read_standing(text) is not None
            or len(text) > _LONGEST_SUBJECT_LINE
            or _BODY_STARTS.match(folded)
            or not (_SUBJECT_WORDS.search(folded) or self._names_it(text))
            or (self.subject and self._is_apart(block) and not self._goes_on_lightly(folded))
            or (bool(self.subject) and (text[-1] in ".;:" or is_council(text) or _decides(text, folded)))
        )
        if ends:
            self.close()
            return False
        self.subject += text.split("\n")
        self.last = block.place.row
        return True

    def _is_apart(self, block: Paragraph) -> bool:
        """Whether a line is set apart from the subject: not bold below bold, or below an empty row of a sheet."""
        row = block.place.row if block.place.sheet else None
        gap = row is not None and self.last is not None and row > self.last + 1
        return gap or (self.bold and not block.bold)

    def _goes_on_lightly(self, folded: str) -> bool:
        """Whether a line set apart still is of the subject: the school year, or the school's name, said the first
        time."""
        if any(folded == fold(line) for line in self.subject):
            return False
        its_school = len(folded) <= _LONGEST_NAME and _ITS_SCHOOL.match(folded) is not None
        return _ITS_YEAR.match(folded) is not None or its_school

    def _names_it(self, text: str) -> bool:
        """Whether the first line below a title that stands alone says what the paper is about."""
        short = len(text) <= _LONGEST_ABOUT and text[-1] not in ".;:,!?" and text[0] not in "([-–"
        return short and not self.subject and not is_form_name(text)

    def _read(self) -> Head:
        if self._head is None:
            self._head = read_head(self.columns)
            self.spare = self._head.left
            if not self.title and not self._head.school and not self._head.number:
                self.spare = [*self._head.upper, *self._head.left]  # no letterhead at all: they are words
                self._head.upper = []
        return self._head

    def letterhead(self) -> Letterhead:
        """The letterhead, with the form's own subject taken for what it says."""
        head = self._read()
        subject = "\n".join(clean(line) for line in self.subject)
        facts = read_subject(subject) if subject else None
        if facts is not None:
            self.facts |= facts
            subject = ""
        return Letterhead(
            upper_body="\n".join(filter(None, head.upper)),
            number=head.number,
            place=head.place,
            date=head.date,
            date_text=head.date_text,
            title=self.title,
            subject=subject,
        )


def _decides(text: str, folded: str) -> bool:
    """Whether a line in capitals names who decides, as in a decision below its subject."""
    return text == text.upper() and _DECIDING.match(folded) is not None
