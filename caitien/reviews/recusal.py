"""Who may not judge a line (tránh tự chấm): whoever has a part in it, by themselves or by a unit, or told of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from caitien.access.models import UnitMember
from caitien.plans.models import Assignment, Plan
from caitien.work.models import Update


def recused_in(plan: Plan, people: Iterable[int]) -> Mapping[int, set[int]]:
    """Key of a person → the lines of the plan they may not judge (dòng phải tránh). Four queries, linear."""
    found: dict[int, set[int]] = defaultdict(set)
    keys = list(people)
    units = defaultdict(list)
    for unit, user in UnitMember.objects.filter(user__in=keys, school=plan.school_id).values_list("unit", "user"):
        units[unit].append(user)
    parts = Assignment.objects.filter(task__plan=plan)
    for task, own in parts.filter(user__in=keys).values_list("task", "user"):
        found[own or 0].add(task)
    for task, unit in parts.filter(unit__in=list(units)).values_list("task", "unit"):
        for user in units[unit or 0]:
            found[user].add(task)
    for task, user in Update.objects.filter(plan=plan, by__in=keys).values_list("task", "by").distinct():
        found[user].add(task)
    return found
