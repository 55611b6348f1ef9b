"""A rule that says it looks at one line finds in a paper what it finds in each line alone: nothing else changes it.

Papers are put together of rows and frames of the cases of all rules, so that every rule has something to speak of.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as some

from caitien.domain.paper import Paper, Plan, PlanRow, ResultRow
from caitien.rules import Rule, catalogue
from caitien.rules.context import Hit, RuleContext
from caitien.rules.examples import cases_of
from caitien.rules.scope import Scope, alone

TODAY, ANOTHER_DAY = date(2026, 11, 20), date(2031, 2, 3)
OF_LINES = tuple(each for each in catalogue() if each.scope is Scope.LINE)
NO_YEAR = PlanRow(criterion="1.1", work="Tập huấn trong năm học 2024-2027")  # of no case: they have it in the prose
Said = tuple[str, str, str, str, object]


@cache
def frames() -> tuple[Paper, ...]:
    """The papers of all cases, and one more."""
    told = (cases for each in catalogue() for cases in [cases_of(each)])
    one_more = Paper(plan=Plan(items=(NO_YEAR,)))
    return (*(case.context.paper for cases in told for case in (*cases.found, *cases.clean)), one_more)


@cache
def plan_rows() -> tuple[PlanRow, ...]:
    """Their rows, each once."""
    return tuple({repr(row): row for paper in frames() for row in paper.plan.items}.values())


@cache
def result_rows() -> tuple[ResultRow, ...]:
    """The same of results."""
    return tuple({repr(row): row for paper in frames() for row in paper.results}.values())


def papers() -> some.SearchStrategy[Paper]:
    """The frame of one case with rows of any."""
    return some.builds(
        lambda frame, items, results: replace(frame, plan=replace(frame.plan, items=(*items,)), results=(*results,)),
        some.sampled_from(frames()),
        some.lists(some.sampled_from(plan_rows()), max_size=8),
        some.lists(some.sampled_from(result_rows()), max_size=8),
    )


def _said(hit: Hit, path: str = "") -> Said:
    fix = hit.fix and (hit.fix.old, hit.fix.new)
    return path or hit.path, hit.words, hit.what, hit.mend, fix


def _at(rule: Rule, table: str, number: int, paper: Paper) -> Iterator[Said]:
    """What the rule finds in the only row of a table, told by the number the row has in the whole paper."""
    for hit in rule.look(RuleContext(paper=paper, today=ANOTHER_DAY)):
        _, own, rest = hit.path.partition(f"{table}.0")
        if own:
            yield _said(hit, f"{table}.{number}{rest}")


def _line_by_line(rule: Rule, paper: Paper) -> Iterator[Said]:
    for number, plan_row in enumerate(paper.plan.items):
        yield from _at(rule, "plan.items", number, alone(paper, plan_row, None))
    for number, result_row in enumerate(paper.results):
        yield from _at(rule, "results", number, alone(paper, None, result_row))
    bare = replace(paper, plan=replace(paper.plan, items=()), results=())
    yield from map(_said, rule.look(RuleContext(paper=bare, today=ANOTHER_DAY)))


@pytest.mark.parametrize("rule", OF_LINES, ids=lambda rule: rule.code)
@given(paper=papers(), last_year=some.none() | papers())
def test_a_rule_of_lines_finds_in_the_paper_what_it_finds_in_each_line_alone(
    rule: Rule, paper: Paper, last_year: Paper | None
):
    whole = map(_said, rule.look(RuleContext(paper=paper, today=TODAY, last_year=last_year)))
    assert Counter(whole) == Counter(_line_by_line(rule, paper))


@given(paper=papers())
def test_a_row_beside_a_line_of_the_other_table_changes_nothing(paper: Paper):
    """A line of a plan is a row in both tables: it is looked at with both."""
    if not (paper.plan.items and paper.results):
        return
    both = alone(paper, paper.plan.items[0], paper.results[0])
    parts = alone(paper, paper.plan.items[0], None), alone(paper, None, paper.results[0])
    for rule in OF_LINES:
        told = [Counter(map(_said, rule.look(RuleContext(paper=each, today=TODAY)))) for each in (both, *parts)]
        own = {said for said in told[0] if said[0].startswith(("plan.items", "results"))}
        assert own == {said for each in told[1:] for said in each if said[0].startswith(("plan.items", "results"))}


@pytest.mark.parametrize("rule", OF_LINES, ids=lambda rule: rule.code)
def test_every_rule_of_lines_speaks_of_some_line_drawn_here(rule: Rule):
    spoken = [said for paper in frames() for said in _line_by_line(rule, paper)]
    assert any(said[0].startswith(("plan.items.", "results.")) for said in spoken)


def test_what_needs_the_whole_paper_does_not_pass_for_a_rule_of_lines():
    """The proof has teeth: of the rules of the whole paper it finds out those that look beyond the line."""
    caught = {
        rule.code
        for rule in catalogue()
        if rule.scope is Scope.PAPER
        for paper in frames()
        if Counter(map(_said, rule.look(RuleContext(paper=paper, today=TODAY)))) != Counter(_line_by_line(rule, paper))
    }
    assert {"K01", "K11", "K15", "S03", "T05", "T09"} <= caught
