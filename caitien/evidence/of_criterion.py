"""One criterion and what proves it (minh chứng của tiêu chí): its lines in a plan, each with the codes that show it."""

from dataclasses import dataclass

from caitien.access.models import School
from caitien.domain.standards import Criterion, standard_set
from caitien.evidence.codes.numbering import framework_of
from caitien.evidence.shown import codes_of_lines
from caitien.plans.models import Plan, Task


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the criterion and the codes of what shows it (việc của tiêu chí)."""

    task: Task
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A criterion among those of its set (tiêu chí trong bộ): its neighbours, None at either end."""

    criterion: Criterion
    before: Criterion | None
    after: Criterion | None


def place_of(school: School, code: str) -> Place | None:
    """A criterion of the set the school's codes are given in (tiêu chí của bộ đang dùng); None where it has none such.
    No query."""
    known = standard_set(framework_of(school))
    every = list(known.criteria) if known else []
    at = next((number for number, each in enumerate(every) if each.code == code), None)
    if at is None:
        return None
    return Place(every[at], every[at - 1] if at else None, every[at + 1] if at + 1 < len(every) else None)


def lines_of(plan: Plan, code: str, most: int) -> list[ShownLine]:
    """The first lines of a plan under a criterion (việc của tiêu chí trong năm), in its order. Three queries."""
    found = plan.tasks.filter(goal__criterion=code, withdrawn=False).select_related("goal")
    tasks = list(found.order_by("position", "pk")[:most])
    codes = codes_of_lines(plan, [task.pk for task in tasks])
    return [ShownLine(task, codes.get(task.pk, ())) for task in tasks]
