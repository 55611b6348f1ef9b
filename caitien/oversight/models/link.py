"""A link by which a school without an account sends (đường dẫn nộp), and the files it dropped there."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.oversight.models.asked import Asked


class SubmissionLink(models.Model):
    """A link of one school in one round (đường dẫn nộp). Of its secret only the hash is kept."""

    asked = models.ForeignKey(Asked, models.CASCADE, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    last = models.DateField("Mở đến hết ngày")
    revoked_at = models.DateTimeField("Thu hồi", null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["asked", "-id"], name="links_of_an_asked")]

    def __str__(self) -> str:
        return f"{self.asked}, đến {self.last:%d/%m/%Y}"


class Offered(models.Model):
    """A file dropped by a link and read (tệp vừa thả): nothing official until its sender confirms it."""

    link = models.ForeignKey(SubmissionLink, models.CASCADE, related_name="offered")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=255)
    file = models.FileField(upload_to="rounds", max_length=200)
    file_sha256 = models.CharField(max_length=64)
    paper = models.JSONField()  # caitien.domain.papers.paper_json, as it was read
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name
