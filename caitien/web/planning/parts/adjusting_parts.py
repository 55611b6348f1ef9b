"""Adjustments of what an approved plan prints beside its lines (điều chỉnh phần khác): head, problems, reviews."""

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Clash, Refused
from caitien.domain.texts.folding import clean
from caitien.plans.life.adjust import NOT_APPROVED, propose_new_part, propose_part, propose_part_withdrawal
from caitien.plans.life.proposals import NEW_PARTS, Cell, cells_of_part
from caitien.plans.models import Adjustment, Plan
from caitien.plans.parts.part import FIELDS_OF, PlanPart, part_named, parts_of
from caitien.plans.reads import plans_for
from caitien.web.planning.forms import WhyForm
from caitien.web.planning.lifecycle.adjusting import CLASHES, NOTHING_NEW, given, proposed, why_form
from caitien.web.planning.parts.part_forms import KINDS
from caitien.web.requests.member import MemberRequest, for_members

MOST_PARTS: Final = 500


@for_members("adjustment.propose")
@require_GET
def parts(request: MemberRequest, pk: int) -> HttpResponse:
    """Which part is to change (chọn phần)? Six queries."""
    plan = _plan(request, pk)
    context = {"plan": plan, "parts": parts_of(plan)[:MOST_PARTS], "closed": NOT_APPROVED.get(PlanState(plan.state))}
    return render(request, "planning/adjust_parts.html", context)


@for_members("adjustment.propose")
@require_http_methods(["GET", "POST"])
def propose(request: MemberRequest, pk: int, part: str) -> HttpResponse:
    """Propose other texts for a part: every field of the form that says something else."""
    found, why = _part(request, pk, part), why_form(request)
    cells = cells_of_part(found)
    if request.method == "GET":
        return _form(request, found, cells, why)
    typed = [Cell(cell.field, cell.text, clean(request.POST.get(f"new-{cell.field}", cell.text))) for cell in cells]
    if not why.is_valid():
        return _form(request, found, typed, why)
    sent = [_sent(request, found, cell, why) for cell in typed if cell.shown != cell.text]
    rows = [each for each in sent if isinstance(each, Adjustment)]
    if rows and len(rows) == len(sent):
        return proposed(request, found.plan, rows, why)
    refused = [each for each in sent if isinstance(each, Refused)]
    plain = next((each.reason for each in refused if not isinstance(each, Clash)), "")
    why.add_error(None, plain or (CLASHES if refused else NOTHING_NEW))
    return _form(request, found, typed, why)


@for_members("adjustment.propose")
@require_http_methods(["GET", "POST"])
def propose_new(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    """Propose a problem or a review more (đề nghị thêm). Four queries to look."""
    plan, why = _plan(request, pk), why_form(request)
    if kind not in KINDS:
        raise Http404(kind)
    typed = {name: clean(request.POST.get(f"new-{name}", "")) for name in FIELDS_OF[KINDS[kind]]}
    done = (
        propose_new_part(request.user, plan, kind=KINDS[kind], values=typed, **given(why)) if why.is_valid() else None
    )
    if isinstance(done, Adjustment):
        return proposed(request, plan, [done], why)
    if done:
        why.refuse(done)
    cells = [Cell(name, text) for name, text in typed.items()]
    context = {**_asked(request, plan, why), "name": NEW_PARTS[KINDS[kind]], "cells": cells}
    return render(request, "planning/adjust_part.html", context, status=422 if why.errors else 200)


@for_members("adjustment.propose")
@require_POST
def withdraw(request: MemberRequest, pk: int, part: str) -> HttpResponse:
    """Propose to give a problem or a review up (đề nghị rút)."""
    found, why = _part(request, pk, part), why_form(request, "out")
    done = propose_part_withdrawal(request.user, found.plan, part=part, **given(why)) if why.is_valid() else None
    if isinstance(done, Adjustment):
        return proposed(request, found.plan, [done], why)
    if done:
        why.refuse(done)
    return _form(request, found, cells_of_part(found), WhyForm(auto_id="why_%s"), out=why)


def _plan(request: MemberRequest, pk: int) -> Plan:
    return get_object_or_404(plans_for(request.acting), pk=pk)


def _part(request: MemberRequest, pk: int, name: str) -> PlanPart:
    found = part_named(_plan(request, pk), name)
    if found is None:
        raise Http404(name)
    return found


def _sent(request: MemberRequest, part: PlanPart, cell: Cell, why: WhyForm) -> Adjustment | Refused:
    said = {"field": cell.field, "new": cell.shown, "seen": request.POST.get(f"seen-{cell.field}", "")}
    return propose_part(request.user, part.plan, part=part.slug, **said, **given(why))


def _form(
    request: MemberRequest, part: PlanPart, cells: list[Cell], why: WhyForm, out: WhyForm | None = None
) -> HttpResponse:
    status = 422 if (out or why).is_bound else 200
    shown = {"part": part, "name": part.name, "cells": cells, "out": out or WhyForm(auto_id="out_%s")}
    context = {**_asked(request, part.plan, why), **shown}
    return render(request, "planning/adjust_part.html", context, status=status)


def _asked(request: MemberRequest, plan: Plan, why: WhyForm) -> dict[str, Any]:
    """What every form of a proposal about a part shows."""
    return {
        "plan": plan,
        "why": why,
        "closed": NOT_APPROVED.get(PlanState(plan.state)),
        "may_decide": request.acting.may("adjustment.decide"),
        "today": localdate(),
    }
