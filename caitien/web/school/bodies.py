"""The bodies above schools (cơ quan cấp trên), for the keeper of the site: a tree, level by level; schools opened under
it, their first people and the officers invited."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from caitien.access.models import Body, Invitation, School
from caitien.access.people.invite import Invited, invite_officer, new_officer_link, withdraw_officer
from caitien.access.schools.bodies import (
    add_body,
    bodies_under,
    bodies_with,
    drop_body,
    move_body,
    officers_awaited,
    officers_of,
    path_of,
    rename_body,
    schools_under,
)
from caitien.access.schools.describe import SchoolFacts
from caitien.access.schools.open_school import invite_first, open_school
from caitien.domain.refused import Refused
from caitien.web.requests.fields import PageForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import Listed, stretch
from caitien.web.requests.sent import key_or_none, say
from caitien.web.school.forms import BodyForm, FirstPersonForm, OfficerForm, OpenForm
from caitien.web.school.links import links_of, send

LINES_A_PAGE: Final = 50
BY_NAME: Final = ("folded", "pk")


@for_members("site.look", post="body.arrange")
@require_http_methods(["GET", "POST"])
def bodies(request: MemberRequest) -> HttpResponse:
    """The top of the tree, and the schools under no body (cơ quan và trường); a form adds to it. Eight queries."""
    if request.method == "POST":
        return _do(request, None)
    return _render_page(request, None)


@for_members("site.look", post="body.arrange")
@require_http_methods(["GET", "POST"])
def body(request: MemberRequest, pk: int) -> HttpResponse:
    """One body: what is under it, its officers, and what can be done to it (một cơ quan). Twelve queries."""
    found = get_object_or_404(Body.objects.select_related("parent"), pk=pk)
    if request.method == "POST":
        return _do(request, found)
    return _render_page(request, found)


@for_members("site.look", post="body.arrange")
@require_http_methods(["GET", "POST"])
def move(request: MemberRequest, pk: int) -> HttpResponse:
    """Where to move a body (chuyển cơ quan): another is found by its name."""
    found = get_object_or_404(Body.objects.select_related("parent"), pk=pk)
    if request.method == "POST":
        under = key_or_none(request.POST, "under")
        moved = move_body(request.user, request.user, body=pk, under=under)
        said = say(request, moved, f"Đã chuyển {found}, cùng mọi cơ quan và trường trực thuộc.")
        return redirect("body" if said else "body_move", pk)
    words = request.GET.get("tim", "").strip()[:200]
    elsewhere = bodies_with(words).exclude(path__startswith=found.path)
    page = stretch(elsewhere, BY_NAME, LINES_A_PAGE, request.GET)
    return render(request, "school/body_move.html", {"body": found, "page": page, "words": words})


@for_members("school.open")
@require_POST
def first_person(request: MemberRequest, pk: int) -> HttpResponse:
    """Invite the first person of a school (mời người đầu tiên)."""
    school = get_object_or_404(School.objects.select_related("body"), pk=pk)
    form = FirstPersonForm(request.POST, auto_id=f"first-{pk}_%s")
    if form.is_valid():
        found = invite_first(request.user, school, **form.cleaned_data)
        if not isinstance(found, Refused):
            return _link_of(request, found) or _back(school.body)
        form.refuse(found)
    return _render_page(request, school.body, first=(pk, form))


@for_members("officer.invite")
@require_POST
def officer_link(request: MemberRequest, pk: int) -> HttpResponse:
    """Another link for an officer's invitation, or none any more (đường dẫn mới, rút)."""
    invitation = get_object_or_404(Invitation.objects.select_related("body"), pk=pk, body__isnull=False)
    if request.POST.get("what") == "withdraw":
        say(request, withdraw_officer(request.user, invitation), f"Đã rút lời mời {invitation.name}.")
        return _back(invitation.body)
    return _link_of(request, new_officer_link(request.user, invitation)) or _back(invitation.body)


# --- what a form asks -------------------------------------------------------------------------------------------------


def _add(request: MemberRequest, above: Body | None) -> HttpResponse:
    form = BodyForm(request.POST, auto_id="add_%s")
    if form.is_valid():
        under = above.pk if above else None
        found = add_body(request.user, request.user, name=form.cleaned_data["name"], under=under)
        if not isinstance(found, Refused):
            say(request, found, f"Đã thêm {found}.")
            return _back(above)
        form.refuse(found)
    return _render_page(request, above, add=form)


def _open(request: MemberRequest, above: Body | None) -> HttpResponse:
    form = OpenForm(request.POST, auto_id="open_%s")
    if form.is_valid():
        facts = SchoolFacts(**form.cleaned_data, upper_body=above.name if above else "")
        found = open_school(request.user, request.user, facts=facts, body=above.pk if above else None)
        if not isinstance(found, Refused):
            say(request, found, f"Đã mở {found}. Hãy mời người đầu tiên của trường.")
            return _back(above)
        form.refuse(found)
    return _render_page(request, above, open=form)


def _rename(request: MemberRequest, own: Body) -> HttpResponse:
    form = BodyForm(request.POST, auto_id="rename_%s")
    if form.is_valid():
        found = rename_body(request.user, own, name=form.cleaned_data["name"])
        if not isinstance(found, Refused):
            say(request, found, "Đã đổi tên.")
            return _back(own)
        form.refuse(found)
    return _render_page(request, own, rename=form)


def _drop(request: MemberRequest, own: Body) -> HttpResponse:
    said = say(request, drop_body(request.user, request.user, body=own.pk), f"Đã bỏ {own}.")
    return _back(own.parent if said else own)


def _officer(request: MemberRequest, own: Body) -> HttpResponse:
    form = OfficerForm(request.POST, auto_id="officer_%s")
    if form.is_valid():
        found = invite_officer(request.user, own, **form.cleaned_data)
        if not isinstance(found, Refused):
            return _link_of(request, found) or _back(own)
        form.refuse(found)
    return _render_page(request, own, officer=form)


_ANYWHERE: Final[Mapping[str, Callable[[MemberRequest, Body | None], HttpResponse]]] = {"add": _add, "open": _open}
_TO_ONE: Final[Mapping[str, Callable[[MemberRequest, Body], HttpResponse]]] = {
    "rename": _rename,
    "drop": _drop,
    "officer": _officer,
}


def _do(request: MemberRequest, own: Body | None) -> HttpResponse:
    what = request.POST.get("what", "")
    if what in _ANYWHERE:
        return _ANYWHERE[what](request, own)
    if own is None or what not in _TO_ONE:
        raise BadRequest(what)
    return _TO_ONE[what](request, own)


def _back(own: Body | None) -> HttpResponse:
    return redirect("body", own.pk) if own else redirect("bodies")


def _link_of(request: MemberRequest, found: Invited | Refused | None) -> HttpResponse | None:
    """The link, this once; None where there is none to show, and why is told on the next page."""
    if not isinstance(found, Invited):
        say(request, found, "")
        return None
    links = links_of([found])
    return render(request, "school/links.html", {"links": links, "link": links[0], "sent": send(links), "above": True})


def _render_page(
    request: MemberRequest, own: Body | None, first: tuple[int, FirstPersonForm] | None = None, **sent: PageForm
) -> HttpResponse:
    """The page; ``sent``: the form that was not kept, under what it does; ``first``: that of a school, with its key."""
    schools = stretch(schools_under(own), BY_NAME, LINES_A_PAGE, request.GET)
    context: dict[str, Any] = {
        "body": own,
        "above": path_of(own) if own else (),
        "below": stretch(bodies_under(own), BY_NAME, LINES_A_PAGE, request.GET, Listed(name="co-quan")),
        "schools": schools,
        "people": [(school, _first_form(school, first)) for school in schools],
        "officers": officers_of(own) if own else (),
        "awaited": officers_awaited(own) if own else (),
        "forms": {
            "add": BodyForm(auto_id="add_%s"),
            "open": OpenForm(auto_id="open_%s"),
            "rename": BodyForm(auto_id="rename_%s", initial={"name": own.name if own else ""}),
            "officer": OfficerForm(auto_id="officer_%s"),
            **sent,
        },
    }
    return render(request, "school/bodies.html", context, status=422 if sent or first else 200)


def _first_form(school: School, first: tuple[int, FirstPersonForm] | None) -> FirstPersonForm:
    if first and first[0] == school.pk:
        return first[1]
    return FirstPersonForm(auto_id=f"first-{school.pk}_%s")
