"""A line of a plan at hand, for tests (dòng kế hoạch để thử): found by its row, typed into, and what the plan says."""

from caitien.domain.paper import Paper
from caitien.domain.papers.cells import mark_of
from caitien.plans.compose import compose
from caitien.plans.models import Plan, Task
from caitien.plans.table.edit import CellEdit


def line(plan: Plan, row: int) -> Task:
    """The line of that row of the plan's table."""
    return plan.tasks.select_related("goal").get(plan_row=row)


def typed(plan: Plan, row: int, name: str, text: str, saw: str | None = None) -> CellEdit:
    """What a person types into a cell of it, who saw that text there."""
    return CellEdit(line(plan, row).pk, name, text, "" if saw is None else mark_of(saw))


def said(plan: Plan) -> Paper:
    """What the plan says by now."""
    return compose(Plan.objects.get(pk=plan.pk))
