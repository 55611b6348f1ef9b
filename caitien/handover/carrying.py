"""Lines of a school that was joined to this one go on here (mang dòng từ trường đã nhập vào): chosen one by one, copied
into a draft with their people, figures and proofs.

What they were stays in the old school as it is. A proof keeps its code there, bears it here as one of the past, and
gets a new one of this school. Who has a part and whom they wait for goes along too
(:mod:`caitien.handover.carried_parts`); what was reported, and waits that are over, stay told there.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from caitien.access.action import Done, action, school_first
from caitien.access.models import School, User
from caitien.domain.refused import Refused, Stale
from caitien.handover.carried_parts import along, carry_parts
from caitien.handover.carried_proofs import carry_proofs
from caitien.handover.models import CarriedLine
from caitien.plans.models import Goal, Indicator, Plan, Task
from caitien.plans.table.changes import Changes
from caitien.plans.table.edit import CLOSED
from caitien.plans.table.rows import GOAL_FIELDS, TASK_FIELDS
from caitien.plans.table.table_lines import row_mark
from caitien.renewal.carry import WORDS, subject_of
from caitien.renewal.stand import stand

MOST: Final = 200  # lines carried at once
NONE: Final = Refused("Xin đánh dấu ít nhất một dòng để mang sang.")
TOO_MANY: Final = Refused(f"Mỗi lần mang sang nhiều nhất {MOST} dòng.")
NOT_JOINED: Final = Refused("Kế hoạch này không phải của trường đã nhập vào trường mình.")
CHANGED: Final = Stale("Có dòng vừa khác với lúc thầy cô xem. Chưa mang gì sang; xin xem lại.")
THERE: Final = Stale("Có dòng đã được mang sang rồi. Chưa mang gì sang; xin xem lại.")


def plans_joined(school: School) -> QuerySet[Plan]:
    """The plans of the schools that were joined to one (kế hoạch của các trường đã nhập vào), the latest first. One
    query."""
    found = Plan.objects.filter(school__merged_into=school).select_related("school")
    return found.order_by("school__folded", "school", "-school_year", "-pk")


def lines_of(source: Plan, school: School) -> QuerySet[Task]:
    """The lines of such a plan that were not withdrawn (các dòng), with ``carried`` on those that came over. One
    query."""
    came = CarriedLine.objects.filter(school=school, old_task=OuterRef("pk"))
    return (
        source.tasks.filter(withdrawn=False)
        .select_related("goal")
        .annotate(carried=Exists(came))
        .order_by("position", "pk")
    )


@school_first
@action("plan.carry_over")
def carry_over(actor: User, plan: Plan, *, source: int, lines: Mapping[int, str]) -> Done[list[Task]] | Refused:
    """Carry lines of another's plan into a draft (mang dòng sang): key of each → the mark of what the person saw; or
    why none was. Units and bodies opened for them, and people who come into a unit, are deeds of "unit.arrange" beside
    it. Some fifty statements, one for each place of the plan in which some stand, some for each such deed."""
    if plan.state in CLOSED:
        return CLOSED[plan.state]
    if not lines or len(lines) > MOST:
        return TOO_MANY if lines else NONE
    old = Plan.objects.filter(pk=source, school__merged_into=plan.school_id).select_related("school").first()
    if old is None:
        return NOT_JOINED
    tasks = list(lines_of(old, plan.school).filter(pk__in=lines))
    if any(task.carried for task in tasks):  # type: ignore[attr-defined]  # by the query
        return THERE
    if len(tasks) != len(lines) or any(row_mark(task) != lines[task.pk] for task in tasks):
        return CHANGED
    return _carried(actor, plan, old, tasks)


def _carried(actor: User, plan: Plan, old: Plan, tasks: Sequence[Task]) -> Done[list[Task]]:
    made = {task.pk: _copy(plan, old, task) for task in tasks}
    stand(plan, list(made.values()))
    fresh = {key: task for key, (_, task) in made.items()}
    _measures(plan, tasks, made)
    what = along(fresh, plan.school)
    opened = ", ".join(what.opened())
    units = carry_parts(actor, plan, fresh, what)
    proofs = carry_proofs(actor, plan.school, old.school, fresh, units)
    origin = str(old.school)
    CarriedLine.objects.bulk_create(
        CarriedLine(school_id=plan.school_id, task=task, old_task=key, origin=origin, by=actor)
        for key, task in fresh.items()
    )
    plan.save(update_fields=["changed_at"])
    changes = Changes()
    changes.added([row for pair in made.values() for row in pair])
    told = {"carried_from": origin, "carried_lines": len(fresh), "carried_proofs": proofs}
    also = {"carried_waits": len(what.waits), "carried_names": opened}
    told |= {name: value for name, value in also.items() if value}
    return Done(list(fresh.values()), plan, changes.before, {**told, **changes.after})


def _copy(plan: Plan, old: Plan, task: Task) -> tuple[Goal, Task]:
    """The line with the words it has there; of another set of standards its criterion is left for a person to say."""
    goal = {name: getattr(task.goal, name) for name in (*GOAL_FIELDS, *WORDS)}
    same_set = plan.framework == old.framework
    words = {name: getattr(task, name) for name in TASK_FIELDS}
    words["work"] = words["work"] or task.planned  # a line that was only in the results
    origin = f"Từ {old.school}" if same_set else f"Từ {old.school}, {task.goal.label or task.goal.criterion}"
    words["note"] = "\n".join(filter(None, (words["note"], origin)))
    about: dict[str, Any] = {"school_id": plan.school_id, "plan": plan}
    return Goal(**about, **{**goal, **({} if same_set else subject_of(""))}), Task(**about, **words)


def _measures(plan: Plan, tasks: Sequence[Task], made: Mapping[int, tuple[Goal, Task]]) -> None:
    """The figures of its goal, once where lines shared one. Two statements."""
    goals: dict[int, Goal] = {}
    for task in tasks:
        goals.setdefault(task.goal_id, made[task.pk][0])
    names = ("name", "unit", "target", "baseline", "baseline_date")
    Indicator.objects.bulk_create(
        Indicator(school_id=plan.school_id, goal=goals[each.goal_id], **{name: getattr(each, name) for name in names})
        for each in Indicator.objects.filter(goal__in=goals).order_by("pk")
    )
