"""The first page (trang đầu): what now?"""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from caitien.access.models import User
from caitien.access.schools.open_school import is_empty_site
from caitien.plans.models import Plan
from caitien.plans.reads import plans_for, uploads_for
from caitien.web.drop import DropForm
from caitien.web.member import MemberRequest, acting_user_at, for_members
from caitien.work.awaiting import awaited_in
from caitien.work.comments import mentions_for
from caitien.work.overview import decisions_of
from caitien.work.tally import sums_of

NOW_SHOWN: Final = 3  # things that need a person at once: more would be none


def home(request: HttpRequest) -> HttpResponse:
    """Where a person is led first (trang đầu): a teacher to their work, others to today in their school, or to the
    schools or bodies in their care."""
    acting = acting_user_at(request) if isinstance(request.user, User) else None
    if acting and acting.at and acting.only_works:
        return redirect("mine")
    if acting is None or acting.at is not None:
        return today(request)
    if acting.offices:
        return redirect("schools")
    return redirect("begin" if is_empty_site() else "bodies")


@for_members("plan.look")
def today(request: MemberRequest) -> HttpResponse:
    """What needs the person now, how the year stands, and what to do next. Fifteen queries while nothing changed."""
    plans = list(plans_for(request.acting)[:5])
    may = request.acting.may
    context = {
        "plan": plans[0] if plans else None,
        "older": plans[1:],
        "mentions": mentions_for(request.acting)[:NOW_SHOWN] if may("work.look") else (),
        "waiting": uploads_for(request.acting).filter(adopted_at=None, put_aside_at=None).defer("paper")[:3]
        if may("upload.receive")
        else (),
        "may_receive": may("upload.receive"),
        "form": DropForm(),
        **(_stands(request, plans[0]) if plans else {}),
    }
    return render(request, "home.html", context)


def _stands(request: MemberRequest, plan: Plan) -> dict[str, Any]:
    """How the year stands, and for who decides what waits for it. Six queries at most while nothing changed."""
    day = localdate()
    sums, awaited = sums_of(plan, day), awaited_in(plan)
    decides = request.acting.may("plan.approve")
    return {
        "counts": sums.by_state,
        "late": sums.count(late=True),
        "awaited": awaited,
        "longest": (day - awaited[0].since).days if awaited else 0,
        "decisions": decisions_of(plan)[:NOW_SHOWN] if decides else (),
    }
