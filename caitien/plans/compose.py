"""The plan becomes a paper again (soạn văn bản): the other way of :mod:`caitien.incoming.adopt`, by the same table.

While nothing was adjusted every form shows every line, and the paper is the one that was adopted. From then on:

===========================  ============================================  =====================================
a line that                  yearly report (Form.REPORT)                   plan, Biểu 2 (Form.PLAN, Form.TT57)
===========================  ============================================  =====================================
was changed                  plan table: as first approved;                as in force
                             "đã điều chỉnh": what it says now
was added since              in the results only, its work under           in its place, after the lines of its
                             "đã điều chỉnh"                               criterion
was withdrawn since          plan table: as first approved; "đã điều       left out
                             chỉnh": "Rút khỏi kế hoạch: …"
===========================  ============================================  =====================================

Results of a plan that is no report show in its reports only, once it was approved. Under Biểu 2, which has no results
table, a report that is asked for tells them line by line as soon as something was adjusted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

import msgspec
from django.db.models import QuerySet

from caitien.domain import paper as words
from caitien.domain.official_forms.evaluated import after_evaluation
from caitien.domain.paper import Form, Letterhead, Paper, PlanRow, Problem, ResultRow, Review, Section, Status
from caitien.domain.states import STATE_WORDS
from caitien.plans.models import Goal, Plan, ReviewLine, Task
from caitien.plans.table.rows import GOAL_FIELDS, PROBLEM_FIELDS, RESULT_FIELDS, REVIEW_FIELDS, TASK_FIELDS

LEFT_OUT: Final[Mapping[Form, str]] = {  # form → the column of a task that keeps it out of the form's plan table
    Form.REPORT: "added",
    Form.PLAN: "withdrawn",
    Form.TT57: "withdrawn",
}
_AT_ONCE: Final = 500  # lines read at once: as rows of the database they take three times what they take as a paper
_SHORT: Final = 100  # letters: a text that many lines may have in common


class Placed(Protocol):
    """What says where a line stands in the two tables (chỗ của dòng): a task, or what is kept of one."""

    @property
    def plan_row(self) -> int | None: ...
    @property
    def result_row(self) -> int | None: ...
    @property
    def first(self) -> Any: ...
    @property
    def added(self) -> bool: ...
    @property
    def withdrawn(self) -> bool: ...


L = TypeVar("L", bound=Placed)


def compose(plan: Plan, form: Form | None = None) -> Paper:
    """The paper the plan makes (soạn văn bản): its own, with the rows a form shows; None: the plan's own form.

    Another form's head and prose are the writer's affair (:func:`caitien.documents.write.write`). Three queries,
    linear; lines come by the hundred, so that of a plan of 10,000 little more than its paper is ever held.
    """
    lines = plan.tasks.select_related("goal").defer("folded", "removed_at", "goal__removed_at")
    return compose_of(plan, lines.iterator(chunk_size=_AT_ONCE), form)


def compose_of(plan: Plan, tasks: Iterable[Task], form: Form | None = None) -> Paper:
    """The same of lines at hand (soạn từ các dòng đã có), each with its goal: what they say counts, not what is kept.
    Two queries, linear."""
    shown = form or Form(plan.form)
    problems = _problems(plan)
    same: dict[str, str] = {}
    lines = [_told(task, shown, same) for task in tasks]
    items = tuple(line.planned for line in planned_lines(lines, shown))
    return Paper(
        form=Form(plan.form),
        school=plan.school_name,
        school_type=plan.school_type,
        school_year=plan.school_year,
        framework=plan.framework,
        report=msgspec.convert(plan.letterhead, Letterhead),
        plan=words.Plan(number=plan.number, date=plan.date, items=items),
        results=tuple(line.result for line in result_lines(plan, lines, shown) if line.result),
        problems=tuple(Problem(**_fields(goal, PROBLEM_FIELDS)) for goal in problems),
        reviews=tuple(Review(**_fields(line, REVIEW_FIELDS)) for line in _review_lines(plan)),
        strengths=plan.strengths,
        limitations=plan.limitations,
        recommendations=tuple(plan.recommendations),
        sections=msgspec.convert(plan.sections, tuple[Section, ...]),
        headings=plan.headings,
    )


def as_evaluated(plan: Plan, paper: Paper) -> Paper:
    """A paper of the plan as it is printed (như in ra): it says "sau đánh giá ngoài" where the school has had one. No
    query with the school at hand."""
    return after_evaluation(paper) if plan.school.evaluated == "yes" else paper


def keys_of_rows(plan: Plan) -> dict[str, list[int]]:
    """What stands behind each row of the plan's own paper (dòng của từng hàng): table → keys of its tasks, of its
    problems, or of its review lines, in the order of the rows. Three queries, linear."""
    form = Form(plan.form)
    columns = ("pk", "plan_row", "result_row", "first", "added", "withdrawn")
    tasks = list(plan.tasks.values_list(*columns, named=True))
    return {
        "plan.items": [task.pk for task in planned_lines(tasks, form)],
        "results": [task.pk for task in result_lines(plan, tasks, form)],
        **keys_beside(plan),
    }


def keys_beside(plan: Plan) -> dict[str, list[int]]:
    """The same of the problems and reviews of Biểu 2 (hàng của phần IV, VI). Two queries."""
    tables = {"problems": _problems(plan), "reviews": _review_lines(plan)}
    return {table: list(rows.values_list("pk", flat=True)) for table, rows in tables.items()}


def _problems(plan: Plan) -> QuerySet[Goal]:
    return plan.goals.filter(kind=Goal.Kind.PROBLEM).order_by("position")


def _review_lines(plan: Plan) -> QuerySet[ReviewLine]:
    return plan.review_lines.order_by("position")


def planned_lines(tasks: Iterable[L], form: Form) -> list[L]:
    """The tasks whose lines stand in the plan table of a form, in its order (các dòng của bảng kế hoạch)."""
    return [task for task in _by_row(tasks, "plan_row") if not getattr(task, LEFT_OUT[form])]


def result_lines(plan: Plan, tasks: Sequence[L], form: Form) -> list[L]:
    """The tasks whose lines stand in the result table, in its order (các dòng của bảng kết quả)."""
    rows = _by_row(tasks, "result_row")
    if form is Form.REPORT and not rows and any(map(_adjusted, tasks)):
        return _by_row(tasks, "plan_row")
    return rows if Form.REPORT in (form, plan.form) or not plan.version_number else []


def plan_row(task: Task, *, first: bool = False) -> PlanRow:
    """A task as a line of the plan table (dòng kế hoạch), as in force or as first approved. No query where its goal is
    at hand."""
    alone = task.result_row is None
    texts = {**_fields(task.goal, GOAL_FIELDS), **_fields(task, TASK_FIELDS)}
    return PlanRow(
        **(texts | task.first if first else texts),
        status=Status(task.state if alone else task.plan_state),
        status_text=task.state_text if alone else task.plan_state_text,
    )


def result_row(task: Task) -> ResultRow:
    """A task as a line of the result table (dòng kết quả)."""
    return ResultRow(
        criterion=task.goal.criterion,
        **{name: getattr(task, column) for name, column in RESULT_FIELDS.items()},
        status=Status(task.state),
        status_text=task.state_text,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A task as rows of a paper (dòng đã soạn), and where it stands: all that is kept of it once it is told."""

    plan_row: int | None
    result_row: int | None
    first: Any
    added: bool
    withdrawn: bool
    planned: PlanRow
    result: ResultRow | None  # None where no table of that form tells of it


def _told(task: Task, form: Form, same: dict[str, str]) -> _Told:
    """``same``: the short texts told so far. What many lines say alike is kept once."""
    for row in (task.goal, task):
        for name, text in row.__dict__.items():
            if type(text) is str and len(text) <= _SHORT:
                row.__dict__[name] = same.setdefault(text, text)
    if task.planned == task.work:
        task.planned = task.work
    in_report = task.result_row is None and form is Form.REPORT
    result = result_row(task) if task.result_row is not None else _outcome(task) if in_report else None
    planned = plan_row(task, first=form is Form.REPORT)
    return _Told(task.plan_row, task.result_row, task.first, task.added, task.withdrawn, planned, result)


def _adjusted(task: Placed) -> bool:
    return bool(task.first or task.added or task.withdrawn)


def _outcome(task: Task) -> ResultRow:
    """What a report tells of a line of Biểu 2, where the plan's own table says how it stands."""
    first = plan_row(task, first=True)
    words = task.state_text or STATE_WORDS.get(Status(task.state), "")
    column: dict[str, Any] = {} if task.state == Status.UNSTATED else {task.state: words}
    return ResultRow(
        criterion=first.criterion,
        standard=first.standard,
        standard_title=first.standard_title,
        level=first.level,
        label=first.label or ("" if first.criterion else first.topic),
        planned="" if task.added else first.work,
        adjusted=task.adjusted,
        status=Status(task.state),
        status_text="" if column else words,
        **column,
    )


def _by_row(tasks: Iterable[L], column: str) -> list[L]:
    """The tasks that stand in one of the two tables, as on paper."""
    return sorted((task for task in tasks if getattr(task, column) is not None), key=lambda task: getattr(task, column))


def _fields(row: Goal | Task | PlanRow | ReviewLine, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
