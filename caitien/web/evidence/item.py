"""One item (một minh chứng): what does it show, who keeps it, does it still hold?"""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.domain.evidence.codes import codes_in
from caitien.domain.refused import Refused
from caitien.evidence.codes.numbering import framework_of, next_code, with_code
from caitien.evidence.files.keeping import put_file, put_link
from caitien.evidence.items.changing import accept_item, change_item, item_mark, offer_again, return_item
from caitien.evidence.items.dropping import drop_item
from caitien.evidence.items.uses import NO_TARGET, settle_doubt, use_for, use_for_criterion, use_no_more
from caitien.evidence.models import FileVersion, Item
from caitien.evidence.of_criterion import place_of
from caitien.evidence.reads import items_for, with_rows
from caitien.evidence.said import said_of
from caitien.plans.reads import lines_for
from caitien.reviews.reads import sees_verdicts
from caitien.web.evidence.forms import FileForm, ItemForm, LeaveForm, LinkForm, ReturnForm, UseForm
from caitien.web.evidence.other_things import measured, thing_of, things_of
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import key_in, say
from caitien.web.requests.sent_files import sent_by
from caitien.web.work.files import handed_over, shown_small
from caitien.work.counting.missing import line_name

LINES: Final = 400  # of the school's plans offered to choose from, the newest plan first


@for_members("evidence.look", post="evidence.change")
@require_http_methods(["GET", "POST"])
def item(request: MemberRequest, pk: int) -> HttpResponse:
    """The page, and its words changed. Nineteen queries to look."""
    if request.method == "GET":
        return _page(request, _found(request, pk))
    found = _own(request, pk)
    form = ItemForm(request.acting.school, request.POST, auto_id="edit_%s")
    if found.uses.filter(home=True).exists():  # where it is at home is told by its uses
        del form.fields["criterion"], form.fields["why"]
    if not form.is_valid():
        return _page(request, found, editing=form)
    changed = change_item(request.user, found, said=form.said(), seen=request.POST.get("seen", ""))
    if isinstance(changed, Refused):
        form.refuse(changed)
        return _page(request, _found(request, pk), editing=form)
    messages.success(request, "Đã sửa.")
    return redirect("evidence_item", pk)


@for_members("evidence.change")
@require_POST
def file(request: MemberRequest, pk: int) -> HttpResponse:
    """One more file, or the next version of one (tải tệp lên)."""
    found = _own(request, pk)
    form = sent_by(request.user.pk, FileForm(request.POST, request.FILES, auto_id="file_%s"))
    if not form.is_valid():
        return _page(request, found, filing=form)
    kept = put_file(request.user, found, form.cleaned_data["file"], label=form.cleaned_data["label"])
    return _done(request, found, kept, "Đã giữ tệp.", filing=form)


@for_members("evidence.change")
@require_POST
def link(request: MemberRequest, pk: int) -> HttpResponse:
    """An address where it may be seen (ghi đường dẫn)."""
    found, form = _own(request, pk), LinkForm(request.POST, auto_id="link_%s")
    if not form.is_valid():
        return _page(request, found, linking=form)
    kept = put_link(request.user, found, url=form.cleaned_data["url"])
    return _done(request, found, kept, "Đã ghi đường dẫn.", linking=form)


@for_members("evidence.use")
@require_POST
def use(request: MemberRequest, pk: int) -> HttpResponse:
    """One more thing it shows (dùng cho)."""
    found = _found(request, pk)
    form = UseForm(request.acting.school, _lines(request), things_of(request.acting), request.POST, auto_id="use_%s")
    if not form.is_valid():
        return _page(request, found, using=form)
    return _done(request, found, _used(request, found, form.cleaned_data), "Đã ghi nơi dùng.", using=form)


def _used(request: MemberRequest, found: Item, typed: Mapping[str, Any]) -> object:
    why = typed["reason"]
    if typed["task"]:
        return use_for(request.user, found, get_object_or_404(lines_for(request.acting), pk=typed["task"]), why=why)
    if typed.get("other"):
        return use_for(request.user, found, thing_of(request.acting, typed["other"]), why=why)
    if not typed["to"]:
        return NO_TARGET
    return use_for_criterion(
        request.user,
        found,
        criterion=typed["to"],
        level=typed.get("level") or "",
        campus=typed.get("campus"),
        why=why,
        home=typed["home"],
    )


@for_members("evidence.use")
@require_POST
def settle(request: MemberRequest, pk: int) -> HttpResponse:
    """Say that it came to the right criterion (đúng chỗ rồi)."""
    found = _found(request, pk)
    say(request, settle_doubt(request.user, found, key_in(request.POST, "use")), "Đã ghi: đúng tiêu chí.")
    return redirect("evidence_item", pk)


@for_members("evidence.use")
@require_POST
def unuse(request: MemberRequest, pk: int) -> HttpResponse:
    """Take one use back (thôi dùng)."""
    found = _found(request, pk)
    say(request, use_no_more(request.user, found, key_in(request.POST, "use")), "Đã bỏ nơi dùng; minh chứng vẫn còn.")
    return redirect("evidence_item", pk)


@for_members("evidence.decide")
@require_POST
def accept(request: MemberRequest, pk: int) -> HttpResponse:
    """Take it among the school's proofs (nhận)."""
    say(request, accept_item(request.user, _found(request, pk)), "Đã nhận minh chứng.")
    return redirect("evidence_item", pk)


@for_members("evidence.decide")
@require_POST
def give_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Give it back with a reason (trả lại)."""
    found, form = _found(request, pk), ReturnForm(request.POST, auto_id="back_%s")
    if not form.is_valid():
        return _page(request, found, returning=form)
    done = return_item(request.user, found, reason=form.cleaned_data["back"])
    return _done(request, found, done, "Đã trả lại kèm lý do.", returning=form)


@for_members("evidence.change")
@require_POST
def again(request: MemberRequest, pk: int) -> HttpResponse:
    """Send it to be accepted (gửi để nhận)."""
    say(request, offer_again(request.user, _found(request, pk)), "Đã gửi để nhận.")
    return redirect("evidence_item", pk)


@for_members("evidence.drop")
@require_POST
def leave(request: MemberRequest, pk: int) -> HttpResponse:
    """Drop it with a reason (bỏ)."""
    found, form = _found(request, pk), LeaveForm(request.POST, auto_id="gone_%s")
    if not form.is_valid():
        return _page(request, found, leaving=form)
    instead = form.cleaned_data["instead"]
    successor = _bearer(request, instead)
    if instead and successor is None:
        form.add_error("instead", f"Không có minh chứng nào mang mã “{instead}”.")
        return _page(request, found, leaving=form)
    done = drop_item(request.user, found, reason=form.cleaned_data["gone"], successor=successor)
    return _done(request, found, done, "Đã bỏ minh chứng; mã của nó không cho minh chứng khác.", leaving=form)


@for_members("evidence.look")
@require_GET
def version(request: MemberRequest, pk: int) -> HttpResponse:
    """The bytes of a file (tệp), to be kept, never as a page of the site. Five queries."""
    found = get_object_or_404(FileVersion, pk=pk, school=request.acting.school)
    return handed_over(found.file, found.name, found.kind)


@for_members("evidence.look")
@require_GET
def preview(request: MemberRequest, pk: int) -> HttpResponse:
    """The small picture the site drew of a file (ảnh xem trước). Five queries."""
    return shown_small(get_object_or_404(FileVersion, pk=pk, school=request.acting.school).preview)


def _found(request: MemberRequest, pk: int) -> Item:
    return get_object_or_404(items_for(request.acting), pk=pk)


def _own(request: MemberRequest, pk: int) -> Item:
    """The item, where the person may change it."""
    found = _found(request, pk)
    if not request.acting.may("evidence.change", found):
        raise PermissionDenied("evidence.change")
    return found


def _bearer(request: MemberRequest, text: str) -> int | None:
    """The item that bears a code."""
    codes = [code.text for code in codes_in(text)]
    found = with_code(request.acting.school, codes[0]).first() if codes else None
    return found.item_id if found else None


def _done(request: MemberRequest, found: Item, done: object, said: str, **form: Form) -> HttpResponse:
    """On to the page, or the form with why it was not done."""
    if isinstance(done, Refused):
        (each,) = form.values()
        each.refuse(done)  # type: ignore[attr-defined]
        return _page(request, found, **form)
    messages.success(request, said)
    return redirect("evidence_item", found.pk)


def _page(request: MemberRequest, found: Item, **typed: Form) -> HttpResponse:
    """The page; ``typed``: the form that could not be kept."""
    shown = with_rows(items_for(request.acting)).get(pk=found.pk)
    school, may = request.acting.school, request.acting.may
    own_set = framework_of(school)
    homes = [each for each in shown.used if each.home]  # type: ignore[attr-defined]
    home = next((each for each in homes if each.framework == own_set), next(iter(homes), None))
    for each in shown.used:  # type: ignore[attr-defined]
        each.figure = measured(each.measurement) if each.measurement else ""
        each.leads = each.framework == own_set and place_of(school, each.criterion) is not None
    context: dict[str, Any] = {
        "item": shown,
        "mark": item_mark(shown),
        "today": localdate(),
        "home": home,
        "proposed": next_code(school, home.framework, home.criterion) if home and not shown.live_codes else "",  # type: ignore[attr-defined]
        "own_set": own_set,
        "old_codes": shown.codes.exclude(retired_at=None).order_by("-retired_at"),
        "parts": [part for part in shown.kept_parts if part.kept_files],  # type: ignore[attr-defined]
        "may_change": may("evidence.change", shown) and shown.state != Item.State.DROPPED,
        "may_decide": may("evidence.decide"),
        "may_use": may("evidence.use") and shown.state != Item.State.DROPPED,
        "may_drop": may("evidence.drop") and shown.state != Item.State.DROPPED,
        "editing": filled(shown, school),
        "filing": FileForm(auto_id="file_%s"),
        "linking": LinkForm(auto_id="link_%s"),
        "using": _using(request) if may("evidence.use") else None,
        "said": said_of([shown]).of_item.get(shown.pk, ()),
        "sees_verdicts": sees_verdicts(request.acting),
        "returning": ReturnForm(auto_id="back_%s"),
        "leaving": LeaveForm(auto_id="gone_%s"),
        **typed,
    }
    return render(request, "evidence/item.html", context, status=422 if typed else 200)


def _using(request: MemberRequest) -> UseForm:
    return UseForm(request.acting.school, _lines(request), things_of(request.acting), auto_id="use_%s")


def _lines(request: MemberRequest) -> list[tuple[int, str]]:
    """Lines that may be chosen (các dòng): of the newest plans first. One query."""
    lines = lines_for(request.acting).order_by("-plan__school_year", "position")[:LINES]
    return [(line.pk, f"{line.plan.school_year}: {line_name(line, 90)}") for line in lines]


def filled(found: Item, school: Any) -> ItemForm:
    """The form of an item that is there, before anyone types."""
    names = ("name", "issued", "issuer", "location", "kind", "openness", "faces", "consent", "valid_to", "on_paper")
    initial = {name: getattr(found, name) for name in (*names, "note")}
    initial["keeper"] = f"user {found.keeper_id}" if found.keeper_id else ""
    if found.keeper_unit_id:
        initial["keeper"] = f"unit {found.keeper_unit_id}"
    home = next((each for each in found.used if each.home), None)  # type: ignore[attr-defined]
    form = ItemForm(school, initial=initial, auto_id="edit_%s")
    if home:
        del form.fields["criterion"], form.fields["why"]
    return form
