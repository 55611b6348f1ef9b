"""All tasks of the school (các việc): what have we promised in any year, and whose is it?"""

from typing import Final

from django.db.models import Count
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET

from caitien.access.reads import units_for
from caitien.domain.work_state import WORK_STATE_NAMES
from caitien.plans.reads import plans_for
from caitien.plans.tasks import KEY, Wanted, tasks_for, tasks_of_years
from caitien.web.member import MemberRequest, for_members
from caitien.web.paging import stretch
from caitien.work.filters import saying_state
from caitien.work.schedule import refresh_occurrences

TASKS_A_PAGE: Final = 100


@for_members("plan.look")
@require_GET
def tasks(request: MemberRequest) -> HttpResponse:
    """A page of the list; the address says which tasks. Nine queries while nothing changed."""
    units = list(units_for(request.acting))
    wanted = _wanted(request.GET)
    refresh_occurrences(plans_for(request.acting))
    counted = saying_state(tasks_of_years(request.acting, wanted))
    found = saying_state(tasks_for(request.acting, wanted))
    context = {
        "wanted": wanted,
        "units": units,
        "years": plans_for(request.acting).values_list("school_year", flat=True),
        "states": WORK_STATE_NAMES,
        "counts": dict(counted.values_list("stands").annotate(Count("pk"))),
        "page": stretch(found.filter(stands=wanted.state) if wanted.state else found, KEY, TASKS_A_PAGE, request.GET),
    }
    return render(request, "planning/tasks.html", context)


def _wanted(asked: QueryDict) -> Wanted:
    unit, state = asked.get("to", ""), asked.get("tt", "")
    return Wanted(
        year=asked.get("nam", "")[:20],
        unit=int(unit) if unit.isascii() and unit.isdecimal() and len(unit) < 19 else 0,
        state=state if state in WORK_STATE_NAMES else "",
        words=asked.get("tim", "").strip()[:200],
    )
