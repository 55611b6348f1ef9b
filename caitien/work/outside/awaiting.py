"""Who is waited for, and how long (đang chờ ai, bao lâu): the waitings a person may read, by body."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Min, Prefetch, QuerySet

from caitien.access.rights import ActingUser
from caitien.plans.models import Plan, Task
from caitien.plans.reads import plans_for
from caitien.prepared import prepared
from caitien.work.models import Letter, Waiting

_IN_ORDER: Final = Prefetch("letters", Letter.objects.select_related("file", "by").order_by("date", "pk"))


@dataclass(frozen=True, slots=True)
class Awaited:
    """One body and what waits for it (đơn vị đang chờ): how many tasks, the first day of the longest wait."""

    whom: str
    count: int
    since: dt.date


def waitings_for(acting: ActingUser) -> QuerySet[Waiting]:
    """The waitings of the plans of the school (các lần chờ), each with its task and body, without order."""
    found = Waiting.objects.filter(plan__in=plans_for(acting))
    return found.select_related("task__goal", "task__plan__school", "plan", "body")


def waitings_in(plan: Plan) -> QuerySet[Waiting]:
    """What a plan waits for now (đang chờ), by body, the longest first; each with its letters. Two queries."""
    found = plan.waitings.filter(until=None, task__withdrawn=False).select_related("task__goal", "body")
    return found.prefetch_related(_IN_ORDER).order_by("whom", "since", "pk")


@prepared
def longest_waits(plan: Plan, *, most: int) -> QuerySet[Waiting]:
    """So many of what a plan waits for now (chờ lâu nhất), the longest first, each with its body. One query."""
    found = Waiting.objects.filter(plan=plan, until=None, task__withdrawn=False).select_related("task__goal", "body")
    return found.order_by("since", "pk")[:most]


def ended_waitings(plan: Plan) -> QuerySet[Waiting]:
    """What a plan does not wait for any more (đã hết chờ), the last ended first. Two queries."""
    found = plan.waitings.exclude(until=None).select_related("task__goal", "body")
    return found.prefetch_related(_IN_ORDER).order_by("-until", "-pk")


def waitings_of(task: Task) -> list[Waiting]:
    """All a task waited for (các lần chờ của dòng), what is open first, each with its letters. Two queries."""
    found = task.waitings.select_related("body").prefetch_related(_IN_ORDER)
    return sorted(found, key=lambda waiting: (waiting.until is not None, -waiting.since.toordinal()))


def letters_of(waiting: Waiting) -> QuerySet[Letter]:
    """The diary of one wait (nhật ký công văn), in the order of its days. One query."""
    return waiting.letters.select_related("file", "by").order_by("date", "pk")


def awaited_in(plan: Plan) -> list[Awaited]:
    """Whom a plan waits for (đang chờ những ai), the longest wait first. One query."""
    return [Awaited(*row) for row in _awaited(plan)]


@prepared
def _awaited(plan: Plan) -> QuerySet[Any, tuple[str, int, dt.date]]:
    found = Waiting.objects.filter(plan=plan, until=None, task__withdrawn=False).order_by().values_list("whom")
    return found.annotate(count=Count("task", distinct=True), since=Min("since")).order_by("since", "whom")


def days_waited(waiting: Waiting, today: dt.date) -> int:
    """How many days it lasted, or lasts by now (số ngày chờ). No query."""
    return ((waiting.until or today) - waiting.since).days
