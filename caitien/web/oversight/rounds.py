"""Rounds of a body (đợt báo cáo): which are open, who has not sent, draft one, open it, take it on."""

from typing import Any, Final

from django.db.models import IntegerField, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.access.models import Body
from caitien.domain.refused import Refused
from caitien.domain.texts.figures import share
from caitien.oversight.counting import PROGRESS
from caitien.oversight.models import Asked, Round, Tally
from caitien.oversight.reads import asked_for, below, decides, rounds_for, seats_in
from caitien.oversight.rounds import (
    change_round,
    make_round,
    move_round,
    next_round,
    open_round,
    round_mark,
    schools_in_scope,
)
from caitien.oversight.sums import added, sums_of
from caitien.web.oversight.forms import ReasonForm, RoundForm, facts_of, shown_round
from caitien.web.oversight.found import office_at, round_at
from caitien.web.requests.member import MemberRequest, for_officers
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent import key_or_none, say

ROUNDS_A_PAGE: Final = 30
SCHOOLS_A_PAGE: Final = 50
# What a filter of the board shows, as its address names it: a word, and the states it takes in.
FILTERS: Final = {
    "chua-nop": ("chưa nộp", (Asked.State.UNSEEN, Asked.State.SEEN)),
    "cho-xem": ("chờ xem", (Asked.State.SUBMITTED, Asked.State.PASSED_ON, Asked.State.RESUBMITTED)),
    "tra-lai": ("đang trả lại", (Asked.State.RETURNED,)),
    "da-nhan": ("đã nhận", (Asked.State.TAKEN,)),
    "mien": ("miễn", (Asked.State.EXEMPT,)),
}
MOVES: Final = {Round.State.OPEN: "Mở lại", Round.State.SUMMING: "Tổng hợp", Round.State.CLOSED: "Đóng đợt"}


@for_officers
@require_GET
def rounds(request: MemberRequest) -> HttpResponse:
    """The rounds an officer sees (các đợt), newest first. Six queries."""
    page = stretch(rounds_for(request.acting), ["-school_year", "-due", "-pk"], ROUNDS_A_PAGE, request.GET)
    rows = [(each, each.is_past(localdate()), decides(request.acting, each)) for each in page]
    return render(request, "oversight/rounds.html", {"page": page, "rows": rows, "offices": request.acting.offices})


@for_officers
@require_http_methods(["GET", "POST"])
def round_new(request: MemberRequest) -> HttpResponse:
    """Draft a round (soạn đợt), blank or after another one's."""
    body, last = office_at(request), _copied(request)
    if last:
        body = last.body
    form = RoundForm(body, request.POST or None, initial=shown_round(next_round(last)) if last else {})
    if form.is_valid():
        made = make_round(request.user, body, form.facts(), copied_from=last.pk if last else None)
        if not isinstance(made, Refused):
            return redirect("round", made.pk)
        form.refuse(made)
    context = {"form": form, "body": body, "last": last}
    return render(request, "oversight/round_form.html", context, status=422 if form.is_bound else 200)


@for_officers
@require_http_methods(["GET", "POST"])
def round_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change what a draft asks (sửa đợt)."""
    found = round_at(request, pk)
    form = RoundForm(found.body, request.POST or None, initial=shown_round(facts_of(found)))
    if form.is_valid():
        done = change_round(request.user, found, form.facts(), seen=request.POST.get("seen", ""))
        if not isinstance(done, Refused):
            return redirect("round", pk)
        form.refuse(done)
    context = {"form": form, "body": found.body, "round": found, "mark": round_mark(found)}
    return render(request, "oversight/round_form.html", context, status=422 if form.is_bound else 200)


@for_officers
@require_POST
def round_open(request: MemberRequest, pk: int) -> HttpResponse:
    """Open a round (mở đợt)."""
    done = open_round(request.user, round_at(request, pk))
    say(request, done, "Đợt đã mở; các trường đang dùng phần mềm thấy yêu cầu ở mục Giấy tờ.")
    return redirect("round", pk)


@for_officers
@require_POST
def round_move(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a round on or back (chuyển trạng thái đợt)."""
    words = request.POST.get("reason", "")
    done = move_round(request.user, round_at(request, pk), to=request.POST.get("to", ""), reason=words)
    say(request, done, "Đã chuyển trạng thái của đợt.")
    return redirect("round", pk)


@for_officers
@require_GET
def round_board(request: MemberRequest, pk: int) -> HttpResponse:
    """How far a round is (bảng của đợt): progress by commune, then the schools, filtered and paged by key. Ten queries,
    however many schools there are."""
    found = round_at(request, pk)
    if found.state == Round.State.DRAFT:
        scope = schools_in_scope(found)
        context = {"round": found, "decides": decides(request.acting, found), "size": scope.count()}
        return render(request, "oversight/round_draft.html", context)
    return render(request, "oversight/round.html", {**_board(request, found), **_schools(request, found)})


def _board(request: MemberRequest, found: Round) -> dict[str, Any]:
    seats = seats_in(request.acting, found)
    whole = added(tally.progress for tally in sums_of(found, seats))
    rows = _by_body(found, request)
    left = (found.due - localdate()).days
    asks = whole["asked"] - whole["exempt"]
    return {
        "round": found,
        "decides": decides(request.acting, found),
        "columns": list(PROGRESS.items()),
        "total": [whole[name] for name in PROGRESS],
        "rows": rows,
        "left": left,
        "sent_share": share(whole["submitted"], asks) or 0,
        "asks": asks,
        "submitted": whole["submitted"],
        "moves": [
            (to, word, to != Round.State.SUMMING or found.state == Round.State.CLOSED) for to, word in _moves(found)
        ],
        "reason": ReasonForm(),
    }


def _moves(found: Round) -> list[tuple[str, str]]:
    ways = {
        Round.State.OPEN: (Round.State.SUMMING,),
        Round.State.SUMMING: (Round.State.CLOSED, Round.State.OPEN),
        Round.State.CLOSED: (Round.State.SUMMING,),
    }
    return [(to, MOVES[to] if found.state != Round.State.CLOSED else "Mở lại") for to in ways[Round.State(found.state)]]


def _by_body(found: Round, request: MemberRequest) -> list[tuple[Any, list[int]]]:
    """The figures of progress of every body right below, by name. One query."""
    tallies = Tally.objects.filter(round=found).exclude(body=found.body)
    if not decides(request.acting, found):
        tallies = tallies.filter(below(request.acting.offices, "body__path"))
    rows = tallies.order_by("body__folded", "body").values_list("body", "body__name", "body__folded")
    told = {f"told_{name}": _summed(name) for name in PROGRESS}
    return [(Body(pk=pk, name=name), amounts) for pk, name, _, *amounts in rows.annotate(**told)]


def _summed(name: str) -> Any:
    """A figure of progress added up over the kinds of school, by the database."""
    return Coalesce(Sum(Cast(KeyTextTransform(name, "progress"), IntegerField())), 0)


def _schools(request: MemberRequest, found: Round) -> dict[str, Any]:
    words, wanted = request.GET.get("tim", "").strip()[:200], request.GET.get("loc", "")
    rows = asked_for(request.acting, found, words=words)
    if wanted in FILTERS:
        rows = rows.filter(state__in=FILTERS[wanted][1])
    body = key_or_none(request.GET, "xa")
    if body is not None:
        rows = rows.filter(body=body)
    kind = request.GET.get("loai", "")[:20]
    if "loai" in request.GET:
        rows = rows.filter(kind=kind)
    page = stretch(rows, ["folded", "pk"], SCHOOLS_A_PAGE, request.GET)
    today = localdate()
    listed = [(each, each.state in FILTERS["chua-nop"][1] and each.due < today) for each in page]
    filters = [(key, word) for key, (word, _) in FILTERS.items()]
    return {"page": page, "listed": listed, "words": words, "wanted": wanted, "filters": filters, "body": body}


def _copied(request: MemberRequest) -> Round | None:
    wanted = key_or_none(request.POST or request.GET, "chep")
    if wanted is None:
        return None
    return get_object_or_404(rounds_for(request.acting).filter(below(request.acting.offices, "body__path")), pk=wanted)
