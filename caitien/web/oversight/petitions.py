"""Petitions of schools (kiến nghị): who asks for what, of whom, for which year running; one answer for many."""

from collections.abc import Callable
from typing import Any, ClassVar, Final, cast

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from caitien.access.models import Body, User
from caitien.documents.write import write_official
from caitien.domain.refused import Refused
from caitien.oversight.models import Round
from caitien.oversight.petitions import deeds
from caitien.oversight.petitions.deeds import AnswerFacts
from caitien.oversight.petitions.kinds import PETITION_KINDS
from caitien.oversight.petitions.letter import letter_to, letter_to_schools
from caitien.oversight.petitions.reads import (
    FILTERS,
    NOBODY_NAMED,
    Wanted,
    groups_in,
    petitions_for,
    reply_rows,
    wordings_of,
)
from caitien.oversight.reads import decides, seats_in
from caitien.web.oversight.files import as_csv
from caitien.web.oversight.found import asked_at, round_at
from caitien.web.requests.fields import Choice, Day, PageForm, Text
from caitien.web.requests.member import MemberRequest, for_officers
from caitien.web.requests.paging import numbered, stretch
from caitien.web.requests.sent import key_or_none, say

PETITIONS_A_PAGE: Final = 50
WORDINGS_A_PAGE: Final = 50
REPLY_COLUMNS: Final = (
    *("Mã trường", "Tên trường", "Xã, phường", "Kiến nghị"),
    *("Cơ quan trả lời", "Số văn bản", "Ngày", "Trả lời", "Gửi bằng"),
)


class ReplyForm(PageForm):
    """One answer for many (trả lời một lần)."""

    whose = Text("Cơ quan trả lời", deeds.LONGEST_WHOM, empty=deeds.NO_WHOM.reason)
    number = Text("Số văn bản", deeds.LONGEST_NUMBER, required=False, long=deeds.LONG_NUMBER.reason)
    date = Day("Ngày văn bản")
    words = Text("Nội dung trả lời", deeds.LONGEST_WORDS, rows=4, empty=deeds.NO_WORDS.reason)
    places: ClassVar = {deeds.AHEAD.reason: "date"}


class PassForm(PageForm):
    """Where petitions go (chuyển)."""

    to = Text("Chuyển đến cơ quan", deeds.LONGEST_WHOM, empty=deeds.NO_WHOM.reason)


class SortForm(PageForm):
    """What a machine read wrongly (phân loại lại)."""

    kind = Choice("Nhóm", [("", "giữ nguyên"), *PETITION_KINDS.items()], required=False)
    whom = Text("Gửi ai", deeds.LONGEST_WHOM, required=False)


class CloseForm(PageForm):
    """Why petitions are closed (đóng)."""

    reason = Text(
        "Vì sao đóng",
        deeds.LONGEST_WORDS,
        rows=2,
        required=False,
        help_text="Kiến nghị đã trả lời thì để trống cũng được.",
    )


@for_officers
@require_GET
def petition_groups(request: MemberRequest, pk: int) -> HttpResponse:
    """Who asks for what, of whom (các nhóm kiến nghị). Six queries; as long as there are groups, however
    many petitions."""
    found = round_at(request, pk)
    groups = groups_in(found, seats_in(request.acting, found))
    context = {
        "round": found,
        "groups": groups,
        "total": sum(each.petitions for each in groups),
        "answered": sum(each.answered for each in groups),
        "open": sum(each.open for each in groups),
        "repeated": sum(each.repeated for each in groups),
        "decides": decides(request.acting, found),
    }
    return render(request, "oversight/petition_groups.html", context)


@for_officers
@require_GET
def petition_group(request: MemberRequest, pk: int) -> HttpResponse:
    """One group (một nhóm): its wordings, each with how many schools; tick them and answer once. Seven queries."""
    return _group(request, round_at(request, pk))


@for_officers
@require_GET
def round_petitions(request: MemberRequest, pk: int) -> HttpResponse:
    """The petitions behind a figure (các kiến nghị), with their schools; paged by key. Seven queries."""
    found, wanted = round_at(request, pk), _wanted(request.GET)
    rows = petitions_for(request.acting, found, wanted).select_related("asked__body", "answer")
    page = stretch(rows, ["pk"], PETITIONS_A_PAGE, request.GET)
    context = {"round": found, "page": page, "kind": PETITION_KINDS.get(wanted.kind or "", "mọi nhóm")}
    return render(request, "oversight/petitions.html", context)


@for_officers
@require_POST
def petition_do(request: MemberRequest, pk: int) -> HttpResponse:
    """Answer, pass on, sort or close the petitions that were ticked (xử lý)."""
    found = round_at(request, pk)
    if not decides(request.acting, found):
        raise PermissionDenied("petition.answer")
    deed = request.POST.get("lam", "")
    if deed not in _FORMS:
        raise BadRequest("lam")
    form = _FORMS[deed](request.POST, prefix=deed)
    if not form.is_valid():
        return _group(request, found, deed, form)
    done = _DEEDS[deed](request.user, found, _ticked(request, found), form.cleaned_data)
    if isinstance(done, Refused):
        form.refuse(done)
        return _group(request, found, deed, form)
    say(request, done, _DONE[deed])
    return redirect(f"{reverse('petition_group', args=[pk])}?{_address(_wanted(request.POST))}")


@for_officers
@require_GET
def petition_replies(request: MemberRequest, pk: int) -> HttpResponse:
    """The answers to schools as CSV (tệp trả lời), for those that have no account; line by line."""
    found = round_at(request, pk)
    rows = reply_rows(petitions_for(request.acting, found, Wanted()))
    answer = StreamingHttpResponse(as_csv(REPLY_COLUMNS, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="dot-{pk}-tra-loi.csv"'
    return cast(HttpResponse, answer)  # it lacks ``content`` alone, which nobody asks of a file


@for_officers
@require_GET
def petition_letter(request: MemberRequest, pk: int) -> HttpResponse:
    """The letter that answers schools (công văn trả lời), in Word: for all of them, or for the school the address
    names. Six queries. Raises Http404 where nothing was answered."""
    found, key = round_at(request, pk), key_or_none(request.GET, "truong")
    if not decides(request.acting, found):  # it is written in the name of the body that asks
        raise PermissionDenied("petition.answer")
    rows = petitions_for(request.acting, found, Wanted())
    body = Body.objects.select_related("parent").get(pk=found.body_id)
    paper = letter_to_schools(body, found, rows) if key is None else letter_to(body, asked_at(request, pk, key), rows)
    if paper is None:
        raise Http404("answers")
    if isinstance(paper, Refused):
        say(request, paper, "")
        return redirect("petition_groups", pk)
    name = f"dot-{pk}-tra-loi{f'-{key}' if key else ''}.docx"
    return HttpResponse(
        write_official(paper),
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _group(request: MemberRequest, found: Round, deed: str = "", sent: PageForm | None = None) -> HttpResponse:
    """The page of a group; ``sent``: the form of a deed that was not done."""
    wanted = _wanted(request.POST or request.GET)
    rows = petitions_for(request.acting, found, wanted)
    page = numbered(wordings_of(rows), WORDINGS_A_PAGE, request.GET)
    named = rows.exclude(whom="").values_list("whom", flat=True).first() if wanted.whom else ""
    fresh = {name: form(prefix=name, initial=_initial(found, name)) for name, form in _FORMS.items()}
    context = {
        "round": found,
        "wanted": wanted,
        "kind": PETITION_KINDS.get(wanted.kind or "", "mọi nhóm"),
        "whom": named or (NOBODY_NAMED if wanted.whom == "" else "mọi nơi"),
        "page": page,
        "total": rows.count(),
        "filters": [(key, word, _address(wanted, state=key)) for key, (word, _) in FILTERS.items()],
        "everything": _address(wanted, state=""),
        "asked": _address(wanted),
        "hidden": _pairs(wanted),
        "ticked": request.POST.getlist("dau"),
        "decides": decides(request.acting, found),
        "forms": {**fresh, **({deed: sent} if sent else {})},
        "amiss": sent is not None,
    }
    return render(request, "oversight/petition_group.html", context, status=422 if sent is not None else 200)


def _initial(found: Round, name: str) -> dict[str, Any]:
    return {"whose": found.body.name, "date": localdate()} if name == "tra-loi" else {}


def _wanted(told: Any) -> Wanted:
    return Wanted(
        kind=told["nhom"][:12] if "nhom" in told else None,
        whom=told["gui"][:250] if "gui" in told else None,
        state=told.get("loc", "")[:20],
        repeated="lap" in told,
        mark=told.get("mot", "")[:64],
    )


def _pairs(wanted: Wanted) -> list[tuple[str, str]]:
    """What an address says of petitions, as it says it."""
    named = (("nhom", wanted.kind), ("gui", wanted.whom), ("loc", wanted.state or None), ("mot", wanted.mark or None))
    return [
        *((name, value) for name, value in named if value is not None),
        *([("lap", "1")] if wanted.repeated else []),
    ]


def _address(wanted: Wanted, *, state: str | None = None) -> str:
    pairs = _pairs(wanted)
    if state is not None:
        pairs = [pair for pair in pairs if pair[0] != "loc"] + ([("loc", state)] if state else [])
    return urlencode(pairs)


def _ticked(request: MemberRequest, found: Round) -> list[int]:
    """The petitions behind the wordings that were ticked; all of the group where that was ticked."""
    rows = petitions_for(request.acting, found, _wanted(request.POST))
    if "tat-ca" not in request.POST:
        rows = rows.filter(mark__in=[mark[:64] for mark in request.POST.getlist("dau")])
    return list(rows.values_list("pk", flat=True)[: deeds.MOST + 1])


def _answer(who: User, found: Round, keys: list[int], said: dict[str, Any]) -> object:
    return deeds.answer_petitions(who, found, AnswerFacts(**said), keys=keys, today=localdate())


def _pass(who: User, found: Round, keys: list[int], said: dict[str, Any]) -> object:
    return deeds.pass_on_petitions(who, found, keys=keys, to=said["to"], today=localdate())


def _sort(who: User, found: Round, keys: list[int], said: dict[str, Any]) -> object:
    return deeds.sort_petitions(who, found, keys=keys, **said)


def _close(who: User, found: Round, keys: list[int], said: dict[str, Any]) -> object:
    return deeds.close_petitions(who, found, keys=keys, **said)


_FORMS: Final[dict[str, type[PageForm]]] = {
    "tra-loi": ReplyForm,
    "chuyen": PassForm,
    "phan-loai": SortForm,
    "dong": CloseForm,
}
_DEEDS: Final[dict[str, Callable[[User, Round, list[int], dict[str, Any]], object]]] = {
    "tra-loi": _answer,
    "chuyen": _pass,
    "phan-loai": _sort,
    "dong": _close,
}
_DONE: Final = {
    "tra-loi": "Đã trả lời. Trường dùng phần mềm thấy ở trang Chờ; trường khác nhận bằng tệp trả lời.",
    "chuyen": "Đã ghi nơi chuyển đến.",
    "phan-loai": "Đã phân loại lại.",
    "dong": "Đã đóng.",
}
