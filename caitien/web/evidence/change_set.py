"""The store goes over to another set of standards (chuyển bộ): what stands under each old criterion, where it goes."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from caitien.domain.refused import Refused
from caitien.evidence.codes.changing_set import GONE, Leaving, leaving, move_criterion, move_sure
from caitien.evidence.codes.numbering import framework_of
from caitien.evidence.models import Item, Use
from caitien.renewal.sets import set_name
from caitien.web.evidence.forms import MoveForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import say

SURE: Final = "chac"


@for_members("evidence.move")
@require_http_methods(["GET", "POST"])
def change_set(request: MemberRequest) -> HttpResponse:
    """The page; all that is sure moved by one tap, or one criterion where a person says. Eight queries to look."""
    if request.method == "GET":
        return _page(request)
    if request.POST.get("viec") == SURE:
        done = move_sure(request.user, request.acting.school)
        say(request, done, f"Đã chuyển {done} nơi dùng. Mã cũ vẫn giữ và vẫn tìm được.")
        return redirect("evidence_set")
    return _move_one(request)


def _move_one(request: MemberRequest) -> HttpResponse:
    school, at = request.acting.school, request.POST.get("tu", "")
    row = next((each for each in leaving(school) if _key(each) == at), None)
    if row is None:
        messages.error(request, GONE.reason)
        return redirect("evidence_set")
    form = _form(request, row, request.POST)
    if not form.is_valid():
        return _page(request, at, form)
    done = move_criterion(
        request.user, school, framework=row.framework, criterion=row.criterion, to=form.cleaned_data["to"]
    )
    if isinstance(done, Refused):
        form.refuse(done)
        return _page(request, at, form)
    messages.success(request, f"Đã chuyển {row.uses} nơi dùng từ {row.criterion} sang {form.cleaned_data['to']}.")
    return redirect("evidence_set")


def _page(request: MemberRequest, at: str = "", typed: MoveForm | None = None) -> HttpResponse:
    school = request.acting.school
    rows = leaving(school)
    asked = [(row, typed if typed and _key(row) == at else _form(request, row)) for row in rows if not row.sure]
    doubtful = Use.objects.filter(school=school, doubtful=True).exclude(item__state=Item.State.DROPPED)
    context = {
        "sure": [row for row in rows if row.sure],
        "asked": [(row, form, _key(row), set_name(row.framework)) for row, form in asked],
        "set_name": set_name(framework_of(school)),
        "doubtful": doubtful.count(),
    }
    return render(request, "evidence/change_set.html", context, status=422 if typed else 200)


def _key(row: Leaving) -> str:
    return f"{row.framework} {row.criterion}"


def _form(request: MemberRequest, row: Leaving, *sent: object) -> MoveForm:
    first = row.candidates.codes or ((row.proposed,) if row.proposed else ())
    place = f"{row.framework}-{row.criterion}".replace(".", "-")
    return MoveForm(request.acting.school, first, *sent, initial={"to": row.proposed}, auto_id=f"{place}_%s")
