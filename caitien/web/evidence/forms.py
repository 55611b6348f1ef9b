"""The forms of evidence (biểu mẫu minh chứng): an item, its files and links, what it shows, what becomes of it."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from django import forms

from caitien.access.models import Membership, School, Unit, User
from caitien.domain.evidence.words import FACES_NAMES, KIND_NAMES, OPENNESS_NAMES
from caitien.domain.field_names import SCHOOL_TYPE_NAMES
from caitien.domain.standards import standard_set
from caitien.evidence.codes import changing_set, numbering
from caitien.evidence.codes.numbering import framework_of
from caitien.evidence.files.keeping import LONGEST_LABEL, LONGEST_URL, NO_LINK
from caitien.evidence.gaps import expecting
from caitien.evidence.items import changing
from caitien.evidence.items.changing import LONGEST, LONGEST_NAME, ItemText
from caitien.evidence.lists.known import code_in
from caitien.evidence.pack import guests
from caitien.web.requests.fields import Choice, Choices, Day, KeyChoice, PageForm, Text
from caitien.web.requests.sent_files import FileToKeep

LONGEST_CODE: Final = 40
LONGEST_LIST: Final = 400_000  # letters
NO_LIST: Final = "Chưa có bảng nào. Xin chép cả dòng đầu bảng rồi dán vào đây."
LONG_LIST: Final = "Bảng dài quá. Xin dán từng phần, hoặc thả tệp."
ODD_CODE: Final = "“{}” chưa phải một mã minh chứng. Ghi như MC.1.1.01 hay [H1-1.1-01], hoặc để trống."
Groups = Sequence[tuple[str, list[tuple[str, str]]]]  # heading → what may be chosen under it
_PLAIN: Final = ("name", "issued", "issuer", "location", "note", "consent", "why")


def criteria_of(framework: str) -> list[tuple[str, str]]:
    """The criteria of a set, each with its title (các tiêu chí). No query."""
    known = standard_set(framework)
    return [(each.code, f"{each.code} {each.title}") for each in known.criteria] if known else []


def criteria_choices(school: School) -> list[tuple[str, str]]:
    """Those of the school's set, to choose from (các tiêu chí để chọn). No query."""
    return [("", "Chưa rõ tiêu chí"), *criteria_of(framework_of(school))]


def keeper_choices(school: School) -> list[tuple[str, str]]:
    """Who may keep an item (người giữ): units and people of the school. Two queries."""
    units = [(f"unit {unit.pk}", unit.name) for unit in Unit.objects.filter(school=school).order_by("name")]
    here = Membership.objects.filter(school=school).values("user")
    people = User.objects.filter(pk__in=here, is_active=True).order_by("folded", "pk")
    return [("", "Chưa ghi"), *units, *((f"user {each.pk}", each.name) for each in people)]


class ItemForm(PageForm):
    """An item (minh chứng): what it is called and where it belongs first, all else may wait."""

    name = Text("Tên minh chứng", LONGEST_NAME, empty=changing.NO_NAME.reason)
    criterion = Choice("Tiêu chí", (), required=False)
    why = Text("Chứng minh điều gì", LONGEST, required=False, attrs={"placeholder": "Một câu"})
    location = Text("Bản gốc ở đâu", LONGEST, required=False, attrs={"placeholder": "Tủ 2, hộp 5"})
    issued = Text("Số, ngày ban hành hoặc thời điểm", LONGEST, required=False)
    issuer = Text("Nơi ban hành hoặc người thực hiện", LONGEST, required=False)
    kind = Choice("Loại", [("", "Theo tên"), *KIND_NAMES.items()], required=False)
    keeper = Choice("Ai giữ", (), required=False)
    openness = Choice("Ai được xem", [("", "Theo tên"), *OPENNESS_NAMES.items()], required=False)
    valid_to = Day("Có hiệu lực đến", required=False)
    faces = Choice("Có nhìn rõ mặt học sinh?", list(FACES_NAMES.items()), required=False)
    consent = Text("Ai đồng ý, ngày nào, giấy nào", LONGEST, required=False)
    on_paper = forms.BooleanField(label="Chỉ ghi nơi lưu, không tải tệp", required=False)
    note = Text("Ghi chú", LONGEST, required=False)
    places: ClassVar = {
        changing.NO_NAME.reason: "name",
        changing.NOT_PUBLIC.reason: "consent",
        changing.FACES_UNSAID.reason: "faces",
    }
    FIRST: ClassVar = ("name", "criterion", "why", "location")  # the others are folded away

    def __init__(self, school: School, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.fields["criterion"].choices = criteria_choices(school)  # type: ignore[attr-defined]
        self.fields["keeper"].choices = keeper_choices(school)  # type: ignore[attr-defined]

    @property
    def first(self) -> list[forms.BoundField]:
        """What is asked at once."""
        return [self[name] for name in self.FIRST if name in self.fields]

    @property
    def rest(self) -> list[forms.BoundField]:
        """What is folded away."""
        return [self[name] for name in self.fields if name not in self.FIRST]

    @property
    def rest_errors(self) -> bool:
        """Whether something folded away has to be seen."""
        return any(name in self.errors for name in self.fields if name not in self.FIRST)

    def said(self) -> ItemText:
        """What was typed, as the verbs take it."""
        typed = self.cleaned_data
        kind, _, key = typed["keeper"].partition(" ")
        return ItemText(
            **{name: typed.get(name, "") for name in (*_PLAIN, "kind", "openness", "faces", "criterion")},
            on_paper=typed["on_paper"],
            valid_to=typed["valid_to"],
            keeper=int(key) if kind == "user" else None,
            keeper_unit=int(key) if kind == "unit" else None,
        )


class AddForm(ItemForm):
    """One more item (thêm một minh chứng), perhaps with its file and a code of the school's own."""

    file = FileToKeep("Ảnh hoặc tệp", required=False)
    code = Text("Mã", LONGEST_CODE, required=False, help_text="Để trống thì máy cho mã tiếp theo của tiêu chí.")
    FIRST: ClassVar = ("name", "criterion", "file", "location")


class FileForm(PageForm):
    """A file of an item (tệp của minh chứng), perhaps of one year or month of it."""

    file = FileToKeep("Ảnh hoặc tệp")
    label = Text("Của năm hay phần nào", LONGEST_LABEL, required=False, attrs={"placeholder": "2025-2026"})


class LinkForm(PageForm):
    """An address where an item may be seen (đường dẫn)."""

    url = Text("Đường dẫn", LONGEST_URL, empty=NO_LINK.reason, attrs={"placeholder": "https://…", "inputmode": "url"})
    places: ClassVar = {NO_LINK.reason: "url"}


class UseForm(PageForm):
    """What an item is used for (dùng cho): another criterion, a line of the plan, or one of the ``others``. Of a school
    with several levels or places also which of them."""

    to = Choice("Tiêu chí", (), required=False)
    home = forms.BooleanField(label="Đây là tiêu chí mang mã; mã cũ vẫn tìm được", required=False)
    level = Choice("Của cấp học", (), required=False)
    campus = KeyChoice("Của điểm trường", (), none="Mọi điểm trường", required=False)
    task = KeyChoice("Hoặc dòng kế hoạch", (), none="Không chọn dòng nào", required=False)
    other = Choice("Hoặc số đo, khuyến nghị, nhận định", (), required=False)
    reason = Text("Chứng minh điều gì ở đó", LONGEST, required=False)

    def __init__(self, school: School, lines: Choices, others: Groups, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self._give("to", [("", "Không chọn tiêu chí"), *criteria_choices(school)[1:]])
        self._give("task", [("", "Không chọn dòng nào"), *lines])
        self._give("other", [("", "Không chọn"), *others] if others else [])
        levels = [(level, SCHOOL_TYPE_NAMES.get(level, level)) for level in school.levels]
        self._give("level", [("", "Mọi cấp học"), *levels] if len(levels) > 1 else [])
        campuses = list(school.campuses.order_by("name").values_list("pk", "name"))
        self._give("campus", [("", "Mọi điểm trường"), *campuses] if campuses else [])

    def _give(self, name: str, choices: list[Any]) -> None:
        """What may be chosen; where there is nothing, it is not asked."""
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]


class MoveForm(PageForm):
    """Where the items of a criterion of an older set go (chuyển tiêu chí)."""

    to = Choice("Sang tiêu chí", (), empty=changing_set.NO_SUCH.reason)
    places: ClassVar = {changing_set.NO_SUCH.reason: "to"}

    def __init__(self, school: School, first: Sequence[str], *sent: Any, **more: Any) -> None:
        """``first``: the criteria that are proposed, before all others."""
        super().__init__(*sent, **more)
        every = criteria_choices(school)[1:]
        names = dict(every)
        proposed = [(code, names[code]) for code in first if code in names]
        rest = [pair for pair in every if pair[0] not in first]
        groups = [("Đề nghị", proposed), ("Các tiêu chí khác", rest)] if proposed else rest
        self.fields["to"].choices = [("", "Chọn…"), *groups]  # type: ignore[attr-defined]


class ReturnForm(PageForm):
    """Why an offered item goes back (lý do trả lại)."""

    back = Text("Cần sửa gì", LONGEST, rows=2, empty=changing.NO_REASON.reason)


class LeaveForm(PageForm):
    """Why an item is dropped (lý do bỏ), and what stands in its place."""

    gone = Text("Vì sao bỏ", LONGEST, rows=2, empty=changing.NO_REASON.reason)
    instead = Text("Thay bằng minh chứng có mã", LONGEST_CODE, required=False)


class RenumberForm(PageForm):
    """Why the numbers of a criterion are closed up (lý do đánh số lại)."""

    reason = Text("Vì sao đánh số lại", LONGEST, rows=2, empty=numbering.NO_REASON.reason)


class OfferForm(ItemForm):
    """What shows a line (đưa minh chứng), perhaps with its file."""

    file = FileToKeep("Ảnh hoặc tệp", required=False)
    FIRST: ClassVar = ("name", "file", "why", "location")


class PasteListForm(PageForm):
    """A list copied from Word or Excel (dán bảng danh mục)."""

    list = forms.CharField(
        label="Bảng chép từ Word hoặc Excel",
        max_length=LONGEST_LIST,
        widget=forms.Textarea({"rows": 7}),
        strip=False,
        help_text="Chép cả dòng đầu bảng, có cột “Tên minh chứng”.",
        error_messages={"required": NO_LIST, "max_length": LONG_LIST},
    )


class RowForm(PageForm):
    """A row of a list as a person sets it right (dòng còn ngờ)."""

    code = Text("Mã", LONGEST_CODE, required=False, help_text="Để trống thì máy cho mã tiếp theo.")
    criterion = Text("Tiêu chí", 6, required=False)
    name = Text("Tên minh chứng", LONGEST_NAME, empty=changing.NO_NAME.reason)
    issued = Text("Số, ngày", LONGEST, required=False)
    issuer = Text("Nơi ban hành", LONGEST, required=False)
    note = Text("Ghi chú", LONGEST, required=False)

    def clean_code(self) -> str:
        """One code, or none."""
        typed: str = self.cleaned_data["code"]
        if typed and code_in(typed) is None:
            raise forms.ValidationError(ODD_CODE.format(typed[:40]))
        return typed


class ExpectForm(PageForm):
    """What is expected of a line, one a line (minh chứng dự kiến)."""

    words = Text("Mỗi minh chứng một dòng", 8_000, rows=5, empty=expecting.NOTHING.reason)


class NeedlessForm(PageForm):
    """Why a line needs no evidence (không cần minh chứng)."""

    needless = Text("Vì sao không cần", LONGEST, rows=2, empty=expecting.NO_REASON.reason)


class Several(forms.MultipleChoiceField):
    """Some of several (chọn nhiều); none: all."""

    def __init__(self, label: str, **more: Any) -> None:
        words = {"invalid_choice": "Xin chọn trong danh sách.", "invalid_list": "Xin chọn trong danh sách."}
        super().__init__(label=label, required=False, widget=forms.CheckboxSelectMultiple, error_messages=words, **more)


class GuestForm(PageForm):
    """A guest of the assessing team (mở cho khách): who, what, until when."""

    name = Text("Khách", guests.LONGEST_NAME, empty=guests.NO_NAME.reason)
    body = Text("Của đoàn nào", guests.LONGEST_NAME, required=False)
    first = Day("Từ ngày", empty="Xin ghi từ ngày nào.")
    last = Day("Đến hết ngày", empty="Xin ghi đến hết ngày nào, tối đa 60 ngày.")
    criteria = Several("Tiêu chí", help_text="Không chọn: mọi tiêu chí.")
    years = Several("Năm học", help_text="Không chọn: mọi năm.")
    places: ClassVar = {
        guests.NO_NAME.reason: "name",
        guests.TOO_LONG.reason: "last",
        guests.BACKWARDS.reason: "last",
        guests.PAST.reason: "last",
    }

    def __init__(self, school: School, years: Choices, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.fields["criteria"].choices = criteria_choices(school)[1:]  # type: ignore[attr-defined]
        self.fields["years"].choices = list(years)  # type: ignore[attr-defined]
