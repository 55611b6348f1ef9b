"""The first page (trang đầu): what now?"""

from django.http import HttpResponse
from django.shortcuts import render

from caitien.plans.reads import counts_of, plans_for, uploads_for
from caitien.web.drop import DropForm
from caitien.web.member import MemberRequest, for_members


@for_members("plan.look")
def home(request: MemberRequest) -> HttpResponse:
    """What the school has, and what to do next. Seven queries."""
    plans = list(plans_for(request.standing)[:5])
    waiting = uploads_for(request.standing).filter(adopted_at=None).defer("paper")[:3]
    context = {
        "plan": plans[0] if plans else None,
        "older": plans[1:],
        "counts": counts_of(plans[0]) if plans else {},
        "waiting": waiting,
        "may_receive": request.standing.may("upload.receive"),
        "form": DropForm(),
    }
    return render(request, "home.html", context)
