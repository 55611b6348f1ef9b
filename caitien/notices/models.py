"""One thing that happened to one person (tin)."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User


class Notice(models.Model):
    """What one person is told (tin): in words that stand alone, and the page it leads to, by name and keys."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    text = models.CharField("Tin", max_length=300)
    page = models.CharField(max_length=30)  # name of an address
    keys = models.JSONField(default=list)  # what the address takes
    at = models.DateTimeField("Lúc", default=timezone.now)
    read_at = models.DateTimeField("Đã đọc lúc", null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["user", "school", "-id"], name="notices_of_a_person"),
            models.Index(fields=["user", "school"], name="unread_notices", condition=models.Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return self.text
