"""Asking by mail what is missing (gửi thư nhắc), from the page that lists it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localtime, now
from django.views.decorators.http import require_POST

from caitien.domain.refused import Refused
from caitien.nudges.mail.asking import Mailed, ask_by_mail
from caitien.plans.reads import plans_for
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import key_or_none


@for_members("nudge.mail")
@require_POST
def send(request: MemberRequest) -> HttpResponse:
    """Ask everyone of a plan who can be written to, each with one mail."""
    plan = get_object_or_404(plans_for(request.acting), pk=key_or_none(request.POST, "plan"))
    done = ask_by_mail(request.user, plan, now=now())
    if isinstance(done, Refused):
        messages.error(request, done.reason)
    else:
        _say(request, done)
    return redirect(f"{reverse('missing')}?nam={plan.school_year}")


def _say(request: MemberRequest, done: Mailed) -> None:
    when = f"{localtime(done.moment):%H:%M ngày %d/%m/%Y}"
    messages.success(request, f"Thư nhắc đến {', '.join(done.names)} sẽ đi từ {when}.")
    if done.others:
        messages.warning(request, f"Không gửi thư cho {', '.join(done.others)}: xin dùng lời dán hoặc đường dẫn.")
