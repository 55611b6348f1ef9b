"""Proving what is kept of plans (đếm lại): occurrences, sums and findings are what working all of it out anew gives.

Only what passes for current is held against it: what a look would work out anyway cannot be wrong.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import msgspec
from django.db import transaction

from caitien.checking.checks import PlacedFinding, check_status, found_rows, keys_of
from caitien.checking.keep import keep_check
from caitien.plans.models import Check, Found, Plan
from caitien.rules.catalogue import codes_of
from caitien.rules.scope import Scope
from caitien.work.counting.tally import count, kept_sums
from caitien.work.models import Occurrence, Schedule, Tally
from caitien.work.schedule import is_kept, refresh_occurrences

_COLUMNS: Final = ("task", "number", "name", "first", "due", "state", "begun", "reason", "asked")


@dataclass(frozen=True, slots=True)
class Difference:
    """Something kept of a plan that is not what is there (chỗ lệch): what, and how many rows differ."""

    what: str
    rows: int


def differences(plan: Plan, today: date) -> list[Difference]:
    """What is kept of a plan and wrong (các chỗ lệch). Nothing is written. Linear, with all rules."""
    counted = ((what, look(plan, today)) for what, look in _LOOKS)
    return [Difference(what, rows) for what, rows in counted if rows]


def mend(plan: Plan, today: date) -> None:
    """Work out all that is kept of a plan anew (sửa chỗ lệch), whatever mark it bears. Linear."""
    with transaction.atomic():
        locked = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
        Schedule.objects.filter(plan=plan).update(mark="")
        Tally.objects.filter(plan=plan).update(mark="")
        Check.objects.filter(plan=plan).update(mark="", lines="")
        refresh_occurrences([locked])
        keep_check(locked, today)


def _occurrences(plan: Plan, _today: date) -> int:
    if not is_kept(plan):
        return 0
    with transaction.atomic():
        before = set(_occurrence_rows(plan))
        Schedule.objects.filter(plan=plan).update(mark="")
        refresh_occurrences([plan])
        after = set(_occurrence_rows(plan))
        transaction.set_rollback(True)
    return len(before ^ after)


def _occurrence_rows(plan: Plan) -> Iterator[tuple[Any, ...]]:
    yield from Occurrence.objects.filter(plan=plan).values_list(*_COLUMNS)


def _sums(plan: Plan, today: date) -> int:
    kept = kept_sums(plan, today)
    if kept is None:
        return 0
    there = count(plan, today)
    lists = ((kept.groups, there.groups), (kept.months, there.months), (kept.whose, there.whose))
    differing = sum(len({*map(repr, one)} ^ {*map(repr, other)}) for one, other in lists)
    return differing + int(kept.withdrawn != there.withdrawn)


def _findings(plan: Plan, today: date) -> int:
    status = check_status(plan, today)
    if status.kept is None or not (status.current or status.lines_current):
        return 0
    codes = None if status.current else codes_of(Scope.LINE)
    kept = {_said(row) for row in status.kept.found.all() if codes is None or row.code in codes}
    rows = found_rows(status.look(today), keys_of(plan))
    there = {_said(row) for row in rows if codes is None or row.code in codes}
    miscounted = sum(status.kept.counts.values()) != status.kept.found.count()
    return len(kept ^ there) + int(miscounted)


def _said(row: Found) -> str:
    """A row as it is compared: what was found, where, and under which mark."""
    return repr((row.severity, row.code, row.row, row.mark, msgspec.convert(row.said, PlacedFinding)))


_LOOKS: Final[tuple[tuple[str, Callable[[Plan, date], int]], ...]] = (
    ("lượt việc", _occurrences),
    ("con số", _sums),
    ("phát hiện", _findings),
)
