"""What a paper tells without a column for it (điều suy từ văn bản): its form, school, year, set of standards, plan."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from caitien.documents.understanding.announcing import (
    ALWAYS,
    FIRST_LINES,
    Stance,
    announced,
    is_bare_title,
    speaks_of_improvement,
    stance_of,
)
from caitien.documents.understanding.framework import cites_tt57, may_be_tt57, tell_framework
from caitien.documents.understanding.school import school_name
from caitien.documents.understanding.tables.labels import Family
from caitien.domain.official_forms.forms import FORMS
from caitien.domain.official_forms.standing import Facts, plan_told, school_type_of, school_year_in
from caitien.domain.paper import Form, Letterhead, Note, PlanRow, Problem, ResultRow, Review
from caitien.domain.paper_kind import KIND_USES, PaperKind, kind_sentence
from caitien.domain.table_verdict import TableUse
from caitien.domain.texts.folding import fold

OUR_TABLES: Final = frozenset((TableUse.PLAN, TableUse.RESULTS, TableUse.PROBLEMS, TableUse.REVIEWS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The lines of all tables of a paper (các dòng)."""

    plan: tuple[PlanRow, ...]
    results: tuple[ResultRow, ...]
    problems: tuple[Problem, ...]
    reviews: tuple[Review, ...]

    @property
    def named(self) -> list[PlanRow | ResultRow | Problem]:
        """The lines that may name a criterion."""
        return [*self.plan, *self.results, *self.problems]

    @property
    def codes(self) -> set[str]:
        """The criteria they name."""
        return {row.criterion for row in self.named if row.criterion}


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """Whose paper it is, and of which year (trường và năm học)."""

    name: str
    type: str
    year: str


def form_of(title: str, school: SchoolYear, rows: Rows, tables: Collection[Family], texts: Iterable[str]) -> Form:
    """Which form a paper is, told by its tables first and its title then; a column of Biểu 2 alone does not make it."""
    if rows.results:
        return Form.REPORT
    if Family.PROBLEMS in tables or Family.REVIEWS in tables or any(row.topic and row.indicator for row in rows.plan):
        return Form.TT57
    if any(row.topic or row.indicator for row in rows.plan):
        prose = "\n".join((title, *texts))
        if may_be_tt57(school_year=school.year, codes=rows.codes, prose=prose):
            return Form.TT57
    return Form.REPORT if title == FORMS[Form.REPORT].title else Form.PLAN


def plan_of(form: Form, head: Letterhead, facts: Facts, prose: str) -> tuple[str, date | None]:
    """Number and date of the plan: as the form's sentence says, else as the paper tells them."""
    if facts.plan_number or facts.plan_date:
        return facts.plan_number, facts.plan_date
    return plan_told(form, head, prose)


def school_of(printed: str, subject: str, texts: Sequence[str], facts: Facts) -> SchoolYear:
    """The school by its letterhead or by mention, its type by its name, the year by the subject or by mention."""
    name = facts.school or school_name(printed, [subject, *texts])
    year = facts.school_year or school_year_in(subject) or _mentioned_year(texts)
    return SchoolYear(name, facts.school_type or school_type_of(name), year)


def framework_of(form: Form, school: SchoolYear, rows: Rows, texts: Iterable[str]) -> str:
    """The set of standards the paper's codes, titles and citations fit, or ""."""
    return tell_framework(
        form=form,
        school_type=school.type,
        school_year=school.year,
        codes=rows.codes,
        titles={row.standard: row.standard_title for row in rows.named if row.standard},
        prose="\n".join(texts),
    )


def kind_of(head: Letterhead, school: str, tables: Collection[TableUse], texts: Sequence[str]) -> PaperKind:
    """What a paper is, by what it announces and the tables it holds (loại văn bản); a title of something else wins."""
    first = texts[:FIRST_LINES]
    kind = announced(head.title, head.subject, first)
    ours = bool(OUR_TABLES & set(tables)) and stance_of(head.title, head.subject, texts) is not Stance.FOREIGN
    if kind is PaperKind.SELF_ASSESSMENT:
        return PaperKind.SELF_ASSESSMENT_TT57 if cites_tt57(texts) else kind
    bare = is_bare_title(head.title, head.subject) and speaks_of_improvement(texts)
    if (ours or bare) and kind not in ALWAYS:
        return PaperKind.IMPROVEMENT
    if kind is not None:
        return kind
    if TableUse.EVIDENCE in tables:
        return PaperKind.EVIDENCE_LIST
    if speaks_of_improvement((head.subject, *first)):
        return PaperKind.IMPROVEMENT
    return PaperKind.OTHER if school or head.title else PaperKind.FOREIGN


def notes_on_kind(kind: PaperKind) -> list[Note]:
    """What a person should know who took a file of another kind for an improvement paper, and what it is good for."""
    if kind is PaperKind.IMPROVEMENT:
        return []
    return [Note(code="another-kind", text=f"{kind_sentence(kind)} {KIND_USES[kind]}")]


def note_on_nothing(rows: Rows) -> list[Note]:
    """A note where a file holds no line of any table, and nothing else told why."""
    if any((rows.plan, rows.results, rows.problems, rows.reviews)):
        return []
    text = "Không thấy dòng kế hoạch hay kết quả nào trong tệp. Hãy xem có chọn đúng tệp không."
    return [Note(code="no-rows", text=text)]


def _mentioned_year(texts: Iterable[str]) -> str:
    """The school year a paper speaks of most, "năm học" before it counting double."""
    counts: Counter[str] = Counter()
    for text in texts:
        year = school_year_in(text)
        if year:
            counts[year] += 2 if "nam hoc" in fold(text) else 1
    return counts.most_common(1)[0][0] if counts else ""
