"""Findings beside cells, in templates (phát hiện trong trang)."""

from collections.abc import Sequence

from django import template

from caitien.checking.checks import Checked, line_row
from caitien.checking.findings import Findings, Seen
from caitien.incoming.understood import Line
from caitien.plans.models import Goal, Task
from caitien.web.requests.beside import beside_line, beside_task, where

register = template.Library()


@register.simple_tag
def at_cell(findings: Findings, path: str) -> list[Seen]:
    """What is said of one cell of a file."""
    return findings.at_cell(path)


@register.simple_tag
def place_of(seen: Seen, about: Checked) -> str:
    """Where the line of a finding is shown, or ""."""
    return where(seen, about)


@register.simple_tag
def at_line(findings: Findings, line: Line) -> list[Seen]:
    """What is said of a line of a file, its cells apart."""
    return beside_line(findings, line)


@register.simple_tag
def at_task(findings: Findings, task: Task, column: str) -> list[Seen]:
    """What is said of a column of a task's line."""
    return beside_task(findings, task, column)


@register.simple_tag
def at_problem(findings: Findings, problem: Goal) -> Sequence[Seen]:
    """All that is said of a problem of the plan."""
    return findings.at_row(line_row("problems", problem.pk))
