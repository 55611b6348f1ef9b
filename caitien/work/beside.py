"""What the plan's table says beside a line's own words (cạnh chữ của dòng): whom it is given to, and when it is due."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from caitien.domain.tasks.work_state import SETTLED
from caitien.plans.models import Assignment
from caitien.prepared import prepared
from caitien.work.models import Occurrence

_SETTLED: Final = [state.value for state in SETTLED]


@dataclass(frozen=True, slots=True)
class Beside:
    """Whom a line is given to (giao cho), who leads first, and the next day it is due, None where none is open."""

    whom: tuple[str, ...] = ()
    due: dt.date | None = None


NOTHING: Final = Beside()


@prepared
def _parts(tasks: Collection[int]) -> QuerySet[Any, tuple[Any, ...]]:
    """Of each part someone has in those lines the line, and the names: a person's, who may have but the one they sign
    in by, a unit's, an outside body's."""
    found = Assignment.objects.filter(task__in=tasks).order_by("part", "pk")
    return found.values_list("task", "user__name", "user__username", "unit__name", "outside__name")


@prepared
def _days(tasks: Collection[int]) -> QuerySet[Any, tuple[int, dt.date | None]]:
    turns = Occurrence.objects.filter(task__in=tasks, due__isnull=False).exclude(state__in=_SETTLED)
    return turns.order_by("-due").values_list("task", "due")


def beside_of(tasks: Collection[int]) -> Mapping[int, Beside]:
    """Key of a line → what stands beside it, of those lines that have any. Two queries, linear."""
    whom: dict[int, list[str]] = defaultdict(list)
    for task, *names in _parts(tasks):
        whom[task].append(next(filter(None, names)))
    due = dict(_days(tasks))  # the earliest is written last
    return {task: Beside(tuple(whom.get(task, ())), due.get(task)) for task in whom.keys() | due.keys()}
