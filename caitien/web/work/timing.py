"""Words that name no day (chữ không rõ ngày): a person says when."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from caitien.domain.refused import Refused
from caitien.plans.models import Plan, Task
from caitien.plans.reads import lines_for, plans_for
from caitien.web.member import MemberRequest, for_members
from caitien.web.paging import COUNTED, stretch
from caitien.web.sent import key_in
from caitien.work.schedule import refresh_occurrences
from caitien.work.timing import asked_of, set_time

LINES_A_PAGE = 30
NO_DAY = Refused("Xin ghi ngày như 31/03/2027, hoặc bấm “Không có hạn”.")


@for_members("work.time")
@require_http_methods(["GET", "POST"])
def times(request: MemberRequest, pk: int) -> HttpResponse:
    """The lines of a plan that tell too little of their days, and a person's answer. Eight queries to look."""
    plan = get_object_or_404(plans_for(request.acting), pk=pk)
    if request.method == "GET":
        return _page(request, plan)
    task = get_object_or_404(lines_for(request.acting), plan=plan, pk=key_in(request.POST, "task"))
    done = _answered(request, task)
    if isinstance(done, Refused):
        return _page(request, plan, wrong=task.pk, why=done.reason)
    messages.success(request, "Đã ghi hạn.")
    return redirect("times", plan.pk)


def _answered(request: MemberRequest, task: Task) -> Any:
    if "none" in request.POST:
        return set_time(request.user, task, None, None)
    first, due = (_day(request.POST.get(name, "")) for name in ("first", "due"))
    if isinstance(first, Refused) or isinstance(due, Refused) or due is None:
        return NO_DAY
    return set_time(request.user, task, first, due)


def _day(text: str) -> dt.date | Refused | None:
    for pattern in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
    return NO_DAY if text.strip() else None


def _page(request: MemberRequest, plan: Plan, **trouble: Any) -> HttpResponse:
    refresh_occurrences([plan])
    page = stretch(asked_of(plan), ["task__position", "task_id"], LINES_A_PAGE, request.GET, COUNTED)
    context = {"plan": plan, "page": page, "typed": request.POST, **trouble}
    return render(request, "work/times.html", context, status=422 if trouble else 200)
