"""What came of what when a line was split (tách dòng): kept so that the lines can become one again, word for word."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.plans.models.plan import Plan, Task


class LineSplit(models.Model):
    """A line was split into several (một lần tách): what it said before. Open while ``joined_at`` is None."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="splits")
    task = models.ForeignKey(Task, models.RESTRICT, related_name="splits")
    before = models.JSONField()  # column of the task → what it said: caitien.plans.table.joining.SAID
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    joined_at = models.DateTimeField(null=True, blank=True)  # when its lines became one again

    class Meta:
        indexes: ClassVar = [models.Index(fields=["plan", "joined_at", "id"], name="splits_of_a_plan")]

    def __str__(self) -> str:
        return f"Tách dòng {self.task_id}"


class LinePart(models.Model):
    """A line that came of a split (dòng tách ra), the line itself being the first, and what it said right after."""

    split = models.ForeignKey(LineSplit, models.RESTRICT, related_name="parts")
    task = models.ForeignKey(Task, models.RESTRICT, related_name="part_of")
    place = models.PositiveSmallIntegerField()  # 0, 1, 2 …
    said = models.JSONField()  # as LineSplit.before
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["split", "task"], name="once_in_a_split")]

    def __str__(self) -> str:
        return f"{self.split_id}.{self.place}: {self.task_id}"
