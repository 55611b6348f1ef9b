"""The forms of rounds (biểu mẫu của đợt báo cáo)."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

from django import forms

from caitien.access.models import Body
from caitien.domain.field_names import FORM_NAMES, SCHOOL_TYPE_NAMES
from caitien.domain.paper import Paper, PlanRow, ResultRow
from caitien.domain.refused import Refused
from caitien.oversight import links, reasons, rounds
from caitien.oversight.desk import noting
from caitien.oversight.models import Round, Submission
from caitien.oversight.questions import HOW, Question, questions_of, read_questions
from caitien.oversight.reasons import REASONS, Reason, reason_kind
from caitien.oversight.rounds import RoundFacts
from caitien.web.requests.fields import Choice, Day, KeyChoice, PageForm, Text

LONGEST_QUESTIONS: Final = 4_000
LONGEST_YEAR: Final = 9


class RoundForm(PageForm):
    """What a round asks (nội dung đợt)."""

    name = Text("Tên đợt", rounds.LONGEST_NAME, empty=rounds.NO_NAME.reason)
    school_year = Text("Năm học", LONGEST_YEAR, empty=rounds.NO_YEAR.reason, attrs={"placeholder": "2026-2027"})
    form = Choice("Văn bản cần nộp", list(FORM_NAMES.items()))
    span = Choice("Kỳ", Round.Span.choices)
    opens = Day("Nhận từ ngày")
    due = Day("Hạn nộp", help_text="Tính hết 24 giờ của ngày này.")
    kinds = forms.MultipleChoiceField(
        label="Loại trường",
        required=False,
        choices=list(SCHOOL_TYPE_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn loại nào là hỏi mọi loại.",
        error_messages={"invalid_choice": "Xin chọn loại trường trong danh sách."},
    )
    within = KeyChoice("Chỉ hỏi các trường thuộc", (), none="mọi xã, phường", required=False)
    through_commune = forms.BooleanField(label="Qua xã, phường xem và chuyển lên", required=False)
    questions = Text("Hỏi thêm", LONGEST_QUESTIONS, rows=3, required=False, help_text=HOW)
    places: ClassVar[Mapping[str, str]] = {
        rounds.NO_YEAR.reason: "school_year",
        rounds.NO_NAME.reason: "name",
        rounds.NAME_TAKEN.reason: "name",
        rounds.DAYS_REVERSED.reason: "due",
        rounds.NOT_BELOW.reason: "within",
    }

    def __init__(self, body: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        under = Body.objects.filter(path__startswith=body.path).exclude(pk=body.pk).order_by("folded", "pk")
        self.fields["within"].choices = [("", "mọi xã, phường"), *under.values_list("pk", "name")]  # type: ignore[attr-defined]

    def clean_questions(self) -> list[Question]:
        """The questions as values."""
        found = read_questions(self.cleaned_data["questions"])
        if isinstance(found, Refused):
            raise forms.ValidationError(found.reason)
        return found

    def facts(self) -> RoundFacts:
        """The same, as a value."""
        return RoundFacts(**self.cleaned_data)


def shown_round(facts: RoundFacts) -> dict[str, Any]:
    """A round as its form shows it (đợt trong biểu mẫu)."""
    told = {name: getattr(facts, name) for name in RoundFacts.__slots__}
    return {**told, "questions": "\n".join(question.as_typed() for question in facts.questions)}


def facts_of(round_: Round) -> RoundFacts:
    """What a round asks, as a value."""
    plain = {name: getattr(round_, name) for name in ("name", "school_year", "form", "span", "opens", "due")}
    return RoundFacts(
        **plain,
        through_commune=round_.through_commune,
        kinds=round_.kinds,
        within=round_.within_id,
        questions=questions_of(round_.questions),
    )


class BesideForm(PageForm):
    """A form that stands beside others on the page of a school (biểu mẫu cạnh nhau): its fields are told from theirs,
    so that a label leads into its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{type(self).__name__.lower()}_%s", **kwargs})


class ReasonForm(BesideForm):
    """Why something official goes another way (lý do)."""

    reason = Text("Lý do", rounds.LONGEST_REASON, rows=2, empty=rounds.NO_REASON.reason)


class ExtensionForm(ReasonForm):
    """A later day for one school (gia hạn)."""

    to = Day("Hạn mới")
    places: ClassVar[Mapping[str, str]] = {rounds.NOT_LATER.reason: "to", rounds.NO_REASON.reason: "reason"}
    field_order = ("to", "reason")


class LinkForm(BesideForm):
    """Until when a link is open (đường dẫn nộp)."""

    last = Day("Mở đến hết ngày")
    places: ClassVar[Mapping[str, str]] = {links.PAST.reason: "last", links.TOO_LONG.reason: "last"}


class NoteForm(BesideForm):
    """A note about a school (ghi chú)."""

    words = Text("Ghi chú về trường", noting.LONGEST, rows=2)


class ReturnForm(BesideForm):
    """Why a paper goes back (lý do trả lại): what the rules found, ticked, and a reason of one's own beside a line."""

    finding = forms.MultipleChoiceField(
        label="Điều máy thấy",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": reasons.BAD_REASON.reason},
    )
    kind = Choice("Lý do khác", [("", "không có"), *REASONS.items()], required=False)
    line = Choice("Ở dòng", (), required=False)
    words = Text("Cần sửa gì", reasons.LONGEST_WORDS, rows=2, required=False)
    again_by = Day("Nộp lại trước ngày", required=False)

    def __init__(self, submission: Submission, paper: Paper, *args: Any) -> None:
        super().__init__(*args)
        self.found = [each for each in submission.findings if reason_kind(each["code"])]
        self.fields["finding"].choices = [(str(turn), each["what"]) for turn, each in enumerate(self.found)]  # type: ignore[attr-defined]
        self.fields["line"].choices = [("", "cả văn bản"), *_lines(paper)]  # type: ignore[attr-defined]

    def grounds(self) -> list[Any]:
        """The ticks of what a paper may go back for (đủ để trả lại)."""
        return [tick for tick, each in self._ticks() if reason_kind(each["code"]) not in reasons.ADVICE]

    def advice(self) -> list[Any]:
        """The ticks of what is only said beside a reason (lời nhắc): often a line each."""
        return [tick for tick, each in self._ticks() if reason_kind(each["code"]) in reasons.ADVICE]

    def advice_open(self) -> bool:
        """Whether one of the advice is ticked, so that the page shows it again."""
        return any(tick.data["selected"] for tick in self.advice())

    def _ticks(self) -> Iterator[tuple[Any, dict[str, Any]]]:
        return zip(self["finding"], self.found, strict=True)

    def clean(self) -> dict[str, Any]:
        """Words without a kind are another reason; a kind without words says nothing."""
        said = super().clean() or {}
        if said.get("kind") and not said.get("words"):
            self.add_error("words", "Xin ghi cần sửa gì để trường hiểu.")
        return said

    def reasons(self) -> list[Reason]:
        """The reasons as values."""
        ticked = [self.found[int(turn)] for turn in self.cleaned_data["finding"]]
        given = [Reason(reason_kind(each["code"]), f"{each['what']} {each['mend']}", each["path"]) for each in ticked]
        words, kind = self.cleaned_data["words"], self.cleaned_data["kind"] or "other"
        return [*given, Reason(kind, words, self.cleaned_data["line"])] if words else given

    def day(self) -> dt.date | None:
        """By when it is to come again."""
        found: dt.date | None = self.cleaned_data["again_by"]
        return found


def _lines(paper: Paper) -> list[tuple[str, str]]:
    """The rows of a paper one can point at, as choices."""
    name = "results" if paper.results else "plan.items"
    rows: Sequence[PlanRow | ResultRow] = paper.results or paper.plan.items
    return [(f"{name}.{turn}", f"{row.label or row.criterion or 'Dòng'} ({turn + 1})") for turn, row in enumerate(rows)]
