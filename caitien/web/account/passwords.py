"""A new password (mật khẩu mới): the rules it must meet, said before anything is typed, and the two fields it is typed
into."""

from typing import Any, Final

from django import forms
from django.contrib.auth.password_validation import validate_password

from caitien.access.models import User
from caitien.web.fields import EMPTY

RULES: Final = (
    "Ít nhất 8 ký tự; không phải mật khẩu ai cũng đoán ra (như 12345678); không giống họ tên, tên đăng nhập hay thư "
    "điện tử của thầy cô. Một câu ngắn là dễ nhớ nhất."
)
PASSWORD_WORDS: Final = {  # code of Django's validators → what to do
    "password_too_short": "Mật khẩu cần ít nhất 8 ký tự.",
    "password_too_common": "Mật khẩu này quá dễ đoán; xin chọn mật khẩu khác.",
    "password_too_similar": "Mật khẩu quá giống tên của thầy cô; xin chọn mật khẩu khác.",
}
NOT_ALIKE: Final = "Hai lần gõ chưa giống nhau."


def password_field(label: str, **more: Any) -> forms.CharField:
    """A field for a new password (ô mật khẩu mới)."""
    widget = forms.PasswordInput({"autocomplete": "new-password"})
    words = {"required": EMPTY}
    return forms.CharField(label=label, strip=False, max_length=200, widget=widget, error_messages=words, **more)


def faults_of(password: str, person: User | None) -> list[forms.ValidationError]:
    """Which rules it does not meet (mật khẩu chưa đạt), in our words."""
    try:
        validate_password(password, person)
    except forms.ValidationError as weak:
        return [forms.ValidationError(PASSWORD_WORDS.get(each.code or "", each)) for each in weak.error_list]
    return []
