"""The forms of monitoring (biểu mẫu của theo dõi, rà soát): reviews, answers, conclusions, council and team."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final

from django import forms

from caitien.access.models import User
from caitien.domain.papers.cells import LONGEST as LONGEST_CELL
from caitien.domain.tasks.work_state import WORK_STATE_NAMES
from caitien.reviews import answering, panels, proposing, recommending, report, rounds
from caitien.reviews.meetings import deciding, holding
from caitien.reviews.models import AgendaItem, Lesson, Meeting, Panel, Review
from caitien.web.requests.fields import Choice, Choices, Count, Day, Hour, KeyChoice, KeysChoice, PageForm, Text

KEPT: Final = ("", "Giữ như người làm báo")
ANSWERS: Final = [("1", "Nhận"), ("0", "Giữ lời đã báo")]
TAKEN: Final = "Nhận, giữ nguyên kế hoạch"  # of what was recommended or proposed


class ReviewForm(PageForm):
    """A review to prepare (đợt rà soát mới)."""

    kind = Choice("Loại đợt", Review.Kind.choices)
    name = Text("Tên đợt", rounds.LONGEST_NAME, required=False, attrs={"placeholder": "Ví dụ: Tháng 10/2026"})
    first = Day("Từ ngày", empty="Xin ghi ngày đầu của đợt.")
    last = Day("Đến ngày", empty="Xin ghi ngày cuối của đợt.")
    due = Day("Hạn xem xong", required=False)
    content = Text("Nội dung theo dõi", rounds.LONGEST, rows=2, required=False)
    standards = Text(
        "Chỉ xem các tiêu chuẩn", 40, required=False, attrs={"placeholder": "Bỏ trống là xem tất cả. Ví dụ: 1, 3"}
    )
    places: ClassVar[Mapping[str, str]] = {
        rounds.NO_NAME.reason: "name",
        rounds.TAKEN.reason: "name",
        rounds.NO_DAYS.reason: "last",
    }

    def clean_standards(self) -> tuple[int, ...]:
        """The numbers of the standards."""
        words = str(self.cleaned_data["standards"]).replace(",", " ").split()
        if not all(word.isdecimal() and len(word) < 3 for word in words):
            raise forms.ValidationError("Ghi số của các tiêu chuẩn, cách nhau bằng dấu phẩy, như 1, 3.")
        return tuple(map(int, words))


class ConclusionForm(PageForm):
    """The conclusion of a review (kết luận đợt)."""

    conclusion = Text(
        "Kết luận của đợt",
        rounds.LONGEST,
        rows=3,
        empty=rounds.NO_CONCLUSION.reason,
        attrs={"placeholder": "Một hai câu: làm được gì, còn gì phải làm trước khi nào"},
    )


class RowForm(PageForm):
    """The line of a review in section VI of Biểu 2 (dòng phần VI), proposed; a person may write over it."""

    moment = Text("Thời điểm", LONGEST_CELL, empty="Xin ghi thời điểm, như Cuối học kỳ I.")
    content = Text("Nội dung theo dõi", LONGEST_CELL, rows=2, required=False)
    result = Text("Kết quả thực hiện", LONGEST_CELL, rows=4, required=False)
    adjustment = Text("Điều chỉnh (nếu có)", LONGEST_CELL, rows=2, required=False)
    reviewer = Text("Người đánh giá", LONGEST_CELL, rows=2, required=False)


class OfLines(forms.Form):
    """What a form has that may name lines of a review (về dòng nào): those of its sample."""

    tasks = KeysChoice("Về dòng nào", ())

    def __init__(self, lines: Choices, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.fields["tasks"].choices = list(lines)  # type: ignore[attr-defined]
        self.order_fields([*(name for name in self.fields if name != "tasks"), "tasks"])


class RecommendationForm(OfLines, PageForm):
    """One thing the team asks for (kiến nghị)."""

    text = Text("Kiến nghị", recommending.LONGEST, rows=2, empty=recommending.NO_TEXT.reason)
    to = Text("Gửi ai", recommending.LONGEST_TO, empty=recommending.NO_ONE.reason)
    by_when = Day("Trước ngày", required=False)


class RecommendationAnswerForm(PageForm):
    """What becomes of a recommendation (trả lời kiến nghị)."""

    state = Choice("Trả lời", [(each.value, each.label) for each in recommending.ANSWERS], buttons=True)
    answer = Text("Thành việc gì, hoặc vì sao không", recommending.LONGEST, rows=2, required=False)
    places: ClassVar[Mapping[str, str]] = {recommending.NO_ANSWER.reason: "answer"}


class LessonForm(OfLines, PageForm):
    """What is to be done otherwise next time (bài học)."""

    text = Text("Lần sau làm khác điều gì?", recommending.LONGEST, rows=2, empty=recommending.NO_LESSON.reason)
    cause = Choice("Vì đâu", Lesson.Cause.choices, initial=Lesson.Cause.ELSE)


class ReportWordsForm(PageForm):
    """Words a person writes into the team's report (lời báo cáo giám sát)."""

    text = Text("Lời ở phần này", report.LONGEST, rows=5, required=False)


class OfficialIssueForm(PageForm):
    """Number and date of a paper that is issued (số, ngày ban hành)."""

    number = Text("Số, ký hiệu", 200, empty="Xin ghi đủ số và ký hiệu.")
    date = Day("Ngày ban hành", empty="Xin ghi ngày ban hành.")


class ReopenForm(PageForm):
    """Why a closed review is opened again (lý do mở lại)."""

    reason = Text("Vì sao mở lại", rounds.LONGEST, rows=2, empty=rounds.NO_REASON.reason)


class ReplyForm(PageForm):
    """What who carries a line out answers the team (trả lời nhận định)."""

    accepts = Choice("Người làm trả lời", ANSWERS, buttons=True, empty="Xin chọn nhận hay giữ lời.")
    text = Text("Một câu", answering.LONGEST, rows=2, required=False, attrs={"placeholder": "Giữ lời thì ghi vì sao"})
    places: ClassVar[Mapping[str, str]] = {answering.NO_WHY.reason: "text"}


class RulingForm(PageForm):
    """What the chair concludes on a difference (kết luận chênh lệch)."""

    state = Choice("Việc đứng ở", [KEPT, *WORK_STATE_NAMES.items()], required=False)
    text = Text("Kết luận", answering.LONGEST, rows=2, empty=answering.NO_RULING.reason)


class DecisionForm(PageForm):
    """The decision that names council or team (quyết định thành lập)."""

    number = Text("Số quyết định", 200, required=False, attrs={"placeholder": "Ví dụ: 25/QĐ-THPTABC"})
    date = Day("Ngày", required=False)


class MemberForm(PageForm):
    """A member of council or team (thành viên)."""

    user = KeyChoice("Người của trường", (), empty=panels.NO_NAME.reason)
    post = Choice("Chức danh", ())
    position = Text("Chức vụ", 200, required=False, attrs={"placeholder": "Ví dụ: Phó Hiệu trưởng"})
    group = Text("Nhóm công tác", 200, required=False, attrs={"placeholder": "Ví dụ: Nhóm 2"})
    criteria = Text("Tiêu chí phụ trách", 500, required=False, attrs={"placeholder": "Ví dụ: 1.1, 1.2"})
    places: ClassVar[Mapping[str, str]] = {panels.NO_NAME.reason: "user", panels.THERE_ALREADY.reason: "user"}

    def __init__(self, kind: str, people: Iterable[User], *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        rows = [(person.pk, str(person)) for person in people]
        self.fields["user"].choices = [("", "Chọn…"), *rows]  # type: ignore[attr-defined]
        posts = panels.POSTS[Panel.Kind(kind)]
        self.fields["post"].choices = [(post.value, post.label) for post in posts]  # type: ignore[attr-defined]
        if kind == Panel.Kind.TEAM:
            del self.fields["group"], self.fields["criteria"]


class OutsiderForm(PageForm):
    """Someone from outside who looks (người ngoài trường)."""

    name = Text("Họ và tên", 150, empty=panels.NO_NAME.reason)
    position = Text("Thay mặt", 200, empty=panels.NO_POSITION.reason, attrs={"placeholder": "Ban đại diện cha mẹ"})


class MeetingForm(PageForm):
    """A meeting to prepare (cuộc họp mới)."""

    kind = Choice("Loại cuộc họp", Meeting.Kind.choices)
    subject = Text("Họp về", holding.LONGEST_LINE, required=False, attrs={"placeholder": "Bỏ trống thì lấy theo loại"})
    held_on = Day("Ngày họp", empty=holding.NO_DAY.reason)
    begins = Hour("Bắt đầu lúc", empty="Xin ghi giờ bắt đầu, như 14:00.")
    place = Text("Địa điểm", holding.LONGEST_LINE, empty=holding.NO_PLACE.reason)
    chair = Text("Chủ trì", 150, empty=holding.NO_PEOPLE.reason)
    secretary = Text("Thư ký", 150, empty=holding.NO_PEOPLE.reason)


class ItemForm(PageForm):
    """Something of one's own on the agenda (mục khác)."""

    title = Text("Thêm mục", 500, empty=holding.NO_TITLE.reason)


class SaidForm(PageForm):
    """What was said about an item (diễn biến)."""

    summary = Text("Tóm tắt", holding.LONGEST, rows=2, required=False)
    opinions = Text("Ý kiến", holding.LONGEST, rows=2, required=False)


class CallInForm(PageForm):
    """Who else belongs to a meeting (thêm người dự)."""

    names = Text(
        "Thêm người dự, mỗi dòng một người",
        20_000,
        rows=3,
        required=False,
        attrs={"placeholder": "Lê Thị Cúc, Tổ trưởng tổ Văn"},
    )
    others = Text(
        "Cùng dự, không ghi tên",
        holding.LONGEST_LINE,
        required=False,
        attrs={"placeholder": "412/436 cha mẹ học sinh"},
    )


class MendForm(PageForm):
    """Why approved minutes are taken back (lý do sửa biên bản)."""

    reason = Text("Vì sao sửa biên bản", holding.LONGEST, rows=2, empty=holding.NO_MENDING.reason)


class EndForm(PageForm):
    """When a meeting was over (giờ kết thúc)."""

    ends = Hour("Kết thúc lúc", empty="Xin ghi giờ kết thúc, như 16:30.")
    places: ClassVar[Mapping[str, str]] = {holding.BACKWARDS.reason: "ends"}


class DecisionOfItemForm(PageForm):
    """What the chair concludes on an item, and what it changes (kết luận mục họp)."""

    decision = Text("Kết luận", holding.LONGEST, rows=2, empty=deciding.NO_DECISION.reason)
    consequence = Choice("Đổi gì trong kế hoạch", AgendaItem.Consequence.choices)
    task = KeyChoice("Việc", (), required=False)
    state = Choice("Trạng thái mới", [("", "Chọn…"), *WORK_STATE_NAMES.items()], required=False)
    time = Text("Thời gian mới", 500, required=False)
    person = KeyChoice("Giao cho", (), required=False)
    work = Text("Việc mới", 5_000, rows=2, required=False)
    criterion = Text("Thuộc tiêu chí", 20, required=False, attrs={"placeholder": "3.2"})
    whom = Text("Kiến nghị ai", 250, required=False, attrs={"placeholder": "Sở Xây dựng"})
    what = Text("Xin việc gì", 2_000, required=False)
    votes_for = Count("Tán thành")
    votes_against = Count("Không tán thành")
    votes_other = Count("Ý kiến khác")
    places: ClassVar[Mapping[str, str]] = {
        deciding.NO_LINE.reason: "task",
        deciding.NO_STATE.reason: "state",
        deciding.NO_TIME.reason: "time",
        deciding.NO_PERSON.reason: "person",
        deciding.NO_WORK.reason: "work",
        deciding.NO_BODY.reason: "whom",
        deciding.NOT_OF_IT.reason: "consequence",
    }

    def __init__(
        self, item: AgendaItem, choices: Mapping[str, Iterable[tuple[int, str]]], *sent: Any, **more: Any
    ) -> None:
        super().__init__(*sent, **more)
        taken = {AgendaItem.Consequence.NONE: TAKEN} if item.is_asked else {}
        fits = [(each.value, taken.get(each, each.label)) for each in item.consequences]
        self.fields["consequence"].choices = fits  # type: ignore[attr-defined]
        for name in ("task", "person"):
            self.fields[name].choices = [("", "Chọn…"), *choices.get(name, ())]  # type: ignore[attr-defined]


class ProposeForm(PageForm):
    """What a member of the school proposes (đề xuất)."""

    text = Text("Thầy cô đề xuất điều gì?", proposing.LONGEST, rows=3, empty=proposing.NO_TEXT.reason)
    reason = Text("Vì sao nên làm thế?", proposing.LONGEST, rows=2, empty=proposing.NO_REASON.reason)
    task = KeyChoice("Về việc nào của kế hoạch", (), required=False, none="Không về việc nào")

    def __init__(self, tasks: Iterable[tuple[int, str]], *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.fields["task"].choices = [("", "Không về việc nào"), *tasks]  # type: ignore[attr-defined]


class ProposalAnswerForm(PageForm):
    """What the council answers (trả lời đề xuất)."""

    state = Choice("Hội đồng", [("taken", "Nhận"), ("refused", "Chưa nhận")], buttons=True)
    answer = Text("Trả lời người đề xuất", proposing.LONGEST, rows=2, empty=proposing.NO_ANSWER.reason)
