"""New lines take their places in a draft (xếp chỗ): after the lines of their criterion, as they would stand on paper.

The plan is locked by the verb that does this. Statements grow with the number of places, of which a set of standards
has a few dozen; not with the number of lines.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from caitien.plans.models import Goal, Plan, Task
from caitien.plans.table.lines import folded_of, place_of
from caitien.plans.table.places import move, places_of_goals, places_of_tasks

_NOWHERE: Final = -1  # before all others


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a line of the draft stands (chỗ của dòng): on the page, in the plan table, its goal among the goals."""

    place: tuple[int, ...]
    position: int
    row: int
    goal: int


def stand(plan: Plan, lines: Sequence[tuple[Goal, Task]]) -> None:
    """Save new lines where they belong. Seven statements for each place in which some stand."""
    spots = list(_spots(plan))
    groups: dict[int, list[tuple[Goal, Task]]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: _place(line[0])):
        groups[_after(spots, _place(line[0]))].append(line)
    for index in sorted(groups, reverse=True):  # from the end: what stands above has not moved yet
        _stand_after(plan, spots[index] if index >= 0 else Spot((), *[_NOWHERE] * 3), groups[index])


def stand_problems(plan: Plan, problems: Sequence[Goal]) -> None:
    """Save new problems (vấn đề) after those of their criterion. Three statements for each place."""
    rows = plan.goals.filter(kind=Goal.Kind.PROBLEM)
    there = [*rows.order_by("position").values_list("criterion", "standard", "position")]
    spots = [Spot(place_of(criterion, standard), position, 0, 0) for criterion, standard, position in there]
    groups: dict[int, list[Goal]] = defaultdict(list)
    for goal in sorted(problems, key=_place):
        groups[_after(spots, _place(goal))].append(goal)
    for index in sorted(groups, reverse=True):
        above = spots[index].position if index >= 0 else _NOWHERE
        move(places_of_goals(plan, Goal.Kind.PROBLEM), "position", above + 1, len(groups[index]))
        for step, goal in enumerate(groups[index], start=1):
            goal.position = above + step
        Goal.objects.bulk_create(groups[index])


def _spots(plan: Plan) -> Iterator[Spot]:
    """The lines there are, in order; one that is only in the results stands in the plan table with the one above it."""
    names = ("goal__criterion", "goal__standard", "position", "plan_row", "goal__position")
    found = [*plan.tasks.order_by("position").values_list(*names)]
    rows = accumulate((_NOWHERE if row is None else row for *_, row, _ in found), max)
    for (criterion, standard, position, _, goal), row in zip(found, rows, strict=True):
        yield Spot(place_of(criterion, standard), position, row, goal)


def _place(goal: Goal) -> tuple[int, ...]:
    return place_of(goal.criterion, goal.standard)


def _after(spots: Sequence[Spot], wanted: tuple[int, ...]) -> int:
    """The last of those that do not come later; -1 where there is none."""
    fitting = (index for index in range(len(spots) - 1, -1, -1) if spots[index].place <= wanted)
    return next(fitting, _NOWHERE)


def _stand_after(plan: Plan, above: Spot, lines: Sequence[tuple[Goal, Task]]) -> None:
    count = len(lines)
    move(places_of_tasks(plan), "position", above.position + 1, count)
    move(places_of_tasks(plan), "plan_row", above.row + 1, count)
    move(places_of_goals(plan), "position", above.goal + 1, count)
    for step, (goal, task) in enumerate(lines, start=1):
        goal.position, task.position, task.plan_row = above.goal + step, above.position + step, above.row + step
        task.folded = folded_of(goal, task)
    _save(lines)


def _save(lines: Iterable[tuple[Goal, Task]]) -> None:
    Goal.objects.bulk_create([goal for goal, _ in lines])
    for goal, task in lines:
        task.goal = goal
    Task.objects.bulk_create([task for _, task in lines])
