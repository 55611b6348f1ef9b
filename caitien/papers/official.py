"""An official paper that is none of improvement is issued (ban hành văn bản khác): minutes, the team's report.

Composed by the room it belongs to and numbered, frozen, printed and proved as every issued paper of the school.
"""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, Final

from caitien.access.action import Done, action, school_first
from caitien.access.models import School, User
from caitien.access.trail.seals import last_seal_of
from caitien.documents.write import write_official
from caitien.domain.papers.official_paper import OfficialPaper, official_json
from caitien.domain.papers.paper_marks import Marks
from caitien.domain.refused import Refused
from caitien.papers.codes import say_code
from caitien.papers.issuing import USED, IssueRequest, NotIssued, freeze, told_of, unfit_head, unfit_paper
from caitien.papers.models import Issue
from caitien.papers.numbers import Number, is_used, read_number
from caitien.plans.keeping import hash_of_json
from caitien.plans.models import Plan

NO_REASON: Final = NotIssued("Đã có bản ban hành trước. Xin ghi vì sao ban hành bản thay thế.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialDraft:
    """A composed paper that waits to be issued (văn bản chờ ban hành): ``about`` and ``about_name`` say what it is of
    ("rs12", "đợt Cuối học kỳ I"), ``sources`` what it was made of, ``reason`` why it replaces the one before."""

    paper: OfficialPaper
    about: str
    about_name: str
    sources: dict[str, Any]
    reason: str = ""

    @property
    def mark(self) -> str:
        """The hash of the paper (dấu của văn bản đã xem)."""
        return hash_of_json(official_json(self.paper))


def issues_about(plan: Plan, draft_kind: str, about: str) -> Issue | None:
    """The issue of a thing that is in force (bản đang có hiệu lực). One query."""
    same = Issue.objects.filter(plan=plan, form=draft_kind, span=about, replaced_by=None)
    return same.order_by("-pk").first()


@school_first
@action("paper.issue")
def issue_official(
    actor: User, plan: Plan, draft: OfficialDraft, wanted: IssueRequest, *, today: dt.date
) -> Done[Issue] | Refused:
    """Issue such a paper (ban hành): frozen under its number; the one before it is named as replaced, with a reason.

    The school is held, so that nobody takes the number while the paper is made. A dozen statements.
    """
    plan.school = School.objects.get(pk=plan.school_id)
    before = issues_about(plan, draft.paper.kind, draft.about)
    if against := _why_not_issued(plan, draft, wanted, before, today):
        return against
    number = read_number(wanted.number)
    assert number is not None  # noqa: S101 - else it was refused
    paper = _numbered(draft.paper, number, wanted.date)
    issue = Issue(
        school_id=plan.school_id,
        plan=plan,
        form=draft.paper.kind.value,
        span=draft.about,
        span_name=draft.about_name,
        by=actor,
        paper=official_json(paper),
        sources={**draft.sources, "trail": last_seal_of(plan.school)},
        replaces=before,
        reason=draft.reason if before else "",
    )
    freeze(issue, number, wanted, lambda made: _printed(made, paper))
    return Done(issue, issue, {}, told_of(issue))


def _why_not_issued(
    plan: Plan, draft: OfficialDraft, wanted: IssueRequest, before: Issue | None, today: dt.date
) -> NotIssued | None:
    """Why it cannot be issued so, or None. Two queries at most; the plan's school at hand."""
    unfit = unfit_paper(plan.school, draft.paper.school, draft.mark, wanted)
    if against := unfit or unfit_head(plan, draft.paper.form.symbol, wanted, today):
        return against
    if before and not draft.reason:
        return NO_REASON
    number = read_number(wanted.number)
    assert number is not None  # noqa: S101 - else unfit_head says so
    return NotIssued(USED.format(number, wanted.date.year)) if is_used(plan, number, wanted.date) else None


def _numbered(paper: OfficialPaper, number: Number, date: dt.date) -> OfficialPaper:
    return replace(paper, report=replace(paper.report, number=str(number), date=date, date_text=""))


def _printed(issue: Issue, paper: OfficialPaper) -> bytes:
    return write_official(paper, Marks(code=say_code(issue.code), address=issue.address))
