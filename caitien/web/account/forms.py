"""allauth's forms in our words (biểu mẫu đăng nhập): labels, and what to do when something is amiss."""

from typing import Any, ClassVar

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm, SetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

from caitien.access.people.account import BAD_EMAIL, EMAIL_TAKEN, NO_NAME
from caitien.domain.people.listed import LONGEST_EMAIL, LONGEST_NAME
from caitien.web.account.passwords import NOT_ALIKE, RULES
from caitien.web.requests.fields import EMPTY, PageForm, Text


class SelfForm(PageForm):
    """One's own name and address (tên và thư điện tử của mình)."""

    name = Text("Họ và tên", LONGEST_NAME, empty=NO_NAME.reason, attrs={"autocomplete": "name"})
    email = forms.EmailField(
        label="Thư điện tử",
        required=False,
        max_length=LONGEST_EMAIL,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text="Dùng để đăng nhập thay cho tên, và để nhận thư, sau khi được xác nhận.",
        error_messages={"invalid": BAD_EMAIL.reason, "max_length": BAD_EMAIL.reason},
    )
    places: ClassVar = {EMAIL_TAKEN.reason: "email", BAD_EMAIL.reason: "email"}


class Worded(forms.Form):
    """A form whose fields carry our labels (biểu mẫu bằng lời của mình), and no words within the field."""

    words: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, ""
            field.error_messages["required"] = EMPTY
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Worded, LoginForm):  # type: ignore[misc]
    """Name or e-mail, and password (tên hoặc thư điện tử, mật khẩu)."""

    words: ClassVar = {"login": "Tên đăng nhập hoặc thư điện tử", "password": "Mật khẩu"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget = forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        )


class _NewPassword(Worded):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = RULES

    def clean(self) -> dict[str, Any]:
        """Typed twice alike."""
        first, second = (self.cleaned_data.get(name) for name in ("password1", "password2"))
        if first and second and first != second:
            self.add_error("password2", NOT_ALIKE)
        return self.cleaned_data


class PasswordForm(_NewPassword, ChangePasswordForm):  # type: ignore[misc]
    """Another password instead of the old one (đổi mật khẩu)."""

    words: ClassVar = {
        "oldpassword": "Mật khẩu hiện nay",
        "password1": "Mật khẩu mới",
        "password2": "Gõ lại mật khẩu mới",
    }


class FirstPasswordForm(_NewPassword, SetPasswordForm):  # type: ignore[misc]
    """A password for an account that has none (đặt mật khẩu)."""

    words: ClassVar = {"password1": "Mật khẩu mới", "password2": "Gõ lại mật khẩu mới"}


class PasswordAgainForm(Worded, ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something delicate (xác nhận bằng mật khẩu)."""

    words: ClassVar = {"password": "Mật khẩu"}


class _Code(Worded):
    words: ClassVar = {"code": "Mã"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autofocus": True, "autocapitalize": "none"}


class CodeForm(_Code, AuthenticateForm):  # type: ignore[misc]
    """The one-time code at the door (mã dùng một lần), or a spare one."""


class CodeConfirmForm(_Code, CodeAgainForm):  # type: ignore[misc]
    """The same, before something delicate (xác nhận bằng mã)."""


class FirstCodeForm(_Code, ActivateTOTPForm):  # type: ignore[misc]
    """The first code, which shows that the telephone has the secret (bật mã dùng một lần)."""

    words: ClassVar = {"code": "Mã sáu số đang hiện trên điện thoại"}


class KeyForm(Worded, AddWebAuthnForm):  # type: ignore[misc]
    """A passkey (khoá đăng nhập): its name, and whether it stands for the password as well."""

    words: ClassVar = {"name": "Tên để nhận ra", "passwordless": "Khoá này thay cả mật khẩu"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class KeyNameForm(Worded, EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey (đổi tên khoá)."""

    words: ClassVar = {"name": "Tên để nhận ra"}
