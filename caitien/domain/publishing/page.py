"""What a school shows to everyone, as plain data (trang công khai): lines of a signed paper, and nothing beside them.

Made of an approved or issued paper; then lines are left out with a reason, columns with them, words replaced. The page
is what stands before everyone, so it is frozen as it went out.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Final

import msgspec

from caitien.domain.field_names import STATUS_NAMES
from caitien.domain.official_forms.forms import criterion_line
from caitien.domain.paper import Form, Paper, PlanRow, ResultRow, Status
from caitien.domain.publishing.personal import public_text
from caitien.domain.publishing.proper_names import TITLES
from caitien.domain.standards import criterion_names
from caitien.domain.times.school_calendar import say_year


class PublicKind(StrEnum):
    """What is shown (loại): also its word in the address."""

    PLAN = "ke-hoach"
    RESULT = "ket-qua"
    YEARS = "nam-nam"


KIND_NAMES: Final[Mapping[PublicKind, str]] = {
    PublicKind.PLAN: "Kế hoạch cải tiến chất lượng",
    PublicKind.RESULT: "Kết quả cải tiến chất lượng",
    PublicKind.YEARS: "Cải tiến chất lượng qua các năm",
}
FIELD_LABELS: Final[Mapping[str, str]] = {
    "topic": "Nội dung",
    "work": "Việc làm",
    "target": "Kết quả cần đạt",
    "indicator": "Đo bằng",
    "time": "Thời gian",
    "owners": "Ai làm",
    "budget": "Kinh phí",
    "adjusted": "Điều chỉnh",
    "said": "Kết quả",
    "text": "",
    "plan": "Kế hoạch",
    "done": "Việc đã xong",
    "assessment": "Tự đánh giá",
    "level": "Mức, công nhận",
    "certificate": "Chứng nhận",
}
CHOSEN: Final[Mapping[str, tuple[str, ...]]] = {  # columns a school may leave out
    PublicKind.PLAN: ("target", "indicator", "time", "owners", "budget"),
    PublicKind.RESULT: ("adjusted",),
    PublicKind.YEARS: (),
}
_OF_PLAN: Final = ("topic", "work", "target", "indicator", "time", "owners", "budget")
_LONGEST_WORD: Final = 20  # letters with the blank behind, and more than any syllable
# A stop or a comma ends a name: "tổ Toán. Bình trực".
_WORD_BEFORE: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]++) $")
_WORD_AFTER: Final = re.compile(r" ([^\W\d_]+)")
_SAID_AT_THE_END: Final = {"strengths": "Ưu điểm", "limitations": "Hạn chế", "recommendations": "Kiến nghị"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the page (dòng): under a key that stays while its words do. ``cells``: field → text, in order."""

    key: str
    heading: str
    cells: dict[str, str]
    state: str = ""  # a value of Status, "" where it has none

    @property
    def state_name(self) -> str:
        """The state in words."""
        return STATUS_NAMES.get(self.state, "")

    @property
    def labelled(self) -> list[tuple[str, str]]:
        """Each text under its label."""
        return [(FIELD_LABELS[name], text) for name, text in self.cells.items() if text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page (trang): of which paper, its lines, and why some are not there."""

    kind: PublicKind
    school: str
    school_year: str
    number: str = ""  # of the paper, "" where it has none or the page is of several
    date: str = ""  # ISO day
    post: str = ""  # who signed, by post
    sha256: str = ""  # of the paper as it was signed
    code: str = ""  # by which it can be checked
    done: int = 0
    total: int = 0
    lines: tuple[Line, ...] = ()
    hidden: tuple[str, ...] = ()  # the reason of each line that is not shown

    @property
    def name(self) -> str:
        """What it is called."""
        return KIND_NAMES[self.kind]

    @property
    def year_name(self) -> str:
        """The school year as people write it."""
        return say_year(self.school_year)


def page_json(page: Page) -> dict[str, Any]:
    """The page as plain JSON values."""
    return asdict(page) | {"kind": page.kind.value}


def page_of_json(content: dict[str, Any]) -> Page:
    """The page of such JSON. Raises msgspec.ValidationError where it is none."""
    return msgspec.convert(content, Page)


# --- of a paper ------------------------------------------------------------------------------------------------------


def page_of_paper(kind: PublicKind, paper: Paper, *, sha256: str, code: str = "") -> Page:
    """All of a signed paper that may be shown (trang của một văn bản), before anything is left out. Linear."""
    head = paper.report
    counts = paper.counts
    lines = _plan_lines(paper) if kind is PublicKind.PLAN else _result_lines(paper)
    return Page(
        kind=kind,
        school=public_text(paper.school),
        school_year=paper.school_year,
        number=public_text(head.number),
        date=head.date.isoformat() if head.date else "",
        post=public_text(head.signer_title).capitalize(),
        sha256=sha256,
        code=code,
        done=counts[Status.DONE.value] if kind is PublicKind.RESULT else 0,
        total=sum(counts.values()) if kind is PublicKind.RESULT else len(paper.plan.items),
        lines=tuple(keyed(lines)),
    )


def _heading(paper: Paper, row: PlanRow | ResultRow) -> str:
    title = criterion_names(paper.framework).get(row.criterion, "") if row.criterion else ""
    return public_text(f"{row.criterion} {title}" if title else criterion_line(row.criterion, row.label))


def _plan_lines(paper: Paper) -> Iterator[Line]:
    for row in paper.plan.items:
        cells = {name: public_text(getattr(row, name)) for name in _OF_PLAN}
        yield Line(key="", heading=_heading(paper, row), cells=_filled(cells))


def _result_lines(paper: Paper) -> Iterator[Line]:
    of_actions = paper.form is Form.TT57 and not paper.results
    for row in paper.plan.items if of_actions else paper.results:
        said = row.status_text if row.status is Status.UNSTATED or of_actions else getattr(row, row.status.value)
        work = row.work if isinstance(row, PlanRow) else row.planned
        adjusted = "" if isinstance(row, PlanRow) else row.adjusted
        cells = {"work": work, "adjusted": adjusted, "said": said}
        cells = {name: public_text(text) for name, text in cells.items()}
        yield Line(key="", heading=_heading(paper, row), cells=_filled(cells), state=row.status.value)
    for name, heading in _SAID_AT_THE_END.items():
        said = getattr(paper, name)
        text = public_text(said if isinstance(said, str) else "\n".join(said))
        if text:
            yield Line(key="", heading=heading, cells={"text": text})


def _filled(cells: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in cells.items() if text}


def keyed(lines: Iterable[Line]) -> Iterator[Line]:
    """Each line under its key (khoá của dòng): of its words, so that other words make another line; alike ones are told
    by their turn."""
    met: dict[str, int] = {}
    for line in lines:
        words = "\x1f".join((line.heading, *line.cells.values(), line.state))
        key = hashlib.sha256(words.encode()).hexdigest()[:12]
        met[key] = met.get(key, 0) + 1
        yield replace(line, key=key if met[key] == 1 else f"{key}-{met[key]}")


# --- what is shown of it ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown of a page (lựa chọn): lines left out by key, with why; columns left out; words replaced."""

    hidden: Mapping[str, str]
    left_out: frozenset[str] = frozenset()
    replaced: Mapping[str, str] | None = None


def shown(page: Page, choice: Choice) -> Page:
    """The page as everyone sees it (trang người ngoài thấy). Linear in its words."""
    change = _replacer(choice.replaced or {})
    lines = [
        replace(line, heading=change(line.heading), cells=_cells(line, choice.left_out, change))
        for line in page.lines
        if line.key not in choice.hidden
    ]
    reasons = [change(choice.hidden[line.key]) for line in page.lines if line.key in choice.hidden]
    head = {"number": change(page.number), "post": change(page.post)}
    return replace(page, lines=tuple(lines), hidden=tuple(reasons), **head)


def _cells(line: Line, left_out: frozenset[str], change: Any) -> dict[str, str]:
    return {name: change(text) for name, text in line.cells.items() if name not in left_out}


def _replacer(replaced: Mapping[str, str]) -> Any:
    """What replaces words in a text, the longest first; a part of another word stays."""
    wanted = [words for words in sorted(replaced, key=len, reverse=True) if words]
    if not wanted:
        return lambda text: text
    pattern = re.compile("|".join(map(_whole_word, wanted)))
    return lambda text: pattern.sub(lambda found: _instead(found, replaced), text)


def _instead(found: re.Match[str], replaced: Mapping[str, str]) -> str:
    """What stands instead of words; one syllable within a longer proper name ("tỉnh Thái Bình") stays."""
    words, text = found[0], found.string
    before = _WORD_BEFORE.search(text[max(0, found.start() - _LONGEST_WORD) : found.start()])
    after = _WORD_AFTER.match(text, found.end())
    return words if words.isalpha() and (_of_a_name(before) or _of_a_name(after)) else replaced[words]


def _of_a_name(beside: re.Match[str] | None) -> bool:
    """Whether a word beside another, with nothing but a blank between, makes one proper name with it: no title, no
    abbreviation."""
    word = beside[1] if beside else ""
    return word[:1].isupper() and not word.isupper() and word.lower() not in TITLES


def _whole_word(words: str) -> str:
    before = r"(?<!\w)" if re.match(r"\w", words) else ""
    after = r"(?!\w)" if re.search(r"\w$", words) else ""
    return f"{before}{re.escape(words)}{after}"


def texts_of(page: Page) -> Iterator[str]:
    """Every text of the page that people wrote (lời văn của trang)."""
    yield page.number
    yield page.post
    yield from page.hidden
    for line in page.lines:
        yield line.heading
        yield from line.cells.values()


ABBREVIATIONS: Final[Mapping[str, str]] = {
    "BGH": "ban giám hiệu",
    "CBGV": "cán bộ, giáo viên",
    "CBGVNV": "cán bộ, giáo viên, nhân viên",
    "CBQL": "cán bộ quản lý",
    "CLB": "câu lạc bộ",
    "CMHS": "cha mẹ học sinh",
    "CNTT": "công nghệ thông tin",
    "CSVC": "cơ sở vật chất",
    "CTCL": "cải tiến chất lượng",
    "GDĐT": "giáo dục và đào tạo",
    "GDPT": "giáo dục phổ thông",
    "GV": "giáo viên",
    "GVCN": "giáo viên chủ nhiệm",
    "GVNV": "giáo viên, nhân viên",
    "HĐTĐG": "hội đồng tự đánh giá",
    "HĐTN": "hoạt động trải nghiệm",
    "HS": "học sinh",
    "HSG": "học sinh giỏi",
    "KĐCLGD": "kiểm định chất lượng giáo dục",
    "NV": "nhân viên",
    "PCCC": "phòng cháy, chữa cháy",
    "PHHS": "phụ huynh học sinh",
    "TĐG": "tự đánh giá",
    "THCS": "trung học cơ sở",
    "THPT": "trung học phổ thông",
    "TNCS": "Thanh niên Cộng sản",
    "UBND": "Ủy ban nhân dân",
    "XHH": "xã hội hóa",
}
_LETTERS: Final = re.compile(r"(?<!\w)[A-ZĐ]{2,8}(?!\w)")


def abbreviations_in(page: Page) -> list[tuple[str, str]]:
    """The abbreviations the page uses, spelled (chữ viết tắt), in order of the alphabet. Linear in its words."""
    found = {match for text in texts_of(page) for match in _LETTERS.findall(text)}
    return [(short, words) for short, words in ABBREVIATIONS.items() if short in found]
