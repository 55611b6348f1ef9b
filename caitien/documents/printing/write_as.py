"""A Paper taken over into another form (chuyển sang mẫu khác): its rows and facts, never its prose.

The sentences of a report are not those of a plan, so another form prints its own skeleton and waits for its own words.
Number and date are left blank, for another paper bears another number; only a report knows those of its plan.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from caitien.domain.official_forms.forms import FORMS, criterion_line
from caitien.domain.paper import Form, Letterhead, Paper, Plan, PlanRow, ResultRow, Status
from caitien.domain.paper_kind import PaperKind
from caitien.domain.states import STATE_WORDS

_SYMBOLS: Final[Mapping[Form, str]] = {Form.REPORT: "BC", Form.PLAN: "KH", Form.TT57: "KH"}
_PARTS: Final = ("problems", "results", "reviews", "strengths", "limitations", "recommendations", "sections")
_SYMBOL: Final = re.compile(r"^[^/]*/(?:BC|KH)(?=-)")


def as_form(paper: Paper, form: Form) -> Paper:
    """The paper as another form would hold it; the paper itself where it is of that form. Linear in the rows."""
    if paper.form is form:
        return paper
    bare = replace(paper, kind=PaperKind.IMPROVEMENT, form=form, report=_letterhead(paper, form))
    bare = replace(bare, problems=(), reviews=(), sections=(), notes=(), tables=())
    return _TAKEN_OVER[form](bare, paper)


def left_out(paper: Paper, form: Form) -> tuple[str, ...]:
    """The parts of the paper another form has no place for (phần không mang sang), by their names in a Paper."""
    taken = as_form(paper, form)
    return tuple(name for name in _PARTS if getattr(paper, name) and not getattr(taken, name))


def _letterhead(paper: Paper, form: Form) -> Letterhead:
    number = _SYMBOL.sub(f"/{_SYMBOLS[form]}", paper.report.number)
    blank = number if number.startswith("/") else ""
    return replace(paper.report, title=FORMS[form].title, subject="", number=blank, date=None, date_text="")


def _as_report(bare: Paper, paper: Paper) -> Paper:
    """A report on a plan: each line of it with the state it has."""
    items = tuple(map(_stateless, paper.plan.items))
    plan = Plan(number=paper.report.number, date=paper.report.date, items=tuple(map(_under_label, items)))
    return replace(bare, plan=plan, results=paper.results or tuple(map(_result, paper.plan.items)))


def _as_plan(bare: Paper, paper: Paper) -> Paper:
    """The plan that was reported on, under its own number and date; a plan says no states."""
    rows = paper.plan.items or tuple(map(_planned, paper.results))
    items = tuple(_under_label(_stateless(row)) for row in rows)
    return _unassessed(_own_numbered(bare, paper), items)


def _as_bieu_2(bare: Paper, paper: Paper) -> Paper:
    """Section V of Biểu 2, the state of a line being that of the only result of its criterion."""
    states = _states(paper.results)
    rows = paper.plan.items or tuple(map(_planned, paper.results))
    known = [row.criterion for row in rows]
    items = tuple(_action(row, states if known.count(row.criterion) == 1 else {}) for row in rows)
    return _unassessed(bare, items)


_TAKEN_OVER: Final[Mapping[Form, Callable[[Paper, Paper], Paper]]] = {
    Form.REPORT: _as_report,
    Form.PLAN: _as_plan,
    Form.TT57: _as_bieu_2,
}


def _unassessed(bare: Paper, items: tuple[PlanRow, ...]) -> Paper:
    """A plan has no results, strengths, limitations or petitions."""
    plan = Plan(number=bare.report.number, date=bare.report.date, items=items)
    return replace(bare, plan=plan, results=(), strengths="", limitations="", recommendations=())


def _own_numbered(bare: Paper, paper: Paper) -> Paper:
    if paper.form is not Form.REPORT or not paper.plan.number:
        return bare
    return replace(bare, report=replace(bare.report, number=paper.plan.number, date=paper.plan.date))


# --- rows -------------------------------------------------------------------------------------------------------------


def _stateless(row: PlanRow) -> PlanRow:
    return replace(row, status=Status.UNSTATED, status_text="")


def _under_label(row: PlanRow) -> PlanRow:
    """A line of Biểu 2 in the 9 columns: its topic stands where the criterion would."""
    return row if row.label or row.criterion else replace(row, label=row.topic, topic="")


def _action(row: PlanRow, states: Mapping[str, ResultRow]) -> PlanRow:
    """A line of the 9 columns in Biểu 2: its criterion is the topic, or stands beside the topic it has."""
    result = states.get(row.criterion)
    criterion = criterion_line(row.criterion, row.label)
    words = STATE_WORDS.get(result.status, "") if result else row.status_text
    return replace(
        row,
        topic=row.topic or criterion,
        label=criterion if row.topic else "",
        standard=int(row.criterion.partition(".")[0]) if row.criterion else None,
        standard_title="",
        level=None,
        status=result.status if result else row.status,
        status_text=words,
    )


def _states(results: Sequence[ResultRow]) -> dict[str, ResultRow]:
    """The result of each criterion that has exactly one."""
    codes = [row.criterion for row in results]
    return {row.criterion: row for row in results if row.criterion and codes.count(row.criterion) == 1}


def _planned(row: ResultRow) -> PlanRow:
    """The line of the plan a result tells of."""
    return PlanRow(
        criterion=row.criterion,
        label=row.label,
        standard=row.standard,
        standard_title=row.standard_title,
        level=row.level,
        work=row.adjusted or row.planned,
        note=row.note,
        extra=row.extra,
    )


def _result(row: PlanRow) -> ResultRow:
    """The result of a line, its state in the column that tells it."""
    words = row.status_text or STATE_WORDS.get(row.status, "")
    return ResultRow(
        criterion=row.criterion,
        label=row.label or ("" if row.criterion else row.topic),
        standard=row.standard,
        standard_title=row.standard_title,
        level=row.level,
        planned=row.work,
        done=words if row.status is Status.DONE else "",
        ongoing=words if row.status is Status.ONGOING else "",
        not_started=words if row.status is Status.NOT_STARTED else "",
        status=row.status,
        status_text=words if row.status is Status.UNSTATED else "",
    )
