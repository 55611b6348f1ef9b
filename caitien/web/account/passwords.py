"""A new password (mật khẩu mới): the rules it must meet, said before anything is typed, and the two fields it is typed
into."""

from typing import Any, Final

from django import forms
from django.contrib.auth.password_validation import validate_password

from caitien.access.models import User
from caitien.domain.texts.folding import fold
from caitien.web.requests.fields import EMPTY

RULES: Final = (
    "Ít nhất 8 ký tự; không phải mật khẩu ai cũng đoán ra (như 12345678); không giống họ tên, tên đăng nhập hay thư "
    "điện tử của thầy cô. Một câu ngắn là dễ nhớ nhất."
)
LONGEST: Final = 200  # letters: none is cut, and none costs more to look at
PASSWORD_WORDS: Final = {  # code of Django's validators → what to do
    "password_too_short": "Mật khẩu cần ít nhất 8 ký tự.",
    "password_too_long": f"Mật khẩu dài quá {LONGEST} ký tự; xin gõ ngắn lại.",
    "password_too_common": "Mật khẩu này quá dễ đoán; xin chọn mật khẩu khác.",
    "password_of_the_field": "Mật khẩu này quá dễ đoán với một trường học; xin chọn mật khẩu khác.",
    "password_too_similar": "Mật khẩu quá giống tên của thầy cô; xin chọn mật khẩu khác.",
}
OF_THE_FIELD: Final = frozenset(
    {"caitien", "matkhau", "truong", "truonghoc", "nhatruong", "giaovien", "hieutruong", "thuky", "kehoach", "thayco"}
    | {"hocsinh"}
)  # what whoever guesses at a school tries first; docs/security.md
NOT_ALIKE: Final = "Hai lần gõ chưa giống nhau."


class NotOfTheField:
    """A password is more than a word of schools and some figures (không phải chữ của nghề): "Giáo viên 2026"."""

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002 - as Django asks
        """Raises ValidationError for one that is not."""
        letters = "".join(each for each in fold(password) if each.isalpha())
        if letters in OF_THE_FIELD:
            raise forms.ValidationError(PASSWORD_WORDS["password_of_the_field"], code="password_of_the_field")

    def get_help_text(self) -> str:
        """What Django shows beside a field of its own; ours say :data:`RULES`."""
        return PASSWORD_WORDS["password_of_the_field"]


class NotTooLong:
    """A password is no book (không dài quá), by whichever form it comes."""

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002 - as Django asks
        """Raises ValidationError for one that is."""
        if len(password) > LONGEST:
            raise forms.ValidationError(PASSWORD_WORDS["password_too_long"], code="password_too_long")

    def get_help_text(self) -> str:
        """What Django shows beside a field of its own; ours say :data:`RULES`."""
        return PASSWORD_WORDS["password_too_long"]


def password_field(label: str, **more: Any) -> forms.CharField:
    """A field for a new password (ô mật khẩu mới)."""
    widget = forms.PasswordInput({"autocomplete": "new-password"})
    words = {"required": EMPTY}
    return forms.CharField(label=label, strip=False, max_length=LONGEST, widget=widget, error_messages=words, **more)


def faults_of(password: str, person: User | None) -> list[forms.ValidationError]:
    """Which rules it does not meet (mật khẩu chưa đạt), in our words."""
    try:
        validate_password(password, person)
    except forms.ValidationError as weak:
        return [forms.ValidationError(PASSWORD_WORDS.get(each.code or "", each)) for each in weak.error_list]
    return []
