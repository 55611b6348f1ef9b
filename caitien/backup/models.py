"""What is known of the backups that were made (sổ bản lưu)."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Backup(models.Model):
    """One backup that was asked for (bản lưu): when, how it ended, whether it was ever proved by restoring it.

    A row of the site, of no school. ``name`` is that of the file in the folder of backups, "" while it is made or where
    it failed; ``trouble`` says why it failed, in a sentence for the keeper.
    """

    begun_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    name = models.CharField(max_length=200, blank=True)
    mark = models.CharField(max_length=64, blank=True)  # SHA-256 of its manifest
    rows = models.PositiveBigIntegerField(default=0)
    files = models.PositiveBigIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)  # bytes
    missing = models.PositiveIntegerField(default=0)  # files rows speak of that were not there
    copied_at = models.DateTimeField(null=True)  # into a store of another place, where one is named
    trouble = models.CharField(max_length=500, blank=True)
    verified_at = models.DateTimeField(null=True)  # when it was last restored into a scratch place
    verdict = models.CharField(max_length=500, blank=True)  # what was wrong then; "" where it came back whole

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name or f"bản lưu {self.pk}"
