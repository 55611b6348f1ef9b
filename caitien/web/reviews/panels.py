"""Council and team of a year (hội đồng tự đánh giá, tổ giám sát): who is in them, by which decision, what they lack."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from caitien.access.reads import people_for
from caitien.documents.write import write_official
from caitien.domain.refused import Refused
from caitien.plans.models import Plan
from caitien.plans.reads import plans_for
from caitien.reviews.models import Panel, PanelMember
from caitien.reviews.panels import (
    Place,
    add_member,
    council_lacks,
    decision_mark,
    drop_member,
    members_of,
    name_outsider,
    name_panel,
    team_lacks,
)
from caitien.reviews.reads import panel_members_for, panels_for
from caitien.reviews.roster import council_roster
from caitien.web.planning.plan import SUFFIXES
from caitien.web.requests.fields import PageForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import key_in, say
from caitien.web.reviews.forms import DecisionForm, MemberForm, OutsiderForm


@for_members("verdict.look")
@require_GET
def panels(request: MemberRequest) -> HttpResponse:
    """Both of a year. Fourteen queries."""
    return _render(request, request.GET.get("nam"))


@for_members("panel.arrange")
@require_POST
def decision(request: MemberRequest) -> HttpResponse:
    """Write down the decision that names one of them."""
    kind, plan = _kind(request.POST.get("kind", "")), _plan(request)
    form = DecisionForm(request.POST, auto_id=f"qd-{kind}-%s")
    if not form.is_valid():
        return _render(request, plan.school_year, **{f"decision_{kind}": form})
    said = {**form.cleaned_data, "seen": request.POST.get("seen", "")}
    found = name_panel(request.user, request.acting.school, year=plan.school_year, kind=kind, **said)
    if isinstance(found, Refused):
        form.refuse(found)
        return _render(request, plan.school_year, **{f"decision_{kind}": form})
    return _to(plan.school_year)


@for_members("panel.arrange")
@require_POST
def add(request: MemberRequest) -> HttpResponse:
    """Put a person into one of them."""
    kind, plan = _kind(request.POST.get("kind", "")), _plan(request)
    people = list(people_for(request.acting))
    form = MemberForm(kind, people, request.POST, auto_id=f"tv-{kind}-%s")
    if form.is_valid():
        said = dict(form.cleaned_data)
        chosen = said.pop("user")
        who = next((each for each in people if each.pk == chosen), None)
        panel = _panel(request, plan, kind)
        found = add_member(request.user, panel, place=Place(user=who, **said))
        if not isinstance(found, Refused):
            return _to(plan.school_year)
        form.refuse(found)
    return _render(request, plan.school_year, **{f"member_{kind}": form})


@for_members("panel.name_outsider")
@require_POST
def outsider(request: MemberRequest) -> HttpResponse:
    """Name someone from outside."""
    plan, form = _plan(request), OutsiderForm(request.POST, auto_id="nn-%s")
    if form.is_valid():
        found = name_outsider(request.user, _panel(request, plan, Panel.Kind.TEAM), **form.cleaned_data)
        if not isinstance(found, Refused):
            return _to(plan.school_year)
        form.refuse(found)
    return _render(request, plan.school_year, outsider=form)


@for_members("panel.arrange")
@require_POST
def drop(request: MemberRequest, pk: int) -> HttpResponse:
    """Take someone out."""
    member = get_object_or_404(panel_members_for(request.acting), pk=pk)
    year = member.panel.school_year
    say(request, drop_member(request.user, member), f"Đã bỏ {member.name} khỏi danh sách.")
    return _to(year)


@for_members("verdict.look")
@require_GET
def roster(request: MemberRequest, pk: int) -> HttpResponse:
    """The council and its assignment table as a Word file."""
    panel = get_object_or_404(panels_for(request.acting).filter(kind=Panel.Kind.COUNCIL), pk=pk)
    plan = get_object_or_404(plans_for(request.acting).select_related("school"), school_year=panel.school_year)
    headers = {"Content-Disposition": f'attachment; filename="hoi-dong-{panel.school_year}.docx"'}
    return HttpResponse(write_official(council_roster(plan, panel)), content_type=SUFFIXES[".docx"], headers=headers)


def _panel(request: MemberRequest, plan: Plan, kind: Panel.Kind) -> Panel:
    """The one of the year, begun without a decision where nobody wrote one down yet."""
    there = panels_for(request.acting).filter(school_year=plan.school_year, kind=kind).first()
    school = request.acting.school
    if there:
        return there
    made = name_panel(request.user, school, year=plan.school_year, kind=kind, number="", date=None)
    assert isinstance(made, Panel)  # noqa: S101 - nothing stood there
    return made


def _kind(text: str) -> Panel.Kind:
    if text not in Panel.Kind.values:
        raise Http404(text)
    return Panel.Kind(text)


def _plan(request: MemberRequest) -> Plan:
    return get_object_or_404(plans_for(request.acting), pk=key_in(request.POST, "plan"))


def _to(year: str) -> HttpResponse:
    return redirect(f"{reverse('panels')}?{urlencode({'nam': year})}")


def _render(request: MemberRequest, year: str | None, **sent: PageForm) -> HttpResponse:
    plans = list(plans_for(request.acting).select_related("school"))
    plan = next((plan for plan in plans if year in (None, plan.school_year)), None)
    if plan is None and year is not None:
        raise Http404(year)
    context = {"plans": plans, "plan": plan, **(_of_year(request, plan, sent) if plan else {})}
    return render(request, "reviews/panels.html", context, status=422 if sent else 200)


def _lacks(plan: Plan, kind: Panel.Kind, members: list[PanelMember]) -> list[str]:
    return team_lacks(plan, members) if kind == Panel.Kind.TEAM else [council_lacks(plan, members)]


def _of_year(request: MemberRequest, plan: Plan, sent: dict[str, PageForm]) -> dict[str, Any]:
    kept = {panel.kind: panel for panel in panels_for(request.acting).filter(school_year=plan.school_year)}
    people = list(people_for(request.acting)) if request.acting.may("panel.arrange") else []
    groups = []
    for kind in Panel.Kind:
        panel = kept.get(kind)
        members = members_of(panel)
        lacks = _lacks(plan, kind, members) if members else []
        said = {"number": panel.number, "date": panel.date} if panel else {}
        forms = {
            "decision": sent.get(f"decision_{kind}") or DecisionForm(initial=said, auto_id=f"qd-{kind}-%s"),
            "member": sent.get(f"member_{kind}") or MemberForm(kind, people, auto_id=f"tv-{kind}-%s"),
        }
        stands = {"kind": kind, "panel": panel, "members": members, "mark": decision_mark(panel)}
        groups.append({**stands, "lacks": [*filter(None, lacks)], **forms})
    return {"groups": groups, "outsider": sent.get("outsider") or OutsiderForm(auto_id="nn-%s")}
