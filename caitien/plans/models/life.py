"""What was approved and what changed since (bản phê duyệt, điều chỉnh)."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.plans.models.kept_file import KeptFileField
from caitien.plans.models.plan import Goal, Plan, Task
from caitien.plans.models.review_line import ReviewLine


def version_path(version: "Version", _name: str) -> str:
    """Where the Word file of a version lies (chỗ cất bản phê duyệt): by school and content."""
    return f"versions/{version.school_id}/{version.file_sha256}.docx"


class Version(models.Model):
    """The plan as approved (bản phê duyệt): frozen, and its Word file with it. Each approval makes the next number."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("Bản số")
    paper_number = models.TextField("Số văn bản", blank=True)  # "15/KH-…"
    date = models.DateField("Ngày phê duyệt")
    approver = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    paper = models.JSONField()  # caitien.domain.papers.paper_json
    sha256 = models.CharField(max_length=64)  # of the paper's canonical JSON
    file = KeptFileField(upload_to=version_path, max_length=200)
    file_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"Bản {self.number}, {self.date:%d/%m/%Y}"


class Adjustment(models.Model):
    """One change of an approved plan (điều chỉnh): proposed by one, decided by another; kept whatever came of it."""

    class Kind(models.TextChoices):
        """A text of a line, a new line, or a line that is given up."""

        CHANGE = "change", "Sửa"
        ADD = "add", "Thêm dòng"
        WITHDRAW = "withdraw", "Rút dòng"

    class State(models.TextChoices):
        """What came of it."""

        OPEN = "open", "Chờ quyết định"
        APPROVED = "approved", "Đã duyệt"
        REFUSED = "refused", "Không duyệt"
        TAKEN_BACK = "taken_back", "Đã rút lại đề nghị"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="adjustments")
    kind = models.CharField(max_length=8, choices=Kind)
    task = models.ForeignKey(
        Task, models.PROTECT, null=True, blank=True, related_name="adjustments"
    )  # None: to be added
    # a printed part beside the lines, where it is none of a line: caitien.plans.parts.part
    place = models.CharField(max_length=40, blank=True, default="")
    goal = models.ForeignKey(Goal, models.RESTRICT, null=True, blank=True, related_name="+")  # a problem of Biểu 2
    review = models.ForeignKey(ReviewLine, models.RESTRICT, null=True, blank=True, related_name="+")
    field = models.CharField(max_length=20, blank=True)  # of a PlanRow, where a text changes
    old = models.TextField("Trước", blank=True)
    new = models.TextField("Sau", blank=True)
    values = models.JSONField(default=dict)  # of a line to be added: field of a PlanRow → value
    reason = models.TextField("Lý do")
    paper_number = models.TextField("Số văn bản", blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField("Ý kiến người duyệt", blank=True)
    version = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="adjustments")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["plan", "state", "id"], name="adjustments_in_order")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.field}: {self.old} → {self.new}"
