"""Lines leave a plan and come back (dòng ra, dòng về): nothing is deleted, so what people reported on them stays.

A line that left has ``removed_at`` and no read shows it; its goal leaves with the last of its tasks. The plan is
locked by the verb that does this.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, QuerySet

from caitien.plans.models import Goal, Plan, ReviewLine, Task
from caitien.plans.table.changes import Changes
from caitien.plans.table.lines import folded_of
from caitien.plans.table.places import COLUMNS, move, places_of_goals, places_of_tasks
from caitien.prepared import prepared

LAST_REMOVED: Final = ("-removed_at", "-pk")


@dataclass(frozen=True, slots=True)
class Left:
    """What left a plan (dòng đã bỏ): tasks, and the goals that have no other task."""

    tasks: Sequence[Task]
    goals: Sequence[Goal]

    def told(self, changes: Changes) -> None:
        """Tell the audit trail every word of them."""
        changes.removed([*self.tasks, *self.goals])


def take_out(plan: Plan, tasks: Sequence[Task], at: dt.datetime, *, into: Task | None = None) -> Left:
    """Take lines out of a plan (bỏ dòng); ``into`` is the line they were joined into. Three statements."""
    keys = [task.pk for task in tasks]
    plan.tasks.filter(pk__in=keys).update(removed_at=at, joined_into=into)
    for task in tasks:
        task.removed_at, task.joined_into = at, into
    of_tasks = plan.goals.filter(pk__in={task.goal_id for task in tasks})
    return Left(tasks, take_out_goals(plan, of_tasks.exclude(pk__in=plan.tasks.values("goal")), at))


def take_out_goals(plan: Plan, goals: Iterable[Goal], at: dt.datetime) -> list[Goal]:
    """Take goals out of a plan (bỏ mục tiêu) that have no task, or problems. Two statements."""
    left = list(goals)
    plan.goals.filter(pk__in=[goal.pk for goal in left]).update(removed_at=at)
    for goal in left:
        goal.removed_at = at
    return left


def take_out_reviews(plan: Plan, lines: Iterable[ReviewLine], at: dt.datetime) -> list[ReviewLine]:
    """Take lines of section VI out of a plan (bỏ dòng theo dõi). One statement."""
    left = list(lines)
    plan.review_lines.filter(pk__in=[line.pk for line in left]).update(removed_at=at)
    for line in left:
        line.removed_at = at
    return left


def removed_lines(plan: Plan) -> QuerySet[Task]:
    """The lines that were taken out and can come back (dòng lấy lại được), each with its goal; in order by
    :data:`LAST_REMOVED`. No query of its own."""
    return Task.with_removed.filter(plan=plan, removed_at__isnull=False, joined_into=None).select_related("goal")


def count_removed(plan: Plan) -> int:
    """How many lines were taken out and can come back (số dòng lấy lại được). One query."""
    return sum(_removed_in(plan))


@prepared
def _removed_in(plan: Plan) -> QuerySet[Any, int]:
    lines = Task.with_removed.filter(plan=plan, removed_at__isnull=False, joined_into=None).order_by()
    return lines.values("plan").annotate(many=Count("pk")).values_list("many", flat=True)


def removed_line(plan: Plan, key: int) -> Task | None:
    """One of them (dòng đã bỏ), by its key; None where there is none. One query."""
    return removed_lines(plan).filter(pk=key).first()


def put_back(plan: Plan, task: Task) -> list[Goal | Task]:
    """Let a removed line stand again where it stood (lấy lại dòng), with its goal; what came back. Ten statements at
    most."""
    came: list[Goal | Task] = [task] if task.goal.removed_at is None else [task.goal, task]
    for column in COLUMNS:
        _clear(plan.tasks.all(), places_of_tasks(plan).exclude(pk=task.pk), column, getattr(task, column))
    if task.goal in came:
        goals = places_of_goals(plan, task.goal.kind)
        _clear(plan.goals.filter(kind=task.goal.kind), goals.exclude(pk=task.goal.pk), "position", task.goal.position)
    task.folded = folded_of(task.goal, task)
    for row in came:
        row.removed_at = None
        row.save()
    return came


def _clear(standing: Any, rows: Any, column: str, place: int | None) -> None:
    """Let others make room where the lines were numbered anew since, and one of them has the place by now."""
    if place is not None and standing.filter(**{column: place}).exists():
        move(rows, column, place)
