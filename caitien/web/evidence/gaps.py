"""What is missing (còn thiếu): which finished lines and criteria nothing shows, and who owes it; one tap asks them."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from caitien.domain.texts.folding import clean
from caitien.evidence.codes.numbering import framework_of
from caitien.evidence.gaps import missing as gaps
from caitien.evidence.gaps.requiring import is_required, require_proofs
from caitien.plans.models import Plan
from caitien.plans.reads import lines_for, plans_for
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import COUNTED, stretch
from caitien.web.requests.sent import say
from caitien.web.templatetags.spoken import school_year
from caitien.work.counting.missing import remind

LINES_A_PAGE: Final = 30
SHOWN: Final = 20  # of each of the other kinds


@for_members("evidence.look")
@require_GET
def missing(request: MemberRequest) -> HttpResponse:
    """The page, of a year (``?nam=``), by default the last. Twenty-two queries, however large the store is."""
    year = clean(request.GET.get("nam", ""))[:9]
    plans = list(plans_for(request.acting)[:10])
    plan = next((each for each in plans if each.school_year == year), plans[0] if plans else None)
    place = f"Kế hoạch năm học {school_year(plan.school_year)}" if plan else ""
    context = {
        "place": place,
        "plan": plan,
        "plans": plans,
        "may_ask": request.acting.may("work.remind"),
        "may_require": request.acting.may("evidence.require"),
        "required": is_required(request.acting.school),
    }
    return render(request, "evidence/gaps.html", {**context, **(_of_plan(request, plan) if plan else {})})


def _of_plan(request: MemberRequest, plan: Plan) -> dict[str, Any]:
    school, day = request.acting.school, gaps.last_day_of(plan, localdate())
    page = stretch(gaps.unshown(plan), ["position", "pk"], LINES_A_PAGE, request.GET, COUNTED)
    cites = gaps.cited_by(plan)
    uncited = list(gaps.listed_never_cited(plan, cites)[: SHOWN + 1])
    return {
        "page": page,
        "owed": gaps.owed_of(page.rows),
        "criteria": gaps.bare_criteria(school, framework_of(school)),
        "unlisted": gaps.cited_never_listed(plan, cites)[:SHOWN],
        "uncited": uncited[:SHOWN],
        "more_uncited": len(uncited) > SHOWN,
        "figures": gaps.unproved_figures(plan)[:SHOWN],
        "expired": gaps.expired_by(school, day)[:SHOWN],
        "dead": gaps.dead_links(school)[:SHOWN],
        "day": day,
    }


@for_members("evidence.require")
@require_POST
def require(request: MemberRequest) -> HttpResponse:
    """Let reports wait for what shows their lines, or not (bắt buộc có minh chứng)."""
    required = request.POST.get("bat-buoc") == "1"
    done = require_proofs(request.user, request.acting.school, required=required)
    said = "Từ nay báo cáo chờ đủ minh chứng mới ban hành." if required else "Báo cáo không phải chờ minh chứng nữa."
    say(request, done, said)
    return redirect("evidence_gaps")


@for_members("work.remind")
@require_POST
def ask(request: MemberRequest, task: int) -> HttpResponse:
    """Ask whose line it is for something that shows it (hỏi người đó)."""
    found = get_object_or_404(lines_for(request.acting), pk=task)
    say(request, remind(request.user, found, gaps.ASK), "Đã hỏi. Lời hỏi hiện ở trang Việc của tôi của người đó.")
    return redirect(reverse("evidence_gaps") + f"?nam={found.plan.school_year}#viec-{found.pk}")
