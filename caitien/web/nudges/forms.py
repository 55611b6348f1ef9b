"""The forms about answers without an account (biểu mẫu báo việc không cần tài khoản)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from caitien.access.people.entering import NO_UNIT
from caitien.access.people.invite import NO_NAME
from caitien.access.reads import people_for, units_for
from caitien.access.rights import ActingUser
from caitien.domain.people.listed import LONGEST_NAME
from caitien.nudges.group_text import NOBODY
from caitien.nudges.links import NO_UNIT as UNIT_GONE
from caitien.nudges.links import NOT_CHOSEN, NOT_HERE
from caitien.nudges.mail.rules import NOT_A_NIGHT
from caitien.nudges.sheets import NOTHING
from caitien.web.requests.fields import Hour, KeyChoice, PageForm, Text


class PersonForm(PageForm):
    """A person of the staff who has no account (người chưa có tài khoản)."""

    name = Text("Họ và tên", LONGEST_NAME, empty=NO_NAME.reason)
    unit = KeyChoice("Tổ", (), none="Chưa xếp tổ", required=False)
    places: ClassVar[Mapping[str, str]] = {NO_NAME.reason: "name", NO_UNIT.reason: "unit"}

    def __init__(self, acting: ActingUser, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.fields["unit"].choices = [("", "Chưa xếp tổ"), *((unit.pk, unit.name) for unit in units_for(acting))]  # type: ignore[attr-defined]

    def refuse(self, found: Any) -> None:
        """One name twice is said beside the name."""
        self.add_error(self.places.get(found.reason, "name"), found.reason)


class LinkForm(PageForm):
    """Whose link is to be made (đường dẫn cho ai)."""

    person = KeyChoice("Việc tháng này của", (), empty="Xin chọn một người.")
    places: ClassVar[Mapping[str, str]] = {NOT_HERE.reason: "person"}

    def __init__(self, acting: ActingUser, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.fields["person"].choices = [("", "Chọn…"), *((one.pk, str(one)) for one in people_for(acting))]  # type: ignore[attr-defined]


class SheetForm(PageForm):
    """Whose sheet is to be printed (phiếu của tổ nào)."""

    unit = KeyChoice("Tổ", (), empty="Xin chọn một tổ.")
    places: ClassVar[Mapping[str, str]] = {NOTHING.reason: "unit"}
    ids: ClassVar = "phieu_%s"  # three forms of one page ask for a unit

    def __init__(self, acting: ActingUser, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **{"auto_id": self.ids, **more})
        self.fields["unit"].choices = [("", "Chọn…"), *((unit.pk, unit.name) for unit in units_for(acting))]  # type: ignore[attr-defined]


class GroupForm(SheetForm):
    """Into whose group the words go (lời dán của tổ nào)."""

    places: ClassVar[Mapping[str, str]] = {NOBODY.reason: "unit"}
    ids: ClassVar = "nhom_%s"


class UnitLinkForm(SheetForm):
    """Which unit's link is to be made (đường dẫn của tổ nào)."""

    places: ClassVar[Mapping[str, str]] = {UNIT_GONE.reason: "unit", NOT_CHOSEN.reason: "unit"}
    ids: ClassVar = "to_%s"


class RuleForm(PageForm):
    """When the school asks by mail, and how answers without an account come in (lịch nhắc, cách nhận lời báo)."""

    early = forms.BooleanField(label="Trước hạn 14 ngày", required=False)
    near = forms.BooleanField(
        label="Trước hạn 3 ngày",
        required=False,
        help_text="Hạn rơi vào ngày nghỉ thì nhắc thêm vào ngày làm việc cuối trước đó.",
    )
    after = forms.BooleanField(label="Hôm sau ngày hạn", required=False)
    weekly = forms.BooleanField(label="Sau đó mỗi tuần một lần, cho đến khi có lời báo", required=False)
    in_summer = forms.BooleanField(label="Nhắc cả giữa hai năm học", required=False)
    quiet_begins = Hour("Giờ yên từ")
    quiet_ends = Hour("đến sáng hôm sau lúc")
    looks_first = forms.BooleanField(
        label="Lời báo bằng đường dẫn chờ thư ký nhận",
        required=False,
        help_text="Lời báo không cần tài khoản chỉ vào kế hoạch sau khi thư ký hay chủ tịch bấm Nhận.",
    )
    by_unit = forms.BooleanField(
        label="Cho làm đường dẫn chung của tổ",
        required=False,
        help_text="Ai mở đường dẫn thì tự chọn tên mình trong tổ; lời báo ghi kèm “tự khai tên”. "
        "Tắt thì đường dẫn của tổ không mở được nữa.",
    )
    places: ClassVar[Mapping[str, str]] = {NOT_A_NIGHT.reason: "quiet_begins"}
