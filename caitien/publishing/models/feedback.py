"""What people outside say to what they saw (góp ý của người ngoài): read, answered, counted; never shown to others."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.publishing.models.publication import Publication


class Feedback(models.Model):
    """One thing said (góp ý): by whoever wants to, with a name or none. Criterion 1.4 of Thông tư 57/2026 counts what
    came in and what was answered."""

    class State(models.TextChoices):
        """What became of it."""

        NEW = "new", "Chờ xem"
        ANSWERED = "answered", "Đã trả lời"
        ASIDE = "aside", "Để riêng"  # no feedback: an advertisement, abuse

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    publication = models.ForeignKey(Publication, models.CASCADE, null=True, blank=True, related_name="+")
    text = models.TextField("Góp ý")
    sender = models.CharField("Người góp ý", max_length=150, blank=True)
    contact = models.CharField("Cách liên hệ", max_length=150, blank=True)
    said = models.CharField(max_length=64)  # hash of the words and the day: sent twice, kept once
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField("Tình trạng", max_length=8, choices=State, default=State.NEW)
    answer = models.TextField("Trả lời, cách xử lý", blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["school", "said"], name="said_once_a_day")]
        indexes: ClassVar = [
            models.Index(fields=["school", "-id"], name="feedback_of_a_school"),
            models.Index(fields=["school", "at"], name="feedback_by_time"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def days(self) -> int | None:
        """How many days it took to answer, None while it waits."""
        return (self.settled_at - self.at).days if self.settled_at else None
