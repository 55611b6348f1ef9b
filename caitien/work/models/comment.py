"""What people say to each other about a task (trao đổi), and whom they name (nhắc tên)."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.plans.models import Plan, Task
from caitien.plans.models.standing import EveryManager, StandingManager


class Comment(models.Model):
    """A remark on a task (lời trao đổi); one that asks for news of it is a reminder (nhắc việc)."""

    class Kind(models.TextChoices):
        """A remark, or a question how the task stands."""

        REMARK = "remark", "Trao đổi"
        REMINDER = "reminder", "Nhắc báo tiến độ"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, related_name="comments")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.REMARK)
    text = models.TextField("Lời")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    REMOVED: ClassVar = "task__removed_at"
    objects = StandingManager()
    with_removed = EveryManager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["task", "at", "id"], name="comments_of_a_task")]

    def __str__(self) -> str:
        return self.text


class Mention(models.Model):
    """A colleague named in a remark (được nhắc tên): waits on their first page until they have seen it."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="mentions")
    user = models.ForeignKey(User, models.CASCADE, related_name="mentions")
    seen_at = models.DateTimeField(null=True, blank=True)

    REMOVED: ClassVar = "comment__task__removed_at"
    objects = StandingManager()
    with_removed = EveryManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["comment", "user"], name="named_once_in_a_remark")]
        indexes: ClassVar = [models.Index(fields=["user", "seen_at"], name="mentions_of_a_person")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.comment_id}"
