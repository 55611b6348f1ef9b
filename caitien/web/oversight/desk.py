"""The desk of a commune (bàn làm việc của xã, phường): one page, three things to do, all its schools."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from caitien.oversight.desk.noting import note_about
from caitien.oversight.desk.today import desk_of, open_rounds
from caitien.oversight.models import Asked
from caitien.oversight.reads import decides
from caitien.web.oversight.found import asked_at
from caitien.web.requests.member import MemberRequest, for_officers
from caitien.web.requests.sent import key_or_none, say

TEXT_ROWS: Final = 8


@for_officers
@require_GET
def desk(request: MemberRequest) -> HttpResponse:
    """What to do today about one's schools (hôm nay ở xã): in the round that is due next, or the one the address names.
    Thirteen queries, however many schools there are."""
    today = localdate()
    rounds = open_rounds(request.acting, today)
    wanted = key_or_none(request.GET, "dot")
    found = next((each for each in rounds if wanted in {None, each.pk}), None)
    context: dict[str, Any] = {"rounds": rounds, "round": found, "offices": request.acting.offices, "rows": TEXT_ROWS}
    if found:
        told = desk_of(request.acting, found)
        context |= {
            "desk": told,
            "left": (found.due - today).days,
            "texts": [(each.body, each.words(found, today)) for each in told.chase],
            "decides": decides(request.acting, found),
            "passes_on": found.through_commune and not decides(request.acting, found),
            "listed": [(each, each.state in _LATE and each.due < today) for each in told.schools],
        }
    return render(request, "oversight/desk.html", context)


@for_officers
@require_POST
def asked_note(request: MemberRequest, pk: int, asked: int) -> HttpResponse:
    """Note something about a school (ghi chú)."""
    found = asked_at(request, pk, asked)
    office = next(body for body in request.acting.offices if found.body.path.startswith(body.path))
    done = note_about(request.user, office, asked=found.pk, words=request.POST.get("words", ""))
    say(request, done, "Đã ghi chú; trường không thấy ghi chú này.")
    return redirect("asked_school", pk, asked)


_LATE: Final = frozenset({Asked.State.UNSEEN, Asked.State.SEEN})
