"""The calendar a person's telephone reads (lịch việc .ics)."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User


class Feed(models.Model):
    """The secret address at which a person's telephone reads their work (lịch việc): of the secret only its hash is
    kept. Taken back, the row goes."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Lịch việc của {self.user}"


class FeedTurn(models.Model):
    """One turn, meeting or review as a calendar shows it (mục trong lịch): kept, so that a calendar that read it before
    learns of each change by a higher ``sequence``, and of its end.

    A turn is of one day, ``due``; a review of several, from ``due`` to ``last``; a meeting of the hours it has on that
    day.
    """

    class Kind(models.TextChoices):
        """What it is; as in the name that stays of its event."""

        TURN = "turn", "Việc"
        MEETING = "meeting", "Cuộc họp"
        REVIEW = "review", "Đợt rà soát"

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="turns")
    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    kind = models.CharField("Loại", max_length=8, choices=Kind, default=Kind.TURN)
    turn = models.PositiveBigIntegerField()  # key of the occurrence, meeting or review, which may be gone
    task = models.PositiveBigIntegerField(default=0)  # key of the line of a turn, to lead there
    plan = models.PositiveBigIntegerField()
    due = models.DateField("Ngày")
    last = models.DateField("Đến ngày", null=True)
    begins = models.TimeField("Từ", null=True)
    ends = models.TimeField("Đến", null=True)
    words = models.CharField("Việc", max_length=250)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField("Thôi từ", null=True)  # done, taken away, or without a day

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed", "kind", "turn"], name="a_thing_once_in_a_feed")
        ]

    def __str__(self) -> str:
        return f"{self.due:%d/%m/%Y} {self.words}"
