"""The forms of a plan's pages (biểu mẫu của kế hoạch): its life, adjustments, indicators, parts, and what goes out."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms

from caitien.access.models import Unit
from caitien.checking.settle import LONGEST_REASON
from caitien.consulting.consult import SUFFIXES
from caitien.domain.paper import Form
from caitien.domain.papers.cells import fit
from caitien.domain.people.listed import LONGEST_NAME
from caitien.domain.refused import Refused
from caitien.plans.life import head
from caitien.plans.life.adjust import LONGEST_NUMBER
from caitien.plans.measures import indicators
from caitien.plans.measures.indicators import LONGEST_NOTE, LONGEST_UNIT, Wanted
from caitien.plans.models import Plan
from caitien.web.requests.fields import Choice, Choices, Day, Figure, KeyChoice, PageForm, Text

NOT_A_DAY: Final = "Xin ghi ngày phê duyệt, như 05/09/2026."
LONG_NUMBER: Final = "Số kế hoạch dài quá. Xin ghi gọn lại, như 15/KH-THPT."
NO_REASON: Final = "Xin ghi lý do trả lại để người soạn biết sửa chỗ nào."
NO_NAME: Final = "Xin ghi người chịu trách nhiệm."
NO_ANSWER: Final = "Xin ghi vì sao vẫn tiếp tục khi còn lỗi."
LONGEST_PLACE: Final = 250  # letters of a body's or unit's name
FORMS: Final = {  # as people choose them
    Form.TT57: ("Kế hoạch theo Biểu 2", "Thông tư 57/2026, có vấn đề ưu tiên và theo dõi"),
    Form.PLAN: ("Kế hoạch 9 cột", "mẫu các trường quen dùng theo Thông tư 17, 18, 19/2018"),
    Form.REPORT: ("Báo cáo thực hiện", "kế hoạch 9 cột và bảng kết quả trong một văn bản"),
}


# --- its life ---------------------------------------------------------------------------------------------------------


class SubmitForm(PageForm):
    """A draft goes out (trình); who answers for its open errors, where there are any (``answers``)."""

    name = Text("Người chịu trách nhiệm về các lỗi trên", LONGEST_NAME, empty=NO_NAME, attrs={"autocomplete": "name"})
    answer = Text("Vẫn tiếp tục, vì", LONGEST_REASON, rows=2, empty=NO_ANSWER)

    def __init__(self, *sent: Any, answers: bool, **more: Any) -> None:
        super().__init__(*sent, **more)
        if not answers:
            del self.fields["name"], self.fields["answer"]


class ApproveForm(SubmitForm):
    """A plan is approved (phê duyệt) under a number and a day."""

    number = Text("Số kế hoạch", LONGEST_NUMBER, required=False, long=LONG_NUMBER, attrs={"placeholder": "15/KH-…"})
    date = Day("Ngày phê duyệt", empty=NOT_A_DAY)
    field_order = ("number", "date", "name", "answer")


class SendBackForm(PageForm):
    """A submitted plan goes back (trả lại), with a reason."""

    reason = Text("Lý do", LONGEST_REASON, rows=2, empty=NO_REASON)


class CorrectHeadForm(PageForm):
    """The number and date of an approved plan are mended (đính chính số, ngày), with a reason."""

    number = Text("Số kế hoạch", LONGEST_NUMBER, required=False, long=LONG_NUMBER)
    date = Day("Ngày kế hoạch", empty="Xin ghi ngày của kế hoạch, như 05/09/2026.")
    reason = Text("Vì sao", LONGEST_REASON, rows=2, required=False)
    places: ClassVar = {head.NO_NUMBER.reason: "number", head.NO_REASON.reason: "reason"}


# --- adjustments ------------------------------------------------------------------------------------------------------


class DecideForm(PageForm):
    """What is said of adjustments that are decided (quyết định điều chỉnh)."""

    number = Text("Số văn bản", LONGEST_NUMBER, required=False, long=LONG_NUMBER, attrs={"placeholder": "15/QĐ-…"})
    date = Day("Ngày duyệt", required=False)
    answer = Text("Ý kiến", LONGEST_REASON, rows=2, required=False)


class WhyForm(PageForm):
    """Why a line should change (lý do điều chỉnh), by which paper; the day where it is approved in the same go."""

    reason = Text("Lý do", LONGEST_REASON, rows=2, empty="Xin ghi lý do điều chỉnh.")
    paper_number = Text("Số văn bản", LONGEST_NUMBER, required=False)
    date = Day("Ngày duyệt", required=False)


class SuggestionsForm(PageForm):
    """Why suggestions of an approved plan are taken (lý do nhận góp ý)."""

    reason = Text("Lý do điều chỉnh", LONGEST_REASON, required=False)
    paper_number = Text("Số văn bản", LONGEST_NUMBER, required=False)


# --- indicators -------------------------------------------------------------------------------------------------------


class IndicatorForm(PageForm):
    """What shows that a goal is reached (chỉ số)."""

    name = Text(
        "Chỉ số",
        indicators.LONGEST_NAME,
        empty="Xin ghi tên chỉ số.",
        attrs={"placeholder": "Tỉ lệ phòng học đủ sáng"},
    )
    unit = Text("Đơn vị tính", LONGEST_UNIT, required=False, attrs={"placeholder": "%"})
    baseline = Figure("Số đầu kỳ", required=False)
    baseline_date = Day("Ngày của số đầu kỳ", required=False)
    target = Figure("Cần đạt", required=False)
    places: ClassVar[Mapping[str, str]] = {indicators.NO_DAY.reason: "baseline_date"}

    def wanted(self) -> Wanted:
        """The same, as the verb takes it."""
        return Wanted(**self.cleaned_data)


class MeasureForm(PageForm):
    """A figure of a day (số đo)."""

    value = Figure("Số đo", empty="Xin ghi con số đã đo. Chưa đo thì để trống cả dòng, không cần ghi 0.")
    date = Day("Ngày đo", empty="Xin ghi ngày đo.")
    note = Text("Ghi chú", LONGEST_NOTE, required=False)
    places: ClassVar[Mapping[str, str]] = {indicators.AHEAD.reason: "date"}


# --- parts, the round trip, a new plan --------------------------------------------------------------------------------


class GiveForm(PageForm):
    """Whom a part of a line is given to (giao việc): someone of the list, or a body typed here."""

    who = Choice("Giao cho", (), empty="Xin chọn giao cho ai.")
    name = Text(
        "Tên đơn vị mới", LONGEST_PLACE, required=False, help_text="Chỉ ghi khi đơn vị chưa có trong danh sách."
    )
    part = Choice("Phần việc", [("lead", "Chủ trì"), ("support", "Phối hợp")], buttons=True, initial="lead")
    NEW: ClassVar = "new"

    def __init__(self, *sent: Any, known: Choices, **more: Any) -> None:
        super().__init__(*sent, **more)
        new = (self.NEW, "Đơn vị ngoài trường, chưa có trong danh sách")
        self.fields["who"].choices = [("", "Chọn…"), *known, new]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A new body has a name."""
        if self.cleaned_data.get("who") == self.NEW and not self.cleaned_data.get("name", "x"):
            self.add_error("name", "Xin ghi tên đơn vị.")
        return self.cleaned_data


class ManyForm(PageForm):
    """What is done to many lines at once (nhiều dòng): given to someone, set a day, or both."""

    who = Choice("Giao cho", (), required=False)
    part = Choice("Phần việc", [("lead", "Chủ trì"), ("support", "Phối hợp")], buttons=True, initial="lead")
    due = Day("Hạn", required=False, help_text="Giữ cho đến khi chữ về thời gian của dòng đổi.")

    def __init__(self, *sent: Any, known: Choices, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.fields["who"].choices = [("", "Không giao, chỉ đặt hạn"), *known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Something is asked for."""
        said = self.cleaned_data
        if not self.errors and not said.get("who") and not said.get("due"):
            self.add_error("who", "Xin chọn giao cho ai, hoặc ghi hạn.")
        return said


class SendForm(PageForm):
    """To whom a plan is sent for their view (gửi lấy ý kiến), as what kind of file."""

    unit = KeyChoice("Gửi tổ nào", (), none="Chọn tổ hoặc đoàn thể", required=False)
    to = Text("Gửi ai", LONGEST_PLACE, required=False, attrs={"placeholder": "Ban đại diện cha mẹ học sinh…"})
    suffix = Choice("Loại tệp", [(".docx", "Word"), (".xlsx", "Excel")], buttons=True, initial=SUFFIXES[0])

    def __init__(self, plan: Plan, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.units = {unit.pk: unit for unit in Unit.objects.filter(school=plan.school_id).order_by("kind", "name")}
        choices = [(key, unit.name) for key, unit in self.units.items()]
        self.fields["unit"].choices = [("", "Chọn tổ hoặc đoàn thể"), *choices]  # type: ignore[attr-defined]
        if choices:
            self.fields["to"].label = "Hoặc gửi ai khác"
        else:
            del self.fields["unit"]

    def clean(self) -> dict[str, Any]:
        """A unit or a name."""
        if not self.errors and not self.cleaned_data.get("unit") and not self.cleaned_data["to"]:
            self.add_error("to", "Xin chọn một tổ, hoặc ghi gửi cho ai.")
        return self.cleaned_data


class BeginForm(PageForm):
    """Of which year, in which form (lập kế hoạch)."""

    school_year = Text("Năm học", 20, empty="Xin ghi năm học, như 2026-2027.", attrs={"list": "cac-nam"})
    form = forms.ChoiceField(
        label="Mẫu",
        choices=[(form.value, name) for form, (name, _) in FORMS.items()],
        initial=Form.TT57.value,
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn một mẫu.", "invalid_choice": "Xin chọn một mẫu."},
    )

    def clean_school_year(self) -> str:
        """The year as a plan keeps it."""
        year = fit("school_year", self.cleaned_data["school_year"])
        if isinstance(year, Refused):
            raise forms.ValidationError(year.reason)
        return year
