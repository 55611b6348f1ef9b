"""A list that was read and waits for a look (danh sách chờ xem)."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User


class HeldList(models.Model):
    """What one person pasted or dropped, row by row, until they take it in or let it go; it outlives their session."""

    class Kind(models.TextChoices):
        """Of what."""

        NEEDS = "needs", "Khuyến nghị, điểm yếu"
        EVIDENCE = "evidence", "Danh mục minh chứng"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    kind = models.CharField("Loại", max_length=12, choices=Kind)
    content = models.JSONField()  # as the page that reads it keeps it
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "school", "kind"], name="one_held_list_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.user})"
