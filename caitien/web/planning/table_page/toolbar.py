"""The tool bar of the plan's table (thanh công cụ của bảng): what it can be narrowed to, as words in the address."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from caitien.domain.tasks.work_state import WORK_STATE_NAMES
from caitien.plans.models import Assignment
from caitien.prepared import prepared
from caitien.work.counting.filters import DUE, LATE, NOBODY
from caitien.work.counting.tally import Sums

SHORT: Final = {"waiting": "chờ", "not_started": "chưa làm"}  # said shorter in a row of figures
ORDER: Final = ("done", "ongoing", "not_started", "waiting", "postponed", "dropped", "unstated")
ALWAYS: Final = ORDER[:3]  # shown even where there is none


@dataclass(frozen=True, slots=True)
class Count:
    """How many lines stand so (một con số lọc được): ``key`` and ``value`` of the address that shows them."""

    name: str
    key: str
    value: str
    number: int
    shape: str  # class of its mark


def counts_of(sums: Sums) -> list[Count]:
    """The figures above the table, each a filter; what is rare only where it is there. No query."""
    found = [
        Count(SHORT.get(state, WORK_STATE_NAMES[state]), "tt", state, sums.by_state[state], state)
        for state in ORDER
        if sums.by_state[state] or state in ALWAYS
    ]
    late = sums.count(late=True)
    return [*found, Count("trễ", "han", LATE, late, "late")] if late else found


def leads_of(sums: Sums) -> list[tuple[str, str]]:
    """Who leads lines of the plan (ai chủ trì): as an address names them, and by their names of today. One query of as
    many rows as there are of them: the lines are walked where the sums are counted."""
    return sorted({_lead(row) for row in _parts(sums.leads)}, key=lambda each: each[1])


@prepared
def _parts(keys: Collection[int]) -> QuerySet[Any, tuple[Any, ...]]:
    rows = Assignment.objects.filter(pk__in=keys).order_by()
    names = ("user", "user__name", "user__username", "unit", "unit__name", "outside", "outside__name")
    return rows.values_list(*names)


def _lead(row: tuple[Any, ...]) -> tuple[str, str]:
    user, name, username, unit, unit_name, outside, outside_name = row
    if user:
        return f"user {user}", name or username
    return (f"unit {unit}", unit_name) if unit else (f"outside {outside}", outside_name)


def due_choices(today: dt.date) -> list[tuple[str, str]]:
    """When lines are due (hạn): as an address says it, and in words. No query."""
    next_month = (today.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    months = [(f"{day:%Y-%m}", f"hạn tháng {day.month}/{day.year}") for day in (today, next_month)]
    return [(LATE, "đang trễ"), (DUE, "đã đến hạn"), *months]


def toolbar_context(sums: Sums, user: int, today: dt.date) -> dict[str, Any]:
    """What the tool bar shows (thanh công cụ). One query."""
    mine, leads = f"user {user}", leads_of(sums)
    others = [(who, name) for who, name in leads if who != mine]
    own = [(mine, "của tôi")] if len(others) < len(leads) else []
    whose = [*own, (NOBODY, "chưa giao cho ai"), *others]
    return {"bar": counts_of(sums), "whose": whose, "when": due_choices(today)}
