"""Joining schools (sáp nhập trường), for the site's keeper: what each holds is looked at, then all of it happens."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from caitien.domain.refused import Refused
from caitien.handover.merging import MergerLook, look_at, merge
from caitien.web.handover.forms import MergerForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import key_or_none
from caitien.web.templatetags.spoken import grouped


@for_members("school.merge")
@require_http_methods(["GET", "POST"])
def merger(request: MemberRequest) -> HttpResponse:
    """The page, then the look, then the deed (sáp nhập). Some twenty queries for the look, however many rows."""
    form = MergerForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "handover/merger.html", {"form": form}, status=422 if form.errors else 200)
    successor, wanted = form.cleaned_data["successor"], form.wanted(key_or_none(request.POST, "chair"))
    found: object = None
    if "seen" in request.POST:
        found = merge(request.user, successor, merger=wanted, seen=request.POST["seen"])
        if not isinstance(found, Refused):
            messages.success(request, f"Đã sáp nhập. {successor} giữ mọi thứ của các trường nhập vào.")
            return redirect("body", successor.body_id) if successor.body_id else redirect("bodies")
    look = look_at(successor, wanted)
    if isinstance(look, Refused):
        form.refuse(look)
        return render(request, "handover/merger.html", {"form": form}, status=422)
    return _shown(request, form, look, found)


def _shown(request: MemberRequest, form: MergerForm, look: MergerLook, found: object) -> HttpResponse:
    """What it would do, perhaps with why it was not done a moment ago."""
    why = found.reason if isinstance(found, Refused) else ""
    held = [(each, each is not look.successor) for each in (look.successor, *look.joined)]
    rows = [(each.school, _said(each.kept), _said(each.ends) if joins else "", joins) for each, joins in held]
    told = {"form": form, "look": look, "rows": rows, "why": why, "chair": request.POST.get("chair", "")}
    told["people_then"] = look.successor.people + look.coming
    return render(request, "handover/merger_look.html", told, status=422 if why else 200)


def _said(counts: Mapping[str, int]) -> str:
    """What there is, in words; "" where there is nothing."""
    return ", ".join(f"{grouped(many)} {name}" for name, many in counts.items() if many)
