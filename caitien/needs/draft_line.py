"""One tap makes a line of a need (soạn dòng từ điểm yếu, khuyến nghị): words to begin from, the rest left to people."""

from collections.abc import Mapping
from typing import Final

from caitien.access.action import Done, action, locked, one_deed
from caitien.access.models import User
from caitien.domain.needs.need import KIND_NAMES, NeedKind
from caitien.domain.needs.need_kinds import proposal_for
from caitien.domain.paper import Form
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused, Stale
from caitien.domain.standards import standard_set
from caitien.domain.texts.folding import fold
from caitien.needs.answers import link_answers
from caitien.needs.coverage import is_open
from caitien.plans.life.adjust import LONGEST_REASON, propose_addition
from caitien.plans.models import Adjustment, Goal, Need, Plan, Task
from caitien.plans.parts.part import PROBLEM
from caitien.plans.parts.rows import new_part
from caitien.plans.parts.subject import criterion_values
from caitien.plans.table.changes import Changes
from caitien.plans.table.table_lines import add_line

CLOSED: Final[Mapping[str, Refused]] = {  # states of a plan that takes no line, and what to do
    PlanState.SUBMITTED: Refused(
        "Kế hoạch đang chờ phê duyệt nên chưa thêm dòng được. Muốn thêm, xin nhờ hiệu trưởng trả lại."
    ),
    PlanState.CLOSED: Refused("Kế hoạch đã kết thúc nên không thêm dòng nữa."),
}
ANSWERED: Final = Stale("Điều này vừa có dòng đáp lại trong kế hoạch. Xin tải lại trang để xem dòng ấy.")
_FOUND_IN: Final = {  # what a goal keeps of the words it begins from
    NeedKind.WEAKNESS.value: "limitation",
    NeedKind.RECOMMENDATION.value: "baseline",
}


def draft_line(actor: User, need: Need, *, plan: Plan) -> Task | Adjustment | Refused:
    """A new line of a draft that answers a need (soạn dòng), or why there is none; of an approved plan the proposal to
    add it, which a person ties to the need once it is approved.

    Work and evidence are :func:`proposal_for` it; person, time and money stay blank. In a plan under Biểu 2 a weakness
    becomes one of its problems too. Three verbs (plan.edit, plan.edit, need.answer) in one transaction. A second tap
    makes no second line.
    """
    if plan.state in CLOSED:
        return CLOSED[plan.state]
    if plan.state == PlanState.APPROVED:
        return _propose(actor, need, plan)
    with one_deed():
        need = locked(need)
        if not is_open(need, plan):
            return ANSWERED
        task = add_line(actor, plan, values=_values(need, plan))
        if isinstance(task, Refused):
            return task
        _begin_from(actor, plan, goal=task.goal, need=need)
        link_answers(actor, need, keys=[task.goal_id])
    return task


@action("plan.edit")
def _begin_from(_actor: User, plan: Plan, *, goal: Goal, need: Need) -> Done[None]:
    """Keep on the goal the words it begins from; under Biểu 2 a weakness is a problem of the plan as well."""
    changes = Changes()
    changes.give(goal, {_FOUND_IN[need.kind]: need.text})
    goal.save()
    if plan.form == Form.TT57 and need.kind == NeedKind.WEAKNESS and not _is_problem(plan, need):
        changes.added([_problem(plan, need)])
    plan.save()
    return Done(None, plan, changes.before, changes.after)


def _propose(actor: User, need: Need, plan: Plan) -> Adjustment | Refused:
    if not is_open(need, plan):
        return ANSWERED
    reason = f"Đáp lại {KIND_NAMES[need.kind]}: {need.text}"[:LONGEST_REASON]
    return propose_addition(actor, plan, values=_values(need, plan), reason=reason)


def _values(need: Need, plan: Plan) -> dict[str, str]:
    """What the line says at first: what people alone know stays blank."""
    proposal = proposal_for(need.text, need.kind)
    values = {"criterion": _criterion(need, plan), "work": proposal.work, "evidence": proposal.evidence}
    return values | ({"topic": need.text} if plan.form == Form.TT57 else {})


def _criterion(need: Need, plan: Plan) -> str:
    """The criterion of the need, where the plan's set of standards has it: an older set counts otherwise."""
    known = standard_set(plan.framework)
    return need.criterion if known is None or known.criterion(need.criterion) else ""


def _is_problem(plan: Plan, need: Need) -> bool:
    problems = plan.goals.filter(kind=Goal.Kind.PROBLEM).values_list("limitation", flat=True)
    return fold(need.text) in map(fold, problems)


def _problem(plan: Plan, need: Need) -> Goal:
    part = new_part(plan, PROBLEM)
    assert isinstance(part.row, Goal)  # noqa: S101 - a problem is a goal
    part.row.limitation = need.text
    for name, value in criterion_values(plan, part.row, _criterion(need, plan)).items():
        setattr(part.row, name, value)
    part.row.save()
    return part.row
