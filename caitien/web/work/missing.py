"""What nobody told yet (còn thiếu): which lines, from whom; one tap asks them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from caitien.domain.refused import Refused
from caitien.domain.texts.folding import clean
from caitien.nudges.reads import asked_of
from caitien.plans.models import Plan, Task
from caitien.plans.reads import lines_for, plans_for
from caitien.web.machine.site import absolute
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import COUNTED, stretch
from caitien.work.counting.missing import (
    Askable,
    Missing,
    askable,
    message_for_group,
    missing_of,
    missing_tasks,
    remind,
)

LINES_A_PAGE = 50


@for_members("work.remind")
@require_GET
def missing(request: MemberRequest) -> HttpResponse:
    """What is missing in the plan of a year (``?nam=``), by default the last. Fourteen queries."""
    return render(request, "work/missing.html", _context(request))


def _context(request: MemberRequest) -> dict[str, Any]:
    year = clean(request.GET.get("nam", ""))
    plans = plans_for(request.acting)
    plan = plans.filter(school_year=year).first() if "nam" in request.GET else plans.first()
    return {"plan": plan, **(_of_plan(request, plan) if plan else {})}


def _of_plan(request: MemberRequest, plan: Plan) -> dict[str, Any]:
    today = localdate()
    page = stretch(missing_tasks(plan, today), ["position", "pk"], LINES_A_PAGE, request.GET, COUNTED)
    found = missing_of(plan, page.rows, today)
    address = absolute(reverse("mine"))
    message, may_link = message_for_group(found, address), request.acting.may("answer_link.make")
    asked = asked_of(request.acting, [turn.pk for each in found for turn in each.overdue])
    return {
        "page": page,
        "missing": [(each, _asked_at(each, asked)) for each in found],
        "message": message,
        "today": today,
        "may_link": may_link,
        "may_mail": bool(settings.EMAIL_HOST) and request.acting.may("nudge.mail"),
    }


def _asked_at(missing: Missing, asked: Mapping[int, dt.datetime]) -> dt.datetime | None:
    """When somebody was asked about it last: by a remark, a text or a mail."""
    return max(filter(None, [missing.asked_at, *(asked.get(turn.pk) for turn in missing.overdue)]), default=None)


@for_members("work.remind")
@require_POST
def ask(request: MemberRequest, task: int) -> HttpResponse:
    """Ask whose line it is how it stands."""
    found: Task = get_object_or_404(lines_for(request.acting), pk=task)
    done = remind(request.user, found, request.POST.get("text", ""))
    if isinstance(done, Refused):
        messages.error(request, done.reason)
    else:
        messages.success(request, "Đã nhắc. Lời nhắc hiện ở trang Việc của tôi của người được nhắc.")
        for warning in _unreached(askable([found.pk]).get(found.pk, Askable())):
            messages.warning(request, warning)
    return redirect(reverse("missing") + f"?nam={found.plan.school_year}#viec-{found.pk}")


def _unreached(whom: Askable) -> Iterator[str]:
    """Whom the reminder does not reach, and what to do (ai không thấy lời nhắc)."""
    if whom.silent:
        yield f"Chưa nhắc được {', '.join(whom.silent)}: không còn ai trong trường."
    if shut := [str(person) for person in whom.people if not person.is_active]:
        yield f"{', '.join(shut)} chưa có tài khoản nên không thấy lời nhắc. Xin gửi đường dẫn báo việc."
