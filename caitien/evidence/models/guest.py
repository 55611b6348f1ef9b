"""A guest of the assessing team (khách của đoàn): who, what they may see, until when; and each time they opened it."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import Role, School, User


class Guest(models.Model):
    """Access by a link, for a while, to chosen criteria (khách của đoàn). Of the secret only its hash is kept."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    name = models.CharField("Khách", max_length=250)
    body = models.CharField("Của đoàn nào", max_length=250, blank=True)
    framework = models.CharField(max_length=60)
    criteria = models.JSONField(default=list)  # of codes; empty: all
    years = models.JSONField(default=list)  # of school years; empty: all
    first = models.DateField("Từ ngày")
    last = models.DateField("Đến hết ngày")
    secret_hash = models.CharField(max_length=64, unique=True)
    revoked_at = models.DateTimeField("Thu hồi", null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Role)  # in which whoever let them in did so
    at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField("Lần mở gần nhất", null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["school", "-id"], name="guests_of_a_school")]

    def __str__(self) -> str:
        return f"{self.name} ({self.body})" if self.body else self.name
