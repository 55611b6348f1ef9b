"""A meeting or a review for one's own calendar (tệp lịch .ics), taken home by whoever may see it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from caitien.reviews.calendar_file import meeting_file, review_file
from caitien.reviews.reads import meetings_for, reviews_for
from caitien.web.machine.site import absolute, host
from caitien.web.requests.member import MemberRequest, for_members


@for_members("meeting.look")
@require_GET
def meeting_calendar(request: MemberRequest, pk: int) -> HttpResponse:
    """The file of a meeting (lịch của cuộc họp). One query more than who is asking."""
    found = get_object_or_404(meetings_for(request.acting), pk=pk)
    return _file(meeting_file(found, host(), absolute(reverse("meeting", args=[pk]))), f"hop-{pk}.ics")


@for_members("review.look")
@require_GET
def review_calendar(request: MemberRequest, pk: int) -> HttpResponse:
    """The file of a review (lịch của đợt rà soát). One query more than who is asking."""
    found = get_object_or_404(reviews_for(request.acting), pk=pk)
    return _file(review_file(found, host(), absolute(reverse("review", args=[pk]))), f"ra-soat-{pk}.ics")


def _file(data: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type="text/calendar; charset=utf-8", headers=headers)
