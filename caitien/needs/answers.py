"""Which line answers which need (dòng nào đáp lại điều nào): several to several, a person says so."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.needs.need_kinds import proposal_for
from caitien.plans.models import Answer, Goal, Need, Plan, Task
from caitien.plans.table.changes import key_of


def with_answers(needs: QuerySet[Need], plan: Plan | None = None) -> QuerySet[Need]:
    """The same, each with ``answered``: the answers by lines that stand, of one plan or of all. Two queries more."""
    return needs.prefetch_related(Prefetch("answers", queryset=_standing_answers(plan), to_attr="answered"))


def answers_of(goal: Goal) -> QuerySet[Answer]:
    """Which needs a line answers (dòng này đáp lại gì). One query."""
    return goal.answers.select_related("need").order_by("need__standard", "need__criterion", "need_id")


def _standing_answers(plan: Plan | None) -> QuerySet[Answer]:
    found = (
        Answer.objects.filter(goal__in=standing_lines())
        .select_related("goal__plan")
        .prefetch_related("goal__tasks")
        .order_by("goal__position")
    )
    return found.filter(goal__plan=plan) if plan else found


def still_proposed(task: Task, need: Need) -> list[str]:
    """The fields of a line that still say what was proposed for a need, word for word (chữ còn là gợi ý)."""
    proposal = proposal_for(need.text, need.kind)
    return [name for name in ("work", "evidence") if getattr(task, name) == getattr(proposal, name)]


def standing_lines() -> QuerySet[Goal]:
    """Goals that have a task nobody withdrew (dòng còn trong kế hoạch)."""
    return Goal.objects.filter(kind=Goal.Kind.LINE, pk__in=Task.objects.filter(withdrawn=False).values("goal"))


@action("need.answer")
def link_answers(_actor: User, about: Goal | Need, *, keys: Iterable[int]) -> Done[int] | Unchanged[int]:
    """Say which needs a line answers, or which lines answer a need (dòng đáp lại điều nào): how many links are new.

    ``keys`` are of needs for a line, of lines for a need; what is not of the school is passed over. Four statements.
    """
    others: QuerySet[Any] = _others(about).filter(pk__in=set(keys))
    there = set(about.answers.values_list(_other_column(about), flat=True))
    fresh = [other for other in others if other.pk not in there]
    if not fresh:
        return Unchanged(0)
    Answer.objects.bulk_create([Answer(school_id=about.school_id, **_both(about, other)) for other in fresh])
    return Done(len(fresh), about, {}, {"answers": {key_of(other): _name_for_the_trail(other) for other in fresh}})


@action("need.answer")
def unlink_answer(_actor: User, about: Goal | Need, *, key: int) -> Done[bool] | Unchanged[bool]:
    """Say that they do not belong together after all (bỏ nối); False where they are not linked by now."""
    row = about.answers.filter(**{_other_column(about): key}).select_related("goal", "need").first()
    if row is None:
        return Unchanged(False)
    other = row.need if isinstance(about, Goal) else row.goal
    Answer.objects.filter(pk=row.pk).delete()
    return Done(True, about, {"answers": {key_of(other): _name_for_the_trail(other)}}, {})


@action("need.answer")
def confirm_answers(_actor: User, plan: Plan, *, pairs: Iterable[tuple[int, int]]) -> Done[int] | Unchanged[int]:
    """Take proposals over (nhận các đề nghị ghép): pairs of a need and a line of the plan; how many links are new.

    What is not of the school, or no line of the plan, is passed over. Four statements whatever the number.
    """
    wanted = dict.fromkeys(pairs)
    needs = {need.pk: need for need in Need.objects.filter(school_id=plan.school_id, pk__in={n for n, _ in wanted})}
    goals = {goal.pk: goal for goal in _lines(plan).filter(pk__in={g for _, g in wanted})}
    there = set(Answer.objects.filter(need__in=needs, goal__in=goals).values_list("need", "goal"))
    fresh = [(n, g) for n, g in wanted if n in needs and g in goals and (n, g) not in there]
    if not fresh:
        return Unchanged(0)
    Answer.objects.bulk_create([Answer(school_id=plan.school_id, need_id=n, goal_id=g) for n, g in fresh])
    after = [
        {key_of(needs[n]): _name_for_the_trail(needs[n]), key_of(goals[g]): _name_for_the_trail(goals[g])}
        for n, g in fresh
    ]
    return Done(len(fresh), plan, {}, {"answers": after})


def _lines(plan: Plan) -> QuerySet[Goal]:
    return plan.goals.filter(kind=Goal.Kind.LINE)


def _others(about: Goal | Need) -> QuerySet[Any]:
    """What can be linked with it: the school's needs, or the lines of its plans."""
    if isinstance(about, Goal):
        return Need.objects.filter(school_id=about.school_id)
    return Goal.objects.filter(school_id=about.school_id, kind=Goal.Kind.LINE)


def _other_column(about: Goal | Need) -> str:
    return "need" if isinstance(about, Goal) else "goal"


def _both(about: Goal | Need, other: Any) -> dict[str, Any]:
    return {"goal": about, "need": other} if isinstance(about, Goal) else {"need": about, "goal": other}


def _name_for_the_trail(row: Goal | Need) -> str:
    """What the audit trail calls the other side, in words."""
    return f"{row.criterion} {row.text if isinstance(row, Need) else row.topic or row.target}".strip()
