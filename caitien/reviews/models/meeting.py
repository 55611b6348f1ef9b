"""Meetings and what is decided there (cuộc họp, mục họp), and what any member of the school proposes (đề xuất)."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.action import hold
from caitien.access.models import School, User
from caitien.plans.models import Adjustment, Plan, Task
from caitien.reviews.models.recommendation import Recommendation
from caitien.reviews.models.review import SampleLine
from caitien.work.models import Waiting


class Meeting(models.Model):
    """One meeting (cuộc họp). ``held_on`` is its own day, ``made_at`` that of its entry: a meeting on paper may be
    typed days later, and both are kept."""

    class Kind(models.TextChoices):
        """Of whom, or on what."""

        COUNCIL = "council", "Hội đồng tự đánh giá"
        TERM = "term", "Sơ kết học kỳ I"
        YEAR = "year", "Tổng kết năm học"
        TEAM = "team", "Tổ giám sát"
        UNIT = "unit", "Tổ chuyên môn"
        KNOWN = "known", "Phổ biến kế hoạch, kết quả"

    class State(models.TextChoices):
        """How far it is."""

        PREPARED = "prepared", "Chuẩn bị"
        RUNNING = "running", "Đang họp"
        DRAFTED = "drafted", "Dự thảo biên bản"
        APPROVED = "approved", "Đã thông qua"
        ISSUED = "issued", "Đã ban hành"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="meetings")
    kind = models.CharField("Loại cuộc họp", max_length=8, choices=Kind)
    state = models.CharField("Tình trạng", max_length=8, choices=State, default=State.PREPARED)
    subject = models.CharField("Nội dung họp", max_length=250)  # as in the minutes: "Họp hội đồng tự đánh giá"
    held_on = models.DateField("Ngày họp")
    begins = models.TimeField("Bắt đầu")
    ends = models.TimeField("Kết thúc", null=True, blank=True)
    place = models.CharField("Địa điểm", max_length=250)
    chair = models.CharField("Chủ trì", max_length=150)
    secretary = models.CharField("Thư ký", max_length=150)
    others = models.CharField("Cùng dự", max_length=250, blank=True)  # who is not listed: "412/436 cha mẹ học sinh"
    mended_why = models.TextField("Lý do sửa biên bản", blank=True)  # of the last time approved minutes were taken back
    number = models.CharField("Số biên bản", max_length=200, blank=True)  # once it is issued
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["school", "-held_on", "-id"], name="meetings_of_a_school")]

    def __str__(self) -> str:
        return f"{self.subject}, ngày {self.held_on:%d/%m/%Y}"

    def hold_before(self) -> None:
        """The plan is locked before what hangs on it (khoá kế hoạch trước): lines that become one are, and what was
        said of them follows. One statement."""
        hold(Plan.objects.filter(pk=self.plan_id))

    @property
    def open(self) -> bool:
        """Whether its words are still written (còn ghi được)."""
        return self.state in (self.State.PREPARED, self.State.RUNNING, self.State.DRAFTED)

    @property
    def not_over(self) -> bool:
        """Whether items still come and go (chưa kết thúc)."""
        return self.state in (self.State.PREPARED, self.State.RUNNING)


class Attendee(models.Model):
    """Who belongs to a meeting, present or absent with a reason (thành phần dự họp)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees")
    name = models.CharField("Họ và tên", max_length=150)
    post = models.CharField("Chức danh", max_length=200, blank=True)
    present = models.BooleanField("Có mặt", default=True)
    reason = models.CharField("Lý do vắng", max_length=250, blank=True)

    def __str__(self) -> str:
        return self.name


class StaffProposal(models.Model):
    """What a member of the school proposes (đề xuất): an improvement, or a change of a line, with a reason; and what
    the council answers. The proposer is told."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", "Chờ trả lời"
        TAKEN = "taken", "Nhận"
        REFUSED = "refused", "Chưa nhận"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="staff_proposals")
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField("Đề xuất")
    reason = models.TextField("Vì sao")
    state = models.CharField("Tình trạng", max_length=8, choices=State, default=State.OPEN)
    answer = models.TextField("Trả lời", blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="staff_proposals")
    at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["school", "state", "id"], name="staff_proposals_by_state")]

    def __str__(self) -> str:
        return self.text


class AgendaItem(models.Model):
    """One thing a meeting speaks about (mục họp): what it is about, what was said, what was decided and carried out.

    ``wanted``: what the decision asks for, by consequence. Once decided it is never undone here.
    """

    class About(models.TextChoices):
        """Why it is on the agenda."""

        OVERDUE = "overdue", "Việc quá hạn"
        DISPUTED = "disputed", "Chênh lệch chưa kết luận"
        WAITING = "waiting", "Chờ quá 60 ngày"
        ANSWERED = "answered", "Đơn vị đã trả lời"
        ADJUSTMENT = "adjustment", "Đề nghị điều chỉnh"
        UNPROVED = "unproved", "Xong chưa có căn cứ"
        RECOMMENDED = "recommended", "Kiến nghị của tổ giám sát"
        PROPOSED = "proposed", "Đề xuất của giáo viên, nhân viên"
        FREE = "free", "Nội dung khác"

    class Consequence(models.TextChoices):
        """What a decision does."""

        NONE = "none", "Không đổi gì trong kế hoạch"
        STATE = "state", "Đổi trạng thái"
        TIME = "time", "Đổi thời gian"
        PERSON = "person", "Giao thêm người chủ trì"
        NEW_LINE = "new_line", "Thêm việc mới"
        WITHDRAW = "withdraw", "Rút việc khỏi kế hoạch"
        APPROVE = "approve", "Duyệt đề nghị điều chỉnh"
        REFUSE = "refuse", "Không duyệt, không nhận"
        PETITION = "petition", "Kiến nghị cấp trên, đơn vị khác"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    about = models.CharField(max_length=12, choices=About, default=About.FREE)
    title = models.CharField("Mục", max_length=500)
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="+")
    line = models.ForeignKey(SampleLine, models.PROTECT, null=True, blank=True, related_name="+")
    adjustment = models.ForeignKey(Adjustment, models.PROTECT, null=True, blank=True, related_name="+")
    waiting = models.ForeignKey(Waiting, models.PROTECT, null=True, blank=True, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, blank=True, related_name="+")
    proposal = models.ForeignKey(StaffProposal, models.PROTECT, null=True, blank=True, related_name="+")
    summary = models.TextField("Tóm tắt", blank=True)
    opinions = models.TextField("Ý kiến", blank=True)
    decision = models.TextField("Kết luận", blank=True)
    votes_for = models.PositiveIntegerField("Tán thành", null=True, blank=True)
    votes_against = models.PositiveIntegerField("Không tán thành", null=True, blank=True)
    votes_other = models.PositiveIntegerField("Ý kiến khác", null=True, blank=True)
    consequence = models.CharField("Làm gì", max_length=10, choices=Consequence, blank=True)
    wanted: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "position"], name="one_item_a_place"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def consequences(self) -> list["AgendaItem.Consequence"]:
        """What a decision on it may do (kết luận được đổi gì): approved is an adjustment, refused also what was
        recommended or proposed."""
        asked = self.adjustment_id is not None
        fits = {self.Consequence.APPROVE: asked, self.Consequence.REFUSE: asked or self.is_asked}
        return [each for each in self.Consequence if fits.get(each, True)]

    @property
    def is_asked(self) -> bool:
        """Whether somebody waits for its answer (có người chờ trả lời): the team, or who proposed it."""
        return self.recommendation_id is not None or self.proposal_id is not None

    @property
    def decided(self) -> bool:
        """Whether the chair has decided on it."""
        return self.decided_at is not None
