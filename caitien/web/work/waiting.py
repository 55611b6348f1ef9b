"""Whom the school waits for (chờ cấp trên): the list by body, the diary of one wait, and the forms that write it."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.access.reads import outside_bodies_for
from caitien.domain.refused import Refused
from caitien.plans.models import Task
from caitien.plans.reads import plans_for
from caitien.web.member import MemberRequest, for_members
from caitien.web.planning.life import day_of
from caitien.web.planning.line import line_at
from caitien.web.work.beside_line import ShownWait
from caitien.work.attachments import ACCEPT, fitting
from caitien.work.awaiting import (
    awaited_in,
    days_waited,
    ended_waitings,
    letters_of,
    waitings_for,
    waitings_in,
)
from caitien.work.models import Letter, Waiting
from caitien.work.waiting import end_waiting, open_waiting, record_letter_with_file

WAITINGS_A_PAGE: Final = 50
NO_DAY: Final = Refused("Xin ghi ngày, như 05/09/2026.")


@for_members("plan.look")
@require_GET
def waitings(request: MemberRequest) -> HttpResponse:
    """Who is waited for in a year, the longest first, and what came of the rest. Eleven queries."""
    plans = list(plans_for(request.acting))
    year = request.GET.get("nam")
    plan = next((plan for plan in plans if year in (None, plan.school_year)), None)
    if plan is None and year is not None:
        raise Http404(year)
    ended = "het" in request.GET
    rows = (ended_waitings(plan) if ended else waitings_in(plan)) if plan else Waiting.objects.none()
    page = Paginator(rows, WAITINGS_A_PAGE).get_page(request.GET.get("trang"))
    today = localdate()
    context = {
        "plans": plans,
        "plan": plan,
        "ended": ended,
        "page": page,
        "shown": [ShownWait(row, days_waited(row, today)) for row in page],
        "awaited": [(each, (today - each.since).days) for each in awaited_in(plan)] if plan else [],
    }
    return render(request, "work/waitings.html", context)


@for_members("plan.look")
@require_GET
def waiting(request: MemberRequest, pk: int) -> HttpResponse:
    """One wait: its diary, and the next thing to write into it. Eight queries."""
    return _one(request, _waiting(request, pk))


@for_members("waiting.record")
@require_http_methods(["GET", "POST"])
def begin(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """Write down that a line waits for a body outside."""
    line = line_at(request, pk, task)
    if request.method == "GET":
        return _form(request, line)
    found = _opened(request, line)
    if isinstance(found, Refused):
        return _form(request, line, found.reason)
    messages.success(request, f"Đã ghi: đang chờ {found.whom}.")
    return redirect("waiting", found.pk)


@for_members("waiting.record")
@require_POST
def letter(request: MemberRequest, pk: int) -> HttpResponse:
    """Write a letter into the diary."""
    found = _waiting(request, pk)
    done = _kept(request, found)
    if isinstance(done, Refused):
        return _one(request, found, why=done.reason, at="letter")
    messages.success(request, "Đã ghi công văn vào nhật ký.")
    return redirect("waiting", pk)


@for_members("waiting.record")
@require_POST
def end(request: MemberRequest, pk: int) -> HttpResponse:
    """Write down that the wait is over; then how does the line stand now?"""
    found = _waiting(request, pk)
    done = _over(request, found)
    if isinstance(done, Refused):
        return _one(request, found, why=done.reason, at="end")
    if found.task.waitings.filter(until=None).exists():
        messages.success(request, f"Đã ghi: hết chờ {found.whom}.")
        return redirect("waiting", pk)
    messages.success(request, f"Đã ghi: hết chờ {found.whom}. Bây giờ việc này đến đâu rồi?")
    return redirect("line", found.plan_id, found.task_id)


def _waiting(request: MemberRequest, pk: int) -> Waiting:
    return get_object_or_404(waitings_for(request.acting), pk=pk)


def _opened(request: MemberRequest, line: Task) -> Waiting | Refused:
    body, name, what, since = (request.POST.get(name, "") for name in ("body", "name", "what", "since"))
    key = int(body) if body.isascii() and body.isdecimal() and len(body) < 19 else None
    day = day_of(since)
    if day is None:
        return NO_DAY
    return open_waiting(request.user, line, body=key, name=name, what=what, since=day, today=localdate())


def _kept(request: MemberRequest, found: Waiting) -> Letter | Refused:
    way, number, summary, date = (request.POST.get(name, "") for name in ("way", "number", "summary", "date"))
    day = day_of(date)
    if day is None:
        return NO_DAY
    sent = request.FILES.get("file")
    file = fitting(sent.name or "", sent.read()) if sent and sent.size is not None else None
    if isinstance(file, Refused):
        return file
    said = {"way": way, "number": number, "date": day, "summary": summary}
    return record_letter_with_file(request.user, found, file, today=localdate(), **said)


def _over(request: MemberRequest, found: Waiting) -> Waiting | Refused:
    until, outcome = day_of(request.POST.get("until", "")), request.POST.get("outcome", "")
    if until is None:
        return NO_DAY
    return end_waiting(request.user, found, until=until, outcome=outcome, today=localdate())


def _one(request: MemberRequest, found: Waiting, **trouble: str) -> HttpResponse:
    """The page of a wait; ``trouble``: why something was not kept (``why``), of which form (``at``)."""
    context = {
        "waiting": found,
        "plan": found.plan,
        "task": found.task,
        "goal": found.task.goal,
        "days": days_waited(found, localdate()),
        "letters": letters_of(found),
        "ways": Letter.Way.choices,
        "accept": ACCEPT if request.acting.may("evidence.attach", found.task) else "",
        "today": localdate(),
        "typed": request.POST,
        "may_wait": not found.task.withdrawn and request.acting.may("waiting.record", found.task),
        **trouble,
    }
    return render(request, "work/waiting.html", context, status=422 if trouble else 200)


def _form(request: MemberRequest, task: Task, why: str = "") -> HttpResponse:
    context = {
        "plan": task.plan,
        "task": task,
        "goal": task.goal,
        "bodies": outside_bodies_for(request.acting),
        "today": localdate(),
        "typed": request.POST,
        "why": why,
    }
    return render(request, "work/waiting_new.html", context, status=422 if why else 200)
