"""A paper of a plan for any span (soạn văn bản cho một kỳ): how every line stood by its last day, in the form wanted.

Of the whole year it is the plan's paper as it stands; of an earlier day, cells of lines that were told of since say
what they said then, and every other cell is the same. A line can not vanish: what stands in no column is in ``untold``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from caitien.documents.printing.write_as import as_form
from caitien.domain.evidence.codes import citing
from caitien.domain.paper import Form, Paper, PlanRow, ResultRow, Status
from caitien.domain.states import STATE_WORDS
from caitien.evidence.shown import codes_of_lines
from caitien.papers.span import Span
from caitien.papers.span_sources import outcomes_when_closed
from caitien.plans.compose import as_evaluated, compose_of, planned_lines, result_lines
from caitien.plans.models import Plan, Task
from caitien.plans.table.report_cells import column_words, standing_cells
from caitien.work.outcome import Outcome, outcomes_of

Row = PlanRow | ResultRow
_FIGURE: Final = re.compile(r"^[^/]*(?=/)")
_ABOUT: Final[Mapping[Form, str]] = {  # the subject of a paper that tells of a part of the year
    Form.REPORT: "Thực hiện kế hoạch cải tiến chất lượng giáo dục",
    Form.PLAN: "Cải tiến chất lượng giáo dục",
    Form.TT57: "Cải tiến chất lượng giáo dục",
}


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper as composed (văn bản đã soạn), and which line of the plan each of its rows is.

    ``lines`` maps the name of a table to the tasks of its rows, in order. ``untold`` are those a report or Biểu 2 has
    to tell of and does not: they stand in no column.
    """

    form: Form
    span: Span
    paper: Paper
    tasks: Sequence[Task]  # every line of the plan, as the paper tells of it
    lines: Mapping[str, Sequence[Task]]
    outcomes: Mapping[int, Outcome]  # key of a task → how it stood by the last day; none of withdrawn ones
    untold: Sequence[Task]


def compose_paper(plan: Plan, form: Form, span: Span) -> Composed:
    """The paper of a form and span (soạn văn bản), without words of anyone's own; of a span whose review was closed, as
    the lines stood then. Eleven queries at most, linear."""
    tasks = list(plan.tasks.select_related("goal").order_by("position", "pk"))
    outcomes = {**outcomes_of(plan, until=span.last), **outcomes_when_closed(plan, span)}
    back = [task for task in tasks if _said_otherwise(plan, task, outcomes.get(task.pk))]
    for task in back:
        _take_back(plan, task, outcomes[task.pk])
    own = compose_of(plan, tasks, form)
    shown = codes_of_lines(plan)
    planned = planned_lines(tasks, form)
    results = result_lines(plan, tasks, form) if own.results else planned
    paper = as_evaluated(plan, _stated(_headed(as_form(own, form), span), plan, planned or results))
    lines = {"plan": (planned or results) if paper.plan.items else (), "results": results if paper.results else ()}
    untold = _untold(paper, tasks, lines)
    return Composed(form, span, _citing(paper, lines, shown), tasks, lines, outcomes, untold)


def _said_otherwise(plan: Plan, task: Task, outcome: Outcome | None) -> bool:
    """Whether a line said something else by that day than it does now."""
    if outcome is None:
        return False
    return (outcome.status, outcome.text) != (Status(task.state), column_words(plan, task))


def _take_back(plan: Plan, task: Task, outcome: Outcome) -> None:
    """Let a line say again what it said by the day; nothing is saved."""
    for column, text in standing_cells(plan, task, outcome.status, outcome.text).items():
        setattr(task, column, text)


def _headed(paper: Paper, span: Span) -> Paper:
    """Of a part of the year, another paper: its own subject, and no number or date yet."""
    if span.whole:
        return paper
    number = _FIGURE.sub("", paper.report.number)
    head = replace(
        paper.report,
        subject=f"{_ABOUT[paper.form]} {span.name}",
        number=number if number.startswith("/") else "",
        date=None,
        date_text="",
    )
    return replace(paper, report=head)


def _stated(paper: Paper, plan: Plan, planned: Sequence[Task]) -> Paper:
    """Under Biểu 2, whatever the form of the plan: each line's own state."""
    if paper.form is not Form.TT57 or plan.form == Form.TT57:
        return paper
    states = [Status(task.state) for task in planned]
    items = (
        replace(row, status=state, status_text=STATE_WORDS.get(state, ""))
        for row, state in zip(paper.plan.items, states, strict=True)
    )
    return replace(paper, plan=replace(paper.plan, items=tuple(items)))


def _citing(paper: Paper, lines: Mapping[str, Sequence[Task]], shown: Mapping[int, tuple[str, ...]]) -> Paper:
    """Each line cites what shows it (dẫn mã minh chứng): a result at its words, a line of Biểu 2 in its column of
    evidence. A plan of 9 columns tells of no result and cites nothing."""
    if not shown:
        return paper
    told = tuple(_result_citing(row, shown.get(task.pk, ())) for row, task in _pairs(paper.results, lines["results"]))
    if paper.form is not Form.TT57:
        return replace(paper, results=told)
    pairs = _pairs(paper.plan.items, lines["plan"])
    items = tuple(replace(row, evidence=citing(row.evidence, shown.get(task.pk, ()))) for row, task in pairs)
    return replace(paper, results=told, plan=replace(paper.plan, items=items))


def _pairs(rows: Sequence[Any], tasks: Sequence[Task]) -> Iterable[tuple[Any, Task]]:
    return zip(rows, tasks, strict=True) if rows else ()


def _result_citing(row: ResultRow, codes: tuple[str, ...]) -> ResultRow:
    if row.done:
        return replace(row, done=citing(row.done, codes))
    return replace(row, ongoing=citing(row.ongoing, codes)) if row.ongoing else row


def _untold(paper: Paper, tasks: Sequence[Task], lines: Mapping[str, Sequence[Task]]) -> tuple[Task, ...]:
    """Lines a paper has to tell of and does not: without a state, or in no row at all."""
    tables: dict[str, Sequence[Row]] = {"results": paper.results}
    if paper.form is not Form.REPORT:
        tables["plan"] = paper.plan.items
    rows = [pair for table, rows in tables.items() for pair in zip(lines[table], rows, strict=True)]
    told = {task.pk for task, row in rows if row.status is not Status.UNSTATED}
    asked = () if paper.form is Form.PLAN else tasks  # a plan tells of no state
    return tuple(task for task in asked if not task.withdrawn and task.pk not in told)
