"""What a line said would show it (minh chứng dự kiến), and what came of that."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.evidence.models.item import Item
from caitien.plans.models import Task
from caitien.plans.models.standing import EveryManager, StandingManager


class Expectation(models.Model):
    """One thing expected to show a line (minh chứng dự kiến): met by an item, or not needed for a ``reason``. Without
    ``words`` it speaks of the line as a whole."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, related_name="expectations")
    words = models.TextField("Minh chứng dự kiến", blank=True)
    item = models.ForeignKey(Item, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.TextField("Không cần, vì", blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    REMOVED: ClassVar = "task__removed_at"
    objects = StandingManager()
    with_removed = EveryManager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["task", "id"], name="expected_of_a_task")]

    def __str__(self) -> str:
        return self.words or self.reason
