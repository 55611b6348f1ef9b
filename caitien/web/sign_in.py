"""Signing in (đăng nhập): allauth's own machinery, our words."""

from typing import Any, ClassVar, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.account.views import LoginView
from django import forms
from django.http import HttpRequest

from caitien.demo import demo_people

MISMATCH: Final = "Tên và mật khẩu chưa khớp. Thầy cô kiểm tra lại dấu và chữ hoa rồi thử lần nữa."


class Door(DefaultAccountAdapter):  # type: ignore[misc]
    """Who may come in by themselves (tự đăng ký): nobody; people are invited by their school."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": MISMATCH,
        "email_password_mismatch": MISMATCH,
        "too_many_login_attempts": "Quá nhiều lần chưa đúng. Để giữ an toàn, xin chờ năm phút rồi thử lại.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False


class SignInForm(LoginForm):  # type: ignore[misc]
    """Name or e-mail, and password (tên hoặc thư điện tử, mật khẩu)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label="Tên đăng nhập hoặc thư điện tử",
            widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
        )
        self.fields["password"].label = "Mật khẩu"
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)


class SignIn(LoginView):  # type: ignore[misc]
    """The sign-in page (đăng nhập); it names the demo's people where the demo school is loaded."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "demo_people": demo_people()}
