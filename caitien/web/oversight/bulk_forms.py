"""The forms of bulk reading (biểu mẫu nhập hàng loạt)."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.conf import settings
from django.db.models import QuerySet

from caitien.domain.field_names import STATUS_NAMES
from caitien.domain.paper import Status
from caitien.domain.schools_listed import LONGEST_CODE, proper_code
from caitien.oversight.models import Asked
from caitien.web.requests.drop import ACCEPTED
from caitien.web.requests.fields import NO_COUNT, PageForm

NO_SCHOOL: Final = "Xin chọn một trường, hoặc ghi mã trường."
NO_SUCH_CODE: Final = "Trong đợt không có trường mang mã này."


class _Files(forms.FileField):
    """Any number of files (nhiều tệp)."""

    class Widget(forms.ClearableFileInput):
        allow_multiple_selected = True

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each of them."""
        given: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        return [super(_Files, self).clean(each, initial) for each in given or [None]]


class BulkForm(PageForm):
    """The files an officer drops (tệp nhập)."""

    dropped = _Files(
        label="Tệp ZIP, hoặc nhiều tệp một lúc",
        allow_empty_file=True,
        error_messages={"required": "Chưa có tệp nào. Xin chọn tệp ZIP, hoặc chọn nhiều tệp một lúc."},
        help_text=(
            f"Word, Excel, PDF; cả thư mục thì nén thành ZIP. Mỗi lần tối đa {settings.BULK_LIMIT >> 20} MB,"
            " mỗi tệp bên trong tối đa 30 MB."
        ),
        widget=_Files.Widget(attrs={"accept": ",".join((".zip", *ACCEPTED, ".jpg", ".png"))}),
    )


class SchoolForm(forms.Form):
    """The school of a file (trường của tệp): one of those proposed, or by its code."""

    asked = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    code = forms.CharField(required=False, max_length=LONGEST_CODE)

    def chosen(self, schools: QuerySet[Asked]) -> int | None:
        """The key of the school among those of the round, None where there is none. One query for a code."""
        if not self.is_valid():
            return None
        code = proper_code(self.cleaned_data["code"])
        if code:
            return schools.filter(code=code).values_list("pk", flat=True).first()
        found: int | None = self.cleaned_data["asked"]
        return found

    def why(self) -> str:
        """Why there is none."""
        return NO_SUCH_CODE if self.data.get("code", "").strip() else NO_SCHOOL


class FiguresForm(PageForm):
    """The five numbers of a scan (năm con số)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wrong = {"required": NO_COUNT, "invalid": NO_COUNT}
        for name, words in {"tong": "tổng", **{status.value: STATUS_NAMES[status] for status in Status}}.items():
            label = words[:1].upper() + words[1:]
            self.fields[name] = forms.IntegerField(label=label, error_messages=wrong, widget=forms.TextInput)

    def total(self) -> int:
        """Of all lines."""
        found: int = self.cleaned_data["tong"]
        return found

    def figures(self) -> dict[str, int]:
        """By status."""
        return {status.value: self.cleaned_data[status.value] for status in Status}
