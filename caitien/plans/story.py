"""Which entries of the audit trail are the story of a plan or a line (câu chuyện), and what its lines are called."""

from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet

from caitien.access.models import AuditEntry
from caitien.plans.models import Goal, Plan, ReviewLine, Task
from caitien.story.lines import Line, name_of


def story_of(about: Plan | Goal | Task) -> QuerySet[AuditEntry]:
    """All that was done to a plan, a goal or a line (câu chuyện), newest first, to be paged. No query of its own.

    A line's story holds what was done to it alone, to its goal, to lines that were joined into it, and what a deed on
    the whole plan did to it.
    """
    plan = about.pk if isinstance(about, Plan) else about.plan_id
    entries = AuditEntry.objects.filter(school=about.school_id, within=f"plan {plan}")
    found = entries if isinstance(about, Plan) else entries.filter(_touching(about))
    return found.select_related("actor").order_by("-number")


def keys_of(about: Task) -> tuple[str, ...]:
    """The keys a line's story is about (khoá của dòng): its own, its goal's, those of lines joined into it. A query for
    each generation of these."""
    return f"goal {about.goal_id}", *(f"task {task}" for task in [about.pk, *_joined_into(about)])


def _touching(about: Goal | Task) -> Q:
    goal = about.pk if isinstance(about, Goal) else about.goal_id
    tasks = [about.pk, *_joined_into(about)] if isinstance(about, Task) else _keys(Task.with_removed.filter(goal=about))
    keys = [f"goal {goal}", *(f"task {task}" for task in tasks)]
    found = Q(kind="goal", key=str(goal)) | Q(kind="task", key__in=[str(task) for task in tasks])
    for key in keys:
        found |= Q(before__has_key=key) | Q(after__has_key=key) | Q(after__added__icontains=f'"{key}"')
    return found


def _joined_into(task: Task) -> list[int]:
    """The lines that became one with it, and those that had become one with them. A query for each generation."""
    found: list[int] = []
    fresh = _keys(Task.with_removed.filter(joined_into=task))
    while fresh:
        found += fresh
        fresh = _keys(Task.with_removed.filter(joined_into__in=fresh))
    return found


def _keys(tasks: QuerySet[Task]) -> list[int]:
    return list(tasks.values_list("pk", flat=True))


def goal_lines(keys: Sequence[int]) -> Mapping[int, Line]:
    """What goals are called (tên mục tiêu), by key, those taken out too. One query."""
    goals = Goal.with_removed.filter(pk__in=keys)
    return {goal.pk: Line(None, _goal_name(goal)) for goal in goals}


def review_lines(keys: Sequence[int]) -> Mapping[int, Line]:
    """What lines of section VI are called (tên dòng theo dõi), by key, those taken out too. One query."""
    lines = ReviewLine.with_removed.filter(pk__in=keys)
    return {line.pk: Line(None, f"đợt theo dõi “{line}”" if str(line) else "một đợt theo dõi") for line in lines}


def _goal_name(goal: Goal) -> str:
    if goal.kind == Goal.Kind.PROBLEM:
        said = goal.limitation or goal.baseline or goal.standard_title
        return f"vấn đề {name_of(goal.criterion or goal.label, said)}"
    return name_of(goal.criterion or goal.label, goal.topic or goal.target)


def task_lines(keys: Sequence[int]) -> Mapping[int, Line]:
    """What tasks are called (tên dòng), by key, those taken out too. One query."""
    tasks = Task.with_removed.filter(pk__in=keys).select_related("goal")
    return {task.pk: Line(None if task.removed_at else task.pk, _name(task)) for task in tasks}


def _name(task: Task) -> str:
    return name_of(task.goal.criterion or task.goal.label, task.work or task.planned)
