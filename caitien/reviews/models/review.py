"""A round in which a team looks at the plan (đợt rà soát), what stood then, and the lines that are looked at."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.action import hold
from caitien.access.models import School, User
from caitien.plans.models import Plan, Task
from caitien.work.models.occurrence import STATES

if TYPE_CHECKING:
    from caitien.reviews.models.verdict import Reply, Ruling, Verdict


class Review(models.Model):
    """One round (đợt rà soát): of a stretch of the year, over some lines, by the team of that year.

    ``row`` is its line in section VI of Biểu 2, frozen when it closes: fields of :class:`caitien.domain.paper.Review`.
    """

    class Kind(models.TextChoices):
        """When it is held; the form of Biểu 2 asks for the two ends."""

        MONTH = "month", "Hằng tháng"
        MIDDLE = "middle", "Giữa học kỳ"
        TERM_ONE = "term_one", "Cuối học kỳ I"
        YEAR_END = "year_end", "Cuối năm học"
        SPECIAL = "special", "Đột xuất"

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", "Chuẩn bị"
        OPEN = "open", "Đang rà soát"
        HANDED_IN = "handed_in", "Chờ kết luận"
        CONCLUDED = "concluded", "Đã kết luận"
        CLOSED = "closed", "Đã đóng"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="review_rounds")
    kind = models.CharField("Loại đợt", max_length=10, choices=Kind)
    state = models.CharField("Tình trạng", max_length=10, choices=State, default=State.DRAFT)
    name = models.CharField("Tên đợt", max_length=120)  # "Cuối học kỳ I", as the form prints it
    first = models.DateField("Từ ngày")
    last = models.DateField("Đến ngày")
    due = models.DateField("Hạn xong", null=True, blank=True)
    content = models.TextField("Nội dung theo dõi", blank=True)
    standards = models.JSONField("Tiêu chuẩn được xem", default=list)  # of ints; [] all lines
    opened_at = models.DateTimeField(null=True, blank=True)
    total = models.PositiveIntegerField("Số dòng trong phạm vi", default=0)  # when it was opened
    unproved = models.PositiveIntegerField("Xong chưa có căn cứ", default=0)  # of these: nothing but praise, no file
    closed_at = models.DateTimeField(null=True, blank=True)
    conclusion = models.TextField("Kết luận", blank=True)
    row = models.JSONField(default=dict)
    words = models.JSONField(default=dict)  # of the team's report: part → what a person wrote there
    turn = models.PositiveIntegerField("Lần mở", default=1)  # grows each time it is reopened
    reopened_why = models.TextField("Lý do mở lại", blank=True)  # of the last time
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "name"], name="one_review_a_name"),
            models.CheckConstraint(condition=models.Q(first__lte=models.F("last")), name="review_days_in_order"),
        ]
        indexes: ClassVar = [models.Index(fields=["school", "state"], name="reviews_by_state")]

    def __str__(self) -> str:
        return self.name

    def hold_before(self) -> None:
        """The plan is locked before what hangs on it (khoá kế hoạch trước): lines that become one are, and what was
        said of them follows. One statement."""
        hold(Plan.objects.filter(pk=self.plan_id))

    def is_assigned_to(self, user: User) -> bool:
        """Whether the person is in the team of that year (trong tổ giám sát). One query."""
        panel = {"panel__school": self.school_id, "panel__kind": "team", "panel__school_year": self.plan.school_year}
        return user.panel_places.filter(**panel).exists()

    @property
    def running(self) -> bool:
        """Whether verdicts are given now (đang rà soát)."""
        return self.state == self.State.OPEN

    @property
    def seed(self) -> str:
        """What lines are drawn by (số bốc): its key, so that anyone may draw them again."""
        return str(self.pk)


class Snapshot(models.Model):
    """How every line stood when a review was opened or closed (ảnh chụp tình trạng): never changed.

    ``lines``: key of a task → fields of :class:`caitien.work.outcome.Outcome` as plain values.
    """

    class Moment(models.TextChoices):
        """Of which end."""

        OPENED = "opened", "Lúc mở đợt"
        CLOSED = "closed", "Lúc đóng đợt"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    review = models.ForeignKey(Review, models.PROTECT, related_name="snapshots")
    moment = models.CharField(max_length=8, choices=Moment)
    turn = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(default=timezone.now)
    lines: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    counts: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField(default=dict)  # by official state
    sha256 = models.CharField(max_length=64)  # of the lines in canonical JSON

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "moment", "turn"], name="one_snapshot_a_moment")
        ]

    def __str__(self) -> str:
        return f"{self.get_moment_display()}, {timezone.localdate(self.at):%d/%m/%Y}"


class SampleLine(models.Model):
    """A line that is looked at in a review (dòng được xem), why it was taken, and who looks. What was said of it is
    there where :mod:`caitien.reviews.differences` read it."""

    spoken: "list[Verdict]"
    answered: "list[Reply]"
    ruled: "list[Ruling]"

    class Why(models.TextChoices):
        """Why it was taken."""

        OVERDUE = "overdue", "quá hạn"
        UNPROVED = "unproved", "xong chưa có căn cứ"
        LINKED = "linked", "trả lời bằng đường dẫn"
        UNSTATED = "unstated", "chưa rõ trạng thái"
        RANDOM = "random", "chọn ngẫu nhiên"
        CHOSEN = "chosen", "người chọn"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    review = models.ForeignKey(Review, models.CASCADE, related_name="sample")
    task = models.ForeignKey(Task, models.PROTECT, related_name="+")
    why = models.CharField("Vì sao xem", max_length=10, choices=Why)
    state = models.CharField("Lúc mở đợt người làm báo", max_length=12, choices=STATES)
    told = models.TextField("Lời báo lúc mở đợt", blank=True)
    monitor = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recused = models.JSONField("Ai phải tránh", default=list)  # keys of all who had a part in it when it was taken
    position = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["review", "task"], name="sampled_once_in_a_review")]
        indexes: ClassVar = [
            models.Index(fields=["review", "monitor", "position"], name="sample_of_a_monitor"),
            models.Index(fields=["review", "position", "id"], name="sample_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.get_why_display()}"

    def is_assigned_to(self, user: User) -> bool:
        """Whether the line is given to the person or a unit of theirs (được giao): who may answer. One query."""
        return self.task.is_assigned_to(user)
