"""A list comes in (nhập danh mục): read, looked at row by row, what is doubtful first, then taken.

What was read waits for the person alone (:mod:`caitien.incoming.held`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import msgspec
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from caitien.documents.read_evidence import read_evidence
from caitien.documents.refusal import Refusal
from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.texts.figures import say_count
from caitien.evidence.lists.adopting import Adopted, adopt_list
from caitien.evidence.lists.looking import Row, Way, look_at
from caitien.incoming.held import Kind, held, hold, let_go
from caitien.web.evidence.forms import PasteListForm, RowForm
from caitien.web.requests.drop import DropForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.turns import in_turn

SHOWN: Final = {"doubtful": 30, Way.CHANGED: 100, Way.NEW: 300, Way.USED: 100}
MOST: Final = 3_000  # rows of one list
TOO_MANY: Final = "Danh mục có hơn 3.000 dòng. Xin chia thành nhiều tệp rồi gửi từng tệp."
_FOUND: Final = {  # how each sort of row is counted
    Way.NEW: "minh chứng mới",
    Way.CHANGED: "dòng khác chữ trong kho",
    Way.USED: "dòng dùng lại",
    Way.SAME: "dòng đã có sẵn",
}
GONE: Final = "Dòng này không còn chờ xem; có thể thầy cô đã nhận hoặc bỏ ở trang khác."


@for_members("evidence.adopt")
@require_GET
def list_in(request: MemberRequest) -> HttpResponse:
    """What waits to be looked at, or the ways a list comes in. Ten queries."""
    return _look(request) if _items(request) else _ways(request)


@for_members("evidence.adopt")
@require_POST
def file(request: MemberRequest) -> HttpResponse:
    """A file with a list (thả tệp), or why it cannot be read."""
    form = DropForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["file"]
        data = given.read()
        found = in_turn(request.user.pk, data, lambda: read_evidence(data, name=given.name))
        if trouble := _hindrance(found):
            form.add_error("file", f"{given.name}: {trouble}")
        elif not isinstance(found, Refusal):
            return _wait(request, found, given.name)
    return _ways(request, form=form)


@for_members("evidence.adopt")
@require_POST
def paste(request: MemberRequest) -> HttpResponse:
    """A list copied from Word or Excel (dán bảng)."""
    form = PasteListForm(request.POST, auto_id="paste_%s")
    if form.is_valid():
        data = form.cleaned_data["list"].encode()
        found = in_turn(request.user.pk, data, lambda: read_evidence(data, name="bang-dan.tsv"))
        if trouble := _hindrance(found):
            form.add_error("list", trouble)
        elif not isinstance(found, Refusal):
            return _wait(request, found, "")
    return _ways(request, pasting=form)


@for_members("evidence.adopt")
@require_POST
def keep(request: MemberRequest) -> HttpResponse:
    """Take all that is plain, or one row as a person set it right; or let one, or all, go (nhận, bỏ)."""
    if request.POST.get("viec") == "thoi":
        let_go(request.acting, Kind.EVIDENCE)
        messages.success(request, "Đã thôi các dòng còn lại; dòng nào đã nhận thì vẫn ở trong kho.")
        return redirect("evidence")
    if "at" in request.POST:
        return _settle_one(request)
    rows = look_at(request.acting.school, _items(request))
    _adopt(request, [row.item for row in rows if not row.doubtful])
    _put(request, [row.item for row in rows if row.doubtful])
    return redirect("evidence_list_in" if _items(request) else "evidence")


def _settle_one(request: MemberRequest) -> HttpResponse:
    rows = look_at(request.acting.school, _items(request))
    row = next((each for each in rows if each.mark == request.POST["at"]), None)
    if row is None:
        messages.error(request, GONE)
        return redirect("evidence_list_in")
    if request.POST.get("viec") == "nhan":
        form = RowForm(request.POST, auto_id=f"{row.mark}_%s")
        if not form.is_valid():
            return _look(request, row.mark, form)
        _adopt(request, [replace(row.item, **form.cleaned_data)])
    _put(request, [each.item for each in rows if each is not row])
    return redirect("evidence_list_in" if len(rows) > 1 else "evidence")


def _ways(request: MemberRequest, **trouble: Any) -> HttpResponse:
    context = {"form": DropForm(), "pasting": PasteListForm(auto_id="paste_%s"), **trouble}
    return render(request, "evidence/list_ways.html", context, status=422 if trouble else 200)


def _look(request: MemberRequest, at: str = "", typed: RowForm | None = None) -> HttpResponse:
    rows = look_at(request.acting.school, _items(request))
    plain = [row for row in rows if not row.doubtful]
    counts = Counter(row.way for row in plain)
    doubtful = [row for row in rows if row.doubtful]
    context = {
        "name": _name(request),
        "counts": {way.value: counts[way] for way in Way},
        "doubtful": [(row, _form(row, at, typed)) for row in doubtful[: SHOWN["doubtful"]]],
        "doubts": len(doubtful),
        "new": _some(plain, Way.NEW),
        "changed": _some(plain, Way.CHANGED),
        "used": _some(plain, Way.USED),
        "found": _found(len(rows), counts, len(doubtful)),
        "taking": len(plain) - counts[Way.SAME],
    }
    return render(request, "evidence/list_look.html", context, status=422 if typed else 200)


def _found(rows: int, counts: Mapping[Way, int], doubts: int) -> str:
    """What was read, in words (đọc được gì): only what there is."""
    told = [(counts[way], words) for way, words in _FOUND.items()]
    some = [(rows, "dòng"), *((count, words) for count, words in (*told, (doubts, "dòng cần xem")) if count)]
    return ", ".join(f"{say_count(count)} {words}" for count, words in some)


def _some(rows: Sequence[Row], way: Way) -> list[Row]:
    return [row for row in rows if row.way is way][: SHOWN[way]]


def _form(row: Row, at: str, typed: RowForm | None) -> RowForm:
    """The form of a doubtful row: as proposed, or as the person typed it."""
    if typed and row.mark == at:
        return typed
    item = row.mended or row.item
    initial = {name: getattr(item, name) for name in RowForm.base_fields}
    return RowForm(initial=initial, auto_id=f"{row.mark}_%s")


def _hindrance(found: tuple[EvidenceItem, ...] | Refusal) -> str:
    if isinstance(found, Refusal):
        return found.reason
    return TOO_MANY if len(found) > MOST else ""


def _wait(request: MemberRequest, found: Sequence[EvidenceItem], name: str) -> HttpResponse:
    hold(request.acting, Kind.EVIDENCE, {"name": name[:200], "items": msgspec.to_builtins(found)})
    return redirect("evidence_list_in")


def _name(request: MemberRequest) -> str:
    """The file the waiting list came from, "" where it was pasted."""
    found = held(request.acting, Kind.EVIDENCE)
    return str(found["name"]) if found else ""


def _items(request: MemberRequest) -> list[EvidenceItem]:
    """What waits for the person in this school."""
    found = held(request.acting, Kind.EVIDENCE)
    return msgspec.convert(found["items"], list[EvidenceItem]) if found else []


def _put(request: MemberRequest, items: Sequence[EvidenceItem]) -> None:
    if items:
        _wait(request, items, _name(request))
    else:
        let_go(request.acting, Kind.EVIDENCE)


def _adopt(request: MemberRequest, rows: Sequence[EvidenceItem]) -> None:
    """Take rows in and say what came of it."""
    done = adopt_list(request.user, request.acting.school, rows=rows, name=_name(request))
    messages.success(request, _sentence(done))


def _sentence(done: Adopted) -> str:
    parts = [
        f"thêm {len(done.added)} minh chứng" if done.added else "",
        f"sửa {len(done.changed)}" if done.changed else "",
        f"thêm {done.used} nơi dùng" if done.used else "",
        f"{done.same} dòng đã có sẵn" if done.same else "",
    ]
    text = ", ".join(filter(None, parts)) or "không có gì mới để ghi"
    return f"{text[:1].upper()}{text[1:]}."
