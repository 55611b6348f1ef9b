"""Who leads the lines of a plan (ai chủ trì): of those that are late, and of all of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Min, QuerySet

from caitien.plans.models import Assignment
from caitien.prepared import prepared
from caitien.work.counting.filters import PARTIES, QUIET
from caitien.work.models import Occurrence


def late_leads(plans: Sequence[int], today: dt.date) -> Mapping[int, list[tuple[int, str]]]:
    """Who leads each line of those plans that is late: its key, kind and key of who. One query where there are any."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    if not plans:
        return found
    for plan, task, *keys in _late_leads(plans, today):
        who = next(f"{party} {key}" for party, key in zip(PARTIES, keys, strict=True) if key)
        found[plan].append((task, who))
    return found


@prepared
def _late_leads(plans: Sequence[int], today: dt.date) -> QuerySet[Any, tuple[Any, ...]]:
    """Plan and key of each line that is late, and by whom it is led. No name is joined: PostgreSQL plans this anew each
    time, which takes longer the more tables there are."""
    late = Occurrence.with_removed.filter(plan__in=plans, due__lt=today).exclude(state__in=QUIET).values("task")
    leads = Assignment.objects.filter(task__in=late, task__withdrawn=False, part=Assignment.Part.LEAD).order_by()
    found: QuerySet[Any, tuple[Any, ...]] = leads.values_list("task__plan", "task", *PARTIES)
    return found


def one_part_of_each(plans: Sequence[int]) -> Mapping[int, tuple[int, ...]]:
    """Of each plan the first part of everyone who leads a line of it (mỗi người một phân công), by its key: what they
    are called is told of it today. One query, linear in the lines."""
    found: dict[int, tuple[int, ...]] = defaultdict(tuple)
    for row in _first_parts(plans):
        found[row["task__plan"]] += (row["first"],)
    return found


@prepared
def _first_parts(plans: Sequence[int]) -> QuerySet[Any, Mapping[str, Any]]:
    leads = Assignment.objects.filter(task__plan__in=plans, part=Assignment.Part.LEAD)
    found: QuerySet[Any, Mapping[str, Any]] = leads.values("task__plan", *PARTIES).annotate(first=Min("pk"))
    return found.order_by("first")
