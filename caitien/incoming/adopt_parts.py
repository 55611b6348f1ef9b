"""Sections IV and VI of Biểu 2 become rows of the plan (nhận vấn đề, dòng theo dõi): again, it updates them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from caitien.domain.comparing.matching import matched
from caitien.domain.paper import Paper
from caitien.plans.models import Goal, Plan, ReviewLine
from caitien.plans.table.changes import Changes
from caitien.plans.table.leaving import take_out_goals, take_out_reviews
from caitien.plans.table.lines import TRAITS, Line, problem_drafts_of, problem_line, review_drafts_of, review_line

Row = TypeVar("Row", Goal, ReviewLine)


def fit_problems(plan: Plan, paper: Paper, changes: Changes) -> None:
    """Let the plan have the problems of the paper (nhận phần IV), known again by criterion and words; one that was
    taken out and comes again word for word is the problem it was. One query, two statements where some go. Linear."""
    goals = Goal.with_removed.filter(plan=plan, kind=Goal.Kind.PROBLEM)
    rows = [problem_line(goal, goal) for goal in _in_order(goals)]
    left = _fit(rows, problem_drafts_of(paper), lambda: _goal(plan), changes.goals, changes)
    if left:
        changes.removed(take_out_goals(plan, left, timezone.now()))


def fit_reviews(plan: Plan, paper: Paper, changes: Changes) -> None:
    """Let the plan have the reviews of the paper (nhận phần VI), known again by moment and words. As problems are."""
    rows = [review_line(line, line) for line in _in_order(ReviewLine.with_removed.filter(plan=plan))]
    left = _fit(rows, review_drafts_of(paper), lambda: _line(plan), changes.reviews, changes)
    if left:
        changes.removed(take_out_reviews(plan, left, timezone.now()))


def _goal(plan: Plan) -> Goal:
    return Goal(school_id=plan.school_id, plan=plan, kind=Goal.Kind.PROBLEM)


def _line(plan: Plan) -> ReviewLine:
    return ReviewLine(school_id=plan.school_id, plan=plan)


def _in_order(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Every row, those taken out last the last: of several alike that is the one that comes again."""
    return rows.order_by("position", "removed_at", "pk")


def _fit(
    rows: Iterable[Line],
    drafts: Sequence[Line],
    fresh: Callable[[], Row],
    saved: list[Row],
    changes: Changes,
) -> list[Row]:
    """Give rows the words of the paper, in its order; the rows it has no more."""
    there: list[Line] = []
    gone: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in rows:
        (gone[line.key, line.text] if line.of.removed_at else there).append(line)
    left: list[Row] = []
    pairs = matched(there, drafts, TRAITS)
    for position, (old, new) in enumerate(pairs):
        if old and new is None:
            left.append(old.of)
        elif new:
            alike = [] if old else gone[new.key, new.text]
            known = old or (alike.pop() if alike else None)
            row: Row = known.of if known else fresh()
            back = row.removed_at is not None
            changes.set(row, saved, {**new.of, "position": position, "removed_at": None})
            changes.added([row] if back else [])
    return left
