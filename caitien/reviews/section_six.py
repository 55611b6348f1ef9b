"""What came of a review goes into section VI of Biểu 2 (ghi vào phần VI), by the plan's own verbs.

Thông tư 57/2026, Biểu 2: the form's two lines first, others after them. A plan of another form has no section VI,
and one that ended meanwhile is written into no more; its reviews keep their line all the same.
"""

from collections.abc import Mapping

from caitien.access.models import User
from caitien.domain.paper import Form
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import identity
from caitien.plans.models import ReviewLine
from caitien.plans.parts.edit import PartEdit, PartsEdited
from caitien.plans.parts.part import RECORDED, REVIEW, slug_of
from caitien.plans.parts.recording import add_review, record_review
from caitien.reviews.models import Review


def record_row(actor: User, review: Review, row: Mapping[str, str]) -> Refused | None:
    """Write the line of a closed review into the plan (ghi dòng phần VI): into the one the plan foresaw for it, else as
    a new one. Why it could not be, or None. Ten statements."""
    plan = review.plan
    if plan.form != Form.TT57 or plan.state == PlanState.CLOSED:
        return None
    line = _foreseen(review, row["moment"])
    if line is None:
        added = add_review(actor, plan, values=row)
        return added if isinstance(added, Refused) else None
    slug = slug_of(REVIEW, line.pk)
    kept = record_review(actor, plan, [PartEdit(slug, field, row[field]) for field in RECORDED])
    return kept if isinstance(kept, Refused) else _misfit(kept)


def _foreseen(review: Review, moment: str) -> ReviewLine | None:
    """The line of the plan that names the same moment."""
    wanted = {identity(moment), identity(review.name)}
    lines = ReviewLine.objects.filter(plan=review.plan_id).order_by("position", "pk")
    return next((line for line in lines if identity(line.moment) in wanted), None)


def _misfit(edited: PartsEdited) -> Refused | None:
    return next(iter((*edited.misfits, *edited.clashes)), None)
