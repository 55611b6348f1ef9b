"""The words of a paper around its tables (phần lời): sections, assessment, petitions, and the foot.

The blank form's own words are subtracted (:mod:`caitien.domain.official_forms.forms`,
:mod:`caitien.domain.official_forms.standing`); everything else is kept in the sections, under its heading, before the
table it leads to.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from caitien.documents.understanding.assessment import Label, Mode, is_petition, labelled_parts, opened_by, read_label
from caitien.documents.understanding.foot import (
    Foot,
    ends_foot,
    is_post,
    is_recipients,
    is_weak_post,
    opens_foot,
    pieces,
)
from caitien.documents.understanding.letterhead import is_date_line
from caitien.documents.understanding.part_headings import means_part, says_more
from caitien.domain.official_forms.forms import (
    ASSESSMENT_LEAD,
    FORMS,
    LIMITATIONS_LEAD,
    PETITIONS_LEAD,
    RESULTS_LEAD,
    STRENGTHS_LEAD,
    Part,
)
from caitien.domain.official_forms.standing import Facts, read_standing
from caitien.domain.paper import Form, Letterhead, Note, Section, numbered_line
from caitien.domain.texts.folding import clean, fold

_ROMAN: Final = re.compile(
    r"^(?!V/[vV])(?:(?:PHẦN|Phần|MỤC|Mục)\s+)?(?P<numeral>[IVX]{1,5})\s*[.):/–-]+\s*(?P<words>\S.*)$"
)
_NAMED_PART: Final = re.compile(r"^(?:PHẦN|Phần)\s+(?:[IVX]{1,5}|\d{1,2}|thứ \w+|THỨ \w+)\s*[.:–-]?\s*.*$")
_LONGEST_HEADING: Final = 240


_LEADS: Final = (ASSESSMENT_LEAD, STRENGTHS_LEAD, LIMITATIONS_LEAD, PETITIONS_LEAD)  # no signature holds one
_ON_LABEL: Final = "Đề mục này mở phần ưu điểm, hạn chế hay kiến nghị; văn bản in lại đề mục theo lời của mẫu."
_CLOSING: Final = re.compile(r"^(tren day la|tren day,|kinh trinh|kinh de nghi|de nghi .* xem xet, phe duyet|noi nhan)")
_ON_WHAT_GROUNDS: Final = re.compile(
    r"^(can cu|xet|theo de nghi|dieu \d+)\b"
)  # how a decision goes on below whose it is


@dataclass(slots=True)
class _Draft:
    """A section being read."""

    part: str = ""
    heading: str = ""
    paragraphs: list[str] = field(default_factory=list)
    before: str = ""
    line: str = ""  # the heading as written, with its numeral

    @property
    def own_heading(self) -> str:
        """What is kept of a heading whose numeral stands beside it: all of "PHẦN II. Nội dung"."""
        return self.line if numbered_line(self.part, self.line) == self.line else self.heading


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
    held: str = ""  # a line that may open the foot, until the next one tells
    lines_read: bool = False  # whether some table gave a line
    in_place: bool = False  # whether labels are words of the paper, whatever they open: of a self-assessment
    first_table: str = ""  # the name of the first table met
    asked_under: str = ""  # the label that opened the petitions
    repeated: frozenset[str] = frozenset()  # labels that stand in many places of the paper, and stay there

    # Reading

    def take(self, text: str) -> None:
        """Take in one paragraph."""
        whole = clean(text)
        if not whole:
            return
        self._settle(whole)
        if self.mode is Mode.FOOT and self.foot.is_only_posts and _ON_WHAT_GROUNDS.match(fold(whole)):
            self._take_back_posts()
        if self.mode is Mode.FOOT and (is_section_heading(whole) or ends_foot(whole) or whole in _LEADS):
            self.mode, self.foot.listing = Mode.SECTIONS, False
        if self.mode is not Mode.FOOT and (is_recipients(whole) or is_date_line(whole) or is_weak_post(whole)):
            self.held = text
        elif self.mode is Mode.FOOT or any(is_post(piece) for piece in pieces(text)):
            self._take_foot(text)
        else:
            self._take_prose(whole)

    def _take_back_posts(self) -> None:
        """A post above what a decision is based on is whose decision it is, and nobody's signature yet."""
        posts, self.foot.posts = self.foot.posts, []
        self.mode = Mode.SECTIONS
        for post in posts:
            self._take_prose(post)

    def _settle(self, after: str) -> None:
        """The line held back opened the foot, as the line after it tells, or it is a line like any other."""
        held, self.held = self.held, ""
        if held and opens_foot(clean(held), after):
            self._take_foot(held)
        elif held:
            self._take_prose(clean(held))

    def _take_prose(self, whole: str) -> None:
        facts = read_standing(whole)
        if facts is not None:
            self.facts |= facts
            if self.mode is not Mode.SECTIONS:
                self.mode = Mode.SECTIONS
            return
        if whole == RESULTS_LEAD:
            return
        if self.mode is Mode.PETITIONS and is_petition(whole, self.asked_under):
            self._take_words(whole)
            return
        for part in labelled_parts(whole):
            if not self._take_label(part) and not self._take_heading(part):
                self._take_words(part)

    def table(self, name: str) -> None:
        """A table stands here: all words so far that wait for one belong before it."""
        self._settle("")
        self.first_table = self.first_table or name
        for draft in self.drafts:
            draft.before = draft.before or name
        self.mode = Mode.SECTIONS

    def take_table(self, lines: Sequence[Sequence[str]]) -> bool:
        """Whether a table only sets the assessment side by side: a label above each column, or before each row."""
        columns = list(zip(*lines, strict=True))
        for parts in (columns, lines):
            labelled = [part for part in parts if opened_by(part[0])]
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
        if self.held:
            self._take_foot(self.held)
            self.held = ""
        self.mode = Mode.FOOT
        self.foot.listing = False
        for line in lines:
            self.foot.take(line)

    def _take_label(self, text: str) -> bool:
        """Whether a line opens strengths, limitations or petitions; words behind its colon are the first of them."""
        label = read_label(text)
        if label is None or self._is_out_of_place(label):
            return False
        if label.mode is Mode.SECTIONS and (self.mode is Mode.SECTIONS or is_section_heading(text)):
            return False
        again = label.mode is Mode.PETITIONS and self.mode is Mode.PETITIONS and label.says_more
        self.mode = label.mode
        if again or label.asks:
            self._take_words(text)
            return True
        self.asked_under = label.text
        if label.mode is Mode.SECTIONS:  # its label is words of the paper, no word of ours
            self._take_words(text)
            return True
        if label.says_more:
            self.notes.append(Note(code="label", text=_ON_LABEL, quote=label.text))
        for line in label.words:
            self._take_words(line)
        return True

    def _is_out_of_place(self, label: Label) -> bool:
        """Whether a label opens no assessment of the work done: one of many like it, or of prose before any line of a
        table is read."""
        if self.in_place or (label.name in self.repeated and not self._is_of_form(label)):
            self.mode = Mode.SECTIONS
            return True
        waiting = self.lines_read is False and self.mode is Mode.SECTIONS
        return waiting and bool(self.drafts) and label.mode is not Mode.ASSESSMENT and not label.colon

    def _is_of_form(self, label: Label) -> bool:
        """Whether it is the form's own label, where the form prints it."""
        leads = {Mode.ASSESSMENT: STRENGTHS_LEAD, Mode.STRENGTHS: LIMITATIONS_LEAD}
        return label.text in (leads.get(self.mode), ASSESSMENT_LEAD)

    def _take_heading(self, text: str) -> bool:
        if not is_section_heading(text):
            return False
        found = _ROMAN.match(text)
        self.mode = Mode.SECTIONS
        part = found["numeral"] if found else ""
        heading = found["words"] if found else text
        self.drafts.append(_Draft(part, heading if part else text, line=text))
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

    def _last_draft(self, form: Form) -> _Draft:
        """The section words of the foot are kept in: the last with words, behind all tables; never below a heading
        that stands there only because the form prints it."""
        count = len(self.drafts)
        while count and not self.drafts[count - 1].paragraphs and self._is_blank_part(self.drafts[count - 1], form):
            count -= 1
        if not count or self.drafts[count - 1].before:
            count += 1
            self.drafts.insert(count - 1, _Draft())
        return self.drafts[count - 1]

    def _is_blank_part(self, draft: _Draft, form: Form) -> bool:
        own = FORMS[form].part(draft.part)
        return not draft.before and own is not None and draft.heading == own.heading

    def put_first(self, text: str) -> None:
        """Words that stood above everything else."""
        if not self.drafts or self.drafts[0].heading or self.drafts[0].before != self.first_table:
            self.drafts.insert(0, _Draft(before=self.first_table))
        self.drafts[0].paragraphs.insert(0, text)

    # The outcome

    def close(self) -> None:
        """No more paragraphs come: a date or a post that stands last is of the signature."""
        if self.held and not is_recipients(clean(self.held)):
            self._take_foot(self.held)
            self.held = ""
        self._settle("")

    def sections(self, form: Form, head: Letterhead) -> tuple[Section, ...]:
        """The paper's sections, the form's own words left out; ``head`` tells what of the foot is in the letterhead."""
        spare = [text for text in (*self.assessment, *self.foot.words(head)) if text]
        if spare:
            self._last_draft(form).paragraphs += spare
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
            return Section(before=before, heading=draft.line or draft.heading, paragraphs=paragraphs)
        heading = "" if draft.own_heading == own.heading else draft.own_heading
        if heading and FORMS[form].own_headings:
            text = f"Đề mục này được đọc là phần {own.line()} của mẫu và sẽ in theo lời của mẫu."
            if says_more(draft.heading):
                self.notes.append(Note(code="form-heading", text=text, quote=f"{draft.part}. {heading}"))
            heading = ""
        return Section(before=before, part=draft.part, heading=heading, paragraphs=paragraphs)


def _is_numbering(texts: Sequence[str]) -> bool:
    """Whether a column only counts the rows."""
    return all(not text or text.strip(" .").isdigit() or fold(text) in ("tt", "stt") for text in texts)


def is_section_heading(text: str) -> bool:
    """Whether a line is the heading of a section: "II. Căn cứ", "Phần I. …"."""
    return len(text) <= _LONGEST_HEADING and bool(_ROMAN.match(text) or _NAMED_PART.match(text))


def _unmarked(line: str) -> str:
    return re.sub(r"^(?:[-–—+*•▪◦➢✓❖]\s*)+|^(?:\d{1,2}[.)]|[a-zđ][.)])\s+", "", line).strip()
