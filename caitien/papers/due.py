"""What is due (giấy tờ đến kỳ): the papers a school year asks for, and by when, where somebody said so.

A deadline is what the school wrote into its year with the source of it; Thông tư 57/2026 names no day for the report on
carrying out the plan (15 June is the day before which the self-assessment is approved, Điều 9 khoản 3 điểm d), so none
is claimed here. When a paper can be begun is told from the calendar, which is no deadline.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from caitien.domain.field_names import FORM_NAMES
from caitien.domain.paper import Form
from caitien.domain.times.school_calendar import DEADLINES, Deadline, SchoolCalendar
from caitien.papers.models import Draft, Issue
from caitien.papers.span import TERM_ONE, YEAR
from caitien.plans.models import Plan

AS_ASKED: Final = "chưa ghi hạn; theo yêu cầu của cơ quan quản lý"
_MONTH: Final = dt.timedelta(days=31)
_PAPERS: Final = frozenset({"plan", "report-hk1", "report"})  # of DEADLINES, that are made here


@dataclass(frozen=True, slots=True)
class Due:
    """A paper of the year (giấy tờ của năm): by when and who says so, and whether it is begun or out already.

    ``about``: the day around which schools make it, by their calendar; None where the calendar tells none.
    """

    form: Form
    span: str
    name: str
    by: dt.date | None
    source: str
    about: dt.date | None
    draft: Draft | None
    issue: Issue | None

    def asked_on(self, day: dt.date) -> bool:
        """Whether it is time to make it: from a month before its day on, or begun already; never once it is out."""
        moment = self.by or self.about
        return self.issue is None and (self.draft is not None or moment is None or day >= moment - _MONTH)


def due_papers(
    plan: Plan, calendar: SchoolCalendar | None, drafts: Iterable[Draft], issues: Iterable[Issue]
) -> list[Due]:
    """The papers a plan's year asks for (giấy tờ của năm học), in order of time. No query."""
    begun = {(draft.form, draft.span): draft for draft in drafts if draft.plan_id == plan.pk}
    out = {(issue.form, issue.span): issue for issue in reversed([*issues]) if issue.plan_id == plan.pk}
    said = {each.paper: each for each in (calendar.deadlines if calendar else ())}
    own = Form.TT57 if plan.form == Form.TT57 else Form.PLAN
    wanted = (
        ("plan", own, YEAR, _capital(FORM_NAMES[own]), calendar.first_day if calendar else None),
        ("report-hk1", Form.REPORT, TERM_ONE, "Báo cáo học kỳ I", calendar.term_one_ends if calendar else None),
        ("report", Form.REPORT, YEAR, "Báo cáo năm học", None),
    )
    return [
        Due(
            form=form,
            span=span,
            name=name,
            by=said[paper].by if paper in said else None,
            source=said[paper].source if paper in said else AS_ASKED,
            about=about,
            draft=begun.get((form.value, span)),
            issue=out.get((form.value, span)),
        )
        for paper, form, span, name, about in wanted
    ]


def other_deadlines(calendar: SchoolCalendar | None) -> list[tuple[str, Deadline]]:
    """Deadlines of papers that are made elsewhere (hạn của giấy tờ khác), with their names. No query."""
    return [
        (DEADLINES[each.paper], each) for each in (calendar.deadlines if calendar else ()) if each.paper not in _PAPERS
    ]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
