"""The first page (trang đầu): what now?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from caitien.access.models import User
from caitien.access.open_school import is_empty_site
from caitien.plans.reads import counts_of, plans_for, uploads_for
from caitien.web.drop import DropForm
from caitien.web.member import MemberRequest, for_members, standing_at


def home(request: HttpRequest) -> HttpResponse:
    """Where a person is led first (trang đầu): a teacher to their work, others to today in their school, or to the
    schools or bodies in their care."""
    standing = standing_at(request) if isinstance(request.user, User) else None
    if standing and standing.at and standing.only_works:
        return redirect("mine")
    if standing is None or standing.at is not None:
        return today(request)
    if standing.offices:
        return redirect("schools")
    return redirect("begin" if is_empty_site() else "bodies")


@for_members("plan.look")
def today(request: MemberRequest) -> HttpResponse:
    """What the school has, and what to do next. Nine queries."""
    plans = list(plans_for(request.standing)[:5])
    may_receive = request.standing.may("upload.receive")
    context = {
        "plan": plans[0] if plans else None,
        "older": plans[1:],
        "counts": counts_of(plans[0]) if plans else {},
        "waiting": uploads_for(request.standing).filter(adopted_at=None).defer("paper")[:3] if may_receive else (),
        "may_receive": may_receive,
        "form": DropForm(),
    }
    return render(request, "home.html", context)
