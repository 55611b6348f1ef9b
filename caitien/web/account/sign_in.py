"""Signing in (đăng nhập): who may come in, and where the door leads."""

import time
from datetime import datetime
from typing import Any, ClassVar, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.views import LoginView
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime

from caitien.access.models import User
from caitien.access.people.account import prove_by_vouching
from caitien.access.people.protect import should_protect
from caitien.access.people.reset import resets_of
from caitien.access.schools.open_school import is_empty_site
from caitien.demo import demo_people
from caitien.web.account.guessing import count_wrong_password, key_of, know_browser, may_try
from caitien.web.account.passwords import faults_of

LAST_HERE: Final = "last_here"  # in the session while someone signs in: when they did before
PUT_OFF: Final = "lop-bao-ve"  # the cookie of who chose "Để sau", signed
A_MONTH: Final = 30 * 24 * 60 * 60  # seconds
BACKEND: Final = "allauth.account.auth_backends.AuthenticationBackend"
MISMATCH: Final = "Tên và mật khẩu chưa khớp. Thầy cô kiểm tra lại dấu và chữ hoa rồi thử lần nữa."
WRONG_CODE: Final = "Mã chưa đúng hoặc đã hết hạn. Xin gõ mã đang hiện; nếu vẫn chưa được, xem lại giờ của điện thoại."
TOO_MANY: Final = "Quá nhiều lần chưa đúng. Để giữ an toàn, xin chờ năm phút rồi thử lại."


def put_off(answer: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Ask this person for a second factor again in a month (để sau), in this browser."""
    answer.set_signed_cookie(
        PUT_OFF, str(request.user.pk), max_age=A_MONTH, httponly=True, secure=request.is_secure(), samesite="Lax"
    )
    return answer


def is_put_off(request: HttpRequest, user: User) -> bool:
    """Whether they chose so here within the month (đã chọn để sau)."""
    return request.get_signed_cookie(PUT_OFF, default="", max_age=A_MONTH) == str(user.pk)


class Door(DefaultAccountAdapter):  # type: ignore[misc]
    """Who may come in by themselves (tự đăng ký): nobody; people are invited by their school."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": MISMATCH,
        "email_password_mismatch": MISMATCH,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_password": "Mật khẩu chưa đúng.",
        "enter_current_password": "Mật khẩu hiện nay chưa đúng.",
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def clean_password(self, password: str, user: User | None = None) -> str:
        """Judged as every new password is: :mod:`caitien.web.account.passwords`."""
        if faults := faults_of(password, user):
            raise forms.ValidationError(faults)
        return password

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of someone who signed in here a few minutes ago: a password is asked for once, not twice."""
        records = get_authentication_records(context.request, context.request.user)
        fresh = records and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not fresh and super().is_reauthentication_required(app=app, **kwargs)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counted by account and address apart: :mod:`caitien.web.account.guessing`."""
        if not may_try(request, _login_in(credentials)):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        count_wrong_password(request, _login_in(credentials))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return key_of(request, _login_in(credentials))

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """When they were here last, before this sign-in takes its place."""
        request.session[LAST_HERE] = user.last_login.isoformat() if user.last_login else ""
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Whoever leads a plan and has no second factor is asked for one on the way in."""
        onward: HttpResponse = super().post_login(request, user, **kwargs)
        if should_protect(user) and not is_put_off(request, user):
            onward = redirect(f"{reverse('protect')}?{urlencode({'next': onward['Location']})}")
        know_browser(onward, user)
        _tell_of_resets(request, user)
        return onward


def _tell_of_resets(request: HttpRequest, user: User) -> None:
    """Links to set a password that others made since the person was here."""
    last = request.session.pop(LAST_HERE, "")
    for made in resets_of(user, since=datetime.fromisoformat(last) if last else None):
        when = f"{localtime(made['at']):%H:%M %d/%m/%Y}"
        words = f"{made['actor_name']} đã tạo đường dẫn đặt lại mật khẩu của thầy cô lúc {when}."
        messages.warning(request, f"{words} Nếu không phải thầy cô nhờ, xin đổi mật khẩu.")


def _login_in(credentials: dict[str, Any]) -> str:
    return str(credentials.get("username") or credentials.get("email") or "")


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """One-time codes and passkeys (mã dùng một lần, khoá đăng nhập), in our words."""

    error_messages: ClassVar = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: ARG002 - allauth's names
        return "Khoá của tôi"


class KnownOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Who comes in by the account of another site (OIDC): the owner of an e-mail address known here, nobody else.

    The other site must vouch for the address. Where two accounts have it, neither is meant.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        known = [entry.email for entry in sociallogin.email_addresses if entry.verified is True and entry.email]
        if isinstance(request.user, User):  # joins it to the account they are in
            prove_by_vouching(request.user, known)
            request.user.refresh_from_db()  # allauth saves it once more
            return
        if sociallogin.is_existing:
            return
        owners = list(User.objects.filter(email__iexact=known[0], is_active=True)[:2]) if known else []
        if len(owners) == 1:
            sociallogin.connect(request, owners[0])

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:  # noqa: ARG002
        """Joined at the page of the account, and back there."""
        return reverse("account")


class SignIn(LoginView):  # type: ignore[misc]
    """The sign-in page (đăng nhập); it names the demo's people where the demo school is loaded, and leads to the first
    run where nobody can sign in yet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_empty_site() and not User.objects.exists():
            return redirect("begin")
        page: HttpResponse = super().get(request, *args, **kwargs)
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        others = [{"name": app["name"], "key": app["provider_id"]} for app in settings.OIDC_APPS]
        return {**super().get_context_data(**kwargs), "demo_people": demo_people(), "others": others}


def let_in(request: HttpRequest, person: User) -> None:
    """Sign in someone whose account was made a moment ago (vào luôn), and list the session among theirs."""
    from allauth.usersessions.models import UserSession

    login(request, person, backend=BACKEND)
    UserSession.objects.create_from_request(request)
