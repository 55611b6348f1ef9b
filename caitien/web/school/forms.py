"""The forms of a school and of the bodies above it (biểu mẫu của trường): what it is, its places, units and people."""

from collections.abc import Mapping
from typing import ClassVar, Final

from django import forms
from django.http import QueryDict

from caitien.access.models import Role, Unit
from caitien.access.models.school import EVALUATED, SCHOOL_KINDS
from caitien.access.people.invite import may_give
from caitien.access.reads import units_for
from caitien.access.rights import SCHOOL, ActingUser
from caitien.access.schools import describe, units
from caitien.access.schools.bodies import LONGEST_BODY, NO_NAME
from caitien.access.schools.describe import LEVELS, SchoolFacts
from caitien.access.schools.open_school import FIRST_ROLES
from caitien.domain.field_names import SCHOOL_TYPE_NAMES
from caitien.domain.people.listed import LONGEST_EMAIL, LONGEST_NAME, LONGEST_UNIT
from caitien.domain.standards import all_sets
from caitien.web.requests.fields import Choice, PageForm, Text

NO_PERSON: Final = "Xin ghi họ và tên."
BAD_EMAIL: Final = "Thư điện tử chưa đúng dạng ten@noi-gui.vn; xin kiểm tra lại, hoặc để trống."
ROLES: Final = [(role.value, role.label) for role in Role if role in SCHOOL]
LONGEST_PLACE: Final = describe.LONGEST["place"][1]
LONGEST_SCHOOL: Final = describe.LONGEST["name"][1]
LONGEST_CODE: Final = describe.LONGEST["ministry_code"][1]
LONGEST_ADDRESS: Final = 250


def set_words(set_id: str) -> str:
    """A set of standards as people call it (tên bộ tiêu chuẩn); "" where there is none."""
    found = next((each for each in all_sets() if each.id == set_id), None)
    if found is None:
        return ""
    kinds = ", ".join(SCHOOL_TYPE_NAMES[kind] for kind in found.school_types)
    return f"Thông tư {found.circular} ({kinds})"


class Email(forms.EmailField):
    """An e-mail address (thư điện tử), which may be left blank."""

    def __init__(self) -> None:
        widget = forms.EmailInput({"autocomplete": "off"})
        words = {"invalid": BAD_EMAIL, "max_length": BAD_EMAIL}
        super().__init__(
            label="Thư điện tử", required=False, max_length=LONGEST_EMAIL, widget=widget, error_messages=words
        )


# --- the school -------------------------------------------------------------------------------------------------------


class FactsForm(PageForm):
    """What a school says of itself (thông tin trường)."""

    name = Text("Tên trường", LONGEST_SCHOOL, empty=describe.NO_NAME.reason, attrs={"autocomplete": "organization"})
    kind = Choice("Loại trường", [("", "chưa chọn"), *SCHOOL_TYPE_NAMES.items()], required=False)
    place = Text("Địa danh", LONGEST_PLACE, required=False, help_text="Đứng trước ngày tháng trên văn bản.")
    levels = forms.MultipleChoiceField(
        label="Các cấp học",
        required=False,
        choices=[(level, SCHOOL_TYPE_NAMES[level]) for level in LEVELS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Xin chọn cấp học trong danh sách."},
    )
    upper_body = Text("Cơ quan chủ quản", LONGEST_SCHOOL, required=False, help_text="Như in trên văn bản.")
    ministry_code = Text(
        "Mã trường của Bộ", LONGEST_CODE, required=False, help_text="Mã định danh Bộ cấp, ghi đủ số 0 ở đầu."
    )
    evaluated = Choice(
        "Đánh giá ngoài",
        [("", "chưa trả lời"), *EVALUATED],
        required=False,
        help_text="Văn bản chỉ ghi “sau đánh giá ngoài” khi trường đã có đoàn đánh giá ngoài.",
    )
    framework = Choice(
        "Bộ tiêu chuẩn đang dùng",
        [("", "chưa chọn"), *((each.id, set_words(each.id)) for each in reversed(all_sets()))],
        required=False,
    )

    def facts(self) -> SchoolFacts:
        """The same, as a value."""
        return SchoolFacts(**{**self.cleaned_data, "levels": tuple(self.cleaned_data["levels"])})


class CampusForm(PageForm):
    """Another place of the school (điểm trường)."""

    name = Text("Tên điểm trường", LONGEST_SCHOOL, empty=describe.NO_CAMPUS_NAME.reason)
    address = Text("Địa chỉ", LONGEST_ADDRESS, required=False)


# --- units and people -------------------------------------------------------------------------------------------------


class UnitNameForm(PageForm):
    """The name of a new unit (thêm tổ, đoàn thể)."""

    name = Text("Thêm tổ, đoàn thể", LONGEST_UNIT, empty=units.NO_NAME.reason, attrs={"placeholder": "Tổ Ngữ văn"})


class OutsideNameForm(PageForm):
    """The name of a new body outside the school (thêm đơn vị ngoài trường)."""

    name = Text(
        "Thêm đơn vị ngoài trường", LONGEST_UNIT, empty=units.NO_NAME.reason, attrs={"placeholder": "UBND phường"}
    )


class UnitForm(PageForm):
    """A unit's name and kind (tên và loại của tổ)."""

    name = Text("Tên", LONGEST_UNIT, empty=units.NO_NAME.reason)
    kind = Choice("Loại", Unit.Kind.choices)


class OutsideBodyForm(PageForm):
    """How a body outside the school is called (tên đơn vị ngoài trường)."""

    name = Text("Tên, như trường vẫn viết", LONGEST_UNIT, empty=units.NO_NAME.reason)
    aliases = Text(
        "Cách gọi khác, mỗi dòng một tên",
        4_000,
        rows=3,
        required=False,
        help_text="Gặp một trong các tên này trong văn bản, phần mềm hiểu là cùng một đơn vị. Dấu, chữ hoa và khoảng"
        " trống không quan trọng.",
    )


class InviteForm(PageForm):
    """Whom to invite, as what (mời ai, vai trò gì)."""

    name = Text("Họ và tên", LONGEST_NAME, empty=NO_PERSON)
    email = Email()
    roles = forms.MultipleChoiceField(
        label="Vai trò",
        widget=forms.CheckboxSelectMultiple,
        initial=[Role.STAFF.value],
        error_messages={
            "required": "Xin chọn ít nhất một vai trò.",
            "invalid_choice": "Xin chọn vai trò trong danh sách.",
        },
    )
    unit = forms.TypedChoiceField(
        label="Tổ",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "Xin chọn tổ trong danh sách."},
    )
    head = forms.BooleanField(label="là tổ trưởng", required=False)

    def __init__(self, acting: ActingUser, sent: QueryDict | None = None) -> None:
        super().__init__(sent)
        chair = may_give(acting.user, acting.school, [Role.CHAIR])
        self.fields["roles"].choices = ROLES if chair else [pair for pair in ROLES if pair[0] != Role.CHAIR]  # type: ignore[attr-defined]
        units = units_for(acting).values_list("pk", "name")
        self.fields["unit"].choices = [("", "chưa xếp tổ"), *units]  # type: ignore[attr-defined]


# --- above the schools ------------------------------------------------------------------------------------------------


class BodyForm(PageForm):
    """The name of a body above schools (tên cơ quan)."""

    name = Text("Tên cơ quan", LONGEST_BODY, empty=NO_NAME.reason)


class OpenForm(PageForm):
    """A school that is opened (mở trường)."""

    name = Text("Mở một trường", LONGEST_SCHOOL, empty=describe.NO_NAME.reason, attrs={"placeholder": "Trường THCS…"})
    kind = Choice("Loại trường", [("", "loại trường…"), *SCHOOL_KINDS], required=False)
    places: ClassVar[Mapping[str, str]] = {describe.UNKNOWN_KIND.reason: "kind"}


class OfficerForm(PageForm):
    """An officer of a body who is invited (mời cán bộ)."""

    name = Text("Họ và tên", LONGEST_NAME, empty=NO_PERSON)
    email = Email()


class FirstPersonForm(OfficerForm):
    """The first person of a school (người đầu tiên)."""

    role = Choice("Vai trò", [(role.value, role.label) for role in FIRST_ROLES])
