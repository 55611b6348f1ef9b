"""The assessor's pack (gói cho đoàn): what will the team see? A ZIP that opens offline, and guests let in by a link."""

from collections.abc import Sequence
from typing import Any, Final, cast

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from caitien.access.models import School
from caitien.domain.official_forms.standing import FRAMEWORK_NAMES
from caitien.domain.refused import Refused
from caitien.domain.standards import standard_set
from caitien.evidence.codes.changing_set import waiting
from caitien.evidence.codes.numbering import framework_of
from caitien.evidence.models import Guest, Item
from caitien.evidence.pack.archive import pack
from caitien.evidence.pack.entries import Entry, Scope, shown_items
from caitien.evidence.pack.guests import let_in, shut_out
from caitien.plans.reads import plans_for
from caitien.web.evidence.forms import GuestForm, criteria_of
from caitien.web.machine.site import with_secret
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent import say

GUESTS_A_PAGE: Final = 30
DEMO: Final = "Đây là trường mẫu để làm thử nên không có gói cho đoàn."


@for_members("evidence.guest")
@require_GET
def for_team(request: MemberRequest) -> HttpResponse:
    """What the team will see of a scope, and who was let in. Fifteen queries."""
    return _page(request, _form(request))


@for_members("evidence.guest")
@require_GET
def download(request: MemberRequest) -> HttpResponse:
    """The pack of a scope, streamed. Eleven queries before the first byte, none after."""
    school = request.acting.school
    if school.demo:
        messages.error(request, DEMO)
        return redirect("evidence_pack")
    return streamed_pack(school, scope_of(request))


def streamed_pack(school: School, scope: Scope) -> HttpResponse:
    """The archive as an answer that is sent piece by piece."""
    answer = StreamingHttpResponse(
        pack(school, scope, lambda entries: index_page(school, scope, entries)), content_type="application/zip"
    )
    answer["Content-Disposition"] = 'attachment; filename="goi-minh-chung.zip"'
    answer["Content-Encoding"] = "identity"  # packed already
    answer["X-Content-Type-Options"] = "nosniff"
    return cast(HttpResponse, answer)  # it lacks ``content`` alone, which nobody asks of an archive


def by_criterion(scope: Scope, entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """Entries under the criteria of a scope, each with its name in the scope's set (theo tiêu chí)."""
    wanted = [(code, name) for code, name in criteria_of(scope.framework) if scope.shows(code)]
    groups = [(name, [each for each in entries if code in each.criteria]) for code, name in wanted]
    return [group for group in groups if group[1]]


def index_page(school: School, scope: Scope, entries: Sequence[Entry]) -> str:
    """The page of a pack (trang mở ngoại tuyến): by criterion, with everything it needs in itself."""
    context = {
        "school": school,
        "groups": by_criterion(scope, entries),
        "count": len(entries),
        "framework": FRAMEWORK_NAMES.get(scope.framework, scope.framework),
        "years": scope.years,
        "day": localdate(),
    }
    return render_to_string("evidence/pack_index.html", context)


@for_members("evidence.guest")
@require_POST
def invite(request: MemberRequest) -> HttpResponse:
    """Let a guest in; the link is shown this once."""
    form = _form(request, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    made = let_in(request.user, request.acting.school, **form.cleaned_data)
    if isinstance(made, Refused):
        form.refuse(made)
        return _page(request, form, status=422)
    link = with_secret(reverse("evidence_door"), made.secret)
    return _page(request, _form(request), link=link, let_in=made.guest)


@for_members("evidence.guest")
@require_POST
def revoke(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a guest's access back."""
    guest = get_object_or_404(Guest.objects.select_related("school"), pk=pk, school=request.acting.school)
    say(request, shut_out(request.user, guest), "Đã thu hồi; đường dẫn của khách không mở được nữa.")
    return redirect("evidence_pack")


def scope_of(request: MemberRequest) -> Scope:
    """What the address asks for (phạm vi)."""
    asked = request.GET.get("bo", "")
    framework = asked if standard_set(asked) else framework_of(request.acting.school)
    known = dict(criteria_of(framework))
    criteria = tuple(code for code in request.GET.getlist("tc") if code in known)
    years = tuple(year for year in request.GET.getlist("nam") if len(year) == 9)[:10]
    return Scope(framework, criteria, years)


def _of_another_set(school: School) -> int:
    """How many accepted items still stand under another set, so that a pack of the own one leaves them out."""
    found = waiting(school).filter(item__state=Item.State.ACCEPTED)
    return found.aggregate(many=Count("item", distinct=True))["many"] or 0


def _form(request: MemberRequest, sent: Any = None) -> GuestForm:
    years = [(year, year) for year in plans_for(request.acting).values_list("school_year", flat=True)[:10]]
    return GuestForm(request.acting.school, years, sent, auto_id="guest_%s", initial={"first": localdate()})


def _page(request: MemberRequest, form: GuestForm, *, status: int = 200, **more: Any) -> HttpResponse:
    school, scope = request.acting.school, scope_of(request)
    shown = shown_items(school, scope)
    internal = Item.objects.filter(school=school, state=Item.State.ACCEPTED, openness="internal").count()
    guests = Guest.objects.filter(school=school).select_related("by")
    context = {
        "form": form,
        "scope": scope,
        "criteria": criteria_of(scope.framework),
        "years": form.fields["years"].choices,  # type: ignore[attr-defined]
        "count": len(shown),
        "size": sum(part.kept_files[0].size for item in shown for part in item.kept_parts if part.kept_files),  # type: ignore[attr-defined]
        "internal": internal,
        "of_another_set": _of_another_set(school),
        "page": stretch(guests, ("-pk",), GUESTS_A_PAGE, request.GET),
        "today": localdate(),
        "asked": request.GET.urlencode(),
        **more,
    }
    return render(request, "evidence/pack.html", context, status=status)
