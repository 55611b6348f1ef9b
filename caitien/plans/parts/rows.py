"""Problems and reviews come into a draft and go out of it (thêm, bỏ vấn đề, đợt theo dõi); what goes can come back."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Max
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.official_forms.forms import USUAL_REVIEWS
from caitien.domain.papers.cells import mark_of
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused, Stale
from caitien.plans.models import Goal, Plan, ReviewLine
from caitien.plans.parts.edit import GONE, fit_part
from caitien.plans.parts.part import FIELDS_OF, PROBLEM, REVIEW, PlanPart, part_named, parts_named
from caitien.plans.table.changes import Changes
from caitien.plans.table.edit import CLOSED
from caitien.plans.table.leaving import take_out_goals, take_out_reviews
from caitien.plans.table.places import move, places_of_goals, places_of_reviews

KINDS: Final = (PROBLEM, REVIEW)  # of parts that come and go
MOVED: Final = Stale("Dòng này vừa được người khác sửa. Xin xem lại rồi hãy bỏ.")
NO_KIND: Final = Refused("Chỉ vấn đề và đợt theo dõi thêm được ở đây.")
NOT_REMOVED: Final = Refused("Dòng này không lấy lại được: nó đang ở trong kế hoạch.")


@action("plan.edit")
def add_part(
    _actor: User, plan: Plan, *, kind: str, values: Mapping[str, str], after: str = ""
) -> Done[PlanPart] | Refused:
    """Add a problem or a review to a draft (thêm vấn đề, đợt theo dõi): fields of the part → text, maybe none yet.
    Right after the part of that name, else last of its kind. Half a dozen statements."""
    if plan.state in CLOSED:
        return CLOSED[PlanState(plan.state)]
    if kind not in KINDS:
        return NO_KIND
    above = part_named(plan, after) if after else None
    if after and (above is None or above.kind != kind):
        return GONE
    part = PlanPart(plan, kind, _new_row(plan, kind, above))
    amiss = fill(part, values)
    return amiss or _added(plan, [part])


@action("plan.edit")
def add_usual_reviews(_actor: User, plan: Plan) -> Done[list[PlanPart]] | Unchanged[list[PlanPart]] | Refused:
    """Give a draft without a review the two of the form (thêm hai đợt của mẫu): the end of term I, the end of the year.
    Nothing where it has some. Source: Biểu 2, section VI."""
    if plan.state in CLOSED:
        return CLOSED[PlanState(plan.state)]
    if plan.review_lines.exists():
        return Unchanged([])
    of_plan = {"school_id": plan.school_id, "plan": plan}
    lines = [ReviewLine(**of_plan, position=place, moment=moment) for place, moment in enumerate(USUAL_REVIEWS)]
    parts = [PlanPart(plan, REVIEW, line) for line in lines]
    done = _added(plan, parts)
    return Done(parts, plan, done.before, done.after)


@action("plan.edit")
def remove_part(_actor: User, plan: Plan, *, part: str, seen: str) -> Done[PlanPart] | Refused:
    """Take a problem or a review out of a draft (bỏ vấn đề, đợt theo dõi). It is kept; :func:`bring_back_part` puts it
    back. ``seen`` is the :func:`part_mark` the person saw. Five statements."""
    if plan.state in CLOSED:
        return CLOSED[PlanState(plan.state)]
    found = part_named(plan, part)
    if found is None or found.row is None:
        return GONE
    if seen != part_mark(found):
        return MOVED
    told = Changes()
    told.removed(take_out_part(found))
    plan.save(update_fields=["changed_at"])
    return Done(found, plan, told.before, told.after)


@action("plan.edit")
def bring_back_part(_actor: User, plan: Plan, *, part: str) -> Done[PlanPart] | Refused:
    """Put a problem or a review back that was taken out (lấy lại), by its name, where it stood. Half a dozen
    statements."""
    if plan.state in CLOSED:
        return CLOSED[PlanState(plan.state)]
    found = parts_named(plan, [part], removed=True).get(part)
    if found is None or found.row is None:
        return NOT_REMOVED
    _make_room(plan, found)
    found.row.removed_at = None
    found.row.save()
    plan.save(update_fields=["changed_at"])
    told = Changes()
    told.added([found.row])
    return Done(found, found.row, told.before, told.after)


def part_mark(part: PlanPart) -> str:
    """A mark of every word of a part (dấu của phần đã xem). No query."""
    return mark_of("\0".join([part.slug, *map(part.text, part.fields)]))


def removed_parts(plan: Plan) -> list[PlanPart]:
    """The problems and reviews that were taken out (vấn đề, đợt đã bỏ), the last one first. Two queries."""
    goals = Goal.with_removed.filter(plan=plan, kind=Goal.Kind.PROBLEM, removed_at__isnull=False)
    lines = ReviewLine.with_removed.filter(plan=plan, removed_at__isnull=False)
    rows: list[Goal | ReviewLine] = [*goals, *lines]
    rows.sort(key=lambda row: (row.removed_at, row.pk), reverse=True)
    return [PlanPart(plan, PROBLEM if isinstance(row, Goal) else REVIEW, row) for row in rows]


def take_out_part(part: PlanPart) -> list[Goal | ReviewLine]:
    """Take a problem or review out of its plan (bỏ ra), for verbs only; what left. Two statements at most."""
    row, now = part.row, timezone.now()
    if isinstance(row, Goal):
        return [*take_out_goals(part.plan, [row], now)]
    return [*take_out_reviews(part.plan, [row], now)] if row else []


def fill(part: PlanPart, values: Mapping[str, str]) -> Refused | None:
    """Give a new part its texts (điền chữ), or why one of them cannot be; nothing is saved."""
    for name in FIELDS_OF[part.kind]:
        text = fit_part(part, name, values.get(name) or "")
        if isinstance(text, Refused):
            return text
        if text:
            part.write(name, text)
    return None


def new_part(plan: Plan, kind: str) -> PlanPart:
    """A problem or review that is not there yet, last of its kind (phần mới); nothing is saved. One query."""
    return PlanPart(plan, kind, _new_row(plan, kind, None))


def _new_row(plan: Plan, kind: str, above: PlanPart | None) -> Goal | ReviewLine:
    row = _blank(plan, kind)
    if above and above.row:
        row.position = above.row.position + 1
        move(_places(plan, kind), "position", row.position)
    else:
        last = _places(plan, kind).aggregate(last=Max("position"))["last"]
        row.position = 0 if last is None else last + 1
    return row


def _blank(plan: Plan, kind: str) -> Goal | ReviewLine:
    of_plan: dict[str, Any] = {"school_id": plan.school_id, "plan": plan}
    return Goal(**of_plan, kind=Goal.Kind.PROBLEM) if kind == PROBLEM else ReviewLine(**of_plan)


def _added(plan: Plan, parts: list[PlanPart]) -> Done[PlanPart]:
    rows = [part.row for part in parts if part.row]
    for row in rows:
        row.save()
    plan.save(update_fields=["changed_at"])
    told = Changes()
    told.added(rows)
    return Done(parts[0], rows[0], told.before, told.after)


def _make_room(plan: Plan, part: PlanPart) -> None:
    """Let others make room where the rows were numbered anew since, and one of them has the place by now."""
    place = part.row.position if part.row else 0
    standing = _places(plan, part.kind).filter(removed_at=None, position=place)
    if standing.exists():
        move(_places(plan, part.kind), "position", place)


def _places(plan: Plan, kind: str) -> Any:
    return places_of_goals(plan, Goal.Kind.PROBLEM) if kind == PROBLEM else places_of_reviews(plan)
