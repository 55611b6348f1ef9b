"""The words of a paper around its tables (phần lời): sections, assessment, petitions, and the foot.

The blank form's own words are subtracted (:mod:`caitien.domain.forms`, :mod:`caitien.domain.standing`); everything else
is kept in the sections, under its heading, before the table it leads to.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import chain, pairwise
from typing import Final

from caitien.documents.understanding.letterhead import Foot, is_post, is_recipients, pieces
from caitien.documents.understanding.part_headings import means_part, says_more
from caitien.domain.folding import clean, fold
from caitien.domain.forms import (
    FORMS,
    RESULTS_LEAD,
    Part,
)
from caitien.domain.paper import Form, Note, Section
from caitien.domain.standing import Facts, read_standing

_ROMAN: Final = re.compile(
    r"^(?!V/[vV])(?:(?:PHẦN|Phần|MỤC|Mục)\s+)?(?P<numeral>[IVX]{1,5})\s*[.):/–-]+\s*(?P<words>\S.*)$"
)
_NAMED_PART: Final = re.compile(r"^(?:PHẦN|Phần)\s+(?:[IVX]{1,5}|\d{1,2}|thứ \w+|THỨ \w+)\s*[.:–-]?\s*.*$")
_MARK: Final = re.compile(r"^[-–—+*•▪\s]*(?:\(?(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)/:-]+)?[-–—+*•\s]*")
_LONGEST_HEADING: Final = 240
_LONGEST_LABEL: Final = 90


class Mode(Enum):
    """Where the words go that are being read (đang đọc vào đâu)."""

    SECTIONS = "sections"
    ASSESSMENT = "assessment"
    STRENGTHS = "strengths"
    LIMITATIONS = "limitations"
    PETITIONS = "petitions"
    FOOT = "foot"


# What opens each part of the assessment, on the folded words behind the bullet; the label ends at a colon or the line.
_LABELS: Final = tuple(
    (re.compile(pattern), mode)
    for pattern, mode in (
        (
            r"^(cac |nhung |mot so |ve )*(uu diem|diem manh|mat manh|mat lam duoc|thuan loi|ket qua noi bat"
            r"|(viec|ket qua|thanh tich) (da )?(dat|lam) duoc$)",
            Mode.STRENGTHS,
        ),
        (
            r"^(cac |nhung |mot so |ve )*(han che|ton tai|diem yeu|mat yeu|kho khan|khuyet diem|mat chua lam duoc"
            r"|nhuoc diem)",
            Mode.LIMITATIONS,
        ),
        (r"^(cac |nhung |mot so )*(kien nghi|de xuat|de nghi)", Mode.PETITIONS),
        (r"^(bai hoc kinh nghiem|phuong huong|ket luan)", Mode.SECTIONS),
        (r"^(tu )?(nhan xet|danh gia chung|nhan dinh|danh gia, nhan xet)", Mode.ASSESSMENT),
    )
)
_INNER_LABEL: Final = re.compile(  # between two labelled parts of one paragraph: "Ưu điểm: … Hạn chế: …"
    r"(?<=[.:])\s+(?=(?:[-+*•]\s*|\(?[a-z\d][.)]\s*)?"
    r"(?:uu diem|diem manh|han che|ton tai|diem yeu|nhuoc diem|kien nghi|de xuat)\b[^.;:]{0,40}:)"
)
_LABEL_WORDS: Final = re.compile(  # what a label may say besides, so that it is not a sentence
    r"^[\w\s,;/()-]*$"
)
_CLOSING: Final = re.compile(r"^(tren day la|tren day,|kinh trinh|kinh de nghi|de nghi .* xem xet, phe duyet|noi nhan)")


@dataclass(slots=True)
class _Draft:
    """A section being read."""

    part: str = ""
    heading: str = ""
    paragraphs: list[str] = field(default_factory=list)
    before: str = ""


@dataclass(slots=True)
class Prose:
    """Takes in paragraphs, and is told of the tables between them (đọc phần lời)."""

    mode: Mode = Mode.SECTIONS
    drafts: list[_Draft] = field(default_factory=list)
    strengths: list[str] = field(default_factory=list)
    limitations: list[str] = field(default_factory=list)
    petitions: list[str] = field(default_factory=list)
    assessment: list[str] = field(default_factory=list)
    foot: Foot = field(default_factory=Foot)
    facts: Facts = field(default_factory=Facts)
    notes: list[Note] = field(default_factory=list)

    # Reading

    def take(self, text: str) -> None:
        """Take in one paragraph."""
        whole = clean(text)
        if not whole:
            return
        if self.mode is Mode.FOOT or is_recipients(whole) or any(is_post(piece) for piece in pieces(text)):
            self._take_foot(text)
            return
        facts = read_standing(whole)
        if facts is not None:
            self.facts |= facts
            if self.mode is not Mode.SECTIONS:
                self.mode = Mode.SECTIONS
            return
        if whole == RESULTS_LEAD:
            return
        for part in _labelled_parts(whole):
            if not self._take_label(part) and not self._take_heading(part):
                self._take_words(part)

    def table(self, name: str) -> None:
        """A table stands here: all words so far that wait for one belong before it."""
        for draft in self.drafts:
            draft.before = draft.before or name
        self.mode = Mode.SECTIONS

    def take_table(self, lines: Sequence[Sequence[str]]) -> bool:
        """Whether a table only sets the assessment side by side: a label above each column, or before each row."""
        columns = list(zip(*lines, strict=True))
        for parts in (columns, lines):
            labelled = [part for part in parts if _opened_by(fold(_MARK.sub("", part[0], count=1)).strip(" :"))]
            if len(labelled) > 1 and all(part in labelled or _is_numbering(part) for part in parts):
                for text in chain.from_iterable(labelled):
                    for line in text.split("\n"):
                        self.take(line)
                return True
        return False

    def _take_foot(self, text: str) -> None:
        self.mode = Mode.FOOT
        for piece in pieces(text):
            self.foot.take(clean(piece))

    def take_column(self, lines: Iterable[str]) -> None:
        """One column of a table at the foot: recipients, or post and name."""
        self.mode = Mode.FOOT
        self.foot.listing = False
        for line in lines:
            self.foot.take(line)

    def _take_label(self, text: str) -> bool:
        """Whether a line opens strengths, limitations or petitions; words behind its colon are the first of them."""
        first, _, rest = text.partition("\n")
        label, colon, words = first.partition(":")
        if len(label) > _LONGEST_LABEL or (not colon and (len(first) > _LONGEST_LABEL or first.endswith("."))):
            return False
        folded = fold(_MARK.sub("", label, count=1))
        mode = _opened_by(folded)
        if mode is None or not _LABEL_WORDS.match(folded) or self._is_out_of_place(mode, bool(colon)):
            return False
        if mode is Mode.SECTIONS and (self.mode is mode or is_section_heading(text)):
            return False
        self.mode = mode
        if mode is Mode.SECTIONS:  # its label is words of the paper, no word of ours
            self._take_words(text)
            return True
        for line in filter(None, (words.strip(), *rest.split("\n"))):
            self._take_words(line)
        return True

    def _is_out_of_place(self, mode: Mode, colon: bool) -> bool:
        """Prose before the first table may speak of strengths too; there it is no assessment of the work done."""
        before_tables = not any(draft.before for draft in self.drafts) and self.mode is Mode.SECTIONS
        return before_tables and bool(self.drafts) and mode is not Mode.ASSESSMENT and not colon

    def _take_heading(self, text: str) -> bool:
        if not is_section_heading(text):
            return False
        found = _ROMAN.match(text)
        self.mode = Mode.SECTIONS
        part = found["numeral"] if found else ""
        heading = found["words"] if found else text
        self.drafts.append(_Draft(part, heading if part else text))
        return True

    def _take_words(self, text: str) -> None:
        if self.mode is not Mode.SECTIONS and _CLOSING.match(fold(text[:60])):
            self.mode = Mode.SECTIONS
        taker = {
            Mode.STRENGTHS: self.strengths,
            Mode.LIMITATIONS: self.limitations,
            Mode.PETITIONS: self.petitions,
            Mode.ASSESSMENT: self.assessment,
        }.get(self.mode)
        if taker is None:
            self._draft().paragraphs.append(text)
        elif taker is self.petitions:
            taker += filter(None, (_unmarked(line) for line in text.split("\n")))
        else:
            taker.append(text)

    def _draft(self) -> _Draft:
        """The section under way; words behind a table begin a new one without heading."""
        if not self.drafts or self.drafts[-1].before:
            self.drafts.append(_Draft())
        return self.drafts[-1]

    def put_first(self, text: str) -> None:
        """Words that stood above everything else."""
        if not self.drafts or self.drafts[0].heading:
            before = self.drafts[0].before if self.drafts else ""
            self.drafts.insert(0, _Draft(before=before))
        self.drafts[0].paragraphs.insert(0, text)

    # The outcome

    def sections(self, form: Form) -> tuple[Section, ...]:
        """The paper's sections, the form's own words left out."""
        spare = [text for text in (*self.assessment, *self.foot.left) if text]
        if spare:
            self.mode = Mode.SECTIONS
            for text in spare:
                self._draft().paragraphs.append(text)
        seen: set[str] = set()
        sections: list[Section] = []
        for draft in self.drafts:
            own = FORMS[form].part(draft.part) if draft.part not in seen else None
            seen.add(draft.part)
            section = self._section(draft, own, form)
            if section.heading or section.paragraphs:
                sections.append(section)
        return tuple(sections)

    def _section(self, draft: _Draft, own: Part | None, form: Form) -> Section:
        before, paragraphs = draft.before or "end", tuple(draft.paragraphs)
        if own is None or (FORMS[form].own_headings and not means_part(draft.heading, own)):
            heading = f"{draft.part}. {draft.heading}" if draft.part else draft.heading
            return Section(before=before, heading=heading, paragraphs=paragraphs)
        heading = "" if draft.heading == own.heading else draft.heading
        if heading and FORMS[form].own_headings:
            text = f"Đề mục này được đọc là phần {own.line()} của mẫu và sẽ in theo lời của mẫu."
            if says_more(heading):
                self.notes.append(Note(code="form-heading", text=text, quote=f"{draft.part}. {heading}"))
            heading = ""
        return Section(before=before, part=draft.part, heading=heading, paragraphs=paragraphs)


def _opened_by(label: str) -> Mode | None:
    """What a folded label opens, or None."""
    return next((mode for sign, mode in _LABELS if sign.match(label)), None)


def _labelled_parts(text: str) -> list[str]:
    """A paragraph cut where the next label begins, if it holds several; folding keeps the places of letters."""
    folded = fold(text)
    mark = _MARK.match(folded)
    begin = mark.end() if mark else 0
    if _opened_by(folded[begin:]) is None:
        return [text]
    cuts = [0, *(found.end() for found in _INNER_LABEL.finditer(folded, begin)), len(text)]
    return [text[start:end].strip() for start, end in pairwise(cuts)]


def _is_numbering(texts: Sequence[str]) -> bool:
    """Whether a column only counts the rows."""
    return all(not text or text.strip(" .").isdigit() or fold(text) in ("tt", "stt") for text in texts)


def is_section_heading(text: str) -> bool:
    """Whether a line is the heading of a section: "II. Căn cứ", "Phần I. …"."""
    return len(text) <= _LONGEST_HEADING and bool(_ROMAN.match(text) or _NAMED_PART.match(text))


def _unmarked(line: str) -> str:
    return re.sub(r"^(?:[-–—+*•▪◦➢✓❖]\s*)+|^(?:\d{1,2}[.)]|[a-zđ][.)])\s+", "", line).strip()
