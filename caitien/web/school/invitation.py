"""The door an invitation opens (nhận lời mời): to whoever holds its link, with an account or without one yet."""

import re
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from caitien.access.models import Invitation, User
from caitien.access.people.taking import NewAccount, invitation_with, take_invitation
from caitien.access.secret_links import hash_of_secret
from caitien.domain.people.listed import LONGEST_NAME
from caitien.domain.refused import Refused, Stale
from caitien.domain.texts.folding import fold
from caitien.web.account.passwords import NOT_ALIKE, RULES, faults_of, password_field
from caitien.web.account.sign_in import let_in
from caitien.web.errors import Trouble, trouble
from caitien.web.machine.site import secret_in
from caitien.web.requests.fields import PageForm, Text
from caitien.web.requests.member import CHOSEN_SCHOOL
from caitien.web.requests.tries import count_wrong, may_guess

CLOSED: Final = Trouble(
    "Đường dẫn này không mở được",
    "Mỗi lời mời chỉ dùng một lần, trong 30 ngày. Nếu chưa vào được trường, thầy cô hãy xin đường dẫn mới.",
)
TOO_MANY: Final = Trouble(
    "Thử lại sau ít phút", "Vừa có quá nhiều đường dẫn không mở được từ nơi này. Xin chờ khoảng năm phút rồi thử lại."
)
OPENED: Final = "invitation"  # in the session: the hash of the secret of the link that was opened
USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{2,49}")
NAME_RULE: Final = "Từ 3 ký tự: chữ không dấu, số, dấu chấm hoặc gạch; không có khoảng trống."


class AccountForm(PageForm):
    """A name to sign in with and a password (tài khoản mới)."""

    name = Text("Họ và tên", LONGEST_NAME, attrs={"autocomplete": "name"})
    username = Text(
        "Tên đăng nhập",
        50,
        help_text=f"{NAME_RULE} Gõ mỗi lần đăng nhập.",
        attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = password_field("Mật khẩu", help_text=RULES)
    again = password_field("Gõ lại mật khẩu")

    def clean_username(self) -> str:
        """A name that is typed the same on every keyboard."""
        username: str = self.cleaned_data["username"].lower()
        if not USERNAME.fullmatch(username):
            raise forms.ValidationError(f"Chưa dùng được “{username}”. {NAME_RULE}")
        return username

    def clean(self) -> dict[str, Any]:
        """A password good enough, typed twice alike."""
        values = self.cleaned_data
        person = User(username=values.get("username", ""), name=values.get("name", ""))
        for fault in faults_of(values["password"], person) if "password" in values else ():
            self.add_error("password", fault)
        if "again" in values and values.get("password", values["again"]) != values["again"]:
            self.add_error("again", NOT_ALIKE)
        return values

    def account(self) -> NewAccount:
        """What was chosen."""
        values = self.cleaned_data
        return NewAccount(values["username"], values["password"], values["name"])


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """Who invites you, as what; then come in (nhận lời mời). Links that open nothing get one page, without a hint.

    The secret is handed over once, in a form; from then on the session knows its hash.
    """
    if request.method == "POST" and "ma" in request.POST:
        return _opened(request, secret_in(request.POST["ma"]))
    mark = request.session.get(OPENED)
    if mark is None:
        return render(request, "account/door_key.html", {"title": "Mở lời mời"})
    found = invitation_with(mark)
    if found is None:
        del request.session[OPENED]
        return trouble(request, 404, CLOSED)
    if isinstance(request.user, User):
        return (
            _take(request, mark, found, request.user)
            if request.method == "POST"
            else _render_page(request, found, None)
        )
    form = AccountForm(request.POST) if request.method == "POST" else AccountForm(initial=_proposed(found))
    if not form.is_valid():
        return _render_page(request, found, form)
    return _take(request, mark, found, form.account(), form)


@never_cache
@require_GET
def invitation_of_old(request: HttpRequest, secret: str) -> HttpResponse:
    """A link as they were once, its secret in the path (đường dẫn kiểu cũ): the secret goes no further than here."""
    return _opened(request, secret)


def _opened(request: HttpRequest, secret: str) -> HttpResponse:
    if not may_guess(request, "invitation"):
        return trouble(request, 429, TOO_MANY)
    mark = hash_of_secret(secret)
    if invitation_with(mark) is None:
        count_wrong(request, "invitation")
        return trouble(request, 404, CLOSED)
    request.session[OPENED] = mark
    return redirect("invitation")


def _take(
    request: HttpRequest, mark: str, found: Invitation, by: User | NewAccount, form: AccountForm | None = None
) -> HttpResponse:
    taken = take_invitation(mark, by)
    if isinstance(taken, Stale):  # someone was faster
        return trouble(request, 404, CLOSED)
    if isinstance(taken, Refused):
        if form:
            form.add_error("username", taken.reason)
        return _render_page(request, found, form, taken)
    if form:
        let_in(request, taken)
    request.session.pop(OPENED, None)
    if found.school_id:
        request.session[CHOSEN_SCHOOL] = found.school_id
    messages.success(request, f"Chào mừng thầy cô đến với {found.school or found.body}.")
    return redirect("home")


def _render_page(
    request: HttpRequest, found: Invitation, form: AccountForm | None, hindrance: Refused | None = None
) -> HttpResponse:
    context = {
        "invitation": found,
        "form": form,
        "hindrance": None if form else hindrance,
    }
    return render(
        request, "school/invitation.html", context, status=422 if hindrance or (form and form.errors) else 200
    )


def _proposed(found: Invitation) -> dict[str, str]:
    """A name to sign in with that is easy to remember (tên đăng nhập gợi ý): "Nguyễn Thị An" → "nguyenthian"."""
    return {"name": found.name, "username": re.sub(r"[^a-z0-9]", "", fold(found.name))[:50]}
