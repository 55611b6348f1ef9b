"""Papers of a round that are alike (văn bản giống nhau), as the lens last saw them: advice with its evidence."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import User
from caitien.oversight.models.asked import Asked
from caitien.oversight.models.round import Round


class LensLook(models.Model):
    """A look of the lens at a round (lần soi): one a round, the last."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="lens")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    papers = models.PositiveIntegerField(default=0)  # how many it looked at
    trouble = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.round}, {timezone.localdate(self.at):%d/%m/%Y}"


class Likeness(models.Model):
    """A school's paper and the one it is most like (giống nhau): another school's, or its own of last year."""

    class Kind(models.TextChoices):
        """Like whose."""

        COPIED = "copied", "giống trường khác"
        REPEATED = "repeated", "lặp năm trước"

    round = models.ForeignKey(Round, models.CASCADE, related_name="likenesses")
    kind = models.CharField(max_length=8, choices=Kind)
    asked = models.ForeignKey(Asked, models.CASCADE, related_name="+")
    other = models.ForeignKey(Asked, models.CASCADE, related_name="+")
    rows = models.JSONField(default=list)  # of [path, path in the other], as LineFact has them
    of = models.PositiveIntegerField()  # rows that could tell
    share = models.PositiveIntegerField()  # per cent

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "kind", "asked"], name="one_likeness_a_kind_and_school")
        ]
        indexes: ClassVar = [models.Index(fields=["round", "kind", "-share", "id"], name="likenesses_by_share")]

    def __str__(self) -> str:
        return f"{self.asked} {self.get_kind_display()} {self.share} %"
