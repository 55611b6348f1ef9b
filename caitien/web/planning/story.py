"""The story of a plan (câu chuyện): what was done to it, by whom, in plain sentences."""

import datetime as dt

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from caitien.plans.models import Plan, Task
from caitien.plans.reads import lines_for, plans_for
from caitien.plans.story import keys_of, story_of
from caitien.story.telling import tell
from caitien.web.member import MemberRequest, for_members
from caitien.work.overview import DEEDS, told_of

ENTRIES_A_PAGE = 30
KEPT = ("dong", "loai", "tu")  # of the address, from page to page


@for_members("plan.look")
@require_GET
def story(request: MemberRequest, pk: int) -> HttpResponse:
    """The story of a plan, or of the line the address names as ``dong``, newest first. Seven queries at most."""
    plan = get_object_or_404(plans_for(request.acting), pk=pk)
    task = _line(request, plan)
    sort, since = request.GET.get("loai", ""), _day(request.GET.get("tu", ""))
    entries = told_of(story_of(task or plan), sort, since)
    page = Paginator(entries, ENTRIES_A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "plan": plan,
        "task": task,
        "alone": bool(task),
        "page": page,
        "told": tell(list(page.object_list), only=keys_of(task) if task else ()),
        "sort": DEEDS[sort][0] if sort in DEEDS else "",
        "since": since,
        "kept": urlencode({name: request.GET[name] for name in KEPT if name in request.GET}),
    }
    return render(request, "planning/story.html", context)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _line(request: MemberRequest, plan: Plan) -> Task | None:
    key = request.GET.get("dong")
    if key is None:
        return None
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        raise Http404(key)
    return get_object_or_404(lines_for(request.acting), plan=plan.pk, pk=int(key))
