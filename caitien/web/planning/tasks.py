"""All tasks of the school (các việc): what have we promised in any year, and whose is it?"""

from collections import Counter
from itertools import groupby
from typing import Final

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from caitien.access.reads import read_units
from caitien.domain.tasks.work_state import WORK_STATE_NAMES
from caitien.domain.texts.folding import clean
from caitien.domain.texts.typed import read_key
from caitien.plans.reads import read_plans
from caitien.plans.tasks import KEY, Wanted, in_rows, task_rows, tasks_for
from caitien.web.machine.row_engine import rendered
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch
from caitien.web.templatetags.spoken import school_year
from caitien.work.counting.filters import saying_state, standing_in
from caitien.work.counting.tally import all_sums

TASKS_A_PAGE: Final = 100
_RARE: Final = 10  # a state less than one line in so many stands in


@for_members("plan.look")
@require_GET
def tasks(request: MemberRequest) -> HttpResponse:
    """A page of the list; the address says which tasks. Nine queries while nothing changed."""
    units = read_units(request.acting)
    wanted = _wanted(request.GET)
    plans = read_plans(request.acting)
    sums = all_sums([plan for plan in plans if wanted.year in ("", plan.school_year)], localdate())
    counts = sum((Counter(each.by_state) for each in sums.values()), Counter[str]())
    found = tasks_for(request.acting, wanted)
    if state := wanted.state:
        rare = counts[state] * _RARE < counts.total()
        found = standing_in(found, state, rare_in=request.acting.school if rare else None)
    page = stretch(in_rows(found), KEY, TASKS_A_PAGE, request.GET)
    years = groupby(saying_state(task_rows(page.rows)), key=lambda task: task.school_year)
    context = {
        "wanted": wanted,
        "units": units,
        "years": [plan.school_year for plan in plans],
        "states": WORK_STATE_NAMES,
        "counts": counts,
        "page": page,
        "lines": rendered("planning/tasks_rows.html", years=[(school_year(year), list(own)) for year, own in years]),
    }
    return render(request, "planning/tasks.html", context)


def _wanted(asked: QueryDict) -> Wanted:
    unit, state = asked.get("to", ""), asked.get("tt", "")
    return Wanted(
        year=clean(asked.get("nam", ""))[:20],
        unit=read_key(unit) or 0,
        state=state if state in WORK_STATE_NAMES else "",
        words=clean(asked.get("tim", ""))[:200],
    )
