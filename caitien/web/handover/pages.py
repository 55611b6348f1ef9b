"""Handing a post over (bàn giao): what goes with it, has each of the two seen and signed it?"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.domain.papers.official_paper import OfficialKind
from caitien.domain.refused import Refused
from caitien.handover.handing import begin_hand_over, note_item, note_mark, sign_hand_over, withdraw_hand_over
from caitien.handover.items import items_of, mark_of
from caitien.handover.minutes import hand_overs_for, hand_overs_of, minutes_draft
from caitien.handover.models import HandOver
from caitien.papers.issuing import IssueRequest
from caitien.papers.numbers import next_number
from caitien.papers.official import issue_official, issues_about
from caitien.web.handover.forms import HandOverForm, MinutesForm, NoteForm
from caitien.web.machine.site import absolute
from caitien.web.requests.fields import PageForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch

A_PAGE = 20


@for_members("people.look", post="handover.begin")
@require_http_methods(["GET", "POST"])
def hand_overs(request: MemberRequest) -> HttpResponse:
    """The hand-overs one may see, and for the chair a new one (các bàn giao). Seven queries."""
    form = HandOverForm(request.POST if request.method == "POST" else None, school=request.acting.school)
    if form.is_valid():
        found = begin_hand_over(request.user, request.acting.school, **form.cleaned_data)
        if not isinstance(found, Refused):
            return redirect("hand_over", found.pk)
        form.refuse(found)
    page = stretch(hand_overs_for(request.acting), ["-pk"], A_PAGE, request.GET)
    return render(request, "handover/hand_overs.html", {"page": page, "form": form}, status=422 if form.errors else 200)


@for_members("handover.look")
@require_GET
def hand_over(request: MemberRequest, pk: int) -> HttpResponse:
    """One of them (bàn giao). Forty queries at most."""
    return _render(request, _found(request, pk))


@for_members("handover.note")
@require_POST
def note(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    """Write beside an item (ghi chú)."""
    found, form = _found(request, pk), NoteForm(request.POST, auto_id=f"{kind}-%s")
    if form.is_valid():
        text, seen = form.cleaned_data["text"], request.POST.get("seen", "")
        said = note_item(request.user, found, kind=kind, text=text, seen=seen)
        if not isinstance(said, Refused):
            return redirect(f"{reverse('hand_over', args=[pk])}#muc-{kind}")
        form.refuse(said)
    return _render(request, found, **{kind: form})


@for_members("handover.sign")
@require_POST
def sign(request: MemberRequest, pk: int) -> HttpResponse:
    """Sign what one saw (ký)."""
    said = sign_hand_over(request.user, _found(request, pk), seen=request.POST.get("seen", ""))
    if isinstance(said, Refused):
        messages.error(request, said.reason)
    elif said.state == HandOver.State.DONE:
        messages.success(request, "Hai bên đã ký. Vai trò và việc đã chuyển sang người nhận.")
    else:
        messages.success(request, "Đã ký. Khi bên kia ký, việc chuyển sang người nhận.")
    return redirect("hand_over", pk)


@for_members("handover.withdraw")
@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Take it back (rút)."""
    said = withdraw_hand_over(request.user, _found(request, pk))
    if isinstance(said, Refused):
        messages.error(request, said.reason)
    else:
        messages.success(request, "Đã rút bàn giao; không có gì thay đổi.")
    return redirect("hand_overs")


@for_members("paper.issue")
@require_POST
def issue(request: MemberRequest, pk: int) -> HttpResponse:
    """Issue the minutes of what both have signed (ban hành biên bản)."""
    found, form = _found(request, pk), MinutesForm(request.POST, auto_id="bb-%s")
    if found.state != HandOver.State.DONE:
        messages.error(request, "Hai bên chưa ký xong nên biên bản chưa ban hành được.")
        return redirect("hand_over", pk)
    if form.is_valid():
        address = absolute(reverse("verify")) + "/"
        wanted = IssueRequest(**form.cleaned_data, seen=request.POST.get("seen", ""), verify_at=address)
        said = issue_official(request.user, found.plan, minutes_draft(found), wanted, today=localdate())
        if not isinstance(said, Refused):
            messages.success(request, f"Đã ban hành biên bản số {said.number}.")
            return redirect("issued", said.pk)
        form.refuse(said)
    return _render(request, found, minutes=form)


def _found(request: MemberRequest, pk: int) -> HandOver:
    found = get_object_or_404(hand_overs_of(request.acting), pk=pk)
    if not request.acting.may("handover.look", found):
        raise PermissionDenied("handover.look")
    return found


def _render(request: MemberRequest, found: HandOver, **sent: PageForm) -> HttpResponse:
    """The page; ``sent``: a form that was not kept, by its name."""
    items = items_of(found)
    if unknown := sent.keys() - {"minutes", *(each.kind for each in items)}:
        raise Http404(unknown)
    shown = [each for each in items if each.rows or each.kind in found.notes or each.kind in sent]
    draft = minutes_draft(found, items)
    issued = issues_about(found.plan, OfficialKind.HAND_OVER.value, draft.about)
    signed = found.mark == mark_of(found, items)
    own = found.giver_signed_at if request.user.pk == found.giver_id else found.taker_signed_at
    told = {
        "found": found,
        "signed": signed and own,
        "items": [
            (each, _note_form(found, each.kind, sent.get(each.kind)), note_mark(found, each.kind)) for each in shown
        ],
        "none": [each.name.lower() for each in items if each not in shown],
        "mark": mark_of(found, items),
        "given": found.giver_signed_at if signed or found.state == HandOver.State.DONE else None,
        "taken": found.taker_signed_at if signed or found.state == HandOver.State.DONE else None,
        "mine": found.is_assigned_to(request.user) and found.state == HandOver.State.OPEN,
        "issued": issued,
        "paper": draft.paper,
        "paper_mark": draft.mark,
        "form": sent.get("minutes")
        or MinutesForm(auto_id="bb-%s", initial={"number": _number(found), "date": localdate()}),
    }
    return render(request, "handover/hand_over.html", told, status=422 if sent else 200)


def _note_form(found: HandOver, kind: str, sent: PageForm | None) -> PageForm:
    return sent or NoteForm(auto_id=f"{kind}-%s", initial={"text": found.notes.get(kind, "")})


def _number(found: HandOver) -> str:
    return next_number(found.plan, OfficialKind.HAND_OVER, localdate())
