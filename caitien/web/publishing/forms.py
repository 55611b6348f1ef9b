"""The forms of what is made known and shown (biểu mẫu phổ biến, công khai)."""

from typing import Any, ClassVar

from caitien.publishing import going_out, tellings, years
from caitien.publishing.models import Telling
from caitien.publishing.tellings import Told
from caitien.web.requests.fields import Choice, Choices, Count, Day, PageForm, Text
from caitien.web.requests.sent_files import FileToKeep


class TellingForm(PageForm):
    """One time something was made known (một lần phổ biến)."""

    paper = Choice("Văn bản", (), empty=tellings.NO_PAPER.reason)
    audience = Choice("Tới ai", Telling.Audience.choices)
    way = Choice("Bằng cách nào", Telling.Way.choices)
    day = Day("Ngày")
    last_day = Day("Đến hết ngày", required=False, help_text="Khi niêm yết nhiều ngày.")
    place = Text("Ở đâu", tellings.LONGEST_PLACE, required=False)
    reached = Count("Bao nhiêu người")
    of = Count("Trên tổng số")
    basis = Text("Căn cứ", tellings.LONGEST_BASIS, required=False, attrs={"placeholder": "Biên bản số 7"})
    file = FileToKeep("Ảnh hoặc biên bản", required=False)
    places: ClassVar = {
        tellings.NO_PAPER.reason: "paper",
        tellings.AHEAD.reason: "day",
        tellings.BEFORE_SIGNED.reason: "day",
        tellings.ENDS_FIRST.reason: "last_day",
        tellings.MORE_THAN_ALL.reason: "reached",
        tellings.NO_COUNT.reason: "reached",
        tellings.READ_HERE.reason: "way",
    }

    def __init__(self, papers: Choices, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.fields["paper"].choices = list(papers)  # type: ignore[attr-defined]

    def told(self) -> Told:
        """What was typed, as the verb takes it."""
        return Told(**{name: value for name, value in self.cleaned_data.items() if name != "file"})


class FactForm(PageForm):
    """What papers outside the plan say of a year (kết quả kiểm định của năm)."""

    assessment = Text("Kết quả tự đánh giá", years.LONGEST, required=False, attrs={"placeholder": "Đạt mức 2"})
    level = Text("Mức, công nhận", years.LONGEST, required=False, attrs={"placeholder": "Chuẩn quốc gia mức độ 1"})
    certificate = Text("Giấy chứng nhận", years.LONGEST, required=False, attrs={"placeholder": "Số, ngày, nơi cấp"})


class RemoveForm(PageForm):
    """Why an item is taken down (gỡ)."""

    reason = Text("Vì sao gỡ", 300, empty=going_out.NO_REASON.reason)
    places: ClassVar = {going_out.NO_REASON.reason: "reason", going_out.NOT_OUT.reason: "reason"}
