"""What was done in a school before it came to this site (nhật ký trước đây), as the trail of that site told it."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models.school import School


class FormerEntry(models.Model):
    """One entry of the trail a school brought along (dòng nhật ký trước đây), word for word.

    Keys in it are those of the site it was written on; its seal was made with that site's key. That none was changed
    since it came is proved by what the school's own trail was told on that day: :mod:`caitien.access.trail.former`.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="former_trail")
    came = models.PositiveSmallIntegerField(default=1)  # with which of its moves: 1, 2 …, the last the highest
    chain = models.PositiveBigIntegerField()  # the key of the school there
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_key = models.PositiveBigIntegerField()
    actor_name = models.CharField(max_length=150, blank=True)
    role = models.CharField(max_length=12)
    verb = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    within = models.CharField(max_length=40, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["-came", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "came", "number"], name="one_former_entry_a_number")
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%d/%m/%Y %H:%M} {self.actor_name} {self.verb}"

    @property
    def actor(self) -> str:
        """Who did it, by the name told then."""
        return self.actor_name
