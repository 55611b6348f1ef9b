"""The plan becomes a paper again (soạn văn bản): the other way of :mod:`caitien.plans.adopt`, by the same table."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from caitien.domain import paper as words
from caitien.domain.paper import Form, Letterhead, Paper, PlanRow, Problem, ResultRow, Review, Section, Status
from caitien.plans.models import Goal, Plan, Task
from caitien.plans.rows import GOAL_FIELDS, PROBLEM_FIELDS, RESULT_FIELDS, TASK_FIELDS


def compose(plan: Plan) -> Paper:
    """The paper the plan makes (soạn văn bản): every row from goals and tasks. Two queries, linear in the rows."""
    tasks = list(plan.tasks.select_related("goal"))
    problems = plan.goals.filter(kind=Goal.Kind.PROBLEM).order_by("position")
    return Paper(
        form=Form(plan.form),
        school=plan.school_name,
        school_type=plan.school_type,
        school_year=plan.school_year,
        framework=plan.framework,
        report=msgspec.convert(plan.letterhead, Letterhead),
        plan=words.Plan(number=plan.number, date=plan.date, items=tuple(_plan_rows(tasks))),
        results=tuple(_result_rows(tasks)),
        problems=tuple(Problem(**_fields(goal, PROBLEM_FIELDS)) for goal in problems),
        reviews=msgspec.convert(plan.reviews, tuple[Review, ...]),
        strengths=plan.strengths,
        limitations=plan.limitations,
        recommendations=tuple(plan.recommendations),
        sections=msgspec.convert(plan.sections, tuple[Section, ...]),
    )


def _plan_rows(tasks: list[Task]) -> Iterator[PlanRow]:
    for task in _by_row(tasks, "plan_row"):
        alone = task.result_row is None
        yield PlanRow(
            **_fields(task.goal, GOAL_FIELDS),
            **_fields(task, TASK_FIELDS),
            status=Status(task.state if alone else task.plan_state),
            status_text=task.state_text if alone else task.plan_state_text,
        )


def _result_rows(tasks: list[Task]) -> Iterator[ResultRow]:
    for task in _by_row(tasks, "result_row"):
        yield ResultRow(
            criterion=task.goal.criterion,
            **{name: getattr(task, column) for name, column in RESULT_FIELDS.items()},
            status=Status(task.state),
            status_text=task.state_text,
        )


def _by_row(tasks: list[Task], column: str) -> list[Task]:
    """The tasks that stand in one of the two tables, as on paper."""
    return sorted((task for task in tasks if getattr(task, column) is not None), key=lambda task: getattr(task, column))


def _fields(row: Goal | Task, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
