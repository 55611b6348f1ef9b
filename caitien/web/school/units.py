"""Units and outside bodies (tổ, đơn vị ngoài trường): what there is, who is in it, what else it is called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from django.core.exceptions import BadRequest
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from caitien.access.models import OutsideBody, Unit, UnitMember
from caitien.access.reads import outside_bodies_for, people_for, units_for
from caitien.access.schools.dependents import dependents_in_words
from caitien.access.schools.units import (
    add_outside_body,
    add_unit,
    merge_outside_bodies,
    merge_units,
    put_in,
    remove,
    rename_outside_body,
    rename_unit,
    set_head,
    take_out_of,
)
from caitien.domain.refused import Refused
from caitien.web.requests.fields import PageForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import key_in, key_or_none, say
from caitien.web.school.forms import OutsideBodyForm, OutsideNameForm, UnitForm, UnitNameForm

Thing = TypeVar("Thing", Unit, OutsideBody)


@dataclass(frozen=True, slots=True)
class Deed(Generic[Thing]):
    """One button of a page (một nút): what it does, what is said then, whether the thing is gone after it."""

    perform: Callable[[MemberRequest, Thing], object]
    said: str
    ends: bool = False


@for_members("people.look", post="unit.arrange")
@require_http_methods(["GET", "POST"])
def units(request: MemberRequest) -> HttpResponse:
    """All of them (danh sách tổ và đơn vị ngoài trường), and forms to add one. Seven queries."""
    if request.method == "POST":
        return _add(request)
    return _units(request)


def _units(request: MemberRequest, **sent: PageForm) -> HttpResponse:
    """The lists; ``sent``: the form that was not kept, under what it adds."""
    heads = Prefetch("members", UnitMember.objects.filter(head=True).select_related("user"))
    context = {
        "units": units_for(request.acting).prefetch_related(heads),
        "bodies": outside_bodies_for(request.acting),
        "may_arrange": request.acting.may("unit.arrange"),
        "forms": {**{what: form(auto_id=f"{what}_%s") for what, (_, form) in ADD.items()}, **sent},
    }
    return render(request, "school/units.html", context, status=422 if sent else 200)


@for_members("unit.arrange")
@require_http_methods(["GET", "POST"])
def unit(request: MemberRequest, pk: int) -> HttpResponse:
    """One unit (một tổ): its name, its people, its head. Eight queries."""
    found = get_object_or_404(units_for(request.acting), pk=pk)
    if request.method == "GET":
        return _unit(request, found, UnitForm(initial={"name": found.name, "kind": found.kind}))
    if request.POST.get("do") != "rename":
        return _done(request, UNIT_DEEDS, found)
    form = UnitForm(request.POST)
    if form.is_valid():
        named = rename_unit(request.user, request.acting.school, unit=pk, **form.cleaned_data)
        if not isinstance(named, Refused):
            say(request, named, f"Đã lưu {named}.")
            return redirect("unit", pk)
        form.refuse(named)
    return _unit(request, found, form)


def _unit(request: MemberRequest, found: Unit, form: UnitForm) -> HttpResponse:
    places = found.members.select_related("user").order_by("-head", "user__folded")
    context = {
        "unit": found,
        "form": form,
        "places": places,
        "others": people_for(request.acting).exclude(units__unit=found).prefetch_related(None),
        "into": units_for(request.acting).exclude(pk=found.pk),
        "tied": dependents_in_words(found),
    }
    return render(request, "school/unit.html", context, status=422 if form.is_bound else 200)


@for_members("unit.arrange")
@require_http_methods(["GET", "POST"])
def outside_body(request: MemberRequest, pk: int) -> HttpResponse:
    """One body outside the school (một đơn vị ngoài trường): its name and the others it goes by. Six queries."""
    found = get_object_or_404(outside_bodies_for(request.acting), pk=pk)
    if request.method == "GET":
        initial = {"name": found.name, "aliases": "\n".join(found.aliases)}
        return _outside_body(request, found, OutsideBodyForm(initial=initial))
    if request.POST.get("do") != "rename":
        return _done(request, BODY_DEEDS, found)
    form = OutsideBodyForm(request.POST)
    if form.is_valid():
        name, aliases = form.cleaned_data["name"], form.cleaned_data["aliases"].splitlines()
        named = rename_outside_body(request.user, request.acting.school, body=pk, name=name, aliases=aliases)
        if not isinstance(named, Refused):
            say(request, named, f"Đã lưu {named}.")
            return redirect("outside_body", pk)
        form.refuse(named)
    return _outside_body(request, found, form)


def _outside_body(request: MemberRequest, found: OutsideBody, form: OutsideBodyForm) -> HttpResponse:
    into = outside_bodies_for(request.acting).exclude(pk=found.pk)
    context = {"body": found, "into": into, "tied": dependents_in_words(found), "form": form}
    return render(request, "school/outside_body.html", context, status=422 if form.is_bound else 200)


def _add(request: MemberRequest) -> HttpResponse:
    what = request.POST.get("what", "")
    if what not in ADD:
        raise BadRequest("what")
    add, kind = ADD[what]
    form = kind(request.POST, auto_id=f"{what}_%s")
    if form.is_valid():
        found = add(request.user, request.acting.school, name=form.cleaned_data["name"])
        if not isinstance(found, Refused):
            say(request, found, f"Đã thêm {found}.")
            return redirect("units")
        form.refuse(found)
    return _units(request, **{what: form})


def _done(request: MemberRequest, deeds: Mapping[str, Deed[Thing]], thing: Thing) -> HttpResponse:
    deed = deeds.get(request.POST.get("do", ""))
    if deed is None:
        raise BadRequest("do")
    found = deed.perform(request, thing)
    done = say(request, found, deed.said.format(name=thing.name, found=found))
    return redirect("units" if done and deed.ends else request.path)


def _merge_unit(request: MemberRequest, unit: Unit) -> object:
    return merge_units(request.user, request.acting.school, unit=unit.pk, into=key_in(request.POST, "into"))


def _put_in(request: MemberRequest, unit: Unit) -> object:
    return put_in(request.user, unit, person=key_in(request.POST, "person"))


def _take_out(request: MemberRequest, unit: Unit) -> object:
    return take_out_of(request.user, unit, person=key_in(request.POST, "person"))


def _set_head(request: MemberRequest, unit: Unit) -> object:
    return set_head(request.user, unit, person=key_or_none(request.POST, "person"))


def _remove(request: MemberRequest, thing: Unit | OutsideBody) -> object:
    return remove(request.user, thing)


def _merge_body(request: MemberRequest, body: OutsideBody) -> object:
    return merge_outside_bodies(request.user, request.acting.school, body=body.pk, into=key_in(request.POST, "into"))


ADD: Final[Mapping[str, tuple[Callable[..., object], type[PageForm]]]] = {  # what is added → by which verb, which form
    "unit": (add_unit, UnitNameForm),
    "body": (add_outside_body, OutsideNameForm),
}
UNIT_DEEDS: Final[Mapping[str, Deed[Unit]]] = {  # as the buttons of the page send it
    "in": Deed(_put_in, "Đã thêm vào {name}."),
    "out": Deed(_take_out, "{found} không còn trong {name}."),
    "head": Deed(_set_head, "Đã ghi tổ trưởng của {name}."),
    "merge": Deed(_merge_unit, "Đã gộp {name} vào {found}.", ends=True),
    "remove": Deed(_remove, "Đã bỏ {name}.", ends=True),
}
BODY_DEEDS: Final[Mapping[str, Deed[OutsideBody]]] = {
    "merge": Deed(_merge_body, "Đã gộp {name} vào {found}.", ends=True),
    "remove": Deed(_remove, "Đã bỏ {name}.", ends=True),
}
