"""The forms of papers (biểu mẫu giấy tờ): which one is begun, who answers for it, under what number it goes out."""

from typing import Any, Final

from django.utils.timezone import localdate

from caitien.checking.settle import LONGEST_REASON
from caitien.domain.field_names import FORM_NAMES
from caitien.domain.people.listed import LONGEST_NAME
from caitien.domain.times.school_calendar import SchoolCalendar
from caitien.papers.drafting import NO_SPAN
from caitien.papers.models.signed_copy import LONGEST_WHY
from caitien.papers.signed_copies import LONG_REASON
from caitien.papers.signed_copies import NO_REASON as NO_REASON_TO_DROP
from caitien.papers.span import own_span, spans_of
from caitien.web.requests.fields import Choice, Day, PageForm, Text
from caitien.web.requests.sent_files import FileToKeep

OWN: Final = "tu-chon"  # a span of days typed
NOT_A_DAY: Final = "Xin ghi ngày ban hành, như 05/09/2026."
NO_REASON: Final = "Xin ghi lý do."
LONGEST_NUMBER: Final = 200  # letters


class SpanForm(PageForm):
    """A paper and the time it tells of (văn bản và kỳ)."""

    form = Choice("Văn bản", [(form, f"{name[0].upper()}{name[1:]}") for form, name in FORM_NAMES.items()])
    span = Choice("Kỳ", (), empty=NO_SPAN.reason)
    first = Day("Từ ngày", required=False)
    last = Day("Đến ngày", required=False)

    def __init__(self, calendar: SchoolCalendar | None, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        known = [(span.key, f"{span.name[0].upper()}{span.name[1:]}") for span in spans_of(calendar)]
        self.fields["span"].choices = [*known, (OWN, "Từ ngày đến ngày (ghi bên dưới)")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Both days, in their order, where the span is typed."""
        said = self.cleaned_data
        if said.get("span") == OWN and not self.errors:
            for name in ("first", "last"):
                if said[name] is None:
                    self.add_error(name, "Xin ghi ngày.")
            if not self.errors and said["first"] > said["last"]:
                self.add_error("last", "Ngày cuối cần ở sau ngày đầu.")
        return said

    def span_key(self) -> str:
        """The key of the span that was chosen."""
        said = self.cleaned_data
        if said["span"] != OWN:
            return str(said["span"])
        found = own_span(str(said["first"]), str(said["last"]))
        return found.key if found else ""


class AnswerForm(PageForm):
    """Who answers for a paper with open errors (người quyết định), and why it goes out all the same."""

    name = Text("Người quyết định", LONGEST_NAME, empty="Xin ghi người quyết định.", attrs={"autocomplete": "name"})
    reason = Text("Vẫn ban hành, vì", LONGEST_REASON, rows=2, empty=NO_REASON)


class ExportForm(AnswerForm):
    """The same for a paper that is only taken out of the plan (vẫn xuất)."""

    reason = Text("Tôi vẫn xuất, vì", LONGEST_REASON, rows=2, empty=NO_REASON)


class IssueForm(PageForm):
    """The number and the day a paper is issued under (số, ngày ban hành)."""

    number = Text("Số, ký hiệu", LONGEST_NUMBER, empty="Xin ghi số, ký hiệu của văn bản.")
    date = Day("Ngày ban hành", empty=NOT_A_DAY, initial=localdate)


class SendBackForm(PageForm):
    """Why a paper goes back to who handed it over (lời trả lại)."""

    words = Text("Cần sửa gì?", LONGEST_REASON, rows=2, empty="Xin ghi vì sao trả lại.")


class ReplaceForm(PageForm):
    """Why an issued paper is replaced (lý do thay)."""

    reason = Text("Vì sao thay?", LONGEST_REASON, rows=2, empty="Xin ghi lý do thay văn bản này.")


class PutAsideForm(PageForm):
    """Why a signed copy is put aside (vì sao gỡ)."""

    why = Text("Vì sao gỡ?", LONGEST_WHY, empty=NO_REASON_TO_DROP.reason, long=LONG_REASON.reason)


class SignedForm(PageForm):
    """The PDF that came back from the program that signs (bản đã ký số)."""

    file = FileToKeep("Tệp PDF đã ký", accept=".pdf")
