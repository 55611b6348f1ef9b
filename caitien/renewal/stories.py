"""What is known of the lines of a draft (chuyện cũ của dòng): of those that came from last year's plan, and what they
answer. From it section IV of Biểu 2 is drafted."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caitien.domain.needs.need import NeedKind
from caitien.domain.tasks.work_state import WorkState
from caitien.plans.models import Answer, Goal, Need, Plan
from caitien.renewal.carry import WORDS
from caitien.renewal.known import opens_with_why
from caitien.renewal.models import Succession
from caitien.renewal.wording import Case


@dataclass(frozen=True, slots=True)
class Stories:
    """What is known, by goal (chuyện cũ, theo dòng)."""

    came: Mapping[int, Succession]
    needs: Mapping[int, Sequence[Need]]


def stories_of(plan: Plan) -> Stories:
    """What is known of all lines of a draft. Two queries."""
    rows = plan.successions.filter(new_task__isnull=False).select_related("new_task", "old_task__plan")
    came = {row.new_task.goal_id: row for row in rows if row.new_task}
    needs: dict[int, list[Need]] = defaultdict(list)
    for answer in Answer.objects.filter(goal__plan=plan).select_related("need").order_by("need_id"):
        needs[answer.goal_id].append(answer.need)
    return Stories(came, needs)


def case_of_goal(goal: Goal, stories: Stories) -> Case:
    """What is known of one line, for the drafting."""
    row, needs = stories.came.get(goal.pk), stories.needs.get(goal.pk, ())
    year = row.old_task.plan.school_year if row else ""
    reasons = [each for each in row.reasons if each["year"] == year] if row else []
    return Case(
        year=year,
        state=WorkState(row.state) if row else WorkState.UNSTATED,
        reasons=tuple(each["words"] for each in reasons),
        causes=tuple(each["words"] for each in reasons if each.get("cause") or opens_with_why(each["words"])),
        recommendations=tuple(need.text for need in needs if need.kind == NeedKind.RECOMMENDATION),
        weaknesses=tuple(need.text for need in needs if need.kind == NeedKind.WEAKNESS),
        own={name: getattr(goal, name) for name in WORDS},
    )
