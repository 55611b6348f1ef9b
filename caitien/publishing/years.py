"""The years side by side (nhìn lại các năm): one set of figures for the public page and for the yearly report in Word.

Every figure is counted in a signed paper: a year without a report has no figure, never 0. Thông tư 09/2024/TT-BGDĐT,
Điều 8 khoản 3 (plan and results of improvement, over five years and each year) and Phụ lục I, section IV; neither was
checked against the gazette.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import School, User
from caitien.documents.refusal import Refusal
from caitien.documents.write import write_official
from caitien.domain.paper import Letterhead, Status
from caitien.domain.papers.cells import mark_of
from caitien.domain.papers.official_paper import OfficialKind, OfficialPaper, OfficialPart, OfficialTable
from caitien.domain.publishing.due import KEPT_YEARS
from caitien.domain.publishing.page import Line, Page, PublicKind, keyed
from caitien.domain.publishing.personal import public_text
from caitien.domain.refused import Refused, written_since
from caitien.domain.times.school_calendar import first_year_of, say_year, years_back
from caitien.publishing.models import YearFact
from caitien.publishing.sources import Signed, YearPapers, papers_of_years

LONGEST: Final = 200  # letters of what is typed in of a year
NO_YEAR: Final = Refused("Xin chọn một năm học, như 2026-2027.")
TOO_LONG: Final = Refused("Mỗi ô không quá 200 chữ cái. Xin ghi gọn lại.")
NO_REPORT: Final = "chưa có báo cáo"
FACTS: Final = ("assessment", "level", "certificate")
PIECE_TITLE: Final = "IV. KẾT QUẢ ĐÁNH GIÁ VÀ KIỂM ĐỊNH CHẤT LƯỢNG GIÁO DỤC"
_HEADINGS: Final = (
    *(("Năm học", 18), ("Kết quả tự đánh giá", 34), ("Kế hoạch cải tiến, số và ngày", 38)),
    *(("Việc hoàn thành trên tổng số", 26), ("Mức, công nhận", 26), ("Giấy chứng nhận", 28)),
)


@dataclass(frozen=True, slots=True)
class YearFigures:
    """One year (một năm): its papers and what they count. ``done`` None: no report of the year was issued."""

    papers: YearPapers
    done: int | None = None
    total: int | None = None

    @property
    def plan_words(self) -> str:
        """Number and day of its plan."""
        return _named(self.papers.plan) if self.papers.plan else ""

    @property
    def done_words(self) -> str:
        """How many of how many."""
        return NO_REPORT if self.done is None else f"{self.done} trên {self.total} việc"

    def fact(self, name: str) -> str:
        """What was typed in of it."""
        return public_text(getattr(self.papers.fact, name)) if self.papers.fact else ""


def figures_of(school: School, year: str) -> list[YearFigures] | Refusal:
    """The year and the four before it that have a plan (số liệu các năm), the latest first. Four queries and one a year
    of the five, linear in the lines."""
    papers = papers_of_years(school, years_back(year, KEPT_YEARS))
    found = []
    for each in papers.values():
        if each.plan is None and each.result is None:
            continue
        figures = _counted(each)
        if isinstance(figures, Refusal):
            return figures
        found.append(figures)
    return found


def _counted(papers: YearPapers) -> YearFigures | Refusal:
    if papers.result is None:
        return YearFigures(papers)
    paper = papers.result.paper
    if isinstance(paper, Refusal):
        return paper
    return YearFigures(papers, paper.counts[Status.DONE.value], sum(paper.counts.values()))


def _named(signed: Signed) -> str:
    return (
        f"số {public_text(signed.number)} ngày {signed.day:%d/%m/%Y}"
        if signed.number
        else f"ngày {signed.day:%d/%m/%Y}"
    )


def page_of_years(school: School, year: str, figures: Sequence[YearFigures]) -> Page:
    """The page of several years (trang nhiều năm): a line a year. No query."""
    lines = [
        Line(key="", heading=f"Năm học {each.papers.year.replace('-', '–')}", cells=_cells(each)) for each in figures
    ]
    return Page(kind=PublicKind.YEARS, school=public_text(school.name), school_year=year, lines=tuple(keyed(lines)))


def _cells(each: YearFigures) -> dict[str, str]:
    cells = {"plan": each.plan_words, "done": each.done_words} | {name: each.fact(name) for name in FACTS}
    return {name: text for name, text in cells.items() if text}


# --- what papers outside the plan say of a year ----------------------------------------------------------------------


def facts_of(school: School, year: str) -> dict[str, str]:
    """What papers outside the plan say of a year by now (kết quả kiểm định đang ghi). One query."""
    fact = YearFact.objects.filter(school=school, school_year=year).first() or YearFact()
    return {name: getattr(fact, name) for name in FACTS}


def facts_mark(facts: Mapping[str, str]) -> str:
    """A mark of what stands there (dấu của kết quả đang ghi)."""
    return mark_of(repr([facts[name] for name in FACTS]))


@action("publication.prepare")
def write_fact(
    _actor: User, school: School, *, year: str, said: Mapping[str, str], seen: str = ""
) -> Done[YearFact] | Unchanged[YearFact] | Refused:
    """Write what papers outside the plan say of a year (ghi kết quả kiểm định). ``said``: of :data:`FACTS`. ``seen``:
    the :func:`facts_mark` of what stood there, "" where it is meant whatever stands."""
    try:
        first_year_of(year)
    except ValueError:
        return NO_YEAR
    words = {name: public_text(said.get(name, "")) for name in FACTS}
    if any(len(text) > LONGEST for text in words.values()):
        return TOO_LONG
    fact = YearFact.objects.filter(school=school, school_year=year).first() or YearFact(school=school, school_year=year)
    before = {name: getattr(fact, name) for name in FACTS}
    if before == words:
        return Unchanged(fact)
    if seen not in ("", facts_mark(before)):
        return written_since("; ".join(filter(None, before.values())))
    for name, text in words.items():
        setattr(fact, name, text)
    fact.save()
    changed = [name for name in FACTS if before[name] != words[name]]
    told = {f"fact_{name}": words[name] for name in changed}
    return Done(fact, fact, {f"fact_{name}": before[name] for name in changed}, {"school_year": year, **told})


# --- the piece of the yearly report ----------------------------------------------------------------------------------


def piece_of_report(school: School, year: str, figures: Sequence[YearFigures]) -> bytes:
    """Section IV of the yearly report in Word (phần IV báo cáo thường niên): the same figures, to paste. No query."""
    paper = OfficialPaper(
        kind=OfficialKind.YEARLY_PIECE,
        school=school.name,
        school_year=year,
        report=Letterhead(title=PIECE_TITLE),
        parts=(OfficialPart(paragraphs=tuple(_sentences(figures)), table=_table(figures)),),
    )
    return write_official(paper)


def _sentences(figures: Sequence[YearFigures]) -> list[str]:
    said = []
    for each in figures:
        year = say_year(each.papers.year)
        if each.done is not None:
            report = f" (báo cáo {_named(each.papers.result)})" if each.papers.result else ""
            said.append(f"Năm học {year}: hoàn thành {each.done_words} của kế hoạch cải tiến chất lượng{report}.")
    return said


def _table(figures: Sequence[YearFigures]) -> OfficialTable:
    rows = [
        (
            say_year(each.papers.year),
            each.fact("assessment"),
            each.plan_words,
            each.done_words,
            each.fact("level"),
            each.fact("certificate"),
        )
        for each in figures
    ]
    return OfficialTable(headings=_HEADINGS, rows=tuple(rows))
