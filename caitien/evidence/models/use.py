"""What an item is used for (dùng cho): one item, many uses."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.evidence.models.item import Item
from caitien.plans.models import Task
from caitien.work.models import Update


class Use(models.Model):
    """An item proves something (dùng cho): a criterion of a set, or a line of a plan, perhaps what was told of it once.
    ``why``: in one sentence. ``home``: the criterion whose code it bears."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, models.CASCADE, related_name="uses")
    framework = models.CharField("Bộ tiêu chuẩn", max_length=60, blank=True)
    criterion = models.CharField("Tiêu chí", max_length=6, blank=True)
    school_year = models.CharField("Năm học", max_length=9, blank=True)  # "" for every year
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="evidence_uses")
    update = models.ForeignKey(Update, models.PROTECT, null=True, blank=True, related_name="evidence_uses")
    home = models.BooleanField("Tiêu chí mang mã", default=False)
    why = models.TextField("Chứng minh điều gì", blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(task=None) | models.Q(criterion=""), name="evidence_used_for_one_thing"
            ),
            models.UniqueConstraint(
                fields=["item", "framework", "criterion", "school_year"],
                condition=~models.Q(criterion=""),
                name="evidence_once_a_criterion",
            ),
            models.UniqueConstraint(fields=["item", "task"], name="evidence_once_a_task"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["school", "framework", "criterion"], name="evidence_of_a_criterion"),
            models.Index(fields=["task", "item"], name="evidence_of_a_task"),
        ]

    def __str__(self) -> str:
        return self.why or self.criterion
