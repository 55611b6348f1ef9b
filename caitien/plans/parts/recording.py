"""What came of a review is told in section VI (ghi kết quả theo dõi): in a draft, and through the year of a plan that
was approved, whose other words change by adjustment only.

Typed by a person, or proposed by a room that holds reviews: it sends its texts through the same verbs.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.plans.models import Plan
from caitien.plans.parts.edit import PartEdit, PartsEdited, sheet_of
from caitien.plans.parts.part import RECORDED, REVIEW, PlanPart
from caitien.plans.parts.rows import fill, new_part
from caitien.plans.table.changes import Changes

CLOSED: Final[Mapping[str, Refused]] = {  # states of a plan in which nothing is told of its reviews, and what to do
    PlanState.SUBMITTED: Refused("Kế hoạch đang chờ phê duyệt. Kết quả theo dõi ghi được sau khi duyệt hoặc trả lại."),
    PlanState.CLOSED: Refused("Kế hoạch đã kết thúc nên không ghi thêm kết quả theo dõi."),
}
NO_MOMENT: Final = Refused("Xin ghi thời điểm của đợt theo dõi, như: Cuối học kỳ I.")


@action("review.record")
def record_review(
    _actor: User, plan: Plan, cells: Sequence[PartEdit]
) -> Done[PartsEdited] | Unchanged[PartsEdited] | Refused:
    """Tell what came of reviews (ghi kết quả theo dõi): cells of :data:`caitien.plans.parts.part.RECORDED`. Cells that
    clash or do not fit are told; the others are kept. Sending the same again changes nothing. Half a dozen statements,
    and one for each line that changes."""
    if plan.state in CLOSED:
        return CLOSED[PlanState(plan.state)]
    sheet = sheet_of(plan, cells)
    for cell in cells:
        sheet.write(cell, allowed=RECORDED)
    if not sheet.after:
        return Unchanged(sheet.edited)
    return Done(sheet.edited, sheet.save(), sheet.before, sheet.after)


@action("review.record")
def add_review(_actor: User, plan: Plan, *, values: Mapping[str, str]) -> Done[PlanPart] | Refused:
    """Tell of a review the plan did not foresee (ghi đợt theo dõi đột xuất), last in section VI: fields of a review →
    text, at least its moment. Four statements."""
    if plan.state in CLOSED:
        return CLOSED[PlanState(plan.state)]
    part = new_part(plan, REVIEW)
    amiss = fill(part, values)
    if amiss or part.row is None:
        return amiss or NO_MOMENT
    if not part.text("moment"):
        return NO_MOMENT
    part.row.save()
    plan.save(update_fields=["changed_at"])
    told = Changes()
    told.added([part.row])
    return Done(part, part.row, told.before, told.after)
