"""Where the lines of a plan stand (chỗ của dòng): on the page and in the two tables of the paper, without gaps.

Numbers of rows are what findings and papers name a line by, so a line that comes in or goes out moves all below it.
The plan is locked by the verb that does this.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from django.db.models import F, QuerySet

from caitien.plans.models import Goal, Plan, Task

COLUMNS: Final = ("position", "plan_row", "result_row")


def make_room(task: Task, count: int) -> None:
    """Room for that many lines right after a task (chừa chỗ), wherever it stands. Four statements."""
    for column in COLUMNS:
        row = getattr(task, column)
        if row is not None:
            _move(task.plan.tasks.all(), column, row, count)
    _move(_lines(task.plan), "position", task.goal.position, count)


def close_up(plan: Plan, gone: Iterable[Task]) -> None:
    """Close the gaps that tasks left (dồn dòng). A statement a column for each run of lines that stood together."""
    tasks = list(gone)
    for column in COLUMNS:
        rows = sorted(getattr(task, column) for task in tasks if getattr(task, column) is not None)
        for last, count in reversed([*_runs(rows)]):
            _move(plan.tasks.all(), column, last, -count)


def _move(rows: QuerySet[Goal] | QuerySet[Task], column: str, after: int, count: int) -> None:
    rows.filter(**{f"{column}__gt": after}).update(**{column: F(column) + count})


def _lines(plan: Plan) -> QuerySet[Goal]:
    return plan.goals.filter(kind=Goal.Kind.LINE)


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """The last row of each run of neighbours, and its length."""
    length = 0
    for row, following in zip(rows, [*rows[1:], None], strict=False):
        length += 1
        if following != row + 1:
            yield row, length
            length = 0
