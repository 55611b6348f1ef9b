"""What is due (giấy tờ đến kỳ): the papers a school year asks for, and when.

Each deadline says where it comes from. Thông tư 57/2026 names no day for the report on carrying out the plan: 15 June
is the day before which the self-assessment is approved (Điều 9 khoản 3 điểm d); so none is claimed here.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from caitien.domain.field_names import FORM_NAMES
from caitien.domain.paper import Form
from caitien.domain.times.school_calendar import SchoolCalendar
from caitien.papers.models import Draft, Issue
from caitien.papers.span import TERM_ONE, YEAR
from caitien.plans.models import Plan

FIRST_DAY: Final = "ngày đầu năm học, theo lịch của trường"
TERM_ENDS: Final = "hết học kỳ I, theo lịch của trường"
AS_ASKED: Final = "không có hạn chung; theo yêu cầu của cơ quan quản lý"
_MONTH: Final = dt.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Due:
    """A paper of the year (giấy tờ của năm): by when, and whether it is begun or out already."""

    form: Form
    span: str
    name: str
    by: dt.date | None
    source: str
    draft: Draft | None
    issue: Issue | None

    def asked_on(self, day: dt.date) -> bool:
        """Whether it is time to make it: from a month before its day on, or begun already; never once it is out."""
        return self.issue is None and (self.draft is not None or self.by is None or day >= self.by - _MONTH)


def due_papers(
    plan: Plan, calendar: SchoolCalendar | None, drafts: Iterable[Draft], issues: Iterable[Issue]
) -> list[Due]:
    """The papers a plan's year asks for (giấy tờ của năm học), in order of time. No query."""
    begun = {(draft.form, draft.span): draft for draft in drafts if draft.plan_id == plan.pk}
    out = {(issue.form, issue.span): issue for issue in reversed([*issues]) if issue.plan_id == plan.pk}
    own = Form.TT57 if plan.form == Form.TT57 else Form.PLAN
    wanted = (
        (own, YEAR, _capital(FORM_NAMES[own]), calendar.first_day if calendar else None, FIRST_DAY),
        (Form.REPORT, TERM_ONE, "Báo cáo học kỳ I", calendar.term_one_ends if calendar else None, TERM_ENDS),
        (Form.REPORT, YEAR, "Báo cáo năm học", None, AS_ASKED),
    )
    return [
        Due(form, span, name, by, source, begun.get((form.value, span)), out.get((form.value, span)))
        for form, span, name, by, source in wanted
    ]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
