"""A forgotten password (quên mật khẩu): a letter where the site sends some; a link by the school or the keeper; and the
page a link leads to."""

import logging
from threading import Thread
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.mail import EmailMessage, get_connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from caitien.access.models import User
from caitien.access.people.reset import ResetLink, link_for, person_with, reset_by_school, set_password
from caitien.access.reads import people_for
from caitien.domain.refused import Refused
from caitien.web.account.again import asked_again
from caitien.web.account.guessing import account_of
from caitien.web.account.passwords import NOT_ALIKE, RULES, faults_of, password_field
from caitien.web.errors import Trouble, trouble
from caitien.web.machine.site import secret_in, with_secret
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import say
from caitien.web.requests.tries import count_wrong, may_ask, may_guess
from caitien.web.school.links import PATIENCE, can_send

LOG: Final = logging.getLogger(__name__)
OPENED: Final = "reset"  # in the session: the secret of the link that was opened
SENT: Final = "Nếu tài khoản có thư điện tử đã xác nhận, đường dẫn đặt lại mật khẩu đã được gửi tới đó."
CLOSED: Final = Trouble(
    "Đường dẫn này không mở được", "Mỗi đường dẫn dùng một lần, trong 24 giờ. Thầy cô hãy xin đường dẫn mới."
)
TOO_MANY: Final = Trouble("Thử lại sau ít phút", "Vừa có quá nhiều lần thử từ nơi này. Xin chờ ít phút rồi thử lại.")
SUBJECT: Final = "Đặt lại mật khẩu CảiTiến"
LETTER: Final = """Kính gửi thầy cô {name},

Có người xin đặt lại mật khẩu của tài khoản {username}. Nếu đó là thầy cô, hãy mở đường dẫn này
(dùng một lần, trong 24 giờ):

{address}

Nếu không phải, xin bỏ qua thư này; mật khẩu không đổi."""
TOLD: Final = """Kính gửi thầy cô {name},

{who} vừa tạo đường dẫn đặt lại mật khẩu cho tài khoản {username} của thầy cô. Nếu thầy cô không nhờ, xin báo
hiệu trưởng và đổi mật khẩu."""


class NewPasswordForm(forms.Form):
    """Another password, typed twice (mật khẩu mới)."""

    password = password_field("Mật khẩu mới", help_text=RULES)
    again = password_field("Gõ lại mật khẩu mới")

    def __init__(self, sent: Any, person: User) -> None:
        super().__init__(sent)
        self.person = person

    def clean(self) -> dict[str, Any]:
        """Good enough, typed twice alike."""
        password, again = (self.cleaned_data.get(name) for name in ("password", "again"))
        if password and again and password != again:
            self.add_error("again", NOT_ALIKE)
        for fault in faults_of(password, self.person) if password else ():
            self.add_error("password", fault)
        return self.cleaned_data


@never_cache
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """What to do about a forgotten password (quên mật khẩu). Whoever asks is told the same, whether there is such an
    account or not; the letter goes out afterwards, so that not even the time tells."""
    if request.method == "POST" and can_send():
        login = request.POST.get("login", "")[:254]
        if not may_ask(request, account_of(login)):
            return trouble(request, 429, TOO_MANY)
        Thread(target=_send_to, args=(login,), daemon=True).start()
        messages.success(request, SENT)
        return redirect("account_login")
    return render(request, "account/forgotten.html", {"by_mail": can_send()})


def letter_for(login: str) -> EmailMessage | None:
    """The letter to who is called so, where they have an address (thư đặt lại mật khẩu). Two queries."""
    kind, _, key = account_of(login).partition(" ")
    person = User.objects.filter(pk=key, is_active=True).exclude(email="").first() if kind == "user" else None
    if person is None:
        return None
    address = with_secret(reverse("password_link"), link_for(person).secret)
    return EmailMessage(
        SUBJECT, LETTER.format(name=person, username=person.username, address=address), to=[person.email]
    )


def _send_to(login: str) -> None:
    from django.db import connection

    try:
        if letter := letter_for(login):
            get_connection(timeout=PATIENCE).send_messages([letter])
    except OSError:  # what smtplib raises is one too
        LOG.exception("a letter about a forgotten password could not be sent")
    finally:
        connection.close()


@never_cache
@require_http_methods(["GET", "POST"])
def password_link(request: HttpRequest) -> HttpResponse:
    """Where a link leads: another password is set (đặt lại mật khẩu). Nobody is signed in by it: a second factor is
    asked for as ever."""
    if request.method == "POST" and "ma" in request.POST:
        return _opened(request, secret_in(request.POST["ma"]))
    secret = request.session.get(OPENED)
    if secret is None:
        return render(request, "account/door_key.html", {"title": "Đặt lại mật khẩu"})
    person = person_with(secret)
    if person is None:
        del request.session[OPENED]
        return trouble(request, 404, CLOSED)
    form = NewPasswordForm(request.POST if request.method == "POST" else None, person)
    if not form.is_valid():
        context = {"form": form, "person": person}
        return render(request, "account/new_password.html", context, status=422 if form.errors else 200)
    del request.session[OPENED]
    if isinstance(set_password(secret, form.cleaned_data["password"]), Refused):
        return trouble(request, 404, CLOSED)
    messages.success(request, f"Đã đặt mật khẩu mới. Tên đăng nhập: {person.username}.")
    return redirect("account_login")


def _opened(request: HttpRequest, secret: str) -> HttpResponse:
    if not may_guess(request, "reset"):
        return trouble(request, 429, TOO_MANY)
    if person_with(secret) is None:
        count_wrong(request, "reset")
        return trouble(request, 404, CLOSED)
    request.session[OPENED] = secret
    return redirect("password_link")


@for_members("people.reset")
@require_http_methods(["GET", "POST"])
def reset_person(request: MemberRequest, pk: int) -> HttpResponse:
    """A link for someone of the school who forgot their password (cho đặt lại mật khẩu). Eight queries."""
    person = get_object_or_404(people_for(request.acting), pk=pk)
    if request.method == "GET":
        return render(request, "school/reset.html", {"person": person})
    return _reset(request, person)


@asked_again
def _reset(request: MemberRequest, person: User) -> HttpResponse:
    found = reset_by_school(request.user, request.acting.school, person=person.pk)
    if not isinstance(found, ResetLink):
        say(request, found, "")
        return redirect("people")
    _tell(person, by=request.user)
    context = {"person": person, "address": with_secret(reverse("password_link"), found.secret)}
    return render(request, "school/reset.html", context)


def _tell(person: User, *, by: User) -> None:
    """A word to the person, where the site sends letters; else they read it when they sign in."""
    if not (can_send() and person.email):
        return
    words = TOLD.format(name=person, who=by, username=person.username)
    try:
        get_connection(timeout=PATIENCE).send_messages([EmailMessage(SUBJECT, words, to=[person.email])])
    except OSError:
        LOG.exception("a letter about a link to set a password could not be sent")
