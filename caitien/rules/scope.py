"""How much of a paper a rule looks at (phạm vi của quy tắc): one line by itself, or the paper as a whole.

What a rule of one line finds in a paper is what it finds in each line alone, and in the text outside the tables:
nothing on another line, in last year's plan or in the calendar of today changes it. After an edit such a rule is asked
about the edited line only. ``tests/rules/test_scope.py`` holds every rule to what its file declares.
"""

from dataclasses import replace
from enum import StrEnum

from caitien.domain.paper import Paper, PlanRow, ResultRow


class Scope(StrEnum):
    """How much a rule looks at (phạm vi)."""

    LINE = "line"
    PAPER = "paper"


def alone(paper: Paper, plan_row: PlanRow | None, result_row: ResultRow | None) -> Paper:
    """One line as a paper of its own (một dòng tách riêng): its row in either table as the only one there, under what
    the paper says of itself; no head, no prose. No cost worth naming."""
    bare = Paper(
        kind=paper.kind,
        form=paper.form,
        school=paper.school,
        school_type=paper.school_type,
        school_year=paper.school_year,
        framework=paper.framework,
    )
    return replace(
        bare,
        plan=replace(bare.plan, items=(plan_row,) if plan_row else ()),
        results=(result_row,) if result_row else (),
    )
