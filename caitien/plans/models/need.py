"""What a plan answers (điều cần cải tiến): recommendations of the external team, weaknesses found by the school."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.plans.models.plan import Goal
from caitien.plans.models.standing import EveryManager, StandingManager


class Need(models.Model):
    """A recommendation (khuyến nghị) of the external team, or a weakness (điểm yếu) of the self-assessment.

    It belongs to the school, not to a year: plans of several years may answer it.
    """

    class Kind(models.TextChoices):
        """Who found it: the team from outside, or the school."""

        RECOMMENDATION = "recommendation", "Khuyến nghị của đoàn đánh giá ngoài"
        WEAKNESS = "weakness", "Điểm yếu của tự đánh giá"

    school = models.ForeignKey(School, models.CASCADE, related_name="needs")
    kind = models.CharField("Loại", max_length=16, choices=Kind)
    criterion = models.TextField("Tiêu chí", blank=True)  # "3.2"
    standard = models.IntegerField("Tiêu chuẩn", null=True, blank=True)
    text = models.TextField("Nội dung")
    folded = models.TextField(editable=False)  # the same typed again is the same
    given_by = models.TextField("Nguồn", blank=True)  # "Báo cáo đánh giá ngoài số …"
    date = models.DateField("Ngày", null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["school", "kind", "id"], name="needs_in_order")]

    def __str__(self) -> str:
        return self.text


class Answer(models.Model):
    """A line of a plan answers a need (dòng đáp lại điều cần cải tiến)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    need = models.ForeignKey(Need, models.CASCADE, related_name="answers")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="answers")

    REMOVED: ClassVar = "goal__removed_at"
    objects = StandingManager()
    with_removed = EveryManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["need", "goal"], name="answered_once_by_a_goal")]

    def __str__(self) -> str:
        return f"{self.need} ← {self.goal}"
