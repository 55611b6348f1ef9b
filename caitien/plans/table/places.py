"""Where the lines of a plan stand (chỗ của dòng): on the page and in the two tables of the paper.

A line that comes in moves all below it. One that is taken out keeps its place among the others, so that it comes back
where it stood; numbers therefore tell an order and have gaps: a row of a paper is named by counting those that stand.
The plan is locked by the verb that does this.
"""

from typing import Final

from django.db.models import F, QuerySet

from caitien.plans.models import Goal, Plan, ReviewLine, Task

COLUMNS: Final = ("position", "plan_row", "result_row")


def places_of_tasks(plan: Plan) -> QuerySet[Task]:
    """Every task that has a place (các dòng có chỗ), those taken out too: what moves them moves all."""
    return Task.with_removed.filter(plan=plan)


def places_of_goals(plan: Plan, kind: str = Goal.Kind.LINE) -> QuerySet[Goal]:
    """The same of goals of a kind (các mục tiêu có chỗ)."""
    return Goal.with_removed.filter(plan=plan, kind=kind)


def places_of_reviews(plan: Plan) -> QuerySet[ReviewLine]:
    """The same of lines of section VI (các dòng theo dõi có chỗ)."""
    return ReviewLine.with_removed.filter(plan=plan)


def make_room(task: Task, count: int) -> None:
    """Room for that many lines right after a task (chừa chỗ), wherever it stands. Four statements."""
    for column in COLUMNS:
        row = getattr(task, column)
        if row is not None:
            move(places_of_tasks(task.plan), column, row + 1, count)
    move(places_of_goals(task.plan), "position", task.goal.position + 1, count)


def move(rows: QuerySet[Goal] | QuerySet[Task] | QuerySet[ReviewLine], column: str, first: int, count: int = 1) -> None:
    """Let rows make room (lùi xuống): from that place on, all stand so many places later. One statement."""
    rows.filter(**{f"{column}__gte": first}).update(**{column: F(column) + count})
