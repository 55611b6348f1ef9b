"""Adjustments of what an approved plan prints beside its lines (điều chỉnh phần khác): head, problems, reviews."""

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Clash, Refused
from caitien.domain.texts.folding import clean
from caitien.plans.life.adjust import NOT_APPROVED, propose_part
from caitien.plans.life.proposals import Cell, cells_of_part
from caitien.plans.models import Adjustment, Plan
from caitien.plans.parts.part import PlanPart, part_named, parts_of
from caitien.plans.reads import plans_for
from caitien.web.member import MemberRequest, for_members
from caitien.web.planning.adjusting import CLASHES, NOTHING_NEW, given, proposed, why_form
from caitien.web.planning.forms import WhyForm

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


def _form(request: MemberRequest, part: PlanPart, cells: list[Cell], why: WhyForm) -> HttpResponse:
    context = {
        "plan": part.plan,
        "part": part,
        "cells": cells,
        "why": why,
        "closed": NOT_APPROVED.get(PlanState(part.plan.state)),
        "may_decide": request.acting.may("adjustment.decide"),
        "today": localdate(),
    }
    return render(request, "planning/adjust_part.html", context, status=422 if why.is_bound else 200)
