"""What one rule finds in one paper (điều một quy tắc tìm thấy), for tests of its bounds."""

from dataclasses import replace
from datetime import date
from typing import Any

from caitien.domain.paper import Paper, Plan, PlanRow, ResultRow
from caitien.rules import catalogue
from caitien.rules.context import Hit, RuleContext

_RULES = {rule.code: rule for rule in catalogue()}
TODAY = date(2026, 5, 20)


def hits(code: str, paper: Paper, **known: Any) -> list[Hit]:
    """What the rule of this code finds, with what is known beside the paper."""
    return list(_RULES[code].look(RuleContext(**({"paper": paper, "today": TODAY} | known))))


def words(code: str, text: str, **paper: Any) -> list[str]:
    """The words the rule points to in a text."""
    return [hit.words for hit in hits(code, Paper(strengths=text, **paper))]


def planned(*rows: PlanRow, **paper: Any) -> Paper:
    """A paper with these lines of a plan."""
    return Paper(plan=Plan(items=rows), **paper)


def reported(*rows: ResultRow, **paper: Any) -> Paper:
    """A paper with these lines of results."""
    return replace(Paper(**paper), results=rows)
