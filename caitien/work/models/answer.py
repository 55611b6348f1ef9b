"""What bodies above answered to petitions of the school (trả lời của cấp trên)."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.plans.models import Plan
from caitien.work.models.waiting import Letter


class AnswerFromAbove(models.Model):
    """One petition that was answered (một kiến nghị được trả lời): never changed but for ``letter``, the record in the
    diary of what waits for it. None: nothing waits for just that, or nobody said yet what does."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="answers")
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, blank=True, related_name="answers")
    asked = models.TextField("Kiến nghị")
    whose = models.CharField("Cơ quan trả lời", max_length=250)
    number = models.CharField("Số văn bản", max_length=100, blank=True)
    date = models.DateField("Ngày")
    words = models.TextField("Nội dung trả lời")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["plan", "-date", "-id"], name="answers_of_a_plan")]

    def __str__(self) -> str:
        return f"{self.whose}, {self.date:%d/%m/%Y}"
