"""People of the school (người trong trường): who is here, as what, in which unit; and inviting one more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from caitien.access.models import Invitation, Role, UnitMember, User
from caitien.access.people.invite import Invited, in_order, invite, new_link, withdraw
from caitien.access.people.members import arrange_roles, take_out
from caitien.access.reads import invitations_for, people_for
from caitien.access.schools.council import council_shortfall
from caitien.domain.refused import Refused
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import COUNTED, Listed, stretch
from caitien.web.requests.sent import say
from caitien.web.school.forms import ROLES, InviteForm
from caitien.web.school.links import links_of, send

PEOPLE_A_PAGE: Final = 50
INVITATIONS_A_PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Person:
    """A line of the list (một dòng danh sách)."""

    user: User
    roles: Sequence[str]  # in words
    places: Sequence[UnitMember]


@for_members("people.look", post="people.invite")
@require_http_methods(["GET", "POST"])
def people(request: MemberRequest) -> HttpResponse:
    """The people, the invitations that wait, and a form to invite one (người trong trường). Twelve queries."""
    if request.method == "GET":
        return _render_page(request, InviteForm(request.acting) if request.acting.may("people.invite") else None)
    form = InviteForm(request.acting, request.POST)
    if not form.is_valid():
        return _render_page(request, form)
    found = invite(request.user, request.acting.school, **form.cleaned_data)
    if isinstance(found, Refused):
        form.refuse(found)
        return _render_page(request, form)
    return _show_link(request, found)


@for_members("people.invite")
@require_POST
def link(request: MemberRequest, pk: int) -> HttpResponse:
    """Another link for an invitation that waits (đường dẫn mới); the old one opens nothing any more."""
    found = new_link(request.user, _invitation(request, pk))
    if isinstance(found, Invited):
        return _show_link(request, found)
    say(request, found, "")
    return redirect("people")


@for_members("people.invite")
@require_POST
def take_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Withdraw an invitation (rút lời mời)."""
    invitation = _invitation(request, pk)
    say(
        request,
        withdraw(request.user, invitation),
        f"Đã rút lời mời {invitation.name}; đường dẫn cũ không còn dùng được.",
    )
    return redirect("people")


@for_members("people.arrange")
@require_http_methods(["GET", "POST"])
def person(request: MemberRequest, pk: int) -> HttpResponse:
    """The roles of one person (vai trò của một người), given and taken by the chair. Seven queries."""
    user = get_object_or_404(people_for(request.acting), pk=pk)
    if request.method == "POST":
        roles, seen = request.POST.getlist("roles"), request.POST.getlist("seen")
        found = arrange_roles(request.user, request.acting.school, person=pk, roles=roles, seen=seen)
        said = say(request, found, f"Đã đổi vai trò của {user}.")
        return redirect("people") if said else redirect("person", pk)
    held = in_order(part.role for part in user.memberships.all())
    return render(request, "school/person.html", {"person": _line(user), "held": held, "roles": ROLES})


@for_members("people.arrange")
@require_POST
def out(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a person out of the school (đưa ra khỏi trường)."""
    user = get_object_or_404(people_for(request.acting), pk=pk)
    found = take_out(request.user, request.acting.school, person=pk, seen=request.POST.getlist("seen"))
    said = say(request, found, f"{user} không còn ở trường. Những việc đã làm vẫn còn trong nhật ký.")
    return redirect("people") if said or user == request.user else redirect("person", pk)


def _render_page(request: MemberRequest, form: InviteForm | None) -> HttpResponse:
    acting, words = request.acting, request.GET.get("tim", "").strip()[:200]
    page = stretch(people_for(acting, words=words), ["folded", "pk"], PEOPLE_A_PAGE, request.GET, COUNTED)
    context: dict[str, Any] = {
        "page": page,
        "people": [_line(user) for user in page],
        "words": words,
        "shortfall": council_shortfall(acting.school),
        "form": form,
        "may_arrange": acting.may("people.arrange"),
        "may_reset": acting.may("people.reset"),
    }
    if form:
        waiting, listed = invitations_for(acting), Listed(name="moi")
        context["waiting"] = stretch(waiting, ["folded", "pk"], INVITATIONS_A_PAGE, request.GET, listed)
    return render(request, "school/people.html", context, status=422 if form and form.errors else 200)


def _line(user: User) -> Person:
    roles = in_order(part.role for part in user.memberships.all())
    return Person(user, [Role(role).label for role in roles], list(user.units.all()))


def _show_link(request: MemberRequest, made: Invited) -> HttpResponse:
    """The link, this once: a redirect would have to keep the secret somewhere."""
    links = links_of([made])
    return render(request, "school/links.html", {"links": links, "link": links[0], "sent": send(links)})


def _invitation(request: MemberRequest, pk: int) -> Invitation:
    found: Invitation = get_object_or_404(invitations_for(request.acting), pk=pk)
    return found
