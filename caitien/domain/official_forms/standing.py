"""Standing sentences (câu sẵn của mẫu): what a form says for itself, printed by the writer and read back as facts.

Each is a template that can be said and read: ``read_standing(sentence)`` gives back the facts it was made of. So a
paper without prose of its own still prints every fact it holds, and reading it again adds no prose.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from typing import Final

from caitien.domain.field_names import SCHOOL_TYPE_NAMES
from caitien.domain.official_forms.forms import ARCHIVE, FORMS, TABLES, TableForm
from caitien.domain.paper import Form, Letterhead, Paper, has_figure
from caitien.domain.texts.folding import fold, one_line
from caitien.domain.texts.letters import SMALLS

FRAMEWORK_NAMES: Final[Mapping[str, str]] = {
    "tt17-2018": "Thông tư số 17/2018/TT-BGDĐT",
    "tt18-2018": "Thông tư số 18/2018/TT-BGDĐT",
    "tt19-2018": "Thông tư số 19/2018/TT-BGDĐT",
    "tt57-2026-mn": "Thông tư số 57/2026/TT-BGDĐT, Phụ lục I",
    "tt57-2026-pt": "Thông tư số 57/2026/TT-BGDĐT, Phụ lục II",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What standing sentences can say (điều câu mẫu nói được); empty is unsaid."""

    school: str = ""
    school_type: str = ""
    school_year: str = ""
    framework: str = ""
    plan_number: str = ""
    plan_date: date | None = None

    def __or__(self, other: "Facts") -> "Facts":
        """These facts, filled up with the other's."""
        gaps = {entry.name: getattr(other, entry.name) for entry in fields(self) if not getattr(self, entry.name)}
        return replace(self, **gaps)


# --- dates and numbers of the letterhead ------------------------------------------------------------------------------

BLANK: Final = "…………"  # where a name is missing, for the pen; reads as nothing
_GAP: Final = "\u00a0" * 4  # where a figure is missing, as schools leave it; reads as nothing
_DATE: Final = re.compile(r"(?:ngày )?0?(\d{1,2})(?: tháng |[/.-])0?(\d{1,2})(?: năm |[/.-])(\d{4})\.?")
_UNFILLED: Final = re.compile(r"\b(ngày|tháng|năm)(?= (?:tháng|năm)\b|$)")
_DOTS: Final = re.compile(r"[.…_]{2,}|…")
_NO_DATE: Final = "ngày tháng năm"
_LONE_DIGIT: Final = re.compile(r"^\d(?!\d)")


def date_words(day: date) -> str:
    """A date in an official paper: "05 tháng 02 năm 2026", zeros before days below 10, months 1 and 2 (NĐ 30/2020)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02} tháng {month} năm {day.year}"


def read_date(words: str) -> date | None:
    """A whole date from such words, with or without "ngày" and zeros; None where there is none, or none that exists."""
    found = _DATE.fullmatch(words.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def date_line(report: Letterhead) -> str:
    """Place and date (địa danh, ngày tháng): "Đà Lạt, ngày 05 tháng 02 năm 2026"; blanks where they are unknown."""
    words = f"ngày {date_words(report.date)}" if report.date else report.date_text or _NO_DATE
    return f"{report.place or BLANK}, " + _UNFILLED.sub(lambda word: word[0] + _GAP, words)


def number_line(number: str) -> str:
    """The number (số, ký hiệu): "Số: 05/BC-…", a gap before "/BC-…" where it is blank; Nghị định 30/2020."""
    figure = _LONE_DIGIT.sub(lambda digit: f"0{digit[0]}", number)
    return f"Số: {'' if figure and not figure.startswith('/') else _GAP}{figure}"


# --- sentences that carry facts ---------------------------------------------------------------------------------------

_LONGEST: Final = 400  # letters of one fact


class Sentence:
    """A sentence with places for facts (câu mẫu), that can be said and read, however its lines are broken."""

    def __init__(self, template: str) -> None:
        self.template = template
        self.names = frozenset(re.findall(r"{(\w+)}", template))
        self._opening = template.split("{", 1)[0].split(" ", 1)[0].split("\n", 1)[0]  # quicker to see than the pattern
        literal = re.sub(r"(\\?\s)+", r"\\s++", re.escape(template))
        self._pattern = re.compile(re.sub(r"\\{(\w+)\\}", rf"(?P<\1>.{{1,{_LONGEST}}}?)", literal))

    def say(self, facts: Facts) -> str:
        """The sentence with these facts in it."""
        return self.template.format_map({name: _fact_in_words(name, facts) for name in self.names})

    def read(self, text: str) -> Facts | None:
        """The facts of a sentence made so, or None where it was not."""
        found = self._pattern.fullmatch(text) if text.startswith(self._opening) else None
        return _facts_behind(found.groupdict()) if found else None


_NAMES: Final[Mapping[str, Mapping[str, str]]] = {"framework": FRAMEWORK_NAMES, "school_type": SCHOOL_TYPE_NAMES}
_KEYS: Final = {fact: {name: key for key, name in names.items()} for fact, names in _NAMES.items()}


def _fact_in_words(fact: str, facts: Facts) -> str:
    value = getattr(facts, fact)
    return date_words(value) if isinstance(value, date) else _NAMES.get(fact, {}).get(value, value)


def _facts_behind(words: Mapping[str, str]) -> Facts | None:
    """The facts behind the words; None where a date is no date."""
    day = read_date(words["plan_date"]) if "plan_date" in words else None
    if "plan_date" in words and day is None:
        return None
    if "school_year" in words and not _CANONICAL_YEAR.fullmatch(words["school_year"]):
        return None  # written otherwise than the form would: the school's own words
    texts = {fact: _KEYS.get(fact, {}).get(text, text) for fact, text in words.items() if fact != "plan_date"}
    return Facts(**texts, plan_date=day)


_ABOUT: Final = {
    Form.REPORT: "Về thực hiện kế hoạch cải tiến chất lượng giáo dục",
    Form.PLAN: "Cải tiến chất lượng giáo dục",
    Form.TT57: "Cải tiến chất lượng giáo dục",
}
_OF: Final = ("\ncủa {school}, năm học {school_year}", "\ncủa {school}", "\nnăm học {school_year}", "")
SUBJECTS: Final[Mapping[Form, tuple[Sentence, ...]]] = {  # trích yếu, the fullest first
    form: tuple(Sentence(about + of) for of in _OF) for form, about in _ABOUT.items()
}

CAPTIONS: Final[Mapping[str, tuple[Sentence, ...]]] = {  # the line above a table on its own sheet, by its form
    table.caption: tuple(Sentence(table.caption + of) for of in _OF) for table in TABLES
}

_FACTS: Final = (  # each fact in one sentence; of those that say the same, the fullest first
    (Sentence("Tên cơ sở giáo dục: {school}."),),
    (Sentence("Loại hình cơ sở giáo dục: {school_type}."),),
    (Sentence("Năm học thực hiện: {school_year}."),),
    (Sentence("Tiêu chuẩn đánh giá áp dụng: {framework}."),),
    (
        Sentence("Kế hoạch cải tiến chất lượng giáo dục của nhà trường: số {plan_number}, ngày {plan_date}."),
        Sentence("Kế hoạch cải tiến chất lượng giáo dục của nhà trường: ban hành ngày {plan_date}."),
        Sentence("Kế hoạch cải tiến chất lượng giáo dục của nhà trường: số {plan_number}."),
    ),
)
_CLOSINGS: Final = frozenset(spec.closing for spec in FORMS.values())


def read_standing(text: str) -> Facts | None:
    """The facts of a form's own sentence, closing or caption (maybe no facts at all); None for a school's own words."""
    if text in _CLOSINGS:
        return Facts()
    return next((facts for sentence in _sentences() if (facts := sentence.read(text)) is not None), None)


@cache
def _sentences() -> tuple[Sentence, ...]:
    return tuple(sentence for choice in (*_FACTS, *CAPTIONS.values()) for sentence in choice)


def default_subject(paper: Paper, form: Form) -> str:
    """The subject the form prints where the paper has none of its own (trích yếu của mẫu)."""
    return _fullest(SUBJECTS[form], Facts(school=paper.school, school_year=paper.school_year)) or ""


def caption(table: TableForm, paper: Paper) -> str:
    """The line above a table on a sheet of its own (tên bảng), saying whose it is and of which year."""
    facts = Facts(school=paper.school, school_year=paper.school_year)
    return (_fullest(CAPTIONS[table.caption], facts) or "").replace("\n", " ")


def read_subject(text: str) -> Facts | None:
    """The facts of a form's own subject (no subject of the paper's own, then), or None where it is the school's."""
    choices = (sentence.read(text) for form in SUBJECTS.values() for sentence in form)
    return next((facts for facts in choices if facts is not None), None)


def standing_sentences(paper: Paper, form: Form) -> tuple[str, ...]:
    """The facts nothing else in the printed paper says (câu nêu dữ kiện), each in a sentence, for its first part.

    A plan's own number and date are those of its letterhead; only a report, or a plan that says otherwise, names them.
    """
    unsaid = _unsaid(paper, form)
    return tuple(filter(None, (_fullest(choice, unsaid) for choice in _FACTS)))


def _fullest(choice: Iterable[Sentence], facts: Facts) -> str | None:
    """The first sentence that can be said with these facts."""
    can = (sentence for sentence in choice if all(getattr(facts, name) for name in sentence.names))
    return next((sentence.say(facts) for sentence in can), None)


def _unsaid(paper: Paper, form: Form) -> Facts:
    subject = paper.report.subject or default_subject(paper, form)
    prose = "\n".join(text for section in paper.sections for text in section.paragraphs)
    plan = (paper.plan.number, paper.plan.date)
    told = plan_told(form, replace(paper.report, subject=subject), prose)
    number, day = ("", None) if plan == told else plan
    return Facts(
        school=paper.school if form is Form.TT57 and paper.school not in prose else "",  # its part I asks for it
        school_type=paper.school_type if paper.school_type != school_type_of(paper.school) else "",
        school_year=paper.school_year if paper.school_year != school_year_in(subject) else "",
        framework="" if FRAMEWORK_NAMES.get(paper.framework, paper.framework) in prose else paper.framework,
        plan_number=number,
        plan_date=day,
    )


# --- facts in a school's own words ------------------------------------------------------------------------------------

_DAY: Final = r"\d{1,2} tháng \d{1,2} năm \d{4}|\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}"
_PLAN_NAMED: Final = re.compile(
    r"(?:[Kk]ế hoạch|KH)(?:[ (][^.;\d]{0,80}?)?[\s(]+số:?\s*(?P<number>\d[^\s,;)/]*(?: ?/[^\s,;)]+)?)"
    rf"(?:[^.;\d]{{0,60}}?ngày (?P<after>{_DAY}))?|[Ss]ố (?:kế hoạch|KH):?\s*(?P<short>\d[^\s,;)]*)"
    rf"(?:[^.\d]{{0,40}}?(?P<short_after>{_DAY}))?"
)
_DAY_BEFORE: Final = re.compile(rf"[Nn]gày ({_DAY}),?[^.;\d]{{0,60}}$")
_ATTACHED: Final = re.compile(r"[Kk]èm theo (?:[Kk]ế hoạch|KH)\b")
_SYMBOL_ABOVE: Final = re.compile(rf"[-/](?:U[BỶ]?ND|U\.?BND|SGD|SGD[&Đ]|PGD|BGD|HĐND|TU|HU)(?![{SMALLS}])")
_OF_ABOVE: Final = re.compile(  # behind a plan's number: it is that of an office above, not the school's
    r"^[\s,]*của (?:Sở|Phòng (?:GD|[Gg]iáo)|UBND|[UỦ][ỷy] ban|Uỷ ban|Bộ |Huyện|Tỉnh|Thành)"
)
_OWN_PLAN: Final = "cải tiến"  # of several plans a paper names, the school's own is the one for improvement
_CANONICAL_YEAR: Final = re.compile(r"\d{4}-\d{4}")
_SCHOOL_YEAR: Final = re.compile(r"\b(20\d\d) ?[-–—/] ?(20\d\d)\b")
_LEVELS: Final = {
    "tieu_hoc": re.compile(r"tieu hoc|\bth\b"),
    "thcs": re.compile(r"trung hoc co so|\bthcs\b"),
    "thpt": re.compile(r"trung hoc pho thong|\bthpt\b"),
}
_OTHER_TYPES: Final = (
    ("mam_non", re.compile(r"mam non|mau giao|nha tre|\bmn\b|\bmg\b")),
    ("gdtx", re.compile(r"thuong xuyen|\bgdtx\b")),
    ("nhieu_cap_hoc", re.compile(r"lien cap|nhieu cap hoc|pho thong co so")),
)


def plan_told(form: Form, head: Letterhead, prose: str) -> tuple[str, date | None]:
    """Number and date of the plan as a paper tells them (số, ngày của kế hoạch): a report names the plan it stands on,
    in its subject or prose, and never means itself; a plan's are those of its letterhead, those of the plan it is an
    annex to where the letterhead is blank."""
    if form is Form.REPORT or head.title == FORMS[Form.REPORT].title:
        return plan_named(f"{one_line(head.subject)}\n{prose}")
    if has_figure(head.number):
        return head.number, head.date
    lines = (one_line(head.subject), *prose.split("\n"))
    attached = "\n".join(line for line in lines if _ATTACHED.search(line))
    number, day = plan_named(attached) if attached else ("", None)
    return (number, day) if number else (head.number, head.date)


def plan_named(prose: str) -> tuple[str, date | None]:
    """Number and date of the plan some prose names ("Kế hoạch số … ngày … tháng … năm …"), blank where none.

    A plan named in a paragraph on improvement comes first; a number without a date counts if it is a plan's ("…/KH-…").
    """
    found = [named for line in prose.split("\n") for named in _plans_in(line)]
    own = [named for named, line in found if _OWN_PLAN in line.lower()]
    return next(iter([*own, *(named for named, _ in found)]), ("", None))


def _plans_in(line: str) -> Iterator[tuple[tuple[str, date | None], str]]:
    for found in _PLAN_NAMED.finditer(line):
        number = (found["number"] or found["short"]).replace(" ", "").rstrip(".")
        before = _DAY_BEFORE.search(line[: found.start()])
        words = found["after"] or found["short_after"] or (before[1] if before else "")
        day = read_date(re.sub(r" ?([/.-]) ?", r"\1", words))
        above = _SYMBOL_ABOVE.search(number) or _OF_ABOVE.match(line[found.end() :])
        if (day is not None or "KH" in number) and not above:
            yield (number, day), line


def school_year_in(text: str) -> str:
    """The first school year in a text, as "2023-2024" (năm học), or ""."""
    found = next((pair for pair in _SCHOOL_YEAR.findall(text) if int(pair[1]) == int(pair[0]) + 1), None)
    return "-".join(found) if found else ""


def school_type_of(school: str) -> str:
    """The type of a school from its name (loại trường): "thpt", "mam_non", …; "" where the name does not say."""
    folded = fold(school)
    other = next((key for key, sign in _OTHER_TYPES if sign.search(folded)), "")
    levels = [key for key, sign in _LEVELS.items() if sign.search(folded)]
    return other or ("nhieu_cap_hoc" if len(levels) > 1 else "".join(levels))


def blank_or(text: str) -> str:
    """A text, or the dots for the pen where there is none (để trống cho thấy được)."""
    return text or BLANK


def read_blank(text: str) -> str:
    """A text, or nothing where it is only dots: the inverse of :func:`blank_or`."""
    return "" if _DOTS.fullmatch(text) else text


def read_recipients(lines: Iterable[str]) -> tuple[str, ...]:
    """The recipients some lines name, none where they are the form's own blank list (a blank and the archive)."""
    found = tuple(lines)
    named = tuple(filter(None, found))
    return () if named == (ARCHIVE,) and len(found) > 1 else named
