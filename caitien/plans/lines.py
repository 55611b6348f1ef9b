"""The lines of a plan as a paper gives them (dòng): each plan row with its result row, to become goal and task."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

from caitien.domain.folding import fold
from caitien.domain.paper import Paper, PlanRow, Problem, ResultRow, Status
from caitien.plans.matching import Line, pair_up
from caitien.plans.models import Goal
from caitien.plans.rows import GOAL_FIELDS, PROBLEM_FIELDS, RESULT_FIELDS, TASK_FIELDS

LAST: Final = 10**6  # where a line stands that names no standard
_NUMBERS = re.compile(r"\d{1,6}")
_GOAL_DEFAULTS: Final = {name: getattr(PlanRow(), name) for name in GOAL_FIELDS}
_TASK_DEFAULTS: Final = {name: getattr(PlanRow(), name) for name in TASK_FIELDS}
_RESULT_DEFAULTS: Final = {column: getattr(ResultRow(), name) for name, column in RESULT_FIELDS.items()}


@dataclass(frozen=True, slots=True)
class Draft:
    """A line on its way into the plan (dòng sắp nhận): what to match it by, and the values of its goal and task."""

    line: Line
    goal: dict[str, Any]
    task: dict[str, Any]
    order: tuple[int, ...]


def drafts_of(paper: Paper) -> list[Draft]:
    """The paper's plan and result rows as lines (các dòng), by standard and criterion, else as on paper. Linear."""
    return sorted(map(_draft, _joined(paper)), key=attrgetter("order"))


def problem_drafts_of(paper: Paper) -> list[Draft]:
    """Section IV of Biểu 2 as problems (các vấn đề), as on paper."""
    return [
        Draft(problem_line(row), {name: _plain(getattr(row, name)) for name in PROBLEM_FIELDS}, {}, (index,))
        for index, row in enumerate(paper.problems)
    ]


@dataclass(frozen=True, slots=True)
class _Pair:
    plan: PlanRow | None
    plan_row: int | None
    result: ResultRow | None
    result_row: int | None


def _joined(paper: Paper) -> Iterator[_Pair]:
    """Every plan row with its result row, then the result rows that have none."""
    partner = _partners(paper.plan.items, paper.results)
    answer = {plan_row: row for row, plan_row in enumerate(partner) if plan_row is not None}
    for index, plan in enumerate(paper.plan.items):
        row = answer.get(index)
        yield _Pair(plan, index, None if row is None else paper.results[row], row)
    for index, result in enumerate(paper.results):
        if partner[index] is None:
            yield _Pair(None, None, result, index)


def _partners(items: Sequence[PlanRow], results: Sequence[ResultRow]) -> list[int | None]:
    """For each result row its plan row of the same criterion; rows that name no criterion at all stay alone."""
    plans = [Line(_subject(row) or "(plan)", _joined_texts(row.target, row.work)) for row in items]
    return pair_up(plans, [Line(_subject(row) or "(result)", row.planned) for row in results])


def _subject(row: PlanRow | ResultRow | Problem | Goal) -> str:
    return row.criterion or fold(row.label)


def _draft(pair: _Pair) -> Draft:
    head = pair.plan or pair.result
    goal = {name: getattr(head, name, default) for name, default in _GOAL_DEFAULTS.items()}
    task = {**_plan_side(pair), **_result_side(pair), **_state(pair)}
    task["folded"] = fold(" ".join(_texts(goal, task)))
    return Draft(line_of(goal, task), goal, task, _order(goal, pair))


def _plan_side(pair: _Pair) -> dict[str, Any]:
    if pair.plan is None:
        return {"plan_row": None, **_TASK_DEFAULTS}
    return {"plan_row": pair.plan_row, **{name: _plain(getattr(pair.plan, name)) for name in TASK_FIELDS}}


def _result_side(pair: _Pair) -> dict[str, Any]:
    if pair.result is None:
        return {"result_row": None, **_RESULT_DEFAULTS}
    values = {column: _plain(getattr(pair.result, name)) for name, column in RESULT_FIELDS.items()}
    return {"result_row": pair.result_row, **values}


def _state(pair: _Pair) -> dict[str, str]:
    """A task stands as its result row says; the plan row's own word is kept apart only where there are both."""
    stated = pair.result or pair.plan or PlanRow()
    plan = pair.plan if pair.plan and pair.result else None
    return {
        "state": stated.status.value,
        "state_text": stated.status_text,
        "plan_state": plan.status.value if plan else Status.UNSTATED.value,
        "plan_state_text": plan.status_text if plan else "",
    }


def line_of(goal: dict[str, Any], task: dict[str, Any]) -> Line:
    """What a line is matched by when its paper comes in again: criterion, and the words of plan and result."""
    text = _joined_texts(goal["topic"], goal["target"], task["work"], task["planned"])
    return Line(goal["criterion"] or fold(goal["label"]), text)


def problem_line(row: Problem | Goal) -> Line:
    """What a problem is matched by: criterion, and its words."""
    return Line(_subject(row), _joined_texts(row.baseline, row.limitation, row.cause))


def _joined_texts(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _texts(*records: dict[str, Any]) -> Iterator[str]:
    for record in records:
        for value in record.values():
            if isinstance(value, str):
                yield value
            elif isinstance(value, dict):
                yield from value.values()


def _order(goal: dict[str, Any], pair: _Pair) -> tuple[int, ...]:
    numbers = tuple(map(int, _NUMBERS.findall(goal["criterion"])))
    standard = goal["standard"] if goal["standard"] is not None else next(iter(numbers), LAST)
    row = pair.plan_row if pair.plan_row is not None else LAST + (pair.result_row or 0)
    return standard, *(*numbers, 0, 0, 0)[:3], row


def _plain(value: Any) -> Any:
    return dict(value) if hasattr(value, "items") else value
