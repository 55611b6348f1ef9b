"""The forms of the year's work (biểu mẫu của công việc): remarks, days, waits and their letters."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.timezone import localdate

from caitien.access.models import OutsideBody, User
from caitien.web.requests.fields import Choice, Day, KeyChoice, PageForm, Text
from caitien.web.requests.sent_files import FileToKeep
from caitien.work import timing
from caitien.work.models import Letter, Waiting
from caitien.work.outside import waiting
from caitien.work.reporting import comments
from caitien.work.waits import LONGEST_WHOM

NO_DAY = "Xin ghi ngày như 31/03/2027, hoặc bấm “Không có hạn”."


class RemarkForm(PageForm):
    """One word more about a line (lời trao đổi), and whom it is for."""

    text = Text(
        "Lời trao đổi",
        comments.LONGEST_COMMENT,
        rows=2,
        empty=comments.NO_TEXT.reason,
        attrs={"data-names": "nhac", "placeholder": "Gõ @ để nhắc tên đồng nghiệp"},
    )
    name = KeyChoice("Nhắc ai", (), required=False, widget=forms.Select({"id": "nhac"}))
    places: ClassVar[Mapping[str, str]] = {comments.NOT_HERE.reason: "name"}

    def __init__(self, people: Iterable[User], *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        choices = [("", "Không nhắc riêng ai"), *((person.pk, str(person)) for person in people)]
        self.fields["name"].choices = choices  # type: ignore[attr-defined]


class TimeForm(PageForm):
    """The days of a line whose words name none (ghi hạn). ``seen``: the mark of what was said of them before."""

    seen = ""
    first = Day("Từ ngày", required=False)
    due = Day("Hạn", empty=NO_DAY)
    places: ClassVar[Mapping[str, str]] = {
        timing.BACKWARDS.reason: "first",
        timing.NO_DUE.reason: "due",
        timing.FAR.reason: "due",
    }


class TieForm(PageForm):
    """Which wait an answer of a body above belongs to (trả lời cho việc nào)."""

    waiting = KeyChoice("Việc đang chờ", ())

    def __init__(self, waits: Iterable[Waiting], *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        choices = [(wait.pk, f"{wait.whom}: {wait.what}"[:160]) for wait in waits]
        self.fields["waiting"].choices = [("", "Chọn…"), *choices]  # type: ignore[attr-defined]


class WaitForm(PageForm):
    """Whom a line waits for (đang chờ ai), for what and since when."""

    body = KeyChoice("Đơn vị", (), required=False)
    name = Text("Tên đơn vị", LONGEST_WHOM, required=False, attrs={"placeholder": "Ví dụ: Sở Xây dựng"})
    what = Text(
        "Chờ việc gì",
        waiting.LONGEST_TEXT,
        rows=2,
        empty=waiting.NO_WHAT.reason,
        attrs={"placeholder": "Ví dụ: giao mặt bằng sân thể dục"},
    )
    since = Day("Từ ngày", empty="Xin ghi ngày bắt đầu chờ.", initial=localdate)
    places: ClassVar[Mapping[str, str]] = {waiting.FUTURE.reason: "since", waiting.NO_BODY.reason: "name"}

    def __init__(self, bodies: Iterable[OutsideBody], *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        choices = [(body.pk, body.name) for body in bodies]
        if choices:
            self.fields["body"].choices = [("", "Chọn…"), *choices]  # type: ignore[attr-defined]
            self.fields["name"].label = "Hoặc tên đơn vị chưa có trong danh sách"
        else:
            del self.fields["body"]


class LetterWordsForm(PageForm):
    """What is written down of a letter (lời ghi công văn)."""

    way = Choice("Chiều", Letter.Way.choices, buttons=True, initial=Letter.Way.SENT, empty=waiting.NO_WAY.reason)
    number = Text("Số văn bản", waiting.LONGEST_NUMBER, required=False, long=waiting.LONG_NUMBER.reason)
    date = Day("Ngày", empty="Xin ghi ngày của công văn.", initial=localdate)
    summary = Text("Trích yếu", waiting.LONGEST_TEXT, rows=2, empty=waiting.NO_SUMMARY.reason)
    places: ClassVar[Mapping[str, str]] = {waiting.FUTURE.reason: "date"}


class LetterForm(LetterWordsForm):
    """A letter in the diary of a wait (công văn), perhaps with its file."""

    file = FileToKeep("Bản chụp hoặc tệp công văn", required=False, allow_empty_file=True)


class EndForm(PageForm):
    """How a wait ended (hết chờ), and when."""

    outcome = Text(
        "Kết quả",
        waiting.LONGEST_TEXT,
        rows=2,
        empty=waiting.NO_OUTCOME.reason,
        attrs={"placeholder": "Được giải quyết thế nào, hoặc vì sao không chờ nữa"},
    )
    until = Day("Ngày", empty="Xin ghi ngày hết chờ.", initial=localdate)
    places: ClassVar[Mapping[str, str]] = {waiting.FUTURE.reason: "until"}
