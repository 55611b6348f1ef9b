"""What a hand-over and a merger ask to be typed (biểu mẫu bàn giao, sáp nhập)."""

from typing import Any, ClassVar, Final

from django import forms

from caitien.access.models import Role, School
from caitien.access.rights import SCHOOL as ROLES
from caitien.access.schools.describe import LONGEST
from caitien.access.schools.named import school_named
from caitien.domain.refused import Refused
from caitien.handover import handing, merging
from caitien.handover.models import HandOver
from caitien.web.requests.fields import NO_CHOICE, Choice, Day, KeyChoice, PageForm, Text

LONGEST_SCHOOL: Final = LONGEST["name"][1]


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


class MergerForm(PageForm):
    """Which schools are joined to which, by which decision (sáp nhập trường)."""

    successor = Text(
        "Trường sau sáp nhập",
        LONGEST_SCHOOL,
        empty="Xin ghi mã hoặc tên trường sau sáp nhập.",
        help_text="Mã của Bộ, hoặc đúng tên. Trường mới thì mở ở trang Cơ quan và trường trước.",
    )
    predecessors = Text(
        "Các trường nhập vào", 6_000, rows=3, empty=merging.NONE.reason, help_text="Mỗi dòng một mã hoặc một tên."
    )
    decision = Text("Số quyết định", merging.LONGEST_NUMBER, empty=merging.NO_DECISION.reason)
    decided_on = Day("Ngày quyết định", empty="Xin ghi ngày của quyết định.")
    day = Day("Sáp nhập từ ngày", empty="Xin ghi các trường là một từ ngày nào.")
    places: ClassVar = {
        merging.NONE.reason: "predecessors",
        merging.TOO_MANY.reason: "predecessors",
        merging.ITSELF.reason: "predecessors",
        merging.NO_DECISION.reason: "decision",
    }

    def clean_successor(self) -> School:
        """The school that is named."""
        return _named(self.cleaned_data["successor"])

    def clean_predecessors(self) -> list[School]:
        """The schools that are named, each once."""
        lines = [line.strip() for line in self.cleaned_data["predecessors"].splitlines() if line.strip()]
        if len(lines) > merging.MOST:
            raise forms.ValidationError(merging.TOO_MANY.reason)
        return list(dict.fromkeys(_named(line) for line in lines))

    def wanted(self, chair: int | None) -> merging.Merger:
        """What is to be joined."""
        said = self.cleaned_data
        keys = tuple(sorted(each.pk for each in said["predecessors"]))
        about = {name: said[name] for name in ("decision", "decided_on", "day")}
        return merging.Merger(predecessors=keys, chair=chair, **about)


def _named(words: str) -> School:
    found = school_named(words)
    if isinstance(found, Refused):
        raise forms.ValidationError(found.reason)
    return found
