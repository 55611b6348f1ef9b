"""What a hand-over asks to be typed (biểu mẫu bàn giao)."""

from typing import Any, ClassVar

from django import forms

from caitien.access.models import Role, School
from caitien.access.rights import SCHOOL as ROLES
from caitien.handover import handing
from caitien.handover.models import HandOver
from caitien.web.fields import NO_CHOICE, Choice, Day, KeyChoice, PageForm, Text


class HandOverForm(PageForm):
    """Who hands what over to whom (lập bàn giao)."""

    giver = KeyChoice("Người giao", (), empty="Xin chọn người giao.")
    taker = KeyChoice("Người nhận", (), empty="Xin chọn người nhận.")
    reason = Choice("Lý do", HandOver.Reason.choices, empty="Xin chọn lý do.")
    roles = forms.MultipleChoiceField(
        label="Vai trò chuyển sang người nhận",
        choices=[(role.value, role.label) for role in Role if role in ROLES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": NO_CHOICE},
    )
    leaves = forms.BooleanField(label="Người giao rời trường", required=False)
    places: ClassVar = {
        handing.SAME.reason: "taker",
        handing.NO_ACCOUNT.reason: "taker",
        handing.NO_ROLE.reason: "roles",
        handing.ALREADY.reason: "giver",
    }

    def __init__(self, *args: Any, school: School, **more: Any) -> None:
        super().__init__(*args, **more)
        people = school.people.filter(is_active=True).distinct().order_by("folded", "pk")
        rows = [(each.pk, str(each)) for each in people]
        for name in ("giver", "taker"):
            self.fields[name].choices = [("", "Chọn…"), *rows]  # type: ignore[attr-defined]


class NoteForm(PageForm):
    """A note beside an item (ghi chú một mục)."""

    text = Text("Ghi chú", handing.LONGEST, rows=2, required=False, long=handing.TOO_LONG.reason)


class MinutesForm(PageForm):
    """Number and date of the minutes (số, ngày biên bản)."""

    number = Text("Số, ký hiệu", 200, empty="Xin ghi đủ số và ký hiệu.")
    date = Day("Ngày ban hành", empty="Xin ghi ngày ban hành.")
