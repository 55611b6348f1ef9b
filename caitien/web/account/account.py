"""One's own account (tài khoản): name, password, second factor, where one is signed in."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.access.models import User
from caitien.access.people.account import describe_self
from caitien.access.people.protect import factors_of
from caitien.domain.people.listed import proper_email
from caitien.domain.refused import Refused
from caitien.domain.texts.browsers import browser_words
from caitien.web.account.address import send_proof
from caitien.web.account.again import asked_again_where
from caitien.web.account.forms import SelfForm
from caitien.web.account.sign_in import put_off
from caitien.web.requests.member import MemberRequest, for_everyone
from caitien.web.requests.tries import may_ask
from caitien.web.school.links import can_send


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is signed in (nơi đang đăng nhập)."""

    session: UserSession
    words: str
    here: bool


def _changes_email(request: HttpRequest) -> bool:
    """An address opens the account from another site: whoever finds the screen open must not change it."""
    assert isinstance(request.user, User)  # noqa: S101 - behind for_everyone
    return request.method == "POST" and proper_email(request.POST.get("email", "")) != request.user.address.lower()


@for_everyone
@never_cache
@asked_again_where(_changes_email)
@require_http_methods(["GET", "POST"])
def account(request: MemberRequest) -> HttpResponse:
    """What the account is, and the ways to guard it (tài khoản). Eight queries."""
    initial = {"name": request.user.name, "email": request.user.address}
    form = SelfForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        found = describe_self(request.user, **form.cleaned_data)
        if not isinstance(found, Refused):
            messages.success(request, _saved(request, found))
            return redirect("account")
        form.refuse(found)
    return render(request, "account/account.html", _context(request, form), status=422 if form.errors else 200)


def _saved(request: MemberRequest, person: User) -> str:
    """What is said of the address that was typed: the same, whoever else may have it."""
    if not person.email_wanted:
        return "Đã lưu tên và thư điện tử."
    sent = send_proof(person) if may_ask(request, f"user {person.pk}") else ""
    return sent or "Đã lưu. Thư điện tử mới chưa được xác nhận nên chưa dùng để đăng nhập."


def _context(request: MemberRequest, form: SelfForm) -> dict[str, object]:
    factors = list(Authenticator.objects.filter(user=request.user).order_by("pk"))
    kinds = Authenticator.Type
    return {
        "form": form,
        "may_send": can_send(),
        "others": [{"name": app["name"], "key": app["provider_id"]} for app in settings.OIDC_APPS],
        "totp": next((factor for factor in factors if factor.type == kinds.TOTP), None),
        "keys": [factor for factor in factors if factor.type == kinds.WEBAUTHN],
        "spare": next((factor for factor in factors if factor.type == kinds.RECOVERY_CODES), None),
        "places": UserSession.objects.filter(user=request.user).count(),
    }


@for_everyone
@never_cache
@require_http_methods(["GET", "POST"])
def sessions(request: MemberRequest) -> HttpResponse:
    """Where one is signed in (nơi đang đăng nhập); a tap ends all but this one."""
    if request.method == "POST":
        get_adapter().end_sessions([place.session for place in _places(request) if not place.here])
        messages.success(request, "Đã đăng xuất ở mọi nơi khác.")
        return redirect("usersessions_list")
    return render(request, "account/sessions.html", {"places": _places(request)})


@for_everyone
@require_POST
def end_session(request: MemberRequest, pk: int) -> HttpResponse:
    """Sign out in one of these places (đăng xuất ở một nơi)."""
    session = get_object_or_404(UserSession, user=request.user, pk=pk)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    get_adapter().end_sessions([session])
    messages.success(request, f"Đã đăng xuất ở {browser_words(session.user_agent)}.")
    return redirect("usersessions_list")


@for_everyone
@never_cache
@require_GET
def protect(request: MemberRequest) -> HttpResponse:
    """Asks for a second factor on the way in (thêm một lớp bảo vệ), with a way past, taken for a month."""
    onward = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    onward = onward if safe else "/"
    if "sau" in request.GET:
        return put_off(HttpResponseRedirect(onward), request)  # a path, never a name of ours
    later = f"?{urlencode({'sau': '1', 'next': onward})}"
    context = {"onward": onward, "later": later, "protected": factors_of(request.user).exists()}
    return render(request, "account/protect.html", context)


def _places(request: MemberRequest) -> list[Place]:
    found = sorted(UserSession.objects.purge_and_list(request.user), key=lambda each: each.created_at, reverse=True)
    here = request.session.session_key
    return [Place(each, browser_words(each.user_agent), each.session_key == here) for each in found]


@require_GET
def to_account(_request: MemberRequest) -> HttpResponse:
    """Where allauth lists codes and keys on pages of their own, ours has them all on one."""
    return redirect("account")
