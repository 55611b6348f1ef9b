"""The door of a link (cửa của đường dẫn báo việc): one person's work, without signing in or a cookie; its scripts make
a photo smaller before it goes out (photos.js) and name the field of a file in Vietnamese (files.js).

Zalo and mail programs open links to show what is behind them: a look writes nothing, and what they can show is the
name of the school. The secret stands in the path, because what carries the link drops or shows what stands behind
``#``; so no referrer, no cache, no search engine, no log keeps it.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from caitien.access.action import Gone
from caitien.domain.refused import Refused
from caitien.domain.texts.typed import read_key
from caitien.nudges.answering import answer, shown_by
from caitien.nudges.holding import last_held
from caitien.nudges.links import Opened, open_link, open_unit_link
from caitien.nudges.mail.rules import rule_of
from caitien.nudges.models import HeldAnswer
from caitien.web.nudges.unsigned import guarded, page_unsigned
from caitien.web.requests.tries import count_wrong, may_guess
from caitien.web.work.card import Card, file_of, state_of, told_of
from caitien.work.models import Occurrence, Update, Via
from caitien.work.reporting.attachments import ACCEPT
from caitien.work.reporting.report import REMOVED, Reported

KEPT: Final = "da-ghi"  # in the address after a report was kept: now, or once it is looked at
NOW, WAITS = "1", "cho-nhan"
NOT_IN_UNIT: Final = Refused(
    "Lời báo chưa được ghi: người vừa chọn không còn trong danh sách của tổ. Xin chọn lại tên, hoặc nhắn thư ký."
)
NOT_THEIRS: Final = Refused("Lời báo chưa được ghi: việc này không còn do thầy cô báo. Xin nhắn thư ký hội đồng.")
WHO: Final = "nguoi"  # in the address of a unit's link: whose name was picked


@csrf_exempt  # whoever could forge the form would have to know its secret, and nobody is signed in by it
@require_http_methods(["GET", "HEAD", "POST"])
def answer_door(request: HttpRequest, secret: str) -> HttpResponse:
    """What a link shows; what is sent in its form is told of the line. Wrong, ended and taken away are one page.

    Only what opens nothing is counted, so that a staff room behind one address is never shut out. Twelve queries to
    look at most, one where nothing opens.
    """
    opened = open_link(secret)
    return _answered(request, opened) if opened else _shut(request)


@csrf_exempt  # as above
@require_http_methods(["GET", "HEAD", "POST"])
def unit_door(request: HttpRequest, secret: str) -> HttpResponse:
    """What a link of a unit shows (đường dẫn của tổ): the names of its people; of whoever is picked, their month. Wrong
    and ended are the page of any link. Thirteen queries to look at most, one where nothing opens."""
    unit = open_unit_link(secret)
    if unit is None:
        return _shut(request)
    opened = unit.by(read_key(request.GET.get(WHO, "")))
    if opened:
        return _answered(request, opened)
    why = NOT_IN_UNIT if request.method == "POST" else None
    context = {"unit": unit, "school": unit.link.school, "who": WHO, "why": why}
    return page_unsigned("nudges/who.html", context, status=422 if why else 200)


def _answered(request: HttpRequest, opened: Opened) -> HttpResponse:
    if request.method == "POST":
        return _told(request, opened)
    cards = _cards(request, opened, shown_by(opened, localdate()))
    return _page(opened, cards, kept=request.GET.get(KEPT))


def _shut(request: HttpRequest) -> HttpResponse:
    """That nothing opens, and how one comes by another link; after too many of them from one address, to wait."""
    wait = not may_guess(request, "answer")
    if not wait:
        count_wrong(request, "answer")
    return page_unsigned("nudges/shut.html", {"wait": wait}, status=429 if wait else 404)


def _told(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Keep what was sent (nhận lời báo); what is not kept is shown again beside why."""
    shown = shown_by(opened, localdate())
    key = read_key(request.POST.get("occurrence", "")) or 0
    said = _tell(request, opened, shown, key)
    if isinstance(said, Update | HeldAnswer):
        who = {WHO: str(opened.acting.user.pk)} if opened.via is Via.UNIT else {}
        kept = WAITS if isinstance(said, HeldAnswer) and said.state == HeldAnswer.State.WAITING else NOW
        return guarded(HttpResponseRedirect(f"{request.path}?{urlencode({**who, KEPT: kept})}"))
    fresh = shown_by(opened, localdate())
    other = not any(each.pk == key for each in fresh)
    return _page(opened, _cards(request, opened, fresh, key, said), why=said if other else None, status=422)


def _tell(request: HttpRequest, opened: Opened, shown: Sequence[Occurrence], key: int) -> Reported | HeldAnswer:
    state, file = state_of(request.POST), file_of(request, -opened.link.pk)
    if isinstance(state, Refused):
        return state
    if isinstance(file, Refused):
        return file
    try:
        return answer(opened, shown, key, file, state=state, **told_of(request.POST))
    except Gone:
        return REMOVED
    except PermissionDenied:  # of who may only look by now, or has lost the line since the link was opened
        return NOT_THEIRS


def _cards(
    request: HttpRequest,
    opened: Opened,
    shown: Sequence[Occurrence],
    key: int = 0,
    said: Reported | HeldAnswer | None = None,
) -> list[tuple[Card, Update | None, HeldAnswer | None]]:
    """Each occurrence on its card, beside what this person said of it last, and what waits or was not taken. Three
    queries."""
    own = Update.objects.filter(by=opened.acting.user, occurrence__in=shown).order_by("at", "pk")
    last: Mapping[int | None, Update] = {each.occurrence_id: each for each in own}
    sent = [(request.POST, said) if each.pk == key else (None, None) for each in shown]
    today, held = localdate(), last_held(opened.acting.user, shown)
    return [
        (Card(each, today, *words), last.get(each.pk), held.get((each.task_id, each.name)))
        for each, words in zip(shown, sent, strict=True)
    ]


def _page(
    opened: Opened,
    cards: list[tuple[Card, Update | None, HeldAnswer | None]],
    *,
    kept: str | None = None,
    why: Reported | None = None,
    status: int = 200,
) -> HttpResponse:
    link = opened.link
    context = {"link": link, "person": opened.acting.user, "cards": cards, "kept": kept, "why": why, "accept": ACCEPT}
    context |= {"school": link.school, "by_unit": opened.via is Via.UNIT, "waits": kept == WAITS}
    context["looks_first"] = rule_of(link.school).looks_first
    return page_unsigned("nudges/answer.html", context, status=status)
