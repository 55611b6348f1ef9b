"""What an address of these pages names (tìm theo địa chỉ): below the person's bodies, else it is not there."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from caitien.access.models import Body
from caitien.oversight.models import Asked, Round, Submission
from caitien.oversight.reads import asked_for, asks_of, rounds_for, submissions_of
from caitien.web.requests.member import MemberRequest
from caitien.web.requests.sent import key_or_none


def round_at(request: MemberRequest, pk: int) -> Round:
    """A round the officer sees. One query. Raises Http404."""
    return get_object_or_404(rounds_for(request.acting), pk=pk)


def asked_at(request: MemberRequest, pk: int, asked: int) -> Asked:
    """A school of a round the officer sees. Two queries. Raises Http404."""
    return get_object_or_404(asked_for(request.acting, round_at(request, pk)), pk=asked)


def latest_at(request: MemberRequest, pk: int, asked: int) -> Submission:
    """The latest paper of a school the officer sees. Three queries. Raises Http404."""
    found = submissions_of(asked_at(request, pk, asked)).first()
    if found is None:
        raise Http404("submission")
    return found


def own_ask_at(request: MemberRequest, pk: int) -> Asked:
    """What the person's own school is asked. One query. Raises Http404."""
    return get_object_or_404(asks_of(request.acting.school), pk=pk)


def office_at(request: MemberRequest) -> Body:
    """The body a person acts for (cơ quan): one of their own, the first where none is named. Raises Http404."""
    wanted = key_or_none(request.POST or request.GET, "co-quan")
    found = (body for body in request.acting.offices if wanted in {None, body.pk})
    body = next(found, None)
    if body is None:
        raise Http404("body")
    return body
