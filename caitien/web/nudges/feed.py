"""The calendar a telephone subscribes to (lịch .ics): by its secret address, without signing in; a look writes nothing.

Telephones ask again and again: what they have already is told by its mark, in a few bytes.
"""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from caitien.nudges.feed.opening import feed_at
from caitien.nudges.feed.writing import calendar_file
from caitien.nudges.models import FeedTurn
from caitien.web.machine.site import absolute, host
from caitien.web.nudges.unsigned import HEADERS
from caitien.web.requests.tries import count_wrong, may_guess

NOT_HERE = "Địa chỉ lịch này không mở được: đã thu hồi hoặc đã thay. Làm địa chỉ mới ở Tài khoản, Nhắc việc và lịch."
WAIT = "Vừa có quá nhiều địa chỉ không mở được từ nơi này. Xin chờ một giờ."


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The file (tệp lịch). Three queries, one where the secret opens nothing."""
    shown = feed_at(secret)
    if shown is None:
        return _shut(request)
    file = calendar_file(shown.turns, host(), _page)
    answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="viec.ics"'
    mark = quote_etag(hashlib.sha256(file).hexdigest()[:32])
    answer["ETag"] = mark
    return _kept_by_one(get_conditional_response(request, etag=mark, response=answer) or answer)


def _page(turn: FeedTurn) -> str:
    if turn.kind == FeedTurn.Kind.TURN:
        return absolute(reverse("line", args=[turn.plan, turn.task]))
    return absolute(reverse(turn.kind, args=[turn.turn]))  # "meeting", "review": the pages have the names of the kinds


def _shut(request: HttpRequest) -> HttpResponse:
    wait = not may_guess(request, "feed")
    if not wait:
        count_wrong(request, "feed")
    words, status = (WAIT, 429) if wait else (NOT_HERE, 404)
    return _kept_by_one(HttpResponse(words, content_type="text/plain; charset=utf-8", status=status))


def _kept_by_one(answer: HttpResponse) -> HttpResponse:
    """Kept by no store on the way; a telephone may keep it and has to ask whether it still holds."""
    for name, value in {**HEADERS, "Cache-Control": "private, no-cache"}.items():
        answer[name] = value
    return answer
