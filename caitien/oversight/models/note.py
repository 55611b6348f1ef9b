"""What officers note about a school in a round (ghi chú của cán bộ): beside its paper, never in it."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import User
from caitien.oversight.models.asked import Asked


class Note(models.Model):
    """A note (ghi chú): seen by officers above the school, never by the school; never changed."""

    asked = models.ForeignKey(Asked, models.CASCADE, related_name="+")
    words = models.TextField("Ghi chú")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["asked", "-id"], name="notes_of_an_asked")]

    def __str__(self) -> str:
        return self.words[:80]
