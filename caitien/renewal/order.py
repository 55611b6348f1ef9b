"""The order of a plan's lines (thứ tự các dòng): by criterion, or as it was remembered."""

from collections.abc import Iterable, Mapping
from typing import Any

from caitien.plans.models import Goal, Plan, Task
from caitien.plans.table.lines import place_of
from caitien.plans.table.places import places_of_goals, places_of_tasks


def order_of(plan: Plan) -> dict[str, list[int]]:
    """The order to come back to (thứ tự để trả lại): keys of goals, of tasks as shown and as printed, those of
    lines that were taken out among them."""
    return {
        "goals": list(_goals(plan).values_list("pk", flat=True)),
        "tasks": list(_tasks(plan).values_list("pk", flat=True)),
        "rows": list(_tasks(plan).filter(plan_row__isnull=False).order_by("plan_row").values_list("pk", flat=True)),
    }


def sort_by_criterion(plan: Plan) -> None:
    """Let the lines stand by standard and criterion, those of one as they stood. Linear."""
    goals, tasks = list(_goals(plan)), list(_tasks(plan).select_related("goal"))
    _number(sorted(goals, key=lambda goal: place_of(goal.criterion, goal.standard)), "position", Goal)
    ordered = sorted(tasks, key=lambda task: place_of(task.goal.criterion, task.goal.standard))
    for number, task in enumerate(ordered):
        task.position = number
    for number, task in enumerate(task for task in ordered if task.plan_row is not None):
        task.plan_row = number
    Task.with_removed.bulk_update(tasks, ["position", "plan_row"])


def put_in_order(plan: Plan, was: Mapping[str, Any]) -> None:
    """Let the lines stand as remembered; those that came since follow after the others. Linear."""
    tasks = list(_tasks(plan))
    _number(_as_before(_goals(plan), was.get("goals", ())), "position", Goal)
    for number, task in enumerate(_as_before(tasks, was.get("tasks", ()))):
        task.position = number
    planned = sorted((task for task in tasks if task.plan_row is not None), key=lambda task: task.plan_row or 0)
    for number, task in enumerate(_as_before(planned, was.get("rows", ()))):
        task.plan_row = number
    Task.with_removed.bulk_update(tasks, ["position", "plan_row"])


def _goals(plan: Plan) -> Any:
    return places_of_goals(plan).order_by("position", "pk")


def _tasks(plan: Plan) -> Any:
    return places_of_tasks(plan).order_by("position", "pk")


def _as_before(rows: Iterable[Any], keys: Iterable[int]) -> list[Any]:
    place = {key: number for number, key in enumerate(keys)}
    return sorted(rows, key=lambda row: place.get(row.pk, len(place)))


def _number(rows: list[Any], column: str, model: type[Goal]) -> None:
    for number, row in enumerate(rows):
        setattr(row, column, number)
    model.with_removed.bulk_update(rows, [column])
