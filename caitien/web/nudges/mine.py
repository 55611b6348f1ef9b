"""One's own reminders (nhắc việc và lịch của tôi): what one was asked, mails, the calendar on one's
telephone."""

from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from caitien.nudges.feed.opening import close_feed, feed_of, open_feed
from caitien.nudges.mail.stopping import choose_letters, mailbox_of
from caitien.nudges.reads import nudges_of
from caitien.web.machine.site import absolute
from caitien.web.nudges.links import qr_of
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import say

ASKED: Final = 20  # of the last, some months


@for_members("work.look")
@require_GET
def reminders(request: MemberRequest) -> HttpResponse:
    """The page. Seven queries."""
    return _page(request)


@for_members("work.look")
@require_POST
def make_feed(request: MemberRequest) -> HttpResponse:
    """Make the address of one's calendar; it is shown this once (làm địa chỉ lịch)."""
    address = absolute(reverse("feed", args=[open_feed(request.user)]))
    return _page(request, address=address, qr=qr_of(address))


@for_members("work.look")
@require_POST
def take_feed_back(request: MemberRequest) -> HttpResponse:
    """Let the address open nothing any more (thu hồi)."""
    done = close_feed(request.user)
    say(request, done, "Đã thu hồi địa chỉ lịch; từ bây giờ không mở được nữa.")
    return redirect("reminders")


@for_members("work.look")
@require_POST
def choose(request: MemberRequest) -> HttpResponse:
    """Take no more mails that ask, or take them again (nhận, thôi nhận thư nhắc)."""
    wanted = request.POST.get("nhan") == "1"
    choose_letters(request.user, wanted=wanted)
    messages.success(request, "Đã nhận lại thư nhắc." if wanted else "Từ bây giờ thầy cô không nhận thư nhắc nữa.")
    return redirect("reminders")


def _page(request: MemberRequest, **shown: Any) -> HttpResponse:
    context = {
        "may_send": bool(settings.EMAIL_HOST),
        "box": mailbox_of(request.user),
        "feed": feed_of(request.user),
        "nudges": nudges_of(request.acting)[:ASKED],
        **shown,
    }
    return render(request, "nudges/mine.html", context)
