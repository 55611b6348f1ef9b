"""The story of a plan (câu chuyện): what was done to it, by whom, in plain sentences."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from caitien.domain.texts.typed import read_day
from caitien.plans.models import Plan, Task
from caitien.plans.reads import lines_for, plans_for
from caitien.plans.story import keys_of, story_of
from caitien.story.telling import tell
from caitien.web.front.news import NONE, Last
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent import key_in
from caitien.work.counting.overview import DEEDS, told_of

ENTRIES_A_PAGE = 30
NEWS = 20  # deeds looked at for one of others


@for_members("plan.look")
@require_GET
def story(request: MemberRequest, pk: int) -> HttpResponse:
    """The story of a plan, or of the line the address names as ``dong``, newest first. Seven queries at most."""
    plan = get_object_or_404(plans_for(request.acting), pk=pk)
    task = _line(request, plan)
    sort, since = request.GET.get("loai", ""), read_day(request.GET.get("tu", ""))
    entries = told_of(story_of(task or plan), sort, since)
    page = stretch(entries, ["-number"], ENTRIES_A_PAGE, request.GET)
    context = {
        "plan": plan,
        "task": task,
        "alone": bool(task),
        "page": page,
        "told": tell(page.rows, only=keys_of(task) if task else ()),
        "sort": DEEDS[sort][0] if sort in DEEDS else "",
        "since": since,
    }
    return render(request, "planning/story.html", context)


@for_members("plan.look")
@require_GET
def news(request: MemberRequest, pk: int) -> HttpResponse:
    """Which of the deeds on a plan is the last of others (có gì mới): its number, 0 where there is none, and by whom.
    A page that stands open asks this twice a minute, so only the last deeds are looked at. Six queries."""
    plan = get_object_or_404(plans_for(request.acting).only("school"), pk=pk)
    last = story_of(plan).values_list("number", "actor", "actor_name", "at")[:NEWS]
    found = next((Last(number, name, at) for number, actor, name, at in last if actor != request.user.pk), NONE)
    return found.answer(request.acting)


def _line(request: MemberRequest, plan: Plan) -> Task | None:
    if "dong" not in request.GET:
        return None
    return get_object_or_404(lines_for(request.acting), plan=plan.pk, pk=key_in(request.GET, "dong"))
