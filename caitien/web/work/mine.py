"""My work (việc của tôi): what is mine, and by when? One tap and one sentence, on a phone, with or without a script."""

from itertools import groupby
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.domain.refused import Refused
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.work.card import Card, cards_of, file_of, state_of, told_of
from caitien.work.models import Occurrence, Update
from caitien.work.reads import (
    LATE,
    LATER,
    SETTLED_NOW,
    THIS_MONTH,
    UNDATED,
    after_of,
    my_occurrences,
    occurrence_for,
    told_by,
)
from caitien.work.reporting.attachments import report_with_file
from caitien.work.reporting.comments import mentions_for
from caitien.work.reporting.report import REMOVED, Reported
from caitien.work.reporting.taking_back import is_taking_back, may_take_back, take_report_back

GROUPS: Final = {
    LATE: "Quá hạn",
    THIS_MONTH: "Hạn trong tháng này",
    LATER: "Đang trong thời gian làm",
    UNDATED: "Chưa có hạn",
    SETTLED_NOW: "Đã xong việc hạn tháng này",
}
TOLD: Final = 5  # reports of one's own, shown again
MENTIONS: Final = 5  # remarks that name the person, shown at once


@for_members("work.look")
@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    """The page. Twelve queries at most, whatever the number."""
    today = localdate()
    found = my_occurrences(request.acting, today, after=after_of(request.GET.get("sau", "")))
    cards = [Card(occurrence, today) for occurrence in found.occurrences]
    years = len({card.occurrence.plan_id for card in cards}) > 1
    ranks = groupby(cards, lambda card: card.occurrence.rank)  # type: ignore[attr-defined]
    context = {
        "groups": [(GROUPS[rank], cards_of(request, own, years=years)) for rank, own in ranks],
        "late": found.late,
        "this_month": found.this_month,
        "next": found.next,
        "today": today,
        "mentions": mentions_for(request.acting, MENTIONS),
        "told": _told(request),
    }
    return render(request, "work/mine.html", context)


def _told(request: MemberRequest) -> list[tuple[Update, bool]]:
    """The last reports of one's own, and whether each is offered to be taken back (lời còn rút lại được): the last of
    its line, unless it is itself what took another back. One query."""
    told = list(told_by(request.acting, TOLD))
    last = {each.task_id: each.pk for each in reversed(told)}
    return [
        (each, last[each.task_id] == each.pk and not is_taking_back(each) and may_take_back(request.user, each, now()))
        for each in told
    ]


@for_members("work.look", post="task.report")
@require_http_methods(["GET", "POST"])
def tell(request: MemberRequest, pk: int) -> HttpResponse:
    """One card on a page of its own, and what is told in it; to a script only the card. Seven queries to look."""
    occurrence = occurrence_for(request.acting, pk)
    if occurrence is None:
        raise Http404(pk)
    if request.method == "GET":
        return _render_page(request, Card(occurrence, localdate()))
    said = _tell(request, occurrence)
    typed = None if isinstance(said, Update) else request.POST
    if typed is None and not request.htmx:
        messages.success(request, "Đã ghi. Cảm ơn thầy cô.")
        return redirect(reverse("mine") + f"#viec-{occurrence.pk}")
    fresh = occurrence_for(request.acting, pk) or occurrence
    return _render_page(request, Card(fresh, localdate(), typed, said))


@for_members("task.report")
@require_POST
def take_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Take one's own report back, within half an hour."""
    found = get_object_or_404(Update.objects.select_related("plan", "task__plan"), pk=pk, school=request.acting.school)
    done = take_report_back(request.user, found)
    if isinstance(done, Refused):
        messages.error(request, done.reason)
    else:
        messages.success(request, "Đã rút lại lời báo; dòng đứng như trước.")
    return redirect("line", found.plan_id, found.task_id)


def _tell(request: MemberRequest, occurrence: Occurrence) -> Reported:
    state, file = state_of(request.POST), file_of(request, request.user.pk)
    if isinstance(state, Refused):
        return state
    if isinstance(file, Refused):
        return file
    return report_with_file(request.user, occurrence, file, state=state, **told_of(request.POST))


def _render_page(request: MemberRequest, card: Card) -> HttpResponse:
    if request.htmx:  # a script swaps the card, whatever came of it
        return HttpResponse(cards_of(request, [card]))
    not_kept = 409 if card.said == REMOVED else 422
    shown = cards_of(request, [card], level=2)
    return render(request, "work/tell.html", {"card": shown}, status=not_kept if card.said else 200)


@for_members("work.look")
@require_GET
def offline(request: MemberRequest) -> HttpResponse:
    """The script that lets the page open while the line is down (mở khi mất mạng)."""
    answer = render(request, "work/offline.js", {"opens": f"^{reverse('mine')}$"}, content_type="text/javascript")
    answer["Service-Worker-Allowed"] = reverse("mine")
    return answer
