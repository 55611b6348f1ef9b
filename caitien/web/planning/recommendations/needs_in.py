"""A list of needs comes in (dán danh sách, thả tệp): read, looked at, the doubtful first, then kept.

What was read waits for the person alone (:mod:`caitien.incoming.held`).
"""

from dataclasses import replace
from datetime import date
from typing import Any, Final

import msgspec
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from caitien.documents.read_needs import needs_in_text, read_needs
from caitien.documents.refusal import Refusal
from caitien.domain.needs.need import Needs, NeedText
from caitien.incoming.held import Kind, held, hold, let_go
from caitien.needs.needs import Recorded, record_needs
from caitien.needs.needs_look import Look, item_mark, look_at
from caitien.web.planning.recommendations.need_forms import NOTHING, DoubtForm, PasteForm
from caitien.web.planning.recommendations.needs import show
from caitien.web.requests.drop import DropForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.turns import in_turn

DOUBTS_SHOWN: Final = 20
PLAIN_SHOWN: Final = 200
NOTES_SHOWN: Final = 30
MOST: Final = 1_000  # needs of one list
TOO_MANY: Final = "Danh sách có hơn 1.000 điều. Hãy chia thành nhiều phần rồi gửi từng phần."
GONE: Final = "Điều này không còn chờ xem; có thể thầy cô đã nhận hoặc bỏ ở trang khác."


@for_members("need.record")
@require_POST
def paste(request: MemberRequest) -> HttpResponse:
    """A list that was pasted (dán danh sách), one a line."""
    form = PasteForm(request.POST, auto_id="paste_%s")
    if not form.is_valid():
        return show(request, pasting=form)
    said = form.cleaned_data
    found = needs_in_text(said["list"], kind=said["kind"])
    if trouble := _hindrance(found):
        form.add_error("list", trouble)
        return show(request, pasting=form)
    return _wait(request, found, name="", given_by=said["given_by"], day=said["date"])


@for_members("need.record")
@require_POST
def file(request: MemberRequest) -> HttpResponse:
    """A file with a list or table of them (thả tệp), or why it cannot be read."""
    form = DropForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["file"]
        data = given.read()
        found = in_turn(request.user.pk, data, lambda: read_needs(data, name=given.name))
        trouble = found.reason if isinstance(found, Refusal) else _hindrance(found)
        if not isinstance(found, Refusal) and not trouble:
            return _wait(request, found, name=given.name, given_by=given.name[:200], day=None)
        form.add_error("file", f"{given.name}: {trouble}")
    return show(request, form=form)


@for_members("need.record")
@require_GET
def look(request: MemberRequest) -> HttpResponse:
    """What was read (xem trước), the doubtful first. Six queries."""
    return _look(request)


@for_members("need.record")
@require_POST
def keep(request: MemberRequest) -> HttpResponse:
    """Keep all that is plain, or one that was looked at; or let one, or all, go (nhận, bỏ)."""
    if request.POST.get("viec") == "thoi":
        let_go(request.acting, Kind.NEEDS)
        messages.success(request, "Đã thôi, không ghi gì.")
        return redirect("needs")
    if "at" in request.POST:
        return _settle_one(request)
    waiting = _waiting(request)
    seen = _seen(request, waiting)
    _record(request, seen.plain, waiting)
    doubtful = {item_mark(item) for item in seen.doubtful}
    _put(request, [item for item in _items(waiting) if item_mark(item) in doubtful])
    return redirect("needs_look" if _items(_waiting(request)) else "needs")


def _settle_one(request: MemberRequest) -> HttpResponse:
    """One doubtful need, as a person set it right: kept or let go."""
    waiting = _waiting(request)
    items = _items(waiting)
    at = next((n for n, item in enumerate(items) if item_mark(item) == request.POST["at"]), None)
    if at is None:
        messages.error(request, GONE)
        return redirect("needs_look")
    item = items.pop(at)
    if request.POST.get("viec") == "nhan":
        form = DoubtForm(request.POST, auto_id=f"{request.POST['at']}_%s")
        if not form.is_valid():
            return _look(request, request.POST["at"], form)
        right = form.item()
        _record(request, [replace(item, kind=right.kind, criterion=right.criterion, text=right.text)], waiting)
    _put(request, items)
    return redirect("needs_look" if items else "needs")


def _look(request: MemberRequest, at: str = "", form: DoubtForm | None = None) -> HttpResponse:
    """What waits; ``form``: what was typed of the need ``at`` and could not be kept."""
    waiting = _waiting(request)
    seen = _seen(request, waiting)
    if not _items(waiting):
        return redirect("needs")
    context = {
        "name": waiting["name"],
        "doubtful": [_doubt(item, at, form) for item in seen.doubtful[:DOUBTS_SHOWN]],
        "doubts": len(seen.doubtful),
        "plain": seen.plain[:PLAIN_SHOWN],
        "plain_count": len(seen.plain),
        "known": len(seen.known),
        "notes": waiting["notes"],
    }
    return render(request, "planning/needs_look.html", context, status=422 if form else 200)


def _doubt(item: NeedText, at: str, form: DoubtForm | None) -> tuple[str, NeedText, DoubtForm]:
    """A doubtful need with its mark and its form: as it was read, or as the person typed it."""
    mark = item_mark(item)
    initial = {"kind": item.kind, "criterion": item.criterion, "text": item.text}
    return mark, item, form if form and mark == at else DoubtForm(initial=initial, auto_id=f"{mark}_%s")


def _hindrance(found: Needs) -> str:
    return NOTHING if not found.items else TOO_MANY if len(found.items) > MOST else ""


def _wait(request: MemberRequest, found: Needs, *, name: str, given_by: str, day: date | None) -> HttpResponse:
    """Let what was read wait for a look."""
    content = {
        "name": name,
        "given_by": given_by,
        "day": day.isoformat() if day else "",
        "items": msgspec.to_builtins(found.items),
        "notes": [f"{note.text} {note.quote}".strip() for note in found.notes[:NOTES_SHOWN]],
    }
    hold(request.acting, Kind.NEEDS, content)
    return redirect("needs_look")


def _waiting(request: MemberRequest) -> dict[str, Any]:
    """What waits for the person in this school; an empty list where nothing does."""
    nothing = {"name": "", "given_by": "", "day": "", "items": [], "notes": []}
    return held(request.acting, Kind.NEEDS) or nothing


def _items(waiting: dict[str, Any]) -> list[NeedText]:
    return msgspec.convert(waiting["items"], list[NeedText])


def _put(request: MemberRequest, items: list[NeedText]) -> None:
    """What still waits."""
    if items:
        hold(request.acting, Kind.NEEDS, {**_waiting(request), "items": msgspec.to_builtins(items)})
    else:
        let_go(request.acting, Kind.NEEDS)


def _seen(request: MemberRequest, waiting: dict[str, Any]) -> Look:
    return look_at(request.acting.school, _items(waiting))


def _record(request: MemberRequest, items: list[NeedText] | tuple[NeedText, ...], waiting: dict[str, Any]) -> None:
    """Keep them and say what came of it."""
    day = date.fromisoformat(waiting["day"]) if waiting["day"] else None
    school = request.acting.school
    done = record_needs(request.user, school, items=items, given_by=waiting["given_by"], day=day)
    messages.success(request, _sentence(done))


def _sentence(done: Recorded) -> str:
    parts = [
        f"đã ghi thêm {len(done.added)} điều" if done.added else "",
        f"cập nhật {len(done.updated)} điều" if done.updated else "",
        f"{len(done.unchanged)} điều đã có sẵn" if done.unchanged else "",
    ]
    text = ", ".join(filter(None, parts)) or "không có điều nào để ghi"
    return f"{text[:1].upper()}{text[1:]}."
