"""The plan goes out to be read and comes back edited (lấy ý kiến, góp ý)."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, Unit, User
from caitien.plans.models.plan import Plan, Task
from caitien.plans.models.upload import Upload


class Consultation(models.Model):
    """One file sent to one unit (lượt lấy ý kiến): the paper as it went out, and what came back."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="consultations")
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")
    to = models.CharField("Gửi ai", max_length=250)  # the unit's name as it was, or anyone's
    suffix = models.CharField(max_length=5)  # ".docx", ".xlsx"
    paper = models.JSONField()  # as sent: caitien.domain.papers.paper_json
    rows = models.JSONField()  # {"plan.items": [key of the task of each row], "results": […]}
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    returned_name = models.CharField("Tệp gửi lại", max_length=255, blank=True)
    upload = models.ForeignKey(
        Upload, models.SET_NULL, null=True, blank=True, related_name="+"
    )  # a file dropped instead
    returned_sha256 = models.CharField(max_length=64, blank=True)
    returned_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)
    aside = models.JSONField(default=list)  # what else differs in that file: of caitien.domain.comparing.returned.Aside

    def __str__(self) -> str:
        return f"{self.to}, {timezone.localdate(self.at):%d/%m/%Y}"


class Suggestion(models.Model):
    """One change someone made in the file (góp ý): a cell, a new line, or a line left out; waits for a decision."""

    class Kind(models.TextChoices):
        """What was changed."""

        CHANGE = "change", "Sửa"
        ADD = "add", "Thêm dòng"
        WITHDRAW = "withdraw", "Bỏ dòng"

    class State(models.TextChoices):
        """What came of it."""

        OPEN = "open", "Chờ xem"
        ACCEPTED = "accepted", "Nhận"
        REFUSED = "refused", "Không nhận"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="suggestions")
    position = models.PositiveIntegerField()  # in the order of the paper
    kind = models.CharField(max_length=8, choices=Kind)
    table = models.CharField(max_length=12)  # "plan.items", "results"
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="+")  # None: a new line
    field = models.TextField(blank=True)  # of the row, where a cell was changed; "extra.<heading>"
    was = models.TextField(blank=True)  # as sent
    text = models.TextField(blank=True)  # as it came back
    values = models.JSONField(default=dict)  # of a new line: field → value
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["consultation", "position"], name="suggestions_in_order")]

    def __str__(self) -> str:
        return f"{self.field}: {self.was} → {self.text}"
