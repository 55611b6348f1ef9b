"""Which entries of the audit trail are the story of a plan or a line (câu chuyện), and what its lines are called."""

from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet

from caitien.access.models import AuditEntry
from caitien.plans.models import Goal, Plan, Task
from caitien.story.lines import Line, name_of


def story_of(about: Plan | Goal | Task) -> QuerySet[AuditEntry]:
    """All that was done to a plan, a goal or a line (câu chuyện), newest first, to be paged. No query of its own.

    A line's story holds what was done to it alone, to its goal, and what a deed on the whole plan did to it.
    """
    plan = about.pk if isinstance(about, Plan) else about.plan_id
    entries = AuditEntry.objects.filter(school=about.school_id, within=f"plan {plan}")
    found = entries if isinstance(about, Plan) else entries.filter(_touching(about))
    return found.select_related("actor").order_by("-number")


def _touching(about: Goal | Task) -> Q:
    goal = about.pk if isinstance(about, Goal) else about.goal_id
    tasks = [about.pk] if isinstance(about, Task) else list(about.tasks.values_list("pk", flat=True))
    keys = [f"goal {goal}", *(f"task {task}" for task in tasks)]
    found = Q(kind="goal", key=str(goal)) | Q(kind="task", key__in=[str(task) for task in tasks])
    for key in keys:
        found |= Q(before__has_key=key) | Q(after__has_key=key) | Q(after__added__icontains=f'"{key}"')
    return found


def goal_lines(keys: Sequence[int]) -> Mapping[int, Line]:
    """What goals are called (tên mục tiêu), by key. One query."""
    goals = Goal.objects.filter(pk__in=keys)
    return {goal.pk: Line(None, name_of(goal.criterion or goal.label, goal.topic or goal.target)) for goal in goals}


def task_lines(keys: Sequence[int]) -> Mapping[int, Line]:
    """What tasks are called (tên dòng), by key. One query."""
    tasks = Task.objects.filter(pk__in=keys).select_related("goal")
    return {
        task.pk: Line(task.pk, name_of(task.goal.criterion or task.goal.label, task.work or task.planned))
        for task in tasks
    }
