"""Which signed papers a public item is of (nguồn của mục công khai): the newest approved or issued ones, no live rows.

A plan is its last approved version or the issued paper of it, whichever is of the later day; a result the issued report
of the whole year that is in force; the years are both of up to five of them, with what was typed in of each.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from caitien.access.models import School
from caitien.documents.refusal import Refusal
from caitien.domain.paper import Form, Paper
from caitien.domain.publishing.due import KEPT_YEARS
from caitien.domain.publishing.page import PublicKind
from caitien.domain.refused import Refused
from caitien.domain.times.school_calendar import years_back
from caitien.papers.models import Issue
from caitien.papers.reads import paper_of_issue
from caitien.papers.span import YEAR
from caitien.plans.life.versions import paper_of_version
from caitien.plans.models import Version
from caitien.publishing.models import YearFact

NO_PAPER: Final[Mapping[str, str]] = {  # why an item cannot be made yet
    PublicKind.PLAN: "Kế hoạch năm này chưa được phê duyệt nên chưa có gì để công khai.",
    PublicKind.RESULT: "Báo cáo cả năm chưa ban hành nên chưa có kết quả để công khai.",
    PublicKind.YEARS: "Chưa có kế hoạch nào được phê duyệt trong các năm này.",
}
_PLANS: Final = (Form.PLAN.value, Form.TT57.value)
Mark = list[str]  # which papers, as an edition keeps them: ["version 12", "fact 3 2026-05-01"]


@dataclass(frozen=True, slots=True)
class Signed:
    """One signed paper (văn bản đã ký): approved, or issued under a code. Its text is read when asked for."""

    row: Version | Issue

    @property
    def mark(self) -> str:
        """What tells it from every other."""
        return f"{type(self.row).__name__.lower()} {self.row.pk}"

    @property
    def day(self) -> dt.date:
        """The day it bears."""
        return self.row.date

    @property
    def number(self) -> str:
        """Its number."""
        return self.row.number if isinstance(self.row, Issue) else self.row.paper_number

    @property
    def code(self) -> str:
        """The code it can be checked by, "" where it was approved and not issued."""
        return self.row.code if isinstance(self.row, Issue) else ""

    @property
    def paper(self) -> Paper | Refusal:
        """What it says, proved by its hash. One query where it was deferred."""
        return paper_of_issue(self.row) if isinstance(self.row, Issue) else paper_of_version(self.row)


@dataclass(frozen=True, slots=True)
class YearPapers:
    """What a year has (một năm): its plan, its result, what was typed in of it; None where it has none."""

    year: str
    plan: Signed | None = None
    result: Signed | None = None
    fact: YearFact | None = None

    @property
    def marks(self) -> Iterator[str]:
        """What tells its papers, and what was typed in, from others."""
        yield from (each.mark for each in (self.plan, self.result) if each)
        if self.fact:
            yield f"fact {self.fact.pk} {self.fact.changed_at.isoformat()}"


def papers_of_years(school: School, years: Sequence[str]) -> dict[str, YearPapers]:
    """Year → its signed papers (văn bản của các năm), without their text. Three queries, however many years."""
    versions, issues = _versions(school, years), _issues(school, years)
    facts = {fact.school_year: fact for fact in YearFact.objects.filter(school=school, school_year__in=years)}
    return {
        year: YearPapers(
            year,
            _newest([*versions.get(year, ()), *(each for each in issues.get(year, ()) if each.form in _PLANS)]),
            _newest([each for each in issues.get(year, ()) if each.form == Form.REPORT]),
            facts.get(year),
        )
        for year in years
    }


def _versions(school: School, years: Sequence[str]) -> dict[str, list[Version]]:
    found: dict[str, list[Version]] = {}
    rows = Version.objects.filter(school=school, plan__school_year__in=years).select_related("plan").defer("paper")
    for row in rows.order_by("number"):
        found[row.plan.school_year] = [row]  # the last alone
    return found


def _issues(school: School, years: Sequence[str]) -> dict[str, list[Issue]]:
    found: dict[str, list[Issue]] = {}
    rows = Issue.objects.filter(school=school, plan__school_year__in=years, span=YEAR, replaced_by=None)
    for row in rows.filter(form__in=(*_PLANS, Form.REPORT.value)).select_related("plan").defer("paper", "sources"):
        found.setdefault(row.plan.school_year, []).append(row)
    return found


def _newest(rows: Sequence[Version | Issue]) -> Signed | None:
    """The one of the latest day; of two of a day the issued one, which bears a code."""
    last = max(rows, key=lambda row: (row.date, isinstance(row, Issue), row.at), default=None)
    return Signed(last) if last else None


def marks_of(kind: str, year: str, papers: Mapping[str, YearPapers]) -> Mark:
    """Which papers an item would be of now (nguồn mới nhất), [] where there is none. No query."""
    if kind == PublicKind.YEARS:
        found = [papers[each] for each in years_back(year, KEPT_YEARS) if each in papers]
        return [mark for each in found for mark in each.marks] if any(each.plan for each in found) else []
    signed = signed_of(kind, papers.get(year))
    return [signed.mark] if signed else []


def signed_of(kind: str, papers: YearPapers | None) -> Signed | None:
    """The paper of a plan or of a result (văn bản của mục), None where the year has none."""
    if papers is None:
        return None
    return papers.plan if kind == PublicKind.PLAN else papers.result


def missing_paper(kind: str) -> Refused:
    """Why there is nothing to show yet (chưa có văn bản)."""
    return Refused(NO_PAPER[kind])
