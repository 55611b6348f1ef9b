"""The bodies above schools (cơ quan cấp trên), for the keeper of the site: a tree, level by level; schools opened under
it, their first people and the officers invited."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from caitien.access.bodies import (
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
from caitien.access.describe import SchoolFacts
from caitien.access.invite import Invited, invite_officer, new_officer_link, withdraw_officer
from caitien.access.models import Body, Invitation, School
from caitien.access.models.school import SCHOOL_KINDS
from caitien.access.open_school import FIRST_ROLES, invite_first, open_school
from caitien.domain.refused import Refused
from caitien.web.member import MemberRequest, for_members
from caitien.web.school.links import links_of, send
from caitien.web.school.posted import key_in, say

LINES_A_PAGE: Final = 50
ROLES: Final = [(role.value, role.label) for role in FIRST_ROLES]


@for_members("site.look", post="body.arrange")
@require_http_methods(["GET", "POST"])
def bodies(request: MemberRequest) -> HttpResponse:
    """The top of the tree, and the schools under no body (cơ quan và trường); a form adds to it. Eight queries."""
    if request.method == "POST":
        return _do(request, None)
    return _page(request, None)


@for_members("site.look", post="body.arrange")
@require_http_methods(["GET", "POST"])
def body(request: MemberRequest, pk: int) -> HttpResponse:
    """One body: what is under it, its officers, and what can be done to it (một cơ quan). Twelve queries."""
    found = get_object_or_404(Body.objects.select_related("parent"), pk=pk)
    if request.method == "POST":
        return _do(request, found)
    return _page(request, found)


@for_members("site.look", post="body.arrange")
@require_http_methods(["GET", "POST"])
def move(request: MemberRequest, pk: int) -> HttpResponse:
    """Where to move a body (chuyển cơ quan): another is found by its name."""
    found = get_object_or_404(Body.objects.select_related("parent"), pk=pk)
    if request.method == "POST":
        under = key_in(request, "under") if request.POST.get("under") else None
        moved = move_body(request.user, request.user, body=pk, under=under)
        said = say(request, moved, f"Đã chuyển {found}, cùng mọi cơ quan và trường trực thuộc.")
        return redirect("body" if said else "body_move", pk)
    words = request.GET.get("tim", "").strip()[:200]
    elsewhere = bodies_with(words).exclude(path__startswith=found.path)
    page = Paginator(elsewhere, LINES_A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "school/body_move.html", {"body": found, "page": page, "words": words})


@for_members("school.open")
@require_POST
def first_person(request: MemberRequest, pk: int) -> HttpResponse:
    """Invite the first person of a school (mời người đầu tiên)."""
    school = get_object_or_404(School.objects.select_related("body"), pk=pk)
    asked = {field: request.POST.get(field, "") for field in ("name", "email", "role")}
    found = invite_first(request.user, school, **asked)
    return _link_of(request, found) or _back(school.body)


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
    name = request.POST.get("name", "")
    found = add_body(request.user, request.user, name=name, under=above.pk if above else None)
    say(request, found, f"Đã thêm {found}.")
    return _back(above)


def _open(request: MemberRequest, above: Body | None) -> HttpResponse:
    facts = SchoolFacts(
        name=request.POST.get("name", ""), kind=request.POST.get("kind", ""), upper_body=above.name if above else ""
    )
    found = open_school(request.user, request.user, facts=facts, body=above.pk if above else None)
    say(request, found, f"Đã mở {found}. Hãy mời người đầu tiên của trường.")
    return _back(above)


def _rename(request: MemberRequest, own: Body) -> HttpResponse:
    found = rename_body(request.user, own, name=request.POST.get("name", ""))
    say(request, found, "Đã đổi tên.")
    return _back(own)


def _drop(request: MemberRequest, own: Body) -> HttpResponse:
    said = say(request, drop_body(request.user, request.user, body=own.pk), f"Đã bỏ {own}.")
    return _back(own.parent if said else own)


def _officer(request: MemberRequest, own: Body) -> HttpResponse:
    asked = {field: request.POST.get(field, "") for field in ("name", "email")}
    return _link_of(request, invite_officer(request.user, own, **asked)) or _back(own)


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


def _page(request: MemberRequest, own: Body | None) -> HttpResponse:
    schools = Paginator(schools_under(own), LINES_A_PAGE).get_page(request.GET.get("trang"))
    context: dict[str, Any] = {
        "body": own,
        "above": path_of(own) if own else (),
        "below": Paginator(bodies_under(own), LINES_A_PAGE).get_page(request.GET.get("co-quan")),
        "schools": schools,
        "officers": officers_of(own) if own else (),
        "awaited": officers_awaited(own) if own else (),
        "kinds": SCHOOL_KINDS,
        "roles": ROLES,
    }
    return render(request, "school/bodies.html", context)
