"""Adjustments of an approved plan (điều chỉnh): what is proposed, what was decided; and the forms to propose one."""

from collections.abc import Sequence
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Clash, Refused
from caitien.domain.texts.folding import clean
from caitien.plans.life.adjust import (
    NOT_APPROVED,
    decide_adjustments,
    propose_addition,
    propose_change,
    propose_withdrawal,
    take_back_adjustment,
)
from caitien.plans.life.adjusted import FIELDS
from caitien.plans.life.life import plan_mark
from caitien.plans.life.proposals import Cell, adjustable, adjustments_of, fields_of, shown
from caitien.plans.models import Adjustment, Plan, Task
from caitien.plans.reads import lines_for, plans_for
from caitien.web.planning.forms import NOT_A_DAY, DecideForm, WhyForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import Listed, stretch
from caitien.web.requests.sent import keys_in

WAITING_SHOWN: Final = 100
SETTLED_A_PAGE: Final = 20
NONE_CHOSEN: Final = "Xin chọn ít nhất một đề nghị."
NOTHING_NEW: Final = "Chưa có ô nào được sửa. Xin sửa chữ của ô cần đổi rồi gửi."
CLASHES: Final = "Ô đánh dấu dưới đây vừa đổi trong lúc thầy cô viết. Xin xem chữ đang có rồi gửi lại."


@for_members("plan.look")
@require_GET
def adjustments(request: MemberRequest, pk: int) -> HttpResponse:
    """What waits first, then what came of the others. Eleven queries at most."""
    return _list(request, _plan(request, pk))


@for_members("adjustment.decide")
@require_POST
def decide(request: MemberRequest, pk: int) -> HttpResponse:
    """Approve or refuse the ticked proposals."""
    plan = _plan(request, pk)
    keys, approve, form = keys_in(request.POST, "chon"), "duyet" in request.POST, DecideForm(request.POST)
    if not keys:
        form.add_error(None, NONE_CHOSEN)
    if form.is_valid() and approve and not form.cleaned_data["date"]:
        form.add_error("date", NOT_A_DAY)
    if not form.is_valid():
        return _list(request, plan, form)
    said = {**form.cleaned_data, "date": form.cleaned_data["date"] or localdate()}
    done = decide_adjustments(request.user, plan, keys=keys, approve=approve, seen=request.POST.get("seen", ""), **said)
    if isinstance(done, Refused):
        form.refuse(done)
        return _list(request, plan, form)
    text = f"Đã duyệt {len(keys)} điều chỉnh: kế hoạch có bản {done.number}." if approve else "Đã ghi là không duyệt."
    messages.success(request, text)
    return redirect("adjustments", pk)


@for_members("adjustment.take_back")
@require_POST
def take_back(request: MemberRequest, pk: int, key: int) -> HttpResponse:
    """Take one's own proposal back."""
    row = get_object_or_404(_plan(request, pk).adjustments.select_related("plan"), pk=key)
    done = take_back_adjustment(request.user, row)
    if isinstance(done, Refused):
        messages.error(request, done.reason)
    else:
        messages.success(request, "Đã rút lại đề nghị.")
    return redirect("adjustments", pk)


@for_members("adjustment.propose")
@require_http_methods(["GET", "POST"])
def propose(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """Propose other texts for a line: every cell of the form that says something else (đề nghị sửa)."""
    found, why = _line(request, pk, task), why_form(request)
    cells = adjustable(found)
    typed = [Cell(cell.field, cell.text, clean(request.POST.get(f"new-{cell.field}", cell.text))) for cell in cells]
    wanted = [cell for cell in typed if cell.shown != cell.text or f"seen-{cell.field}" in request.POST]
    if request.method == "GET":
        return _form(request, found, cells, why)
    if not why.is_valid():
        return _form(request, found, typed, why)
    sent = [_sent(request, found, cell, why) for cell in wanted if cell.shown != cell.text]
    rows = [each for each in sent if isinstance(each, Adjustment)]
    if len(rows) < len(sent) or not sent:
        return _form(request, found, typed, why, *sent)
    return proposed(request, found.plan, rows, why)


@for_members("adjustment.propose")
@require_POST
def withdraw(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """Propose to give a line up (đề nghị rút dòng)."""
    found, why = _line(request, pk, task), why_form(request, "out")
    if not why.is_valid():
        return _form(request, found, [], why)
    done = propose_withdrawal(request.user, found, **given(why))
    if isinstance(done, Refused):
        return _form(request, found, [], why, done)
    return proposed(request, found.plan, [done], why)


@for_members("adjustment.propose")
@require_http_methods(["GET", "POST"])
def propose_line(request: MemberRequest, pk: int) -> HttpResponse:
    """Propose a new line (đề nghị thêm dòng)."""
    plan, why = _plan(request, pk), why_form(request)
    typed = {name: clean(request.POST.get(name, "")) for name in ("criterion", *FIELDS)}
    done = propose_addition(request.user, plan, values=typed, **given(why)) if why.is_valid() else None
    if isinstance(done, Adjustment):
        return proposed(request, plan, [done], why)
    if done:
        why.refuse(done)
    context = {
        "plan": plan,
        "cells": [Cell(name, typed[name]) for name in fields_of(plan)],
        "criterion": typed["criterion"],
        "why": why,
        "closed": NOT_APPROVED.get(PlanState(plan.state)),
        **_asked(request),
    }
    return render(request, "planning/adjust_new.html", context, status=422 if why.errors else 200)


def _plan(request: MemberRequest, pk: int) -> Plan:
    return get_object_or_404(plans_for(request.acting), pk=pk)


def _line(request: MemberRequest, pk: int, task: int) -> Task:
    return get_object_or_404(lines_for(request.acting), plan=pk, pk=task)


# --- to propose -------------------------------------------------------------------------------------------------------


def why_form(request: MemberRequest, at: str = "why") -> WhyForm:
    """Why a change is proposed, as it was sent. A day that is none keeps everything from being even proposed."""
    return WhyForm(request.POST if request.method == "POST" else None, auto_id=f"{at}_%s")


def given(why: WhyForm) -> dict[str, str]:
    """What the form says, as the verbs take it."""
    return {name: why.cleaned_data[name] for name in ("reason", "paper_number")}


def _sent(request: MemberRequest, task: Task, cell: Cell, why: WhyForm) -> Adjustment | Refused:
    seen = request.POST.get(f"seen-{cell.field}", "")
    return propose_change(request.user, task, field=cell.field, new=cell.shown, seen=seen, **given(why))


def proposed(request: MemberRequest, plan: Plan, rows: list[Adjustment], why: WhyForm) -> HttpResponse:
    """Proposed; and where the chair says so in the same form, approved."""
    date = why.cleaned_data["date"] or localdate()
    version = None
    if "duyet" in request.POST and request.acting.may("adjustment.decide"):
        number, keys = clean(request.POST.get("number", "")), [row.pk for row in rows]
        plan.refresh_from_db()
        seen = plan_mark(plan)
        done = decide_adjustments(request.user, plan, keys=keys, approve=True, number=number, date=date, seen=seen)
        if isinstance(done, Refused):
            messages.error(request, done.reason)
            return redirect("adjustments", plan.pk)
        version = done
    waits = f"Đã gửi {len(rows)} đề nghị, chờ hiệu trưởng duyệt."
    messages.success(request, f"Đã duyệt: kế hoạch có bản {version.number}." if version else waits)
    return redirect("adjustments", plan.pk)


def _form(
    request: MemberRequest, task: Task, cells: list[Cell], why: WhyForm, *sent: Adjustment | Refused
) -> HttpResponse:
    """The form of a line, again with what was typed where something hindered it."""
    refused = [each for each in sent if isinstance(each, Refused)]
    plain = next((each.reason for each in refused if not isinstance(each, Clash)), "")
    out = why.auto_id == "out_%s"
    if why.is_bound and not why.errors:
        why.add_error(None, plain or (CLASHES if refused else NOTHING_NEW))
    context = {
        "plan": task.plan,
        "task": task,
        "goal": task.goal,
        "cells": cells or adjustable(task),
        "opened": request.GET.get("o", ""),
        "why": WhyForm(auto_id="why_%s") if out else why,
        "out": why if out else WhyForm(auto_id="out_%s"),
        "closed": NOT_APPROVED.get(PlanState(task.plan.state)),
    }
    return render(request, "planning/adjust.html", context, status=422 if why.is_bound else 200)


def _asked(request: MemberRequest) -> dict[str, Any]:
    may = request.acting.may("adjustment.decide")
    return {"may_decide": may, "today": localdate()}


# --- to decide --------------------------------------------------------------------------------------------------------


def _list(request: MemberRequest, plan: Plan, form: DecideForm | None = None) -> HttpResponse:
    waiting = list(adjustments_of(plan, waiting=True)[:WAITING_SHOWN])
    here = Listed(reverse("adjustments", args=[plan.pk]))
    settled = adjustments_of(plan, waiting=False)
    page = stretch(settled, ["-decided_at", "-pk"], SETTLED_A_PAGE, request.GET, here)
    context = {
        "plan": plan,
        "waiting": shown(plan, waiting) if waiting else [],
        "page": page,
        "settled": shown(plan, page.rows) if page.rows else [],
        "mark": plan_mark(plan),
        "form": form or DecideForm(initial={"date": localdate()}),
        "ticked": _ticked(request, waiting),
        "open": plan.state not in NOT_APPROVED,
        "may_propose": request.acting.may("adjustment.propose"),
        **_asked(request),
    }
    return render(request, "planning/adjustments.html", context, status=422 if form else 200)


def _ticked(request: MemberRequest, waiting: Sequence[Adjustment]) -> set[int]:
    """Which proposals are ticked: those that were sent, and the one that waits alone, whose texts stand right above
    the button."""
    if request.method == "POST":
        return set(keys_in(request.POST, "chon"))
    return {row.pk for row in waiting} if len(waiting) == 1 else set()
