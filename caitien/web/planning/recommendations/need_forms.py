"""The forms of recommendations and weaknesses (biểu mẫu khuyến nghị, điểm yếu): one typed, a list pasted, one set
right."""

from typing import Any, Final

from django import forms

from caitien.documents.read_needs import criterion_named
from caitien.domain.needs.need import KIND_NAMES, LONGEST_NEED, LONGEST_SOURCE, NeedText
from caitien.domain.refused import Refused
from caitien.needs.needs import fitting
from caitien.plans.models import Need
from caitien.web.requests.fields import Choice, Day, PageForm, Text

LONGEST_LIST: Final = 200_000  # letters
NO_TEXT: Final = "Chưa có nội dung. Hãy ghi một câu cho biết điều gì cần cải tiến."
NO_KIND: Final = "Hãy chọn đây là khuyến nghị hay điểm yếu."
NO_LIST_KIND: Final = "Hãy chọn danh sách này là khuyến nghị hay điểm yếu."
LONG_TEXT: Final = "Nội dung dài quá 4.000 chữ cái. Hãy tách thành nhiều điều."
LONG_SOURCE: Final = "Nguồn dài quá 500 chữ cái. Hãy ghi gọn tên và số văn bản."
TOO_LONG: Final = "Danh sách dài quá. Hãy dán từng phần."
NOTHING: Final = "Chưa thấy điều nào trong danh sách. Hãy dán mỗi điều một dòng."
KINDS: Final = [(kind, f"{name[0].upper()}{name[1:]}") for kind, name in KIND_NAMES.items()]


class DoubtForm(PageForm):
    """A need as it was read from a list, to be set right (điều còn ngờ)."""

    kind = Choice("Đây là", KINDS, buttons=True, empty=NO_KIND)
    criterion = Text("Tiêu chí", 40, required=False, attrs={"placeholder": "3.2"})
    text = Text("Nội dung", LONGEST_NEED, rows=2, empty=NO_TEXT, long=LONG_TEXT)

    def clean_criterion(self) -> str:
        """The code of a criterion, however it was named."""
        typed: str = self.cleaned_data["criterion"]
        found = criterion_named(typed) or typed
        wrong = fitting(NeedText(kind=next(iter(KIND_NAMES)), criterion=found, text="x"))
        if isinstance(wrong, Refused):
            raise forms.ValidationError(wrong.reason)
        return found

    def item(self) -> NeedText:
        """What was typed, as a value."""
        return NeedText(**{name: self.cleaned_data[name] for name in ("kind", "criterion", "text")})


class NeedForm(DoubtForm):
    """One need with where it comes from (một điều)."""

    text = Text("Nội dung", LONGEST_NEED, rows=3, empty=NO_TEXT, long=LONG_TEXT)
    given_by = Text(
        "Lấy từ đâu", LONGEST_SOURCE, required=False, long=LONG_SOURCE, attrs={"placeholder": "Báo cáo tự đánh giá…"}
    )
    date = Day("Ngày", required=False)

    def origin(self) -> dict[str, Any]:
        """Where it comes from and of which day, as the verbs take it."""
        return {"given_by": self.cleaned_data["given_by"], "day": self.cleaned_data["date"]}


class PasteForm(PageForm):
    """A list of needs that was pasted (dán danh sách), one a line."""

    kind = Choice("Danh sách này là", KINDS, buttons=True, empty=NO_LIST_KIND)
    list = forms.CharField(
        label="Mỗi điều một dòng",
        max_length=LONGEST_LIST,
        widget=forms.Textarea({"rows": 7}),
        strip=False,
        help_text="Số thứ tự và gạch đầu dòng được bỏ đi. “Tiêu chí 3.2:” ở đầu dòng được hiểu là tiêu chí."
        " Dán từ Word hay Excel đều được.",
        error_messages={"required": NOTHING, "max_length": TOO_LONG},
    )
    given_by = Text(
        "Lấy từ đâu",
        LONGEST_SOURCE,
        required=False,
        long=LONG_SOURCE,
        attrs={"placeholder": "Báo cáo đánh giá ngoài số…"},
    )
    date = Day("Ngày", required=False)


def filled(need: Need) -> NeedForm:
    """The form of a need that is there, before anyone types."""
    initial = {name: getattr(need, name) for name in ("kind", "criterion", "text", "given_by", "date")}
    return NeedForm(initial=initial, auto_id="edit_%s")
