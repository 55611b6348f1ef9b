"""The last seals of the trails (dấu niêm cuối), for the site's keeper: on a page and as a file to be kept elsewhere."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from caitien.access.trail.seals import as_text, last_seals
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import numbered

SEALS_A_PAGE: Final = 50


@for_members("site.look")
@require_GET
def seals(request: MemberRequest) -> HttpResponse:
    """How far the trail of every school is, and its last seal (dấu niêm). Six queries."""
    page = numbered(last_seals(), SEALS_A_PAGE, request.GET)
    return render(request, "school/seals.html", {"page": page})


@for_members("site.look")
@require_GET
def seals_file(_request: MemberRequest) -> HttpResponse:
    """The same as a file, for ``caitien audit verify --against`` (tệp dấu niêm). Six queries."""
    answer = HttpResponse(as_text(last_seals()), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="dau-niem-{timezone.localdate():%Y-%m-%d}.txt"'
    return answer
