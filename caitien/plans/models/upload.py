"""Files people dropped (tệp đã nhập), and what they set right in them."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.plans.models.kept_file import KeptFileField
from caitien.plans.models.plan import Plan


def upload_path(upload: "Upload", _name: str) -> str:
    """Where the bytes lie (chỗ cất tệp): by school and content; nothing of the name a person gave."""
    return f"uploads/{upload.school_id}/{upload.sha256}"


class Upload(models.Model):
    """A file a person dropped (tệp đã nhập) and what was read in it. The same bytes are the same upload of a school."""

    school = models.ForeignKey(School, models.CASCADE, related_name="uploads")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    name = models.CharField("Tên tệp", max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()  # bytes
    file = KeptFileField(upload_to=upload_path, max_length=200)
    paper = models.JSONField()  # as read, corrections apart: caitien.domain.papers.paper_json
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="uploads")
    adopted_at = models.DateTimeField(null=True, blank=True)
    put_aside_at = models.DateTimeField("Đã để riêng", null=True, blank=True)  # dropped by mistake; nothing is deleted

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["school", "sha256"], name="same_bytes_same_upload")]

    def __str__(self) -> str:
        return self.name


class Correction(models.Model):
    """A cell a person set right before adopting (ô đã sửa). It holds only while the file still reads as it did."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    upload = models.ForeignKey(Upload, models.CASCADE, related_name="corrections")
    path = models.TextField()  # "results.3.planned", as in Note.path
    was = models.TextField(blank=True)  # as read from the file
    text = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["upload", "path"], name="one_correction_a_cell")]

    def __str__(self) -> str:
        return f"{self.path}: {self.text}"
