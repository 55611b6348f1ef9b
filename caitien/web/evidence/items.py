"""The list of evidence (danh sách minh chứng): what is there, and where is it?"""

from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from caitien.domain.finding import Finding
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import clean
from caitien.evidence.codes.changing_set import waiting
from caitien.evidence.codes.numbering import framework_of
from caitien.evidence.files.keeping import put_file
from caitien.evidence.items.alike import alike_in
from caitien.evidence.items.changing import add_item
from caitien.evidence.models import Item
from caitien.evidence.reads import IN_ORDER, STATES, Filters, listed
from caitien.evidence.said import said_of
from caitien.plans.reads import plans_for
from caitien.web.evidence.forms import AddForm, criteria_choices, keeper_choices
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent_files import sent_by

ITEMS_A_PAGE: Final = 30
COUNTED_TO: Final = 1_000  # more are told as "more than"


@for_members("evidence.look")
@require_GET
def evidence(request: MemberRequest) -> HttpResponse:
    """The list, by code: criterion, year, keeper, state, words. Seventeen queries, however many items there are."""
    about = {"criterion": clean(request.GET.get("tc", ""))[:6]}
    return show(request, AddForm(request.acting.school, initial=about, auto_id="add_%s"))


@for_members("evidence.add")
@require_POST
def add(request: MemberRequest) -> HttpResponse:
    """One more item, accepted at once (thêm minh chứng), unless the school seems to have it already."""
    school = request.acting.school
    form = sent_by(request.user.pk, AddForm(school, request.POST, request.FILES, auto_id="add_%s"))
    if not form.is_valid():
        return show(request, form, status=422)
    said, file = form.said(), form.cleaned_data["file"]
    alike = None if "them" in request.POST else alike_in(school, said, file.sha256 if file else "")
    if alike:
        return show(request, form, status=422, alike=alike)
    item = add_item(request.user, school, said=said, code=form.cleaned_data["code"])
    if isinstance(item, Refused):
        form.refuse(item)
        return show(request, form, status=422)
    kept = put_file(request.user, item, file) if file else None
    if isinstance(kept, Refused):
        messages.error(request, kept.reason)
    messages.success(request, f"Đã thêm “{item.name[:120]}”.")
    return redirect("evidence_item", item.pk)


def show(request: MemberRequest, form: AddForm, *, status: int = 200, **more: Any) -> HttpResponse:
    """The list, with the form of one more item."""
    wanted, today = filters_of(request), localdate()
    found = listed(request.acting, wanted, today)
    count = found.order_by()[: COUNTED_TO + 1].count()
    page = stretch(found, IN_ORDER, ITEMS_A_PAGE, request.GET)
    context = {
        "page": page,
        "said_of_all": tell_of(page.rows),
        "to_move": request.acting.may("evidence.move") and waiting(request.acting.school).exists(),
        "count": min(count, COUNTED_TO),
        "more": count > COUNTED_TO,
        "filters": wanted,
        "criteria": criteria_choices(request.acting.school)[1:],
        "keepers": keeper_choices(request.acting.school)[1:],
        "years": plans_for(request.acting).values_list("school_year", flat=True)[:10],
        "states": STATES,
        "adding": form,
        "may_add": request.acting.may("evidence.add"),
        "offered": Item.objects.filter(school=request.acting.school, state=Item.State.OFFERED).count(),
        "today": today,
        "guarded": bool(settings.CLAMD),
        "own_set": framework_of(request.acting.school),
        "here": reverse("evidence"),
        "opening": "moi" in request.GET or bool(form.errors or more) or not (count or wanted.any),
        **more,
    }
    return render(request, "evidence/items.html", context, status=status)


def tell_of(items: Sequence[Item]) -> Sequence[Finding]:
    """Put beside each item what the rules say of it (``said``); what they say of all of them is handed back."""
    found = said_of(items)
    for item in items:
        item.said = found.of_item.get(item.pk, ())  # type: ignore[attr-defined]
    return found.of_all


def filters_of(request: MemberRequest) -> Filters:
    """What the address asks for (bộ lọc)."""
    asked = request.GET
    return Filters(
        words=clean(asked.get("tim", ""))[:200],
        criterion=clean(asked.get("tc", ""))[:6],
        school_year=clean(asked.get("nam", ""))[:9],
        keeper=clean(asked.get("giu", ""))[:30],
        state=asked.get("tt", "") if asked.get("tt", "") in STATES else "",
        unused="chua-dung" in asked,
    )
