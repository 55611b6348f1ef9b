"""The lines of a plan as a paper gives them (dòng): each plan row with its result row, to become goal and task."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Final

from caitien.domain.comparing.matching import Traits, matched
from caitien.domain.paper import Paper, PlanRow, Problem, ResultRow, Review, Status
from caitien.domain.texts.folding import fold
from caitien.plans.models import Goal, ReviewLine, Task
from caitien.plans.table.rows import GOAL_FIELDS, PROBLEM_FIELDS, RESULT_FIELDS, REVIEW_FIELDS, TASK_FIELDS

LAST: Final = 10**6  # where a line stands that names no standard
_NUMBERS = re.compile(r"\d{1,6}")
_GOAL_DEFAULTS: Final = {name: getattr(PlanRow(), name) for name in GOAL_FIELDS}
_TASK_DEFAULTS: Final = {name: getattr(PlanRow(), name) for name in TASK_FIELDS}
_RESULT_DEFAULTS: Final = {column: getattr(ResultRow(), name) for name, column in RESULT_FIELDS.items()}
_SAID: Final = (*TASK_FIELDS, *RESULT_FIELDS.values(), "state", "state_text", "plan_state", "plan_state_text")


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be matched (dòng cần ghép): what it is about, its words, whose line it is; ``rest`` what else it says,
    which tells it from another with the same words."""

    key: str
    text: str
    of: Any
    rest: tuple[str, ...] = ()


TRAITS: Final = Traits[Line](
    key=lambda line: line.key,
    identity=lambda line: line.text,
    words=lambda line: frozenset(fold(line.text).split()),
    whole=lambda line: (line.text, line.rest),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A line on its way into the plan (dòng sắp nhận): the values of its goal and of its task, and its place."""

    goal: dict[str, Any]
    task: dict[str, Any]
    order: tuple[int, ...] = ()


def drafts_of(paper: Paper) -> list[Line]:
    """The paper's plan and result rows as lines (các dòng), by standard and criterion, else as on paper. Linear."""
    drafts = sorted(map(_draft, _joined(paper)), key=attrgetter("order"))
    return [line_of(draft.goal, draft.task, draft) for draft in drafts]


def problem_drafts_of(paper: Paper) -> list[Line]:
    """Section IV of Biểu 2 as problems (các vấn đề), as on paper; each line is ``of`` its values."""
    return [problem_line(row, _values_of(row, PROBLEM_FIELDS)) for row in paper.problems]


def review_drafts_of(paper: Paper) -> list[Line]:
    """Section VI of Biểu 2 as review lines (các dòng theo dõi), as on paper; each line is ``of`` its values."""
    return [review_line(row, _values_of(row, REVIEW_FIELDS)) for row in paper.reviews]


def line_of(goal: dict[str, Any], task: dict[str, Any], of: Any) -> Line:
    """What a line is matched by when its paper comes in again: criterion, and the words of plan and result."""
    text = _joined_texts(goal["topic"], goal["target"], task["work"], task["planned"])
    rest = tuple(value for name in _SAID if isinstance(value := task[name], str))
    return Line(goal["criterion"] or fold(goal["label"]), text, of, rest)


def folded_of(goal: Goal, task: Task) -> str:
    """Every word of a line without accents, once, as the search box looks for it (chữ để tìm): what ``Task.folded``
    holds. Words are looked for one by one, and a line says most of its words several times."""
    return _folded({name: getattr(goal, name) for name in GOAL_FIELDS}, {name: getattr(task, name) for name in _SAID})


def problem_line(row: Problem | Goal, of: Any) -> Line:
    """What a problem is matched by: criterion, and its words."""
    return Line(_subject(row), _joined_texts(row.baseline, row.limitation, row.cause), of)


def review_line(row: Review | ReviewLine, of: Any) -> Line:
    """What a line of section VI is matched by: its moment, and its words."""
    return Line(fold(row.moment), _joined_texts(row.content, row.result, row.adjustment, row.reviewer), of)


@dataclass(frozen=True, slots=True)
class _Pair:
    plan: PlanRow | None
    plan_row: int | None
    result: ResultRow | None
    result_row: int | None


def _joined(paper: Paper) -> Iterator[_Pair]:
    """Every plan row with its result row, which is of the same criterion and, where one is, of the same work; the
    others alone."""
    plans = [_work_line(row, row.work, n, row.target) for n, row in enumerate(paper.plan.items)]
    results = [_work_line(row, row.planned, n) for n, row in enumerate(paper.results)]
    for plan, result in matched(plans, results, replace(TRAITS, whole=lambda line: line.rest)):
        if plan and result and paper.plan.items[plan.of].criterion != paper.results[result.of].criterion:
            yield _pair(paper, plan, None)
            yield _pair(paper, None, result)
        else:
            yield _pair(paper, plan, result)


def _work_line(row: PlanRow | ResultRow, work: str, number: int, target: str = "") -> Line:
    """A row of one of the two tables: it is whole by its work alone, where it names one."""
    return Line(_subject(row), _joined_texts(target, work), number, (work or f"no work, {id(row)}",))


def _pair(paper: Paper, plan: Line | None, result: Line | None) -> _Pair:
    return _Pair(
        paper.plan.items[plan.of] if plan else None,
        plan.of if plan else None,
        paper.results[result.of] if result else None,
        result.of if result else None,
    )


def _subject(row: PlanRow | ResultRow | Problem | Goal) -> str:
    return row.criterion or fold(row.label)


def _draft(pair: _Pair) -> Draft:
    head = pair.plan or pair.result
    goal = {name: getattr(head, name, default) for name, default in _GOAL_DEFAULTS.items()}
    task = {**_plan_side(pair), **_result_side(pair), **_state(pair)}
    task["folded"] = _folded(goal, task)
    return Draft(goal, task, _order(goal, pair))


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


def _values_of(row: Problem | Review, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _joined_texts(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _folded(goal: dict[str, Any], task: dict[str, Any]) -> str:
    return " ".join(dict.fromkeys(fold(" ".join(_texts(goal, task))).split()))


def _texts(*records: dict[str, Any]) -> Iterator[str]:
    for record in records:
        for value in record.values():
            if isinstance(value, str):
                yield value
            elif isinstance(value, dict):
                yield from value.values()


def place_of(criterion: str, standard: int | None) -> tuple[int, ...]:
    """Where a line stands among the others (thứ tự): by standard, then criterion; the last where it names none."""
    numbers = tuple(map(int, _NUMBERS.findall(criterion)))
    return standard if standard is not None else next(iter(numbers), LAST), *(*numbers, 0, 0, 0)[:3]


def _order(goal: dict[str, Any], pair: _Pair) -> tuple[int, ...]:
    row = pair.plan_row if pair.plan_row is not None else LAST + (pair.result_row or 0)
    return *place_of(goal["criterion"], goal["standard"]), row


def _plain(value: Any) -> Any:
    return dict(value) if hasattr(value, "items") else value
