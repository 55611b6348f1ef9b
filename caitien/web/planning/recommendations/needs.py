"""Recommendations and weaknesses (khuyến nghị, điểm yếu): what have we been told to better, and what do we know of?"""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.documents.read_needs import criterion_named
from caitien.domain.needs.need import KIND_NAMES
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import clean
from caitien.needs.answers import with_answers
from caitien.needs.coverage import criteria_of
from caitien.needs.needs import IN_ORDER, edit_need, need_mark, needs_for, record_needs, remove_need
from caitien.plans.models import Need
from caitien.plans.reads import plans_for
from caitien.web.planning.recommendations.need_forms import NeedForm, PasteForm, filled
from caitien.web.requests.drop import DropForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import Listed, stretch

NEEDS_A_PAGE: Final = 50


@for_members("plan.look")
@require_GET
def needs(request: MemberRequest) -> HttpResponse:
    """The list (khuyến nghị, điểm yếu): by kind, criterion and words. Nine queries."""
    return show(request)


@for_members("need.record")
@require_POST
def add(request: MemberRequest) -> HttpResponse:
    """One more, typed (thêm một điều)."""
    form = NeedForm(request.POST, auto_id="add_%s")
    if not form.is_valid():
        return show(request, adding=form)
    item, school = form.item(), request.acting.school
    done = record_needs(request.user, school, items=[item], **form.origin())
    said = "Đã ghi thêm" if done.added else "Đã cập nhật" if done.updated else "Đã có sẵn"
    messages.success(request, f"{said} {KIND_NAMES[item.kind]}: {item.text[:120]}")
    return redirect("needs")


@for_members("plan.look", post="need.record")
@require_http_methods(["GET", "POST"])
def need(request: MemberRequest, pk: int) -> HttpResponse:
    """One of them (một điều): its words, to be changed, and the lines that answer it in every year. Eight queries."""
    found = get_object_or_404(with_answers(needs_for(request.acting)), pk=pk)
    if request.method == "GET":
        return _one(request, found)
    form = NeedForm(request.POST, auto_id="edit_%s")
    if not form.is_valid():
        return _one(request, found, form)
    seen = request.POST.get("seen", "")
    changed = edit_need(request.user, found, item=form.item(), **form.origin(), seen=seen)
    if isinstance(changed, Refused):
        found.refresh_from_db()
        form.refuse(changed)
        return _one(request, found, form)
    messages.success(request, "Đã sửa.")
    return redirect("need", pk)


@for_members("need.record")
@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Take one out (bỏ một điều); lines that answered it stay."""
    found = get_object_or_404(needs_for(request.acting), pk=pk)
    gone = remove_need(request.user, found, seen=request.POST.get("seen", ""))
    if isinstance(gone, Refused):
        messages.error(request, gone.reason)
        return redirect("need", pk)
    messages.success(request, f"Đã bỏ: {found.text[:120]}")
    return redirect("needs")


def show(request: MemberRequest, **trouble: Any) -> HttpResponse:
    """The list; ``trouble``: the form that could not be kept, as "adding", "pasting" or "form" (a file)."""
    filters = filters_of(request)
    found = with_answers(needs_for(request.acting, **filters))
    context = {
        "page": stretch(found, IN_ORDER, NEEDS_A_PAGE, request.GET, Listed(reverse("needs"), counted=True)),
        "filters": filters,
        "criteria": criteria_of(request.acting),
        "kinds": KIND_NAMES,
        "plan": plans_for(request.acting).first(),
        "may_record": request.acting.may("need.record"),
        "form": DropForm(),
        "adding": NeedForm(auto_id="add_%s"),
        "pasting": PasteForm(auto_id="paste_%s"),
        **trouble,
    }
    return render(request, "planning/needs.html", context, status=422 if trouble else 200)


def filters_of(request: MemberRequest) -> dict[str, str]:
    """What the address asks for: kind, criterion, words (bộ lọc)."""
    asked = request.GET
    kind = asked.get("loai", "")
    return {
        "kind": kind if kind in KIND_NAMES else "",
        "criterion": criterion_named(asked.get("tc", "")[:40]),
        "words": clean(asked.get("tim", ""))[:200],
    }


def address_with(request: MemberRequest, *without: str) -> str:
    """The filters of this page's address without some of its words, for links that add their own: "?tc=3.2&"."""
    query = request.GET.copy()
    for name in without:
        query.pop(name, None)
    return f"?{query.urlencode()}&" if query else "?"


def _one(request: MemberRequest, found: Need, form: NeedForm | None = None) -> HttpResponse:
    context = {
        "need": found,
        "mark": need_mark(found),
        "form": form or filled(found),
        "differs": form is not None and form.cleaned_data.get("text", found.text) != found.text,
        "plans": plans_for(request.acting),
        "may_record": request.acting.may("need.record"),
        "may_answer": request.acting.may("need.answer"),
        "here": reverse("need", args=[found.pk]),
    }
    return render(request, "planning/need.html", context, status=422 if form else 200)
