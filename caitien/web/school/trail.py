"""The trail of the school (nhật ký của trường): everything that was done in it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from caitien.access.trail.former import school_came
from caitien.story.telling import school_story, tell
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch

ENTRIES_A_PAGE = 30


@for_members("trail.look")
@require_GET
def trail(request: MemberRequest) -> HttpResponse:
    """All that was done, newest first. Six queries."""
    page = stretch(school_story(request.acting), ["-number"], ENTRIES_A_PAGE, request.GET)
    told = {"page": page, "told": tell(page.rows), "came": school_came(request.acting.school)}
    return render(request, "school/trail.html", told)
