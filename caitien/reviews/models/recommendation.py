"""What the team recommends (kiến nghị của tổ giám sát), and what the school learns for next time (bài học)."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.plans.models import Plan, Task
from caitien.reviews.models.review import Review


class Recommendation(models.Model):
    """One thing the team asks for (kiến nghị): of whom, about which lines, by when, and what became of it."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", "Chưa trả lời"
        TAKEN = "taken", "Nhận"
        REFUSED = "refused", "Không nhận"
        DONE = "done", "Đã làm"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    review = models.ForeignKey(Review, models.PROTECT, related_name="recommendations")
    text = models.TextField("Kiến nghị")
    to = models.CharField("Gửi ai", max_length=250)
    by_when = models.DateField("Trước ngày", null=True, blank=True)
    tasks = models.ManyToManyField(Task, related_name="+", blank=True)
    state = models.CharField("Tình trạng", max_length=8, choices=State, default=State.OPEN)
    answer = models.TextField("Trả lời", blank=True)  # why it is not taken, or what it became
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["school", "state", "id"], name="recommendations_by_state")]

    def __str__(self) -> str:
        return self.text


class Lesson(models.Model):
    """What is to be done otherwise next time (bài học): offered for the report and for next year's plan."""

    class Cause(models.TextChoices):
        """What it came of."""

        PLANNING = "planning", "Kế hoạch đặt chưa sát"
        HANDS = "hands", "Thiếu người, thiếu giờ"
        MONEY = "money", "Thiếu kinh phí"
        OTHERS = "others", "Chờ đơn vị khác"
        TOGETHER = "together", "Phối hợp trong trường"
        ELSE = "else", "Khác"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="lessons")
    review = models.ForeignKey(Review, models.PROTECT, related_name="lessons")
    text = models.TextField("Lần sau làm khác điều gì?")
    cause = models.CharField("Vì đâu", max_length=10, choices=Cause, default=Cause.ELSE)
    tasks = models.ManyToManyField(Task, related_name="+", blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.text
