"""A paper becomes the plan (nhận văn bản): a row one goal with one task; coming in again, it updates them."""

from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec
from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import School, User
from caitien.domain.paper import Paper
from caitien.plans.correct import corrected_paper
from caitien.plans.lines import Draft, drafts_of, line_of, problem_drafts_of, problem_line
from caitien.plans.matching import pair_up
from caitien.plans.models import Goal, Plan, Task, Upload

Row = TypeVar("Row", Goal, Task)


@dataclass(slots=True)
class Changes:
    """What an adoption does to the rows of a plan (thay đổi): what to save, and what the audit trail is told."""

    goals: list[Goal] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def set(self, row: Row, saved: list[Row], values: dict[str, Any]) -> None:
        """Give the row its values; where that changes it or it is new, it joins those to be saved."""
        old = {name: getattr(row, name) for name, value in values.items() if getattr(row, name) != value}
        for name in old:
            setattr(row, name, values[name])
        if row.pk is None or old:
            saved.append(row)
        if row.pk and old.keys() - {"folded"}:
            self.before[_key(row)] = old
            self.after[_key(row)] = {name: values[name] for name in old}

    def removed(self, row: Goal | Task) -> None:
        """Remember what the row said, before it goes."""
        self.before[_key(row)] = {"text": str(row)}
        self.after[_key(row)] = None


@action("upload.adopt")
def adopt_paper(_actor: User, upload: Upload) -> Done[Plan]:
    """Take what the file says, as corrected, into the school's plan of that year (nhận vào).

    A plan of that school year is updated row by row, its goals and tasks keeping their keys; what the file no longer
    has is taken out. Linear work; the number of statements grows only with what one statement may carry.
    """
    plan, changes = adopt(upload.school, corrected_paper(upload))
    upload.plan, upload.adopted_at = plan, timezone.now()
    upload.save(update_fields=["plan", "adopted_at"])
    after = {"upload": upload.pk, "sha256": upload.sha256, **changes.after}
    return Done(plan, plan, changes.before, after)


def adopt(school: School, paper: Paper) -> tuple[Plan, Changes]:
    """The paper as the plan of that school and school year: ``compose(adopt(school, paper)[0]) == paper``."""
    plan = _plan_of(school, paper)
    changes = Changes()
    _fit_lines(plan, drafts_of(paper), changes)
    _fit_problems(plan, problem_drafts_of(paper), changes)
    _save(Goal, changes.goals)
    _save(Task, changes.tasks)
    return plan, changes


def _plan_of(school: School, paper: Paper) -> Plan:
    prose = {
        "framework": paper.framework,
        "form": paper.form.value,
        "school_name": paper.school,
        "school_type": paper.school_type,
        "number": paper.plan.number,
        "date": paper.plan.date,
        "letterhead": msgspec.to_builtins(paper.report),
        "strengths": paper.strengths,
        "limitations": paper.limitations,
        "recommendations": list(paper.recommendations),
        "sections": msgspec.to_builtins(paper.sections),
        "reviews": msgspec.to_builtins(paper.reviews),
    }
    found = Plan.objects.select_for_update().filter(school=school)
    plan, _ = found.update_or_create(school=school, school_year=paper.school_year, defaults=prose)
    return plan


def _fit_lines(plan: Plan, drafts: list[Draft], changes: Changes) -> None:
    tasks = list(plan.tasks.select_related("goal").order_by("position"))
    partners = pair_up([line_of(vars(task.goal), vars(task)) for task in tasks], [draft.line for draft in drafts])
    for position, (draft, partner) in enumerate(zip(drafts, partners, strict=True)):
        task = _new_task(plan) if partner is None else tasks[partner]
        changes.set(task.goal, changes.goals, {**draft.goal, "position": position})
        changes.set(task, changes.tasks, {**draft.task, "position": position})
    gone = _left(tasks, partners)
    for task in gone:
        changes.removed(task)
    if gone:
        plan.tasks.filter(pk__in=[task.pk for task in gone]).delete()
        plan.goals.filter(kind=Goal.Kind.LINE, tasks=None).delete()


def _fit_problems(plan: Plan, drafts: list[Draft], changes: Changes) -> None:
    problems = list(plan.goals.filter(kind=Goal.Kind.PROBLEM).order_by("position"))
    partners = pair_up([problem_line(goal) for goal in problems], [draft.line for draft in drafts])
    for position, (draft, partner) in enumerate(zip(drafts, partners, strict=True)):
        goal = _new_goal(plan, Goal.Kind.PROBLEM) if partner is None else problems[partner]
        changes.set(goal, changes.goals, {**draft.goal, "position": position})
    gone = _left(problems, partners)
    for goal in gone:
        changes.removed(goal)
    if gone:
        plan.goals.filter(pk__in=[goal.pk for goal in gone]).delete()


def _left(rows: list[Row], partners: list[int | None]) -> list[Row]:
    used = set(partners)
    return [row for index, row in enumerate(rows) if index not in used]


def _new_goal(plan: Plan, kind: Goal.Kind) -> Goal:
    return Goal(school_id=plan.school_id, plan=plan, kind=kind)


def _new_task(plan: Plan) -> Task:
    return Task(school_id=plan.school_id, plan=plan, goal=_new_goal(plan, Goal.Kind.LINE))


def _save(model: type[Row], rows: list[Row]) -> None:
    """New rows and changed ones, each kind in as few statements as the database allows."""
    fresh = [row for row in rows if row.pk is None]
    changed = [row for row in rows if row.pk is not None]
    model.objects.bulk_create(fresh)
    columns = [column.name for column in model._meta.concrete_fields if not column.primary_key]
    model.objects.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=columns)


def _key(row: Goal | Task) -> str:
    return f"{type(row).__name__.lower()} {row.pk}"
