"""All tasks of the school (các việc): what have we promised in any year, and whose is it?"""

from itertools import groupby
from typing import Final

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET

from caitien.access.reads import units_for
from caitien.domain.field_names import STATUS_NAMES
from caitien.domain.folding import clean
from caitien.domain.typed import read_key
from caitien.plans.reads import plans_for
from caitien.plans.tasks import KEY, Wanted, counts_for, tasks_for
from caitien.web.member import MemberRequest, for_members
from caitien.web.paging import stretch
from caitien.web.row_engine import rendered
from caitien.web.templatetags.spoken import school_year

TASKS_A_PAGE: Final = 100


@for_members("plan.look")
@require_GET
def tasks(request: MemberRequest) -> HttpResponse:
    """A page of the list; the address says which tasks. Eight queries at most."""
    units = list(units_for(request.acting))
    wanted = _wanted(request.GET)
    page = stretch(tasks_for(request.acting, wanted), KEY, TASKS_A_PAGE, request.GET)
    years = groupby(page.rows, key=lambda task: task.plan.school_year)
    context = {
        "wanted": wanted,
        "units": units,
        "years": plans_for(request.acting).values_list("school_year", flat=True),
        "states": STATUS_NAMES,
        "counts": counts_for(request.acting, wanted),
        "page": page,
        "lines": rendered("planning/tasks_rows.html", years=[(school_year(year), list(own)) for year, own in years]),
    }
    return render(request, "planning/tasks.html", context)


def _wanted(asked: QueryDict) -> Wanted:
    unit, state = asked.get("to", ""), asked.get("tt", "")
    return Wanted(
        year=clean(asked.get("nam", ""))[:20],
        unit=read_key(unit) or 0,
        state=state if state in STATUS_NAMES else "",
        words=clean(asked.get("tim", ""))[:200],
    )
