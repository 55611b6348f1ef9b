"""The round trip (lấy ý kiến): whom was the plan sent to, what came back, and what do we make of it?"""

import hashlib
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.consulting.consult import consult_from_upload, consultations_for, file_of, send_out, take_back
from caitien.consulting.deciding import WAITS, Decided, decide_suggestions
from caitien.consulting.suggestions import shown, suggestions_of
from caitien.documents.refusal import Refusal
from caitien.domain.refused import Refused
from caitien.plans.models import Consultation, Plan
from caitien.plans.reads import plans_for, uploads_for
from caitien.web.errors import Trouble, trouble
from caitien.web.planning.forms import SendForm, SuggestionsForm
from caitien.web.requests.drop import DropForm, read_in_turn
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent import key_in, key_of, keys_in

SENT_A_PAGE: Final = 20
SUGGESTIONS_A_PAGE: Final = 30
KINDS: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
NOTHING_KEPT: Final = "{} Hãy chọn lại tệp; kế hoạch và các góp ý trước vẫn nguyên."


@for_members("consultation.look", post="consultation.send")
@require_http_methods(["GET", "POST"])
def consultations(request: MemberRequest, pk: int) -> HttpResponse:
    """What went out and what came back (các lượt lấy ý kiến); sends the plan to one more. Nine queries."""
    plan = get_object_or_404(plans_for(request.acting), pk=pk)
    form = SendForm(plan, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _list(request, plan, form)
    said = form.cleaned_data
    unit = form.units.get(said.get("unit") or 0)
    sent = send_out(request.user, plan, unit=unit, to=said["to"] or str(unit), suffix=said["suffix"])
    return redirect("consultation", plan.pk, sent.pk)


@for_members("consultation.look")
@require_GET
def consultation(request: MemberRequest, pk: int, key: int) -> HttpResponse:
    """One file: what was changed in it, beside what the plan says now (góp ý của một nơi). Ten queries."""
    return _one(request, _found(request, pk, key))


@for_members("consultation.look")
@require_GET
def file(request: MemberRequest, pk: int, key: int) -> HttpResponse:
    """The file as it went out (tệp đã gửi), as a download."""
    found = _found(request, pk, key)
    data = file_of(found)
    if isinstance(data, Refusal):
        return trouble(request, 422, Trouble("Chưa tạo được tệp", data.reason))
    name = f"lay-y-kien-{slugify(found.plan.school_year)}-{slugify(found.to.replace('đ', 'd').replace('Đ', 'D'))[:60]}"
    headers = {"Content-Disposition": f'attachment; filename="{name.strip("-")}{found.suffix}"'}
    return HttpResponse(data, content_type=KINDS[found.suffix], headers=headers)


@for_members("consultation.take_back")
@require_POST
def returned(request: MemberRequest, pk: int) -> HttpResponse:
    """Take the edited file (nhận tệp gửi lại), or say in one sentence why it cannot be."""
    found = _found(request, pk, key_in(request.POST, "luot"))
    form = DropForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["file"]
        data = given.read()
        paper = read_in_turn(request, data, given.name)
        digest = hashlib.sha256(data).hexdigest()
        taken = (
            paper
            if isinstance(paper, Refusal)
            else take_back(request.user, found, name=given.name, data_sha256=digest, paper=paper)
        )
        if not isinstance(taken, Refused):
            return redirect("consultation", pk, found.pk)
        form.add_error("file", f"{given.name}: {NOTHING_KEPT.format(taken.reason)}")
    return _one(request, found, form)


@for_members("consultation.take_back")
@require_POST
def from_upload(request: MemberRequest, pk: int, upload: int) -> HttpResponse:
    """Take a file that was dropped as one that came back (coi tệp đã nhập là tệp gửi lại)."""
    plan = get_object_or_404(plans_for(request.acting), pk=pk)
    dropped = get_object_or_404(uploads_for(request.acting), pk=upload)
    taken = consult_from_upload(request.user, plan, upload=dropped)
    if isinstance(taken, Refused):
        messages.error(request, f"{dropped.name}: {taken.reason} Kế hoạch không thay đổi gì.")
        return redirect("reading", dropped.pk)
    return redirect("consultation", plan.pk, taken.pk)


@for_members("suggestion.decide")
@require_POST
def decide(request: MemberRequest, pk: int, key: int) -> HttpResponse:
    """Accept or refuse one suggestion, the ticked ones, or all that wait (nhận, không nhận)."""
    found = _found(request, pk, key)
    accept, keys, seen = _wanted(request, found)
    form = SuggestionsForm(request.POST)
    if not form.is_valid():
        return _one(request, found, why=form)
    done = decide_suggestions(request.user, found, keys=keys, accept=accept, seen=seen, **form.cleaned_data)
    _tell(request, accept, done)
    return redirect(f"{request.path.removesuffix('/quyet-dinh')}?{request.GET.urlencode()}")


# --- what was asked ---------------------------------------------------------------------------------------------------


def _found(request: MemberRequest, pk: int, key: int) -> Consultation:
    return get_object_or_404(consultations_for(request.acting), pk=key, plan_id=pk)


def _wanted(request: MemberRequest, found: Consultation) -> tuple[bool, list[int], dict[int, str]]:
    """Whether to accept, which ones, and what the person saw in the plan: one button, ticked boxes, or all."""
    for name, accept in (("nhan", True), ("khong", False)):
        one = request.POST.get(name, "")
        if one == "muc-da-chon":
            return accept, keys_in(request.POST, "chon"), {}
        if one == "tat-ca":
            return accept, list(suggestions_of(found, waiting=True).values_list("pk", flat=True)), {}
        if one:
            named, _, mark = one.partition(".")
            key = key_of(named)
            return accept, [key], {key: mark}
    raise BadRequest


def _tell(request: MemberRequest, accept: bool, done: Decided) -> None:
    if done.proposed:
        messages.success(request, f"{done.proposed} góp ý đã thành đề nghị điều chỉnh, chờ phê duyệt.")
    if accept and done.settled > done.proposed:
        messages.success(request, f"{done.settled - done.proposed} góp ý đã vào kế hoạch.")
    if not accept and done.settled:
        messages.success(request, f"Không nhận {done.settled} góp ý; kế hoạch giữ nguyên.")
    for why in dict.fromkeys(left.why for left in done.left):
        many = sum(left.why == why for left in done.left)
        messages.warning(request, f"{many} góp ý chưa nhận được: {why[0].lower()}{why[1:].rstrip('.')}.")
    if not done.settled and not done.left:
        messages.warning(request, "Chưa có góp ý nào được chọn, hoặc người khác vừa quyết định xong.")


# --- what is shown ----------------------------------------------------------------------------------------------------


def _list(request: MemberRequest, plan: Plan, form: SendForm) -> HttpResponse:
    sent = consultations_for(request.acting).filter(plan=plan)
    page = stretch(sent, ["-at", "-pk"], SENT_A_PAGE, request.GET)
    context = {
        "plan": plan,
        "page": page,
        "out": [each for each in page if not each.returned_at],
        "form": DropForm(),
        "sending": form,
        "may_send": request.acting.may("consultation.send"),
    }
    return render(request, "planning/consultations.html", context, status=422 if form.errors else 200)


def _one(
    request: MemberRequest, found: Consultation, form: DropForm | None = None, why: SuggestionsForm | None = None
) -> HttpResponse:
    waiting = request.GET.get("xem") != "tat-ca"
    rows = suggestions_of(found, waiting=waiting)
    page = stretch(rows, ["position", "pk"], SUGGESTIONS_A_PAGE, request.GET)
    context = {**_of_one(request, found, page, form), "why": why or _why_form(found)}
    context["ticked"] = set(request.POST.getlist("chon"))
    return render(
        request, "planning/consultation.html", context, status=422 if (form or why) and not request.htmx else 200
    )


def _why_form(found: Consultation) -> SuggestionsForm:
    form = SuggestionsForm()
    form.fields["reason"].widget.attrs["placeholder"] = f"Theo góp ý của {found.to}"
    return form


def _of_one(request: MemberRequest, found: Consultation, page: Any, form: DropForm | None) -> dict[str, Any]:
    return {
        "plan": found.plan,
        "consultation": found,
        "page": page,
        "here": f"?{request.GET.urlencode()}",
        "waiting": request.GET.get("xem") != "tat-ca",
        "suggestions": shown(found, page.rows),
        "form": form or DropForm(),
        "wait": WAITS.get(found.plan.state, ""),
        "may_take_back": request.acting.may("consultation.take_back"),
        "may_decide": request.acting.may("suggestion.decide"),
    }
