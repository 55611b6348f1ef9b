"""Improvement tasks finished of those planned (tỉ lệ việc cải tiến hoàn thành): criterion 1.4 of Thông tư 57/2026, for
one year and for three in a row.

A year without a plan is missing, never 0 of 0. A line that was withdrawn by an adjustment is not planned any more; one
that was dropped or put off stays planned and is not finished. Both are told beside the ratio.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from caitien.domain.tasks.work_state import WorkState
from caitien.domain.texts.figures import share
from caitien.domain.times.school_calendar import years_back
from caitien.plans.models import Plan
from caitien.work.counting.tally import Sums

YEARS: Final = 3  # a school is recognised by the results of as many consecutive years


@dataclass(frozen=True, slots=True)
class Improvement:
    """One year (một năm): how many planned tasks are finished, and what explains the rest. ``plan`` None: no plan."""

    year: str
    plan: Plan | None = None
    planned: int = 0
    finished: int = 0
    unstated: int = 0
    dropped: int = 0
    postponed: int = 0
    added: int = 0
    withdrawn: int = 0

    @property
    def percent(self) -> int | None:
        """The share finished in whole per cent, rounded, but never to all before all is done; None where nothing was
        planned."""
        return share(self.finished, self.planned)


def improvement_in(plans: Sequence[Plan], year: str, sums: Mapping[int, Sums]) -> list[Improvement]:
    """The year and those before it, the latest first (tỉ lệ các năm liền nhau). ``plans``: those a person may read;
    ``sums``: of those of these years (:func:`caitien.work.counting.tally.all_sums`). Only the year itself where it is
    no school year. No query."""
    by_year = {plan.school_year: plan for plan in plans}
    return [
        improvement_of(by_year[name], sums[by_year[name].pk]) if name in by_year else Improvement(name)
        for name in years_back(year, YEARS)
    ]


def improvement_of(plan: Plan, sums: Sums) -> Improvement:
    """The figures of one plan (tỉ lệ của một kế hoạch). No query."""
    groups = [group for group in sums.groups if group.planned]

    def count(state: WorkState) -> int:
        return sum(group.count for group in groups if group.state == state)

    return Improvement(
        year=plan.school_year,
        plan=plan,
        planned=sum(group.count for group in groups),
        finished=count(WorkState.DONE),
        unstated=count(WorkState.UNSTATED),
        dropped=count(WorkState.DROPPED),
        postponed=count(WorkState.POSTPONED),
        added=sum(group.count for group in groups if group.added),
        withdrawn=sums.withdrawn,
    )
