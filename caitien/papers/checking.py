"""What the rules say of a draft (kiểm tra bản soạn): as of a plan, worked out once and kept until something changes.

What a person passed over on the plan's own paper is passed over here, too, and what they answered for stays answered:
a finding is known by its code, place and words.
"""

import datetime as dt
from typing import Final

import msgspec

from caitien.access.action import Done, LostRace, action
from caitien.access.models import User
from caitien.papers.drafting import Sheet, sheet_of
from caitien.papers.models import Draft
from caitien.plans.cells import mark_of
from caitien.plans.compose import compose
from caitien.plans.findings import Findings, Seen, Told, look, plan_before, rules_now
from caitien.plans.models import Decision, Dismissal
from caitien.plans.settle import answer_for, errors_mark, undecided

_GIVEN: Final = frozenset({"report.number", "report.date", "report.date_text"})  # a paper has them when it is issued


def findings_of_sheet(sheet: Sheet, today: dt.date) -> Findings:
    """What is found in a draft as it stands (các phát hiện). Two queries while nothing changed; else it is checked
    anew, linear, and the result kept."""
    dismissals = Dismissal.objects.filter(plan=sheet.draft.plan).select_related("by")
    return Findings(_told(sheet, today), dismissals)


def open_errors(sheet: Sheet, today: dt.date) -> tuple[Seen, ...]:
    """The errors of a draft nobody answered for (lỗi còn mở), those that go away when it gets its number and date
    apart. Three queries at most while nothing changed."""
    errors = undecided(sheet.draft.plan, findings_of_sheet(sheet, today))
    return tuple(error for error in errors if error.finding.path not in _GIVEN)


def _told(sheet: Sheet, today: dt.date) -> tuple[Told, ...]:
    draft = sheet.draft
    before = plan_before(draft.school_id, sheet.paper.school_year)
    mark = mark_of(repr((today, rules_now(), sheet.mark, before and (before.pk, before.changed_at))))
    if draft.checked == mark:
        return msgspec.convert(draft.found, tuple[Told, ...])
    told = look(sheet.paper, today, compose(before) if before else None)
    draft.checked, draft.found = mark, msgspec.to_builtins(told)
    Draft.objects.filter(pk=draft.pk).update(checked=mark, found=draft.found)
    return told


@action("plan.decide")
def answer_for_draft(
    actor: User, draft: Draft, *, name: str, reason: str, seen: str, today: dt.date
) -> Done[Decision | None] | LostRace[Decision | None]:
    """Answer for a paper going out although errors are open (quyết định vẫn ban hành): who, and why; as of a plan.

    ``seen``: the mark of the errors the person was shown; None where they are others by now.
    """
    errors = open_errors(sheet_of(draft), today)
    if not errors or seen != errors_mark(errors):
        return LostRace(None)
    return answer_for(actor, draft.plan, errors, name=name, reason=reason)
