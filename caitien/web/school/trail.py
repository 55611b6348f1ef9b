"""The trail of the school (nhật ký của trường): everything that was done in it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from caitien.story.telling import school_story, tell
from caitien.web.member import MemberRequest, for_members

ENTRIES_A_PAGE = 30


@for_members("trail.look")
@require_GET
def trail(request: MemberRequest) -> HttpResponse:
    """All that was done, newest first. Five queries."""
    page = Paginator(school_story(request.acting), ENTRIES_A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "school/trail.html", {"page": page, "told": tell(list(page.object_list))})
