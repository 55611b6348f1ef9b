"""The cells of a plan's lines, in templates (ô của dòng)."""

from django import template

from caitien.plans.models import Task
from caitien.web.planning.boxes import Box, Table

register = template.Library()


@register.simple_tag
def boxes(table: Table, task: Task, column: str) -> list[Box]:
    """The cells of one column of a line."""
    return table.boxes(task, column)


@register.simple_tag
def line_seen(table: Table, task: Task) -> str:
    """The mark of the whole line; "" where the person may not take it out."""
    return table.seen(task)


@register.simple_tag
def outcome_beside(table: Table, task: Task) -> list[str]:
    """Words of the results that stand in no cell."""
    return table.beside(task)
