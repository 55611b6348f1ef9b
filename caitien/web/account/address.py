"""Proving an address (xác nhận thư điện tử): a letter with a link, read by who is signed in to the account."""

import logging
from threading import Thread
from typing import Final

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.mail import EmailMessage, get_connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from caitien.access.models import User
from caitien.access.people.account import email_token, prove_email
from caitien.domain.refused import Refused
from caitien.web.machine.site import secret_in, with_secret
from caitien.web.school.links import PATIENCE, can_send

LOG: Final = logging.getLogger(__name__)
OPENED: Final = "email"  # in the session: the token of the link that was opened
SUBJECT: Final = "Xác nhận thư điện tử ở CảiTiến"
LETTER: Final = """Kính gửi thầy cô,

Tài khoản {username} ở CảiTiến ghi thư điện tử này. Nếu đó là thầy cô, hãy mở đường dẫn (trong 24 giờ) khi đang
đăng nhập tài khoản ấy:

{address}

Nếu không phải, xin bỏ qua thư này."""


def send_proof(person: User) -> str:
    """Send the letter to the address that waits (thư xác nhận): what to tell, or "" where no letters go out. It goes
    out afterwards: how long that takes tells nothing."""
    if not can_send() or not person.email_wanted:
        return ""
    Thread(target=_send, args=(proof_for(person),), daemon=True).start()
    return (
        f"Đã lưu. Xin mở thư vừa gửi tới {person.email_wanted} để xác nhận; từ lúc đó thư mới dùng để đăng nhập được."
    )


def proof_for(person: User) -> EmailMessage:
    """The letter (thư xác nhận)."""
    address = with_secret(reverse("email_proof"), email_token(person))
    return EmailMessage(SUBJECT, LETTER.format(username=person.username, address=address), to=[person.email_wanted])


def _send(letter: EmailMessage) -> None:
    try:
        get_connection(timeout=PATIENCE).send_messages([letter])
    except OSError:  # what smtplib raises is one too
        LOG.exception("a letter to prove an address could not be sent")


@never_cache
@require_http_methods(["GET", "POST"])
def email_proof(request: HttpRequest) -> HttpResponse:
    """Where the link leads (xác nhận thư): the token waits in the session while someone signs in."""
    if request.method == "POST":
        request.session[OPENED] = secret_in(request.POST.get("ma", ""))[:500]
        return redirect("email_proof")
    if OPENED not in request.session:
        return render(request, "account/door_key.html", {"title": "Xác nhận thư điện tử"})
    if not isinstance(request.user, User):
        return redirect_to_login(reverse("email_proof"))
    found = prove_email(request.user, request.session.pop(OPENED))
    if isinstance(found, Refused):
        messages.error(request, found.reason)
    else:
        messages.success(request, f"Đã xác nhận {found.email}.")
    return redirect("account")
