"""A criterion (một tiêu chí): what proves it, and which of this year's lines under it nothing shows yet."""

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from caitien.evidence.codes.numbering import framework_of
from caitien.evidence.of_criterion import lines_of, place_of
from caitien.evidence.reads import IN_ORDER, Filters, listed
from caitien.plans.reads import plans_for
from caitien.web.evidence.items import tell_of
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch
from caitien.work.counting.filters import saying_state

ITEMS_A_PAGE: Final = 30
LINES_SHOWN: Final = 30


@for_members("evidence.look")
@require_GET
def criterion(request: MemberRequest, code: str) -> HttpResponse:
    """The page. Fifteen queries at most, however many items and lines there are."""
    school = request.acting.school
    place = place_of(school, code)
    if place is None:
        raise Http404(code[:10])
    plan = plans_for(request.acting).filter(framework__in=[framework_of(school), ""]).first()
    lines = lines_of(plan, code, LINES_SHOWN + 1) if plan else []
    saying_state(each.task for each in lines)
    items = listed(request.acting, Filters(criterion=code), localdate())
    page = stretch(items, IN_ORDER, ITEMS_A_PAGE, request.GET)
    context = {
        "title": f"{code} {place.criterion.title}",
        "place": place,
        "plan": plan,
        "lines": lines[:LINES_SHOWN],
        "more_lines": len(lines) > LINES_SHOWN,
        "page": page,
        "said_of_all": tell_of(page.rows),
        "own_set": framework_of(school),
        "today": localdate(),
        "may_add": request.acting.may("evidence.add"),
    }
    return render(request, "evidence/criterion.html", context)
