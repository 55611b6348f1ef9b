"""The schools that were joined to this one (các trường đã nhập vào): where to read them, which lines go on here."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from caitien.access.rights import COUNCIL
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.handover.carried_parts import along
from caitien.handover.carrying import carry_over, lines_of, plans_joined
from caitien.handover.merging import predecessors_of
from caitien.plans.models import Plan
from caitien.plans.table.table_lines import row_mark
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent import key_in, key_of

LINES_A_PAGE: Final = 60


@for_members("school.look")
@require_GET
def joined_schools(request: MemberRequest) -> HttpResponse:
    """The schools, each with its plans (các trường đã nhập vào). Six queries."""
    own, acting = request.acting.school, request.acting
    plans: dict[int, list[Plan]] = {}
    for plan in plans_joined(own):
        plans.setdefault(plan.school_id, []).append(plan)
    mine = {each.pk for each in acting.elsewhere}
    schools = [
        (each, plans.get(each.pk, []), bool(acting.roles & COUNCIL) or each.pk in mine) for each in predecessors_of(own)
    ]
    return render(request, "handover/joined.html", {"schools": schools, "may": acting.may("plan.carry_over")})


@for_members("plan.carry_over")
@require_http_methods(["GET", "POST"])
def carry(request: MemberRequest, pk: int) -> HttpResponse:
    """The lines of a plan of theirs, with who and what goes along with each; those that are ticked go into a draft of
    this school (mang dòng sang). Fourteen queries to look."""
    source = get_object_or_404(plans_joined(request.acting.school), pk=pk)
    if request.method == "GET":
        return _lines(request, source)
    target = get_object_or_404(_drafts(request), pk=key_in(request.POST, "into"))
    chosen = dict(_seen(text) for text in request.POST.getlist("line"))
    found = carry_over(request.user, target, source=source.pk, lines=chosen)
    if isinstance(found, Refused):
        return _lines(request, source, chosen=set(chosen), into=target.pk, why=found.reason)
    messages.success(request, f"Đã mang {len(found)} dòng sang kế hoạch {target.school_year}.")
    return redirect(f"{reverse('plan')}?{urlencode({'nam': target.school_year})}")


def _seen(text: str) -> tuple[int, str]:
    """A line that was ticked, and the mark of what it said: "17:9f…"."""
    key, _, mark = text.partition(":")
    return key_of(key), mark


def _drafts(request: MemberRequest) -> Any:
    """The plans of this school that take lines."""
    return Plan.objects.filter(school=request.acting.school, state=PlanState.DRAFT).order_by("-school_year", "-pk")


def _lines(
    request: MemberRequest, source: Plan, *, chosen: set[int] | None = None, into: int | None = None, why: str = ""
) -> HttpResponse:
    page = stretch(lines_of(source, request.acting.school), ["position", "pk"], LINES_A_PAGE, request.GET)
    said = along([each.pk for each in page.rows], request.acting.school).said()
    rows = [(each, row_mark(each), each.pk in (chosen or ()), said.get(each.pk, ())) for each in page.rows]
    told = {"source": source, "page": page, "rows": rows, "drafts": list(_drafts(request)), "into": into, "why": why}
    return render(request, "handover/carry.html", told, status=422 if why else 200)
