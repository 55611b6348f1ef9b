"""Who may not judge a line (tránh tự chấm): whoever has a part in it, by themselves or by a unit, or told of it; or had
one when the line was taken into the review. Giving a part away while a review runs frees nobody."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from caitien.access.models import Membership, School, UnitMember
from caitien.plans.models import Assignment, Plan
from caitien.reviews.models import SampleLine
from caitien.work.models import Update


def recused_in(plan: Plan, people: Iterable[int]) -> Mapping[int, set[int]]:
    """Key of a person → the lines of the plan they have a part in by now (dòng phải tránh). Whoever typed in what
    another told has no part by that. Four queries, linear."""
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
    for task, user in Update.objects.filter(plan=plan, by__in=keys, spoken_for="").values_list("task", "by").distinct():
        found[user].add(task)
    return found


def everyone_in(school: School) -> list[int]:
    """Keys of all who have a part in the school (mọi người của trường). One query."""
    return list(Membership.objects.filter(school=school).values_list("user", flat=True).distinct())


def is_recused(plan: Plan, line: SampleLine, person: int) -> bool:
    """Whether a person may not judge a line (phải tránh): by what they are now, or were when it was taken. Four
    queries."""
    return person in line.recused or line.task_id in recused_in(plan, [person]).get(person, ())
