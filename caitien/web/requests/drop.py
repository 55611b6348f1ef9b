"""A file that is dropped (thả tệp vào): the form every room shows for it, and reading it by turns."""

from typing import Any, Final

from django import forms
from django.conf import settings

from caitien.documents.read import read
from caitien.documents.refusal import Refusal
from caitien.domain.paper import Paper
from caitien.web.requests.member import MemberRequest
from caitien.web.requests.turns import in_turn

ACCEPTED: Final = (".docx", ".xlsx", ".pdf", ".txt", ".csv", ".doc", ".odt", ".rtf", ".xls", ".ods")


class DropForm(forms.Form):
    """One file (một tệp), no larger than the site takes."""

    file = forms.FileField(
        label="Tệp báo cáo hoặc kế hoạch",
        max_length=255,
        error_messages={
            "required": "Chưa có tệp nào. Hãy chọn một tệp rồi bấm Đọc tệp.",
            "empty": "Tệp này rỗng. Hãy mở tệp xem còn chữ không, lưu lại rồi gửi lần nữa.",
            "max_length": "Tên tệp dài quá 255 chữ. Hãy đặt tên ngắn hơn rồi gửi lại.",
        },
        widget=forms.FileInput(attrs={"accept": ",".join(ACCEPTED), "aria-describedby": "nhap-goi-y nhap-loi"}),
    )

    limit_mb = settings.UPLOAD_LIMIT // (1024 * 1024)
    limit_bytes = settings.UPLOAD_LIMIT

    def clean_file(self) -> Any:
        """The file, if it is no larger than the site takes."""
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT:
            size = f"{file.size / 1024 / 1024:.0f}"
            raise forms.ValidationError(
                f"Tệp nặng {size} MB, lớn hơn mức {self.limit_mb} MB. Hãy bỏ bớt ảnh trong tệp rồi gửi lại."
            )
        return file


def read_in_turn(request: MemberRequest, data: bytes, name: str) -> Paper | Refusal:
    """Read a file when the turn of whoever sent it comes (đọc theo lượt)."""
    return in_turn(request.user.pk, data, lambda: read(data, name=name))
